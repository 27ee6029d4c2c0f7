using System.Buffers;
using System.Text.Json;

namespace MemberGrains.ReadModels.Elasticsearch.Rebuild;

/// <summary>The body of <c>_aliases</c>: all actions happen in one cluster state, or none.</summary>
internal sealed class AliasActions : IDisposable
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _writer;

    public AliasActions()
    {
        _writer = new Utf8JsonWriter(_output);
        _writer.WriteStartObject();
        _writer.WriteStartArray("actions"u8);
    }

    public void Add(string index, string alias, bool isWriteIndex = false)
    {
        Begin("add"u8, index);
        _writer.WriteString("alias"u8, alias);
        if (isWriteIndex) _writer.WriteBoolean("is_write_index"u8, true);
        End();
    }

    /// <summary>Removes an alias that must be there: otherwise nothing happens at all.</summary>
    public void Remove(string index, string alias)
    {
        Begin("remove"u8, index);
        _writer.WriteString("alias"u8, alias);
        _writer.WriteBoolean("must_exist"u8, true);
        End();
    }

    /// <summary>Deletes an index with all that leads to it.</summary>
    public void RemoveIndex(string index)
    {
        Begin("remove_index"u8, index);
        End();
    }

    /// <summary>The body; nothing can be added after it.</summary>
    public ReadOnlyMemory<byte> ToBody()
    {
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
        return _output.WrittenMemory;
    }

    public void Dispose() => _writer.Dispose();

    private void Begin(ReadOnlySpan<byte> action, string index)
    {
        _writer.WriteStartObject();
        _writer.WriteStartObject(action);
        _writer.WriteString("index"u8, index);
    }

    private void End()
    {
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }
}
