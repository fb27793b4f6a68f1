"""Search and its results."""
