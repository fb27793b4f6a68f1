"""The review knows its least sure findings without looking through all: what it lists is what looking through would list."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.bootstrap import importing, opening
from casefile.case.service import Case
from casefile.domain.commands import Accept, Correct, Reject, Star
from casefile.domain.ids import Kind
from casefile.domain.scope import EVERYTHING
from casefile.store.read import review


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    made = opening.create_case(tmp_path / "ferry.casefile", "Ferry")
    for number in range(8):
        text = f"The ferry was late in May 2024, about {number + 3} hours, Mira Solberg said. “It was bad,” he added."
        (tmp_path / f"{number}.txt").write_text(f"Ferry {number} late\n\n{text}\n", encoding="utf-8")
    importing.import_into(made, [tmp_path / f"{number}.txt" for number in range(8)])
    return made


@pytest.mark.parametrize("limit", [1, 3, 10, 200])
def test_the_least_sure_are_those_of_all(case: Case, limit: int, tmp_path: Path) -> None:
    def same() -> None:
        with case._store.read() as tx:
            assert case.ask.review(limit=limit) == review.review(tx, EVERYTHING, {}, limit)[:limit]
            assert case.ask.overview().review == review.open_proposals(tx)

    same()
    assert case.ask.overview().review > 10
    items = case.ask.review()
    for item in items[:4]:
        case.do(Accept((item.id,)) if item.id[0] in "dqfr" else Reject((item.id,)))
        same()
    date = next(item for item in items if item.id.startswith(Kind.DATE))
    case.do(Star((date.id,)))
    case.do(Correct(date.id, (("edtf", "2024-06"),)))
    same()
    (tmp_path / "new.txt").write_text("A storm\n\nThe storm came last week, some 40 people said.\n", encoding="utf-8")
    importing.import_into(case, [tmp_path / "new.txt"])
    same()
    while case.undo() is not None:
        same()
