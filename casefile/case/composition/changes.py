"""What is other than in a former brief of the same case, told from the records of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casefile.domain import edtf
from casefile.domain.brief import Brief, Change, Changes, Citation
from casefile.errors import UserError

_TITLES = {
    "judgements": "key judgement",
    "chronology": "chronology",
    "actors": "people and organisations",
    "quotations": "who says what",
    "differences": "where the sources differ",
    "matrix": "what the sources claim",
}
"""Section of a record -> what it is called here. Evidence follows from these, and is not compared."""


@dataclass(frozen=True, slots=True)
class _Said:
    section: str
    about: str
    text: str
    citations: tuple[Citation, ...]

    @property
    def words(self) -> str:
        return f"{self.about}: {self.text}" if self.about else self.text


def changes(former: Mapping[str, Any], brief: Brief, present: Mapping[str, Any]) -> Changes:
    """What is new, changed and gone in `brief`, whose record is `present`, since the brief whose record is `former`.

    Statements that cite overlapping places and stand in one section are one statement that changed. Raises UserError where
    the former brief is of another case, or younger.
    """
    if former["case"]["id"] != brief.case_id:
        raise UserError("The brief to compare with was made from another case. Choose a former brief of this one.")
    if former["prepared"] > brief.prepared:
        raise UserError("The brief to compare with is younger than this one. Choose an older one.")
    before, after = list(_statements(former)), list(_statements(present))
    same = {(said.section, said.words) for said in before} & {(said.section, said.words) for said in after}
    gone = [said for said in before if (said.section, said.words) not in same]
    fresh = [said for said in after if (said.section, said.words) not in same]
    items = (*_articles(former, present), *_compared(gone, fresh))
    when = edtf.in_words(date.fromisoformat(former["prepared"]).isoformat())
    since = f"the brief of {when} (case revision {former['case']['revision']}, profile {former['profile']})"
    intro = f"Compared with {since}, whose record ends in seal {str(former['seal'])[:12]}."
    return Changes("Since the last brief", intro if items else f"Nothing is other than in {since}.", items)


def _statements(record: Mapping[str, Any]) -> Iterator[_Said]:
    for statement in record["statements"]:
        section = _TITLES.get(str(statement["id"]).partition(".")[0])
        if section is not None:
            cited = tuple(
                Citation(one["article"], one["paragraph"], one["start"], one["end"], one["sentence"])
                for one in statement["citations"]
            )
            yield _Said(section, str(statement["about"]), str(statement["text"]), cited)


def _articles(former: Mapping[str, Any], present: Mapping[str, Any]) -> Iterator[Change]:
    before, after = ({one["number"]: one for one in record["articles"]} for record in (former, present))
    for number in sorted(after.keys() - before.keys()):
        yield Change("new", "sources", _source(after[number]), article=number)
    for number in sorted(before.keys() - after.keys()):
        yield Change("gone", "sources", _source(before[number]), article=number)
    for number in sorted(before.keys() & after.keys()):
        if _source(before[number]) != _source(after[number]):
            yield Change("changed", "sources", _source(after[number]), _source(before[number]), article=number)


def _source(article: Mapping[str, Any]) -> str:
    published = edtf.in_words(article["published"]) if article["published"] else "date not known"
    return f"S{article['number']}: {', '.join(filter(None, (article['title'], article['outlet'], published)))}"


def _compared(gone: list[_Said], fresh: Iterable[_Said]) -> Iterator[Change]:
    left = _whole(gone)
    for said in _whole(fresh):
        former = next((old for old in left if old.section == said.section and _is_one(old, said)), None)
        if former is None:
            yield Change("new", said.section, said.words, citations=said.citations)
        else:
            left.remove(former)
            yield Change("changed", said.section, said.words, former.words, said.citations)
    for said in left:
        yield Change("gone", said.section, said.words, citations=said.citations)


def _whole(said: Iterable[_Said]) -> list[_Said]:
    """The same without the dates that reports give for an event which is among them itself."""
    known = list(said)
    events = {(one.section, one.text) for one in known if not one.about}
    return [one for one in known if (one.section, one.about) not in events]


def _is_one(old: _Said, new: _Said) -> bool:
    return old.about == new.about and any(_overlap(one, other) for one in old.citations for other in new.citations)


def _overlap(one: Citation, other: Citation) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end
