"""Articles that wait to be resolved: in whatever order and portions they come, an import that was cut short included, the
case comes to what resolving it as a whole does."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from made import adding
from whole import resolved, same

from casefile.bootstrap import importing, opening
from casefile.case import Case, settling
from casefile.domain import commands as c
from casefile.domain.commands import AddArticle
from casefile.domain.findings import Findings
from casefile.extract.bulk import Request

PEOPLE = ("Ada Quill", "Ada Quill", "Bo Quill", "Cleo Marsh", "Dov Marsh", "Esk Tarn", "Fay Holm")
FIRMS = ("Tarn Freight Ltd", "Orsk Salvage", "Holm Dredging Inc", "Northern Harbour Trust", "NHT")
PLACES = ("Orsk", "Tarn", "Velm")
TOLD = (
    ("seized", "Customs {} forty crates of the dredger in the northern basin"),
    ("seized", "Customs {} forty crates of a dredger in the northern basin of the port"),
    ("denied", "The company {} that its dredger carried crates of any kind"),
    ("sank", "The lighter {} off the outer mole with its cargo of gravel"),
    ("sank", "A lighter {} off the outer mole with a cargo of wet gravel"),
    ("met", "They {} at the pilots' house to speak of the lease"),
)
DAYS = ("2021-03-04", "2021-03-05", "2021-03", "2021", "2021-06-01", "2022-03-04", "-")


def article(chance: random.Random, number: int, wavering: float = 0.0, batch: str = "all") -> AddArticle:
    """A few sentences about few people, firms and days, so that much is said again."""
    sentences = []
    for _ in range(chance.randint(2, 5)):
        person, firm, place = chance.choice(PEOPLE), chance.choice(FIRMS), chance.choice(PLACES)
        words = person if chance.random() < 0.6 else person.split()[-1]
        named = person if chance.random() < 0.7 else words
        told, sentence = chance.choice(TOLD)
        report = sentence.format(f"<r {chance.choice(DAYS)}>{told}</r>")
        whom = chance.choice((f"<p {named}>{words}</p>", f"<o {firm}>{firm}</o>", f"<l {place}>{place}</l>"))
        if chance.random() < wavering:
            # What a name is of, articles hold differently.
            whom = chance.choice((f"<o {named}>{words}</o>", f"<p {firm}>{firm}</p>", f"<o {place}>{place}</o>"))
        sentences.append(f"{report}, as {whom} knows.")
    return adding(f"{number}.txt", f"{number}. " + " ".join(sentences), f"2021-{chance.randint(1, 12):02}", batch=batch)


def make(tmp_path: Path) -> Case:
    return opening.create_case(tmp_path / "unresolved.casefile")


def abandoned(case: Case) -> Path:
    """The case's file as a kill leaves it: nothing is brought up to date at the end."""
    case._in_steps = True
    case.close()
    return case.path


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_any_portions_come_to_what_the_whole_does(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with make(tmp_path) as case:
        waiting = [article(chance, number) for number in range(30)]
        chance.shuffle(waiting)
        while waiting:
            some = [waiting.pop() for _ in range(min(len(waiting), chance.randint(1, 9)))]
            if chance.random() < 0.3:
                for one in some:
                    case.do(one)
            else:
                case.add(some, origin="import")
            if chance.random() < 0.5:
                case.settle()
                same(case)
            entities = case.ask.entities()
            if chance.random() < 0.2 and len(entities) > 1:
                case.do(c.Merge(tuple(row.id for row in chance.sample(entities, 2))))
            elif chance.random() < 0.1:
                case.do(c.Rename(chance.choice(entities).id, "Somebody Else"))
        case.settle()
        same(case)


@pytest.mark.parametrize("seed", range(6))
def test_names_that_are_held_for_this_and_that_come_to_what_the_whole_does(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with make(tmp_path) as case:
        for number in range(24):
            case.add([article(chance, 2 * number + at, 0.5, f"b{number}") for at in range(2)], origin="import")
            case.settle()
            same(case)
            if chance.random() < 0.2:
                # What an import that is undone called something, it leaves to others.
                case.undo()
                same(case)


def test_what_an_import_left_is_resolved_a_little_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(11)
    articles = [article(chance, number) for number in range(70)]
    with make(tmp_path) as case:
        case.add(articles[:10], origin="import")
        case.settle()
        for at in range(10, 70, 20):
            case.add(articles[at : at + 20], origin="import")
        path = abandoned(case)
    monkeypatch.setattr(settling, "_FEW", 20)
    monkeypatch.setattr(settling, "_STEP", 15)

    def never(_: object) -> None:
        raise AssertionError("the whole case is resolved")

    with opening.open_case(path, at_once=True) as case:
        monkeypatch.setattr(settling, "resolve_whole", never)
        before = resolved(case)
        assert before["event_member"], "what came shows at once"
        steps = 1
        while case.settle_some():
            steps += 1
            if steps == 2:
                entities = case.ask.entities()
                case.do(c.Merge((entities[0].id, entities[1].id)))
                case.do(c.Rename(entities[2].id, "Somebody Else"))
        assert steps == 4
        assert not case.settle_some()
        assert resolved(case) != before
        monkeypatch.undo()
        same(case)


def test_who_asks_a_closed_case_gets_it_resolved(tmp_path: Path) -> None:
    chance = random.Random(12)
    with make(tmp_path) as case:
        case.add([article(chance, number) for number in range(30)], origin="import")
        path = abandoned(case)
    with opening.open_case(path) as case:
        same(case)


def test_an_import_that_goes_on_extracts_only_what_is_not_here_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    files = [folder / f"{number}.txt" for number in range(6)]
    for number, path in enumerate(files):
        path.write_text(f"Ada Quill counted {number} crates at Orsk on Monday.\n", "utf-8")
    extracted: list[str] = []
    extract_many = importing.extract_many

    def counting(requests: Iterable[Request], jobs: int = 1) -> Iterator[Findings]:
        def each() -> Iterator[Request]:
            for request in requests:
                extracted.append(request.text)
                yield request

        return extract_many(each(), jobs)

    monkeypatch.setattr(importing, "extract_many", counting)
    with make(tmp_path) as case:
        importing.import_into(case, files[:4])
        assert len(extracted) == 4
        results = importing.import_into(case, files)
        assert len(extracted) == 6
        assert [one.result for one in results] == ["duplicate"] * 4 + ["imported"] * 2
        assert [one.article for one in results] == [f"S{number}" for number in range(1, 7)]
        case.undo()
        case.undo()
        importing.import_into(case, files[:1])
        assert len(extracted) == 7, "what was undone is read again"
