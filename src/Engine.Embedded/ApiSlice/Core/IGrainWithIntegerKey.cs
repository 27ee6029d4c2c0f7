namespace Orleans;

/// <summary>A grain addressed by a number; the management grain is one.</summary>
public interface IGrainWithIntegerKey : IGrain;
