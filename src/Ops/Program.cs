using System.CommandLine;
using MemberGrains.Ops.Commands;

var root = new RootCommand("Tools of a MemberGrains cluster on this machine.")
{
    SampleCommand.Create(),
    LoadCommand.Create(),
    VerifyCommand.Create(),
    RebuildCommand.Create(),
    OperatorCommands.Create(),
};
return await CommandRunner.RunAsync(root, args);
