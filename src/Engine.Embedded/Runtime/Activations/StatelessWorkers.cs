using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The activations of one stateless worker in one silo. A call goes to an idle one, else to a new one, else to the least busy.</summary>
internal sealed class StatelessWorkers(Silo silo, GrainClass grainClass, IdSpan key)
{
    private readonly List<Activation> _workers = [];
    private readonly int _limit = grainClass.StatelessWorker!.MaxLocalWorkers is > 0 and var limit ? limit : silo.Cluster.Environment.Processors;

    public void Receive(Call call)
    {
        lock (_workers)
        {
            var worker = _workers.MinBy(w => Volatile.Read(ref w.Load));
            if (worker is null || (worker.Load > 0 && _workers.Count < _limit))
            {
                worker = new Activation(silo, grainClass, key);
                _workers.Add(worker);
                silo.Add(worker);
            }

            worker.Enqueue(call);
        }
    }

    public void Remove(Activation worker)
    {
        lock (_workers) _workers.Remove(worker);
    }
}
