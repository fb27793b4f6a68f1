"""The text of one article, with what was read in it."""
