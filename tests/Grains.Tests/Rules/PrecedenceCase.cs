using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Grains.Tests.Rules;

/// <summary>One row of the table: a command on a state, and which of the outcomes that apply answers.</summary>
/// <param name="Name">The command and the state.</param>
/// <param name="Expected">The first that applies, in the contract's order.</param>
/// <param name="Arrange">Makes the state; the command to decide.</param>
internal sealed record PrecedenceCase(string Name, CommandOutcome Expected, Func<PrecedenceWorld, BindingCommand> Arrange);
