"""How sure a finding is, said so that of those said to be .9 sure nine in ten are right.

Rules say how sure they are by what they look at; how often they are right is measured on annotated collections
(`make calibration`) and kept in resources/rules/<language>/confidence.toml: per layer a curve from what was said to what
was right, and per rule its own steps where there were enough findings to tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from casefile.domain.findings import Finding, Findings
from casefile.extract import lexicon

_LANGUAGE = "en"
"""The language that was measured. Findings in others keep what their rules say."""
Found = TypeVar("Found", bound=Finding)
Step = tuple[float, float]
"""From this confidence on (as the rule says it), that share was right."""


def calibrated(findings: Findings) -> Findings:
    """The same findings, with confidence as measured; unchanged in languages that were not measured."""
    if findings.language != _LANGUAGE:
        return findings
    return replace(
        findings,
        dates=_layer("dates", findings.dates),
        mentions=_layer("entities", findings.mentions),
        quotes=_layer("quotes", findings.quotes),
        figures=_layer("figures", findings.figures),
        reports=_layer("events", findings.reports),
    )


def _layer(layer: str, findings: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple(
        found
        if (sure := measured(layer, found.rule, found.confidence)) == found.confidence
        else _with_confidence(found, sure)
        for found in findings
    )


@lru_cache(maxsize=16)
def _reader(kind: Any) -> tuple[Callable[[Finding], tuple[Any, ...]], int]:
    """What gives all values of a kind of finding in order, and the place of its confidence among them."""
    names = [one.name for one in fields(kind)]
    return attrgetter(*names), names.index("confidence")


def _with_confidence(found: Found, sure: float) -> Found:
    """As dataclasses.replace, which is ten times slower and was a twentieth of all the time."""
    kind: Any = type(found)
    values, place = _reader(kind)
    given = values(found)
    made: Found = kind(*given[:place], sure, *given[place + 1 :])
    return made


@lru_cache(maxsize=4096)
def measured(layer: str, rule: str, said: float) -> float:
    """How often findings of this rule that said they are so sure were right; by the layer's curve for a rule that was
    met too seldom to tell, and never more than was said below the least that was measured."""
    table: dict[str, Any] = lexicon.load(_LANGUAGE, "confidence").get(layer, {})
    steps: list[Step] = table.get("rules", {}).get(rule) or table.get("curve") or []
    return on(steps, said)


def on(steps: list[Step], said: float) -> float:
    """The share of the last step that begins at or below `said`."""
    if not steps:
        return said
    place = bisect_right(steps, said, key=lambda step: step[0])
    return steps[place - 1][1] if place else min(said, steps[0][1])
