// Not as many as there are cores: most of what runs here waits for servers.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
