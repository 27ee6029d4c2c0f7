namespace Orleans.Serialization;

/// <summary>A type is used in a grain call without [GenerateSerializer].</summary>
public sealed class CodecNotFoundException(string message) : SerializerException(message);
