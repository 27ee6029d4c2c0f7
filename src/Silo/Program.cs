using MemberGrains.Silo.Hosting;

try
{
    using var silo = SiloProcess.Build(args);
    await silo.RunAsync();
    return 0;
}
catch (PlatformNotSupportedException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 2;
}
