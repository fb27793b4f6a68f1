"""Bytes to text with metadata: one reader a format; foreign formats are parsed in a child that can be killed."""

from casefile.ingest.reading import Plan, check, plan, read, read_planned

__all__ = ["Plan", "check", "plan", "read", "read_planned"]
