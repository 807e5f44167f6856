"""Why statements were tied to their facts, in words."""
