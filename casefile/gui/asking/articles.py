"""What is known about an article: date, title, outlet, reliability, its stored original."""

from __future__ import annotations

from collections.abc import Callable

from casefile.domain.commands import SetGrade, SetMetadata
from casefile.domain.rows import ArticleRow
from casefile.gui.asking.dialogues import Dialogues, Ids, passage
from casefile.gui.dialogs import publication
from casefile.gui.dialogs.form import Field
from casefile.gui.dialogs.original import OriginalDialog, about
from casefile.gui.dialogs.pages import PagesDialog
from casefile.gui.originals import Original, look_at_original
from casefile.gui.session import Session
from casefile.gui.text import tr

_ADMIRALTY = (
    "Admiralty code. Source: A reliable to E unreliable, F cannot be judged. Information: 1 confirmed to 5 improbable, "
    "6 cannot be judged. Both for an article: B2. Empty clears it."
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


def grade(asks: Dialogues, _session: Session, ids: Ids) -> None:
    """How far an article or outlet is to be relied on."""
    asks.form(
        tr("Reliability"),
        tr(_ADMIRALTY),
        [Field("grade", tr("Grade"), hint="B2")],
        tr("Save"),
        lambda v: SetGrade(ids[0], v["grade"].strip().upper()),
    )


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
