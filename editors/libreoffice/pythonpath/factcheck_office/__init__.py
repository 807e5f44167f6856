"""What the extension does: runs factcheck on a copy of the open document, and puts its comments into the document."""
