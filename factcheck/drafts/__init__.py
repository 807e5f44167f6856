"""Two drafts of one note, in one language: what the second states that the first did not, and what it no longer states."""
