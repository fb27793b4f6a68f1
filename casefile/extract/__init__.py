"""Text to findings: rules and lexicons, no model, no files beside the rules, no clock."""

from casefile.extract.pipeline import EXTRACTOR, extract

__all__ = ["EXTRACTOR", "extract"]
