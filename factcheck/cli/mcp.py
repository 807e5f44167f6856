"""`factcheck mcp`: the registry and the check for assistants, over the Model Context Protocol."""
