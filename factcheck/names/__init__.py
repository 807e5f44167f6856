"""Names of the registry and of the note."""
