using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Silo.Config;

/// <summary>
/// Faults leave a grain without their cause. A driver's or a library's exception has no codec: an answer that holds one can
/// not be written, is lost on its way, and the caller learns of a time-out instead. Where it happened the cause is known.
/// </summary>
internal sealed class FaultsOnTheWire : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (StoreUnavailableException fault) when (fault.InnerException is not null)
        {
            throw new StoreUnavailableException(fault.Message);
        }
        catch (FateUnknownException fault) when (fault.InnerException is not null)
        {
            throw new FateUnknownException(fault.Message);
        }
    }
}

internal static class FaultsOnTheWireServices
{
    public static IServiceCollection AddFaultsOnTheWire(this IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter, FaultsOnTheWire>();
}
