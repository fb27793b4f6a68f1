"""What is learnt of how sure findings may say they are."""

from __future__ import annotations

import tomllib

from calibrate import Learnt, learn, reliability, table, written
from hypothesis import given
from hypothesis import strategies as st
from judged import Judged


def rows(rule: str, said: float, right: int, wrong: int, layer: str = "dates") -> list[Judged]:
    return [Judged(layer, f"{rule}-{n}", rule, said, n < right) for n in range(right + wrong)]


def test_what_is_said_becomes_what_was_right() -> None:
    learnt = learn(rows("plain", 0.9, 60, 40))
    assert abs(learnt.says(Judged("dates", "new", "plain", 0.9, True)) - 0.6) < 0.02


def test_a_rule_met_often_has_its_own_share_and_one_met_seldom_that_of_its_layer() -> None:
    learnt = learn(rows("good", 0.8, 95, 5) + rows("bad", 0.8, 20, 80) + rows("rare", 0.8, 2, 0))
    said = {rule: learnt.says(Judged("dates", "new", rule, 0.8, True)) for rule in ("good", "bad", "rare")}
    assert said["good"] > 0.85
    assert said["bad"] < 0.35
    assert 0.5 < said["rare"] < 0.65


def test_few_findings_are_drawn_towards_the_layer() -> None:
    learnt = learn(rows("common", 0.8, 80, 20) + rows("few", 0.8, 0, 4))
    assert 0.5 < learnt.says(Judged("dates", "new", "few", 0.8, True)) < 0.8


@given(st.lists(st.tuples(st.floats(0.05, 1.0), st.booleans()), min_size=1, max_size=200))
def test_the_curve_rises(points: list[tuple[float, bool]]) -> None:
    curve = learn([Judged("dates", str(n), "r", said, right) for n, (said, right) in enumerate(points)]).curve
    assert [step[0] for step in curve] == sorted(step[0] for step in curve)
    assert [step[1] for step in curve] == sorted(step[1] for step in curve)
    assert all(0 < share < 1 for _, share in curve)


def test_below_what_was_measured_nothing_is_said_surer_than_it_said_itself() -> None:
    learnt = Learnt([(0.6, 0.9)], {})
    assert learnt.says(Judged("dates", "new", "r", 0.2, True)) == 0.2


def test_reliability_is_shown_for_articles_that_were_not_learnt_from() -> None:
    # In each article all are right or all wrong: who had learnt from it would say so.
    judgements = [Judged("dates", f"article {n % 40}", "r", 0.8, n % 40 < 20) for n in range(400)]
    bins = reliability(judgements)
    assert sum(one.findings for one in bins) == 400
    assert all(0.2 < one.said < 0.8 for one in bins)


def test_the_table_is_toml_and_the_page_markdown() -> None:
    judgements = rows("plain", 0.9, 60, 40) + rows("other", 0.5, 10, 40, layer="figures")
    kept = tomllib.loads(written(judgements))
    assert set(kept) == {"dates", "figures"}
    assert kept["dates"]["rules"]["plain"][0][0] == 0.9
    assert table(reliability(judgements))[0] == "| layer | said | findings | right | chance |"
