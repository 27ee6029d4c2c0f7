using System.Buffers;
using System.Text.Json;
using MemberGrains.Interfaces.Json;

namespace MemberGrains.ReadModels.Elasticsearch.Bulk;

/// <summary>The lines of one <c>_bulk</c> request.</summary>
internal sealed class BulkBody : IDisposable
{
    private const byte NewLine = (byte)'\n';

    private readonly ArrayBufferWriter<byte> _lines;
    private readonly Utf8JsonWriter _writer;

    /// <param name="expected">Bytes, about.</param>
    public BulkBody(int expected)
    {
        _lines = new ArrayBufferWriter<byte>(expected);
        _writer = new Utf8JsonWriter(_lines, WireJson.Options);
    }

    public ReadOnlyMemory<byte> Bytes => _lines.WrittenMemory;

    /// <summary>Writes a document unless a newer one is there. Routed by its own id, explicitly: the mapping refuses it otherwise.</summary>
    public void Index(string index, BulkItem item, ReadOnlySpan<byte> source)
    {
        _writer.WriteStartObject();
        Begin("index"u8, index, item.Id);
        _writer.WriteNumber("version"u8, item.Version);
        _writer.WriteString("version_type"u8, "external"u8);
        End();
        _lines.Write(source);
        Break();
    }

    /// <summary>
    /// Asks whether an alias is there, and does nothing: the document named is in no index. In the same request as the
    /// documents, so the answer is of the very cluster state that placed them.
    /// </summary>
    public void Probe(string alias)
    {
        _writer.WriteStartObject();
        Begin("update"u8, alias, "probe");
        End();
        _lines.Write("{\"doc\":{}}"u8);
        Break();
    }

    public void Dispose() => _writer.Dispose();

    private void Begin(ReadOnlySpan<byte> action, string index, string id)
    {
        _writer.WriteStartObject(action);
        _writer.WriteString("_index"u8, index);
        _writer.WriteString("_id"u8, id);
        _writer.WriteString("routing"u8, id);
    }

    private void End()
    {
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.Flush();
        _writer.Reset();
        Break();
    }

    private void Break()
    {
        _lines.GetSpan(1)[0] = NewLine;
        _lines.Advance(1);
    }
}
