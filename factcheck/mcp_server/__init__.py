"""The registry and the check for assistants, over the Model Context Protocol: read-only, on this machine alone."""
