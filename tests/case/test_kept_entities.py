"""What is kept of all entities is what would be counted anew, whatever was done; and little is counted for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.bootstrap import importing, opening
from casefile.case.service import Case
from casefile.domain.commands import Accept, AddTag, MarkFrame, Merge, Reject, Rename, SetMetadata, Star
from casefile.domain.scope import EVERYTHING, OfOutlet
from casefile.store.read import entities

PEOPLE = ("Mira Solberg", "Anders Vik", "Berit Moen", "Ola Nygaard")


def article(number: int) -> str:
    one, other = PEOPLE[number % 4], PEOPLE[(number // 2) % 4]
    return (
        f"Ferry {number} late\n\nFerry {number} was late, {one} of Halden Lines said. {other} of Sund Freight denied it.\n"
    )


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    made = opening.create_case(tmp_path / "ferry.casefile", "Ferry")
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(article(number), encoding="utf-8")
    importing.import_into(made, [tmp_path / f"{number}.txt" for number in range(6)])
    return made


def anew(case: Case) -> tuple[object, ...]:
    with case._store.read() as tx:
        return entities.in_brief(tx, EVERYTHING, {}, rejected=True)


def test_what_is_kept_is_what_would_be_counted(case: Case, tmp_path: Path) -> None:
    def same() -> None:
        assert case.ask.entities_in_brief(rejected=True) == anew(case)

    same()
    (tmp_path / "new.txt").write_text(article(9) + "\n\nTuva Lunde was there.\n", encoding="utf-8")
    importing.import_into(case, [tmp_path / "new.txt"])
    same()
    rows = case.ask.entities_in_brief()
    named = {row.name: row.id for row in rows}
    mention = case.ask.mentions()[0].id
    for command in (
        SetMetadata(2, (("published", "2024-03-05"),)),
        Rename(named["Berit Moen"], "Berit Moen-Lie"),
        Merge((named["Mira Solberg"], named["Anders Vik"])),
        Star((named["Ola Nygaard"],), True),
        AddTag((named["Ola Nygaard"],), "key"),
        Accept((named["Tuva Lunde"],)),
        MarkFrame((named["Halden Lines"],)),
        Reject((mention,)),
        Reject((named["Ola Nygaard"],)),
    ):
        case.do(command)
        same()
    while case.undo() is not None:
        same()
    while case.redo() is not None:
        same()


def test_one_article_more_is_counted_alone(case: Case, tmp_path: Path) -> None:
    case.ask.entities_in_brief()
    before = case.ask.kept.counted
    (tmp_path / "new.txt").write_text("A storm\n\nTuva Lunde saw the storm.\n", encoding="utf-8")
    importing.import_into(case, [tmp_path / "new.txt"])
    assert "Tuva Lunde" in {row.name for row in case.ask.entities_in_brief()}
    assert case.ask.kept.counted - before <= 2


def test_what_another_process_changed_is_seen(case: Case) -> None:
    case.ask.entities_in_brief()
    other = opening.open_case(case.path)
    row = other.ask.entities_in_brief()[0]
    other.do(Rename(row.id, "Somebody Else"))
    other.close()
    assert "Somebody Else" in {row.name for row in case.ask.entities_in_brief()}


def test_a_scope_lists_the_entities_in_it(case: Case) -> None:
    scope = OfOutlet("Nobody's")
    assert case.ask.entities_in_brief(scope) == ()
    assert case.ask.entities_in_brief(EVERYTHING) == tuple(row for row in anew(case) if row.decision != "rejected")
