"""The timeline: events on an honest axis, and the same as a table."""
