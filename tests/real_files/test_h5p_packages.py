"""The real H5P packages run on our own runtime, and their answers arrive as claims."""
