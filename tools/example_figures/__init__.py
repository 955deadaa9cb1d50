"""The generated figures of the example schemes, one module an example."""
