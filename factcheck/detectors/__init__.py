"""What several rules look for in an analysis."""
