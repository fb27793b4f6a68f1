"""The tags of the case."""
