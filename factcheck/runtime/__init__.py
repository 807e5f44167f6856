"""What every room stands on: records, caches, compiled patterns, worker processes."""
