using Orleans.Runtime;

namespace Orleans.Storage;

[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException(string errorMsg, string storedEtag, string currentEtag)
        : base(errorMsg) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    [Id(1)]
    public string StoredEtag { get; private set; }

    [Id(2)]
    public string CurrentEtag { get; private set; }
}
