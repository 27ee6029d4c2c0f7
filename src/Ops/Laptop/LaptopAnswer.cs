using System.Text.Json;

namespace MemberGrains.Ops.Laptop;

/// <summary>An answer of the cluster.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Its JSON; an empty object where it had none.</param>
internal sealed record LaptopAnswer(int Status, JsonElement Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>What went wrong, in one line.</summary>
    public string Problem() => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code)
        ? $"{code} ({Status}): {(Body.TryGetProperty("detail", out var detail) ? detail : code)}"
        : $"status {Status}";
}
