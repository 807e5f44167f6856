"""Two versions of one note: how they are aligned, and where they differ."""
