"""The articles of the case."""
