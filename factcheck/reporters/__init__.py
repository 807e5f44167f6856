"""What the findings look like: one module a format."""
