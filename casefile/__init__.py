"""CaseFile: a pile of articles in, a brief that holds up out. Offline."""

__version__ = "0.1.0"
