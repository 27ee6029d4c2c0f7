using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>A search that is down, and tells when it was asked.</summary>
public sealed class AskedSearch : IMemberSearch
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    public ValueTask<SearchAnswer<ImmutableArray<Relation?>>> FindIdentitiesAsync(ImmutableArray<IdentityKey> keys, CancellationToken cancellation) => throw Down();

    public ValueTask<SearchAnswer<MemberView?>> FindMemberAsync(string memberId, CancellationToken cancellation) => throw Down();

    public ValueTask<SearchAnswer<MemberPage>> SearchAsync(MemberQuery query, CancellationToken cancellation) => throw Down();

    private SearchUnavailableException Down()
    {
        _asked.TrySetResult();
        return new SearchUnavailableException("It is down.");
    }
}
