"""What ties a statement to a fact: subjects, cues, distance, times."""
