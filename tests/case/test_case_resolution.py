"""A change is resolved by what it has a bearing on, with the same outcome as if the whole case had been."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from made import ECHO, HARBOUR, SOURCES, adding
from whole import resolved, same

from casefile.assets import resource
from casefile.bootstrap import importing, opening
from casefile.case import Case, resolving
from casefile.domain import commands as c
from casefile.domain.entities import LocalReport
from casefile.store.engine import Transaction


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return opening.create_case(tmp_path / "resolved.casefile")


def test_articles_one_by_one_come_to_what_all_together_do(case: Case, tmp_path: Path) -> None:
    folder = resource("sample", "articles")
    for path in sorted(folder.glob("[0-9]*")):
        importing.import_into(case, [path], manifest=folder / "manifest.csv")
    same(case)
    together = opening.create_case(tmp_path / "together.casefile")
    importing.import_into(together, [folder], manifest=folder / "manifest.csv")
    assert resolved(together)["entity_member"] == resolved(case)["entity_member"]
    assert resolved(together)["event_member"] == resolved(case)["event_member"]


def test_decisions_and_what_takes_them_back(case: Case) -> None:
    for command in (HARBOUR, SOURCES, ECHO):
        case.do(command)
    before = resolved(case)
    entities, events = case.ask.entities(), case.ask.timeline(everything=True)
    for command in (
        c.Merge((entities[0].id, entities[-1].id)),
        c.Rename(entities[1].id, "Somebody Else"),
        c.Merge((events[0].id, events[-1].id)),
        c.MarkByHand(1, "mention", 0, 5, (("type", "person"),)),
        c.MarkByHand(1, "event", 0, 10, (("edtf", "2021"),)),
        c.SetMetadata(1, (("published", "2023-03-04"),)),
    ):
        case.do(command)
        same(case)
    for _ in range(6):
        assert case.undo() is not None
        same(case)
    assert resolved(case) == before


def test_what_a_change_costs_does_not_grow_with_the_rest_of_the_case(case: Case) -> None:
    for number in range(40):
        markup = f"<p Ada Quill{number}>Ada Quill{number}</p> <r 2021>counted</r> the ships of Orsk {number}."
        case.do(adding(f"{number}.txt", markup, "2021-04", batch="many"))
    asked: list[str] = []
    with case._store.write() as tx:
        from casefile.store.read import resolution

        asked += [one.name for one in resolution.local_entities_of(tx, entities=resolution.entities_called(tx, ["quill7"]))]
    assert asked == ["Ada Quill7"], "only those that answer to the name are read"
    one, other = (row.id for row in case.ask.entities() if row.name in ("Ada Quill3", "Ada Quill4"))
    case.do(c.Merge((one, other)))
    same(case)


def test_two_entities_are_merged_by_looking_at_their_own_reports(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = []
    for number in range(90):
        told = f"<r {2021 + number % 3}-04-{number % 28 + 1:02}>counted</r>"
        said = f"<p Ada Quill{number}>Ada Quill{number}</p> {told} the ships of basin {number}"
        articles.append(adding(f"{number}.txt", f"{said} for <o Orsk Salvage>Orsk Salvage</o>.", "2024"))
    case.add(articles)
    case.settle()
    read: list[str] = []
    reports_named = resolving.reading.reports_named

    def counting(tx: Transaction, ids: Iterable[str]) -> list[LocalReport]:
        found = reports_named(tx, ids)
        read.extend(one.id for one in found)
        return found

    monkeypatch.setattr(resolving.reading, "reports_named", counting)
    one, other = (row.id for row in case.ask.entities() if row.name in ("Ada Quill3", "Ada Quill6"))
    case.do(c.Merge((one, other)))
    case.undo()
    monkeypatch.undo()
    assert len(read) < 2 * 90, "of the firm that all name only those of about the time of the two are read"
    same(case)


def _members(case: Case, entity: str) -> list[str]:
    with case._store.read() as tx:
        return list(
            tx.exec_driver_sql("SELECT local FROM entity_member WHERE entity = ? ORDER BY position", (entity,)).scalars()
        )


def test_a_split_of_many_takes_few_ties_and_holds(case: Case) -> None:
    def come(first: int, count: int) -> None:
        told = "<p Ada Quill>Ada Quill</p> counted the ships of Orsk {}."
        articles = [adding(f"{at}.txt", told.format(at), "2021", batch=f"b{at // 10}") for at in range(first, first + count)]
        for at in range(0, count, 10):
            case.add(articles[at : at + 10], origin="import")
        case.settle()

    come(0, 60)
    (whole,) = case.ask.entities()
    everyone = _members(case, whole.id)
    before = resolved(case)
    case.do(c.Split(whole.id, tuple(everyone[30:])))
    same(case)
    with case._store.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM tie").scalar_one() <= 9 * 60, "not one for each pair"
    first, second = (everyone[:30], everyone[30:])
    assert sorted(_members(case, row.id) for row in case.ask.entities()) == sorted([first, second])
    come(60, 10)
    same(case)
    grown = {row.id: _members(case, row.id) for row in case.ask.entities()}
    assert sorted(map(len, grown.values())) == [30, 40], "newcomers join one of them"
    # One by whom ties go leaves; all the others stay where they are, and apart.
    hub = everyone[30]
    with case._store.read() as tx:
        home = tx.exec_driver_sql("SELECT entity FROM entity_member WHERE local = ?", (hub,)).scalar_one()
    case.do(c.Split(home, (hub,)))
    same(case)
    assert sorted(len(_members(case, row.id)) for row in case.ask.entities()) == sorted(
        [1, *(len(those) - (hub in those) for those in grown.values())]
    )
    # Both splits and the import between them are taken back.
    for _ in range(3):
        assert case.undo() is not None
        same(case)
    assert resolved(case) == before
