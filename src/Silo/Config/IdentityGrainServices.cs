using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using MemberGrains.Grains;
using MemberGrains.Grains.Ids;
using MemberGrains.Grains.Placement;
using MemberGrains.Silo.Placement;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberGrains.Silo.Config;

/// <summary>The identity grains and where they are placed.</summary>
public static class IdentityGrainServices
{
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public static IServiceCollection AddIdentityGrains(this IServiceCollection services, GrainOptions options)
    {
        Validator.ValidateObject(options.Protocol, new ValidationContext(options.Protocol), validateAllProperties: true);
        if (options.Limits.Problem() is { } problem) throw new ValidationException(problem);
        if (options.Protocol.LongestWaitMs < options.Protocol.FirstWaitMs) throw new ValidationException("LongestWaitMs is under FirstWaitMs.");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RandomBytes>(RandomNumberGenerator.Fill);
        services.AddIdentityGrains(options.Limits, options.Protocol);
        services.AddFaultsOnTheWire();
        services.AddPlacementDirector<HomeCenterPlacement, HomeCenterPlacementDirector>();
        return services;
    }
}
