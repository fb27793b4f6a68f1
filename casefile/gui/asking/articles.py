"""What is known about an article: date, title, outlet, reliability, its stored original."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from casefile.domain.commands import SetGrade, SetMetadata
from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import ArticleRow
from casefile.domain.weighing import CREDIBILITY, RELIABILITY, SourceGrade
from casefile.gui.asking.dialogues import Dialogues, Ids, passage
from casefile.gui.dialogs import publication
from casefile.gui.dialogs.form import Field
from casefile.gui.dialogs.original import OriginalDialog, about
from casefile.gui.dialogs.pages import PagesDialog
from casefile.gui.originals import Original, look_at_original
from casefile.gui.session import Session
from casefile.gui.text import isolate, tr

_GRADE = re.compile(r"([A-F]?)([1-6]?)")


def _admiralty() -> str:
    return tr(
        "Admiralty code. Source: A reliable to E unreliable, F cannot be judged. Information: 1 confirmed to 5 improbable, "
        "6 cannot be judged. Empty clears it."
    )


def published(asks: Dialogues, session: Session, ids: Ids) -> None:
    """When an article came out."""

    def ask(row: ArticleRow) -> None:
        field = Field("published", tr("Published"), row.published.edtf or "", "2024-06-21")
        asks.form(
            tr("Publication date"),
            publication.why(row),
            [field],
            tr("Save date"),
            lambda v: SetMetadata(row.number, (("published", v["published"].strip()),)),
            lambda v: publication.explain(row, v),
        )

    _with_article(session, ids, ask)


def metadata(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Title, outlet, authors, language, address, reliability."""

    def ask(row: ArticleRow) -> None:
        old = {
            "title": row.title,
            "outlet": row.outlet,
            "author": "; ".join(row.authors),
            "language": row.language,
            "url": row.url,
            "grade": row.grade,
        }
        fields = [
            Field("title", tr("Title"), old["title"]),
            Field("outlet", tr("Outlet"), old["outlet"]),
            Field("author", tr("Authors"), old["author"], tr("separated by ;")),
            Field("language", tr("Language"), old["language"], tr("en, ja, …")),
            Field("url", tr("Address"), old["url"]),
            Field("grade", tr("Reliability"), old["grade"], tr("A to F, 1 to 6, such as B2")),
        ]
        asks.form(
            tr("About {}").format(row.id),
            tr("The original and its text stay as they are."),
            fields,
            tr("Save"),
            lambda v: SetMetadata(row.number, tuple((key, v[key]) for key in old if v[key] != old[key])),
            lambda v: (v != old, "" if v != old else tr("Change something, or cancel.")),
        )

    _with_article(session, ids, ask)


def grade(asks: Dialogues, session: Session, ids: Ids) -> None:
    """How far an article or an outlet is to be relied on, how credible a claim is."""
    kind = kind_of(ids[0])
    if kind is Kind.OUTLET:
        _outlet_grade(asks, session, ids[0].removeprefix(Kind.OUTLET))
        return
    if kind is not Kind.ARTICLE:
        field = Field("grade", tr("Grade"), hint="2")
        asks.form(
            tr("Credibility"), _admiralty(), [field], tr("Save"), lambda v: SetGrade(ids[0], _plain(v["grade"])), _is_digit
        )
        return

    def ask(row: ArticleRow) -> None:
        field = Field("grade", tr("Grade"), row.grade, "B2")
        why = tr("{} How reliable is {}?").format(_admiralty(), row.id)
        asks.form(tr("Reliability"), why, [field], tr("Save"), lambda v: SetGrade(row.id, _plain(v["grade"])), _is_grade)

    _with_article(session, ids, ask)


def grade_outlet(asks: Dialogues, session: Session, ids: Ids) -> None:
    """How far the outlet of an article is to be relied on: all its articles follow."""
    _with_article(session, ids, lambda row: _outlet_grade(asks, session, row.outlet))


def _outlet_grade(asks: Dialogues, session: Session, outlet: str) -> None:
    def ask(grades: Sequence[SourceGrade]) -> None:
        own = next((one.grade for one in grades if one.outlet == outlet), None)
        field = Field("grade", tr("Grade"), own.decided if own is not None else "", "B")
        proposed = (
            tr("Proposed by its record in the case: {}. {}").format(own.proposed, own.reason) if own is not None else ""
        )
        why = tr("{} How reliable is {}? {}").format(_admiralty(), isolate(outlet), proposed).strip()
        made = f"{Kind.OUTLET}{outlet}"
        asks.form(tr("Reliability"), why, [field], tr("Save"), lambda v: SetGrade(made, _plain(v["grade"])), _is_letter)

    if outlet:
        session.jobs.read(session.case.ask.grades, ask, "verbs")


def _plain(grade: str) -> str:
    return grade.strip().upper()


def _is_grade(values: Mapping[str, str]) -> tuple[bool, str]:
    """A letter, a digit, both, or nothing; in words."""
    found = _GRADE.fullmatch(_plain(values["grade"]))
    if found is None:
        return False, tr("Write a letter from A to F, a digit from 1 to 6, or both: B2.")
    words = [RELIABILITY[found[1]]] if found[1] else []
    words += [CREDIBILITY[found[2]]] if found[2] else []
    return True, ", ".join(map(tr, words)).capitalize() + "." if words else tr("No grade.")


def _is_digit(values: Mapping[str, str]) -> tuple[bool, str]:
    """The same for a claim, which has a digit only."""
    if any(character.isalpha() for character in values["grade"]):
        return False, tr("A claim has a digit only, from 1 to 6; letters are for sources.")
    return _is_grade(values)


def _is_letter(values: Mapping[str, str]) -> tuple[bool, str]:
    """The same for an outlet, which has a letter only."""
    if any(character.isdigit() for character in values["grade"]):
        return False, tr("An outlet has a letter only; digits are for what one article says.")
    return _is_grade(values)


def original(asks: Dialogues, session: Session, ids: Ids) -> None:
    """The stored original, at the passage that is named: the pages of a PDF as pictures, all else as words."""
    target, start, end = passage(ids[0])
    case, jobs = session.case, session.jobs

    def show(found: Original) -> None:
        line = about(found.media_type, found.size, found.row.sha256)
        theme, title = asks.theme, found.row.id
        if found.pages is not None:
            asks.up(PagesDialog(asks.window, jobs, theme, title, line, found.pages, found.passage, found.near))
        else:
            asks.up(OriginalDialog(asks.window, theme, title, line, found.words, found.source, found.passage))

    jobs.read(lambda: look_at_original(case, int(target[1:]), start, end), show, "verbs")


def _with_article(session: Session, ids: Ids, then: Callable[[ArticleRow], None]) -> None:
    number = int(ids[0][1:])
    session.jobs.read(lambda: session.case.ask.article(number).row, then, "verbs")
