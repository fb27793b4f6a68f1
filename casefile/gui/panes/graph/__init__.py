"""The graph: which entities stand in the same sentences."""
