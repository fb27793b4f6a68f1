"""A damaged case is saved into a new one: what can be read is there, what is lost is said, the damaged file stays."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest
from made import ECHO, HARBOUR, SOURCES, adding

from casefile.case import Case
from casefile.case.repairing import Repaired, repair_case
from casefile.domain import commands as c
from casefile.errors import CaseDamagedError, CaseFileError, UserError
from casefile.index import open_index
from casefile.store.driver import connect

SECRET = "two lamps"


def opened(path: Path, passphrase: str | None = None) -> Case:
    return Case.open(path, index=lambda case_id: open_index(case_id, in_memory=True), passphrase=passphrase)


@pytest.fixture
def large(path: Path) -> Path:
    """A closed case of some hundred pages, with decisions."""
    with Case.create(path, "Large", index=open_index) as case:
        for command in (HARBOUR, SOURCES, ECHO):
            case.do(command)
        for number in range(20):
            words = f"<p Ada Quill>Ada Quill</p> <r 2021>counted</r> <f {number} letters>{number} letters</f> today. " * 8
            case.do(adding(f"{number}.txt", words + "x" * 3000, "2021-04"))
        case.do(c.AddNote("S2", "A note."))
        case.do(c.AddTag(("S1",), "key"))
        case.do(c.Reject((case.ask.quotes()[0].id,)))
    return path


def repaired(path: Path) -> tuple[Repaired, Path]:
    target = path.with_name("repaired.casefile")
    return repair_case(path, target), target


def test_a_sound_case_is_saved_with_all_it_holds(large: Path) -> None:
    before = large.read_bytes()
    report, target = repaired(large)
    assert report.lost == ()
    assert report.problems == ()
    assert report.saved[0] == "23 articles with their texts."
    assert large.read_bytes() == before
    with opened(large) as one, opened(target) as other:
        assert one.ask.articles() == other.ask.articles()
        assert one.ask.quotes() == other.ask.quotes()
        assert one.ask.entities() == other.ask.entities()
        assert one.ask.notes() == other.ask.notes()
        assert other.undo() is not None
        assert other.verify() == ()


def page_of(path: Path, table: str) -> int:
    with closing(connect(path)) as database:
        return int(database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])


def spoil(path: Path, page: int, size: int = 4096) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + size] = random.Random(page).randbytes(size)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("table", "lost"),
    [
        ("mention", ()),
        ("ix_article_run", ()),
        ("entity", ()),
        ("sentence", ()),
        ("audit", ("The history: nothing done before can be undone, and the audit trail begins with this repair.",)),
        ("case_record", ("The title and the number of the case: it has new ones.",)),
    ],
)
def test_a_page_that_is_gone_costs_its_own_rows(large: Path, table: str, lost: tuple[str, ...]) -> None:
    spoil(large, page_of(large, table))
    report, target = repaired(large)
    assert report.lost == lost
    assert report.problems == ()
    with opened(target) as case:
        assert len(case.ask.articles()) == 23
        assert [note.text for note in case.ask.notes()] == ["A note."]
        assert case.ask.entities()
        assert case.ask.timeline()
        case.do(c.AddNote("S3", "Work goes on."))
        assert case.verify() == ()


def test_a_lost_text_is_named_and_the_others_are_there(large: Path) -> None:
    with closing(connect(large)) as database:
        database.execute("UPDATE article_version SET text = CAST('other' AS BLOB) WHERE article = 7")
        database.execute(
            "UPDATE original SET content = X'00' WHERE sha256 = (SELECT original FROM article WHERE number = 9)"
        )
    report, target = repaired(large)
    assert report.lost[:2] == ("The text of S7: import it again.", "The original of S9; the text is there.")
    assert [problem.where for problem in report.problems] == ["S9"]
    with opened(target) as case:
        assert [row.number for row in case.ask.articles()] == [n for n in range(1, 24) if n != 7]


def test_half_a_file_and_a_spoilt_beginning_are_read_as_far_as_they_go(large: Path) -> None:
    content = large.read_bytes()
    large.write_bytes(b"\0" * 60 + content[60:])
    with pytest.raises(CaseFileError):
        opened(large)
    report, target = repaired(large)
    assert report.problems == ()
    with opened(target) as case:
        assert len(case.ask.articles()) == 23
    large.write_bytes(content[: len(content) * 2 // 3])
    target.unlink()
    report, target = repaired(large)
    with opened(target) as case:
        assert case.ask.articles()


def test_what_holds_nothing_is_said_so_and_nothing_is_overwritten(large: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.casefile"
    target.write_bytes(b"mine")
    with pytest.raises(UserError, match="is there already"):
        repair_case(large, target)
    assert target.read_bytes() == b"mine"
    spoil(large, 1)
    with pytest.raises(CaseDamagedError, match="Restore a backup"):
        repaired(large)
    assert sorted(entry.name for entry in tmp_path.glob("*repaired*")) == []


@pytest.mark.parametrize("seed", range(12))
def test_any_damage_ends_in_a_case_or_a_sentence(large: Path, seed: int) -> None:
    chance, content = random.Random(seed), bytearray(large.read_bytes())
    for _ in range(chance.choice((1, 5, 40))):
        place = chance.randrange(100, len(content))
        content[place] ^= 1 << chance.randrange(8)
    large.write_bytes(content)
    try:
        report, target = repaired(large)
    except CaseFileError:
        return
    with opened(target) as case:
        broken = [problem for problem in case.verify() if "original" not in problem.what]
        assert broken == [problem for problem in report.problems if "original" not in problem.what]
        assert [problem for problem in broken if "damaged" in problem.what or "refers" in problem.what] == []


def test_an_encrypted_case_is_repaired_into_an_encrypted_one(path: Path) -> None:
    with Case.create(path, index=lambda case_id: open_index(case_id, in_memory=True), passphrase=SECRET) as case:
        for command in (HARBOUR, SOURCES, ECHO):
            case.do(command)
        # At the end of the file lies what was written last: text, not the list of tables.
        case.do(c.AddNote("S2", "A long note. " * 4000))
    content = bytearray(path.read_bytes())
    content[-5000] ^= 1
    path.write_bytes(content)
    target = path.with_name("repaired.casefile")
    repair_case(path, target, SECRET)
    assert b"Vance" not in target.read_bytes()
    with opened(target, SECRET) as case:
        assert len(case.ask.articles()) == 3
