"""The density strip counts each event once, spread over what is known of its date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.extent import Extent

extents = st.builds(
    lambda start, length: Extent(float(start), float(start + length)), st.integers(0, 5000), st.integers(1, 800)
)


@given(st.lists(extents, max_size=30), st.lists(st.floats(-100, 6000), min_size=2, max_size=20, unique=True))
def test_counts_agree_with_counting_one_by_one(found: list[Extent], bounds: list[float]) -> None:
    bounds.sort()
    counts = Density(found).counts(bounds)
    for first, last, count in zip(bounds, bounds[1:], counts, strict=False):
        slow = sum(max(0.0, min(last, e.end) - max(first, e.start)) / (e.end - e.start) for e in found)
        assert count == pytest.approx(slow, abs=1e-6)


@given(st.lists(extents, min_size=1, max_size=30))
def test_all_events_are_somewhere(found: list[Extent]) -> None:
    assert sum(Density(found).counts([0.0, 1000.0, 7000.0])) == pytest.approx(len(found))


def test_no_events_no_counts() -> None:
    assert Density(()).counts([0.0, 1.0, 2.0]) == [0.0, 0.0]
    assert Density(()).counts([0.0]) == []


def test_what_lies_outside_a_stretch_is_counted() -> None:
    found = Density([Extent(0.0, 1.0), Extent(5.0, 6.0), Extent(10.0, 20.0)])
    assert found.beyond(3.0, 8.0) == (1, 1)
    assert found.beyond(-5.0, 30.0) == (0, 0)
    assert found.beyond(40.0, 50.0) == (3, 0)
    assert Density(()).beyond(0.0, 1.0) == (0, 0)
