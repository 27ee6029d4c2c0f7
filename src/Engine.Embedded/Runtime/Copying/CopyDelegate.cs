namespace MemberGrains.Engine.Embedded.Runtime;

internal delegate T CopyDelegate<T>(T value, CopyContext context);
