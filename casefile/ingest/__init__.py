"""Bytes to text with metadata: one reader a format; foreign formats are parsed in a child that can be killed."""

from casefile.ingest.reading import check, read

__all__ = ["check", "read"]
