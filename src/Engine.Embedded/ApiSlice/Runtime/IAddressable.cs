namespace Orleans.Runtime;

/// <summary>Anything that can be called by its address.</summary>
public interface IAddressable;
