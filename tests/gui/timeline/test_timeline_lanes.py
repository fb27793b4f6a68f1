"""Which lane an event stands in, and from which report it is drawn there."""

from __future__ import annotations

from dataclasses import replace

from casefile.domain.edtf import bounds
from casefile.domain.rows import EventRow, Place, ReportRow
from casefile.gui.panes.timeline.extent import extent
from casefile.gui.panes.timeline.lanes import ENTITY, ENTITY_LANES, KIND, OUTLET, SINGLE, arrange


def report(number: int, outlet: str, edtf: str | None, basis: str = "explicit", decision: str = "") -> ReportRow:
    first, last = bounds(edtf)
    place = Place(f"S{number}", 2, 10, 20, "the ferry", "On Monday the ferry stood still.")
    return ReportRow(f"r{number}", place, outlet, edtf, first, last, basis, "reported", 0, 5, edtf, decision, 0.9, "made.up")


def event(
    name: str, edtf: str | None, *reports: ReportRow, entities: tuple[str, ...] = (), status: str = "reported"
) -> EventRow:
    first, last = bounds(edtf)
    return EventRow(name, f"Event {name}", edtf, first, last, "explicit", status, entities, reports, "", 0.9, "made.up")


def test_an_event_stands_in_the_lane_of_each_outlet_at_the_date_that_outlet_gives() -> None:
    row = event("v1", "2023-06-14", report(1, "Herald", "2023-22"), report(2, "Ledger", "2023-06-14"))
    made = arrange([row], OUTLET, {})
    found = {lane.title: lane.items[0] for lane in made.lanes}
    assert found["Herald"].extent == extent("2023-22")
    assert found["Ledger"].extent == extent("2023-06-14")


def test_other_dates_of_the_same_lane_are_kept() -> None:
    row = event("v1", "2023-06-14", report(1, "Herald", "2023"), report(2, "Herald", "2023-06-14"))
    item = arrange([row], OUTLET, {}).lanes[0].items[0]
    assert item.reports == 2
    assert item.extent == extent("2023-06-14")
    assert item.others == (extent("2023"),)


def test_words_that_say_the_date_win_over_an_inherited_and_a_rejected_one() -> None:
    inherited, said = report(1, "Herald", "2023-06-14", basis="inherited"), report(2, "Herald", "2023-06")
    assert arrange([event("v1", None, inherited, said)], OUTLET, {}).lanes == ()
    made = arrange([event("v1", "2023-06", inherited, said)], OUTLET, {})
    assert made.lanes[0].items[0].extent == extent("2023-06")
    wrong = replace(said, decision="rejected")
    assert arrange([event("v1", "2023-06", inherited, wrong)], OUTLET, {}).lanes[0].items[0].extent == extent("2023-06-14")


def test_the_fullest_lane_comes_first_and_no_outlet_last() -> None:
    rows = [
        event("v1", "2023", report(1, "", "2023")),
        event("v2", "2023", report(2, "", "2023")),
        event("v3", "2023", report(3, "Ledger", "2023")),
        event("v4", "2023", report(4, "Herald", "2023")),
        event("v5", "2024", report(5, "Herald", "2024")),
    ]
    assert [lane.title for lane in arrange(rows, OUTLET, {}).lanes] == ["Herald", "Ledger", "No outlet"]


def test_lanes_by_entity_bear_names_and_stay_few() -> None:
    rows = [event(f"v{n}", "2023", report(1, "Herald", "2023"), entities=(f"e{n}",)) for n in range(ENTITY_LANES + 5)]
    rows += [event("w", "2023", report(1, "Herald", "2023"), entities=("e0",)), event("x", "2023")]
    titles = [lane.title for lane in arrange(rows, ENTITY, {"e0": "Mira Toll"}).lanes]
    assert titles[0] == "Mira Toll"
    assert titles[-2:] == ["Others", "Nobody named"]
    assert len(titles) == ENTITY_LANES + 2


def test_lanes_by_kind_are_those_of_the_status() -> None:
    rows = [event("v1", "2023", status="denied"), event("v2", "2023", status="planned"), event("v3", "2023")]
    assert [lane.title for lane in arrange(rows, KIND, {}).lanes] == ["Reported", "Planned", "Denied"]


def test_without_lanes_all_stand_in_one() -> None:
    rows = [event("v1", "2023", report(1, "Herald", "2023"), report(2, "Ledger", "2022")), event("v2", "2021")]
    made = arrange(rows, SINGLE, {})
    assert [len(lane.items) for lane in made.lanes] == [2]


def test_the_undated_are_kept_apart_and_the_others_ordered_by_time() -> None:
    rows = [event("v1", "2024"), event("v2", None), event("v3", "2023-05"), event("v4", "2023-05-02")]
    made = arrange(rows, OUTLET, {})
    assert made.undated == (1,)
    assert made.order == (2, 3, 0)
    whole, last = extent("2023-05"), extent("2024")
    assert whole is not None
    assert last is not None
    assert made.reach == (whole.start, last.end)


def test_nothing_has_no_reach() -> None:
    assert arrange([], OUTLET, {}).reach is None


def test_the_bulk_leaves_a_lone_outlier_out_and_only_where_that_helps() -> None:
    years = [event(f"v{n}", f"2023-{1 + n % 12:02}-10") for n in range(30)]
    whole, first, last = extent("1987"), extent("2023-01-10"), extent("2023-12-10")
    assert whole is not None
    assert first is not None
    assert last is not None
    made = arrange([*years, event("old", "1987")], OUTLET, {})
    assert made.reach == (whole.start, last.end)
    assert made.bulk is not None
    assert first.start <= made.bulk[0] <= made.bulk[1] <= last.end
    next_month, near_end = event("next", "2024-01-05"), extent("2024-01-05")
    assert near_end is not None
    near = arrange([*years, event("old", "1987"), next_month], OUTLET, {}).bulk
    assert near is not None
    assert near[1] == near_end.end, "what is near is not left out with what is far"
    assert near[0] >= first.start
    even = arrange(years, OUTLET, {})
    assert even.bulk == even.reach
    few = arrange([event("old", "1987"), event("new", "2023")], OUTLET, {})
    assert few.bulk == few.reach
