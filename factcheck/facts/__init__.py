"""The registry: its schema, its loading, the arithmetic that ties its facts."""
