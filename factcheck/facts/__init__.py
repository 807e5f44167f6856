"""The registry: its schema, its loading, and the relations between its facts."""
