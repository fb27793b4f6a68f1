"""Which reports may be one event with others than before, although they did not change themselves.

Joining is not only a matter of the two that join: a group of intervals that share a day is another when an interval comes,
and what tells of a whole year leaves the one event within it when there are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from casefile.domain.entities import LocalReport
from casefile.resolve.events import CROWD, FINE, Block, blocks_of, interval_of, sharing_a_day

_Spans = list[tuple[tuple[int, int], str]]


def regrouped(
    standing: Iterable[LocalReport], states: Sequence[Iterable[LocalReport]], entity_of: Mapping[str, str]
) -> set[str]:
    """Ids of those `standing`, all of them in blocks of changed reports, that may come to be one with others; `states` are
    the changed reports as they are and as they may have been."""
    stand = _by_block(standing, entity_of)
    changed = [_by_block(state, entity_of) for state in states]
    found: set[str] = set()
    for block in stand.keys() & {block for state in changed for block in state}:
        own = stand[block]
        came = [state[block] for state in changed if block in state]
        there = frozenset(name for _, name in own)
        before = _together(own, there)
        moved = {name for some in came for name, those in _together([*own, *some], there).items() if those != before[name]}
        days = [interval for some in came for interval, _ in some]
        days += [interval for interval, name in own if name in moved]
        found |= moved
        found.update(
            name
            for (first, last), name in own
            if last - first > FINE and any(first <= end and begin <= last for begin, end in days)
        )
    return found


def in_company(
    beside: Iterable[LocalReport], region: Iterable[LocalReport], entity_of: Mapping[str, str]
) -> dict[Block, frozenset[str]]:
    """For each block of the `region` whom of it and of those `beside` have to be compared: those in a group with one of the
    region that shares a day; all of them where one of the region has a long span."""
    own, stand = _by_block(region, entity_of), _by_block(beside, entity_of)
    found = {}
    for block, spans in own.items():
        names = {name for _, name in spans}
        every = [*spans, *stand.get(block, ())]
        if any(last - first > FINE for (first, last), _ in spans):
            names.update(name for _, name in every)
        else:
            groups = (members for _, _, members in sharing_a_day(every))
            names.update(name for members in groups if not names.isdisjoint(members) for name in members)
        found[block] = frozenset(names)
    return found


def _by_block(reports: Iterable[LocalReport], entity_of: Mapping[str, str]) -> dict[Block, _Spans]:
    found: dict[Block, _Spans] = defaultdict(list)
    for report in reports:
        interval = interval_of(report)
        if interval is not None:
            for block in blocks_of(report, entity_of):
                found[block].append((interval, report.id))
    return found


def _together(spans: _Spans, there: frozenset[str]) -> dict[str, tuple[frozenset[str], bool]]:
    """For each of those `there` which of them it shares a day with, and whether they are too many to be compared."""
    found: dict[str, tuple[frozenset[str], bool]] = {}
    for _, _, members in sharing_a_day(spans):
        those = (there.intersection(members), len(members) > CROWD)
        found.update(dict.fromkeys(those[0], those))
    return found
