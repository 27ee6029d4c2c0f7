using Orleans.Core;

namespace Orleans.Runtime;

internal interface IPersistentState<TState> : IStorage<TState>;
