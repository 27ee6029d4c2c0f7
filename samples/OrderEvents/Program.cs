using OrderEvents;

// dotnet run --project samples/OrderEvents -- amqp://user:password@host:port/ [QUEUE]
// Prints every change of a member id, as an order service would follow it.
if (args is not [var broker, ..] || !Uri.TryCreate(broker, UriKind.Absolute, out var address))
{
    Console.Error.WriteLine("Usage: OrderEvents amqp://user:password@host:port/ [QUEUE]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var book = new OrderBook();
await using var feed = await ChangeFeed.StartAsync(address, args.Length > 1 ? args[1] : "sample.order-events", change =>
{
    string what = change.GetProperty("type").GetString()!.Split('.')[^1];
    Console.WriteLine($"{change.GetProperty("time").GetString()} {what,-12} {change.GetProperty("id").GetString()}{(book.Apply(change) ? "" : "  (known)")}");
}, stop.Token);
try
{
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
}
catch (OperationCanceledException)
{
    // Ctrl-C.
}

return 0;
