"""Makes and measures the weights of linking, from real documents with registries and a person's reading. Not part of the package."""
