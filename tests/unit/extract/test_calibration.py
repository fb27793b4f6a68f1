"""How sure findings say they are: as measured, in the language that was measured."""

from __future__ import annotations

import tomllib

import pytest

from casefile.assets import resource
from casefile.extract import extract
from casefile.extract.calibration import measured, on
from casefile.extract.pipeline import read

TEXT = "The ferry sank on 3 May 2024. About 40 people drowned, Ada Renwick said on Monday."


def test_findings_say_how_often_their_rule_was_right() -> None:
    said, now = read(TEXT), extract(TEXT)
    pairs = [*zip(said.dates, now.dates, strict=True), *zip(said.figures, now.figures, strict=True)]
    assert len(pairs) >= 3
    for before, after in pairs:
        layer = before.rule.split(".")[0]
        assert after.confidence == measured(layer, before.rule, before.confidence)
        assert (after.start, after.end, after.rule) == (before.start, before.end, before.rule)
    assert any(before.confidence != after.confidence for before, after in pairs)


def test_a_language_that_was_not_measured_keeps_what_its_rules_say() -> None:
    text = "船は2024年5月3日に沈んだ。約40人が死亡した。"
    assert extract(text) == read(text)
    assert extract(text).dates


def test_steps() -> None:
    steps = [(0.5, 0.4), (0.8, 0.9)]
    assert [on(steps, said) for said in (0.3, 0.5, 0.79, 0.8, 1.0)] == [0.3, 0.4, 0.4, 0.9, 0.9]
    assert on([], 0.7) == 0.7


@pytest.mark.parametrize("layer", ["dates", "entities", "quotes", "figures", "events"])
def test_every_layer_is_measured(layer: str) -> None:
    kept = tomllib.loads(resource("rules", "en", "confidence.toml").read_text(encoding="utf-8"))[layer]
    for steps in (kept["curve"], *kept["rules"].values()):
        assert [step[1] for step in steps] == sorted(step[1] for step in steps)
        assert all(0 < share < 1 for _, share in steps)
