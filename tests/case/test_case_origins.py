"""Articles that repeat one another's words have one origin: the earliest of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from made import adding

from casefile.case import Case
from casefile.domain.commands import SetMetadata

WIRE = (
    "A fire at the grain store of Lower Quennel destroyed four silos and the office above the weighbridge on Monday. "
    "The harbour brigade fought it until dawn with three engines and a fire boat. Nobody was hurt, the brigade said. "
    "The owner, the Quennel Corn Exchange, put the loss at two million crowns and asked farmers to keep their grain."
)
SHORTENED = WIRE.rpartition("The owner")[0].strip()
OTHER = (
    "The council of Upper Quennel decided after a long evening to mend the bridge before winter comes to the valley. "
    "Two members voted against it because nobody had asked the ferrymen what a closed bridge would mean for them."
)
NewCase = Callable[..., Case]


def origins(case: Case) -> list[tuple[str | None, str | None]]:
    return [(row.origin, row.duplicate_of) for row in case.ask.articles()]


def test_a_shortened_copy_has_the_origin_of_what_it_copies(new_case: NewCase) -> None:
    case = new_case(
        adding("wire.txt", WIRE, "2024-03-02"),
        adding("copy.txt", SHORTENED, "2024-03-03"),
        adding("other.txt", OTHER, "2024-03-03"),
    )
    assert origins(case) == [(None, None), ("S1", None), (None, None)]


def test_the_earliest_is_the_origin_and_a_corrected_date_can_change_that(new_case: NewCase) -> None:
    case = new_case(adding("wire.txt", WIRE, "2024-03-03"), adding("copy.txt", SHORTENED, "2024-03-02"))
    assert origins(case) == [("S2", None), (None, None)]
    case.do(SetMetadata(2, (("published", "2024-03-09"),)))
    assert origins(case) == [(None, None), ("S1", None)]
    case.undo()
    assert origins(case) == [("S2", None), (None, None)]


def test_the_very_same_text_is_a_duplicate_however_short(new_case: NewCase) -> None:
    first = adding("a.txt", "No news today.")
    again = replace(first, reading=replace(first.reading, path="b.txt", content=b"<p>No news today.</p>"))
    case = new_case(first, again)
    assert origins(case) == [(None, None), ("S1", "S1")]


def test_a_copy_whose_origin_is_withdrawn_stands_alone(new_case: NewCase) -> None:
    case = new_case(adding("copy.txt", SHORTENED, "2024-03-03"), adding("wire.txt", WIRE, "2024-03-02", batch="second"))
    assert origins(case) == [("S2", None), (None, None)]
    case.undo()
    assert origins(case) == [(None, None)]
    case.redo()
    assert origins(case) == [("S2", None), (None, None)]
