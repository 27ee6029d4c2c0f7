namespace MemberGrains.Interfaces.Roles;

/// <summary>Whose word makes a commit of a physical cluster durable.</summary>
[GenerateSerializer, Alias("mg.acknowledgement")]
public enum Acknowledgement
{
    /// <summary>A replica in the other center: losing a whole center loses nothing acknowledged.</summary>
    Away,

    /// <summary>The home replica, by an operator's decision while the other center is gone.</summary>
    Home,
}
