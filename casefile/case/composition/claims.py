"""Claims as the brief shows them: where the sources differ, and the matrix of who says what to which claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from casefile.case.composition.material import kept, number_of, once, originals
from casefile.case.composition.words import date_words, shortened
from casefile.domain import edtf
from casefile.domain.brief import (
    Chip,
    Citation,
    Difference,
    Differences,
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixRow,
    Reading,
)
from casefile.domain.claims import Cell, Claim, Relation, Standing
from casefile.domain.rows import ArticleRow
from casefile.resolve.claims.statements import RULE as STATEMENTS

DIFFERENCES = (
    "What articles give differently for what the rules take to be one thing, or what one of them revised later. "
    "“Compatible” values can all be true (“more than 10,000” and “12,000”)."
)
NO_DIFFERENCES = "The articles were compared; none contradicts another by the rules of this program."
CLAIMS = (
    "Statements that several articles bear on (a copy is no further article), as the rules propose them and the "
    "investigator decided. Standing counts independent origins, not articles: copies, reports of one outlet and the words "
    "of one office are one origin."
)
NO_CLAIMS = "No statement was found that several articles bear on."

_MOST_COLUMNS = 7
"""What fits across a page and can still be read."""
_VALUE = 48
_OUTLET = 18
_TONES = {
    Relation.STATES: "plain",
    Relation.AGREES: "good",
    Relation.COMPATIBLE: "good",
    Relation.DIFFERS: "bad",
    Relation.DENIES: "bad",
}
_LESS_FIRM = (Relation.STATES, Relation.AGREES, Relation.COMPATIBLE, Relation.DIFFERS, Relation.DENIES)
"""Where an outlet says several things, its cell has the tone of the last of these."""


def differences(found: Iterable[Claim]) -> Differences:
    """The claims in conflict, then those that were revised."""
    rows = tuple(_listed(claim) for claim in _shown(found) if claim.standing in (Standing.CONFLICT, Standing.REVISED))
    items = tuple(sorted(rows, key=lambda row: row.chip.tone != "bad"))
    return Differences("Where the sources differ", DIFFERENCES if items else NO_DIFFERENCES, items)


def claims(found: Iterable[Claim], articles: Sequence[ArticleRow]) -> Matrix | Differences:
    """Claims against articles; against outlets where there are many articles; listed where there are many outlets too.

    What only an article and its copies say is left out, unless the copy changed it or the investigator decided on it."""
    whose = originals(articles)
    shown = [claim for claim in _shown(found) if not _only_copied(claim, whose)]
    title = "What the sources claim"
    speaking = {cell.article for claim in shown for cell in _said(claim)}
    rows = sorted((row for row in articles if row.id in speaking), key=_published)
    columns = _by_article(rows) if len(rows) <= _MOST_COLUMNS else _by_outlet(rows)
    if not shown or len(columns) > _MOST_COLUMNS:
        return Differences(title, CLAIMS if shown else NO_CLAIMS, tuple(map(_listed, shown)))
    heads = tuple(head for head, _ in columns)
    return Matrix(title, CLAIMS, heads, tuple(_row(claim, [members for _, members in columns]) for claim in shown))


def status(claim: Claim) -> str:
    """What kind of claim it is, how its information is graded (1 to 6) and what the investigator said of it."""
    said = "" if claim.status == "open" else claim.status
    return " · ".join(filter(None, (str(claim.kind), claim.grade.value and f"graded {claim.grade.value}", said)))


def standing(claim: Claim) -> Chip:
    """How a claim stands, in a word or two."""
    match claim.standing:
        case Standing.CONFLICT:
            return Chip("in conflict", "bad")
        case Standing.REVISED:
            return Chip("revised", "open")
        case Standing.CORROBORATED:
            return Chip(f"{claim.origins} origins", "good")
    return Chip("1 origin", "open")


def places(claim: Claim) -> tuple[Citation, ...]:
    """Where articles say something to a claim, one place a paragraph."""
    return once([_place(cell) for cell in _said(claim)])


def _shown(found: Iterable[Claim]) -> Iterable[Claim]:
    """Claims that two articles speak of, or that the investigator decided, in their order. Sentences of which is not known
    whether they say the same are for the window: a brief says nothing of them until somebody decided."""
    return (
        claim
        for claim in found
        if kept(claim.decision) and (_decided(claim) or (len(_said(claim)) > 1 and not _undecidable(claim)))
    )


def _only_copied(claim: Claim, whose: Mapping[str, str]) -> bool:
    if _decided(claim) or claim.standing is not Standing.SINGLE:
        return False
    return len({whose.get(cell.article, cell.article) for cell in _said(claim)}) == 1


def _undecidable(claim: Claim) -> bool:
    related = {cell.relation for cell in _said(claim)}
    return claim.rule == STATEMENTS and related <= {Relation.STATES, Relation.COMPATIBLE}


def _decided(claim: Claim) -> bool:
    return claim.status != "open" or claim.rule == "hand"


def _said(claim: Claim) -> list[Cell]:
    return [cell for cell in claim.cells if cell.relation is not Relation.SILENT]


def _place(cell: Cell) -> Citation:
    assert cell.paragraph is not None
    assert cell.start is not None
    assert cell.end is not None
    return Citation(number_of(cell.article), cell.paragraph, cell.start, cell.end, cell.sentence or "")


def _listed(claim: Claim) -> Difference:
    readings: dict[str, list[Citation]] = {}
    for cell in _said(claim):
        words = cell.value or str(cell.relation)
        readings.setdefault(f"{words}, according to {cell.speaker}" if cell.speaker else words, []).append(_place(cell))
    rows = tuple(Reading(words, once(given)) for words, given in readings.items())
    return Difference(claim.summary, status(claim), rows, standing(claim))


def _row(claim: Claim, columns: Sequence[frozenset[str]]) -> MatrixRow:
    said = _said(claim)
    cells = tuple(_cell([cell for cell in said if cell.article in members]) for members in columns)
    return MatrixRow(claim.summary, status(claim), cells, standing(claim))


def _cell(said: Sequence[Cell]) -> MatrixCell:
    if not said:
        return MatrixCell("", "plain", ())
    words = dict.fromkeys(shortened(cell.value or str(cell.relation), _VALUE) for cell in said)
    strongest = max((cell.relation for cell in said), key=_LESS_FIRM.index)
    return MatrixCell("; ".join(words), _TONES[strongest], once([_place(cell) for cell in said]))


def _published(row: ArticleRow) -> tuple[str, int]:
    # Within a day the clock decides, over time zones.
    return edtf.instant(row.published.edtf) or row.published.edtf or "9999", row.number


_Columns = list[tuple[MatrixColumn, frozenset[str]]]


def _by_article(rows: Iterable[ArticleRow]) -> _Columns:
    return [
        (MatrixColumn(row.id, " · ".join(filter(None, (shortened(row.outlet, _OUTLET), _day(row))))), frozenset({row.id}))
        for row in rows
    ]


def _by_outlet(rows: Iterable[ArticleRow]) -> _Columns:
    outlets: dict[str, list[ArticleRow]] = {}
    for row in rows:
        outlets.setdefault(row.outlet or "outlet not known", []).append(row)
    return [
        (MatrixColumn(shortened(outlet, _OUTLET), _numbers(members)), frozenset(row.id for row in members))
        for outlet, members in outlets.items()
    ]


def _numbers(rows: Sequence[ArticleRow]) -> str:
    ids = [row.id for row in sorted(rows, key=lambda row: row.number)]
    return ", ".join(ids) if len(ids) < 4 else f"{', '.join(ids[:2])} and {len(ids) - 2} more"


def _day(row: ArticleRow) -> str:
    known, _ = edtf.day_and_time(row.published.edtf)
    return date_words(known) if known and "/" not in known else ""
