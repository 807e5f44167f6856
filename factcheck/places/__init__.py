"""The places in notes that state a fact, and the facts that changed since a commit."""
