namespace MemberGrains.Engine.Embedded.Runtime.State;

/// <summary>A state of whatever type, as the activation sees it.</summary>
internal interface IReadableState
{
    /// <summary>Reads what is stored.</summary>
    Task ReadStateAsync();
}
