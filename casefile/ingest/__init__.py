"""Bytes to text with metadata: one reader a format; foreign formats are parsed in a child that can be killed."""

from casefile.ingest.decoding_anew import text_as
from casefile.ingest.reading import Plan, check, plan, read, read_planned
from casefile.ingest.watching import Watched

__all__ = ["Plan", "Watched", "check", "plan", "read", "read_planned", "text_as"]
