using MemberGrains.Local;
using MemberGrains.Local.Startup;

if (LocalArguments.Parse(args, Environment.GetEnvironmentVariable, out string problem) is not { } arguments)
{
    Console.Error.WriteLine($"{problem}\nUsage: ./dev run [--data DIR] [--ports A,B] [--ready-file FILE] [--services FILE]");
    return 2;
}

return await LaptopRun.RunAsync(arguments, Console.Out, Console.Error);
