namespace Orleans;

/// <inheritdoc cref="IOutgoingGrainCallFilter"/>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
