"""The composer: what goes into the brief on the left, the pages as they will be on the right."""
