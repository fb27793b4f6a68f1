"""What the investigator concludes: how likely, and, kept apart from that, how sure of the ground.

The words and their ranges are those of the United States Intelligence Community Directive 203, "Analytic Standards"
(2015), section 6.e.2: likelihood is never mixed with confidence, which speaks of the sources and the reasoning.
"""

from __future__ import annotations

from dataclasses import dataclass

LIKELIHOODS: dict[str, tuple[int, int]] = {
    "almost no chance": (1, 5),
    "very unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly even chance": (45, 55),
    "likely": (55, 80),
    "very likely": (80, 95),
    "almost certain": (95, 99),
}
"""Word -> the percentages it stands for."""

CONFIDENCES: dict[str, str] = {
    "low": "scant, questionable or fragmented information, or weak inference",
    "moderate": "credible and plausible information, but not enough of it or not independent enough",
    "high": "good information from several independent sources, and sound inference",
}
"""Word -> what it says of the ground."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A conclusion of the investigator's, with what it rests on."""

    id: str
    text: str
    likelihood: str
    """One of LIKELIHOODS; "" where the statement is not one of probability."""
    confidence: str
    """One of CONFIDENCES; "" where nothing is said of it."""
    basis: str
    """Why: the reasoning, in the investigator's words."""
    evidence: tuple[str, ...]
    """Ids of claims, events, quotes, figures and mentions, as listings show them; one that lost its finding stays as it
    was."""
