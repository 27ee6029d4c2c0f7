namespace Orleans;

public interface IGrainState<T>
{
    T State { get; set; }

    string ETag { get; set; }

    bool RecordExists { get; set; }
}
