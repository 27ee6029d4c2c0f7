using System.Reflection;

namespace MemberGrains.Engine.Embedded.Tests.Hosting;

public sealed class SiloProcessTests
{
    [Fact]
    public void A_silo_of_its_own_process_is_refused_and_says_what_to_do_instead()
    {
        var before = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            var code = Assembly.Load("MemberGrains.Silo").EntryPoint!.Invoke(null, [Array.Empty<string>()]);

            Assert.Equal(2, code);
            Assert.Contains("./dev run", said.ToString(), StringComparison.Ordinal);
            Assert.Contains("-p:GrainEngine=Orleans", said.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
