namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>
/// Copies values of <typeparamref name="T"/> on their way between grains, so that no two share what can change. Values that
/// can not change are passed as they are.
/// </summary>
internal static class Copier<T>
{
    // Null: values of T never need a copy. The just-in-time compiler then drops the whole of CopyOf.
    private static readonly CopyDelegate<T>? Copy = Copiers.Build<T>();

    public static T CopyOf(T value) => Copy is null || value is null ? value : Copy(value, new CopyContext());

    public static T CopyWithin(T value, CopyContext context) => Copy is null || value is null ? value : Copy(value, context);
}
