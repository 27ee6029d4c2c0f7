namespace Orleans;

public interface IFacetMetadata;
