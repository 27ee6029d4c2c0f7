namespace MemberGrains.Engine.Embedded.Runtime;

internal enum ActivationState : byte
{
    /// <summary>Nothing has arrived yet.</summary>
    Created,

    /// <summary>The grain is being made; calls wait.</summary>
    Activating,

    Active,

    /// <summary>OnDeactivateAsync runs; calls wait to be sent on.</summary>
    Deactivating,

    /// <summary>Over. What still arrives is sent on.</summary>
    Ended,
}
