"""Hypotheses against claims, and what nobody says."""

from __future__ import annotations

from casefile.case.composition.claims import places
from casefile.case.composition.material import kept, number_of
from casefile.domain.brief import (
    Chip,
    Citation,
    Highlight,
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixRow,
    Points,
)
from casefile.domain.material import Material
from casefile.domain.weighing import Consistency, Gap, GapKind, Hypothesis

_HYPOTHESES = (
    "Analysis of competing hypotheses (Heuer): the investigator judged each claim against each hypothesis. What speaks "
    "against a hypothesis counts, weighed by the grade of the claim; the one with the least against it ranks first. A "
    "claim that says the same of all of them tells nothing (diagnosticity 0)."
)
_UNWEIGHED = "Set up by the investigator; no claim is weighed against them yet."
_GAPS = (
    "What the articles leave open, as the rules find it and the investigator noted it: something happened and no article "
    "says who, when or how; times without reports; claims for which nobody stands by name or office."
)
_TONES = {Consistency.CONSISTENT: "good", Consistency.INCONSISTENT: "bad", Consistency.NEUTRAL: "plain"}
_LEADS = {
    GapKind.UNANSWERED: "Unanswered",
    GapKind.SILENCE: "Silence",
    GapKind.UNNAMED: "No named source",
    GapKind.QUESTION: "Question",
}


def hypotheses(material: Material) -> Matrix:
    """The matrix of competing hypotheses: rows by diagnosticity, as the case has it."""
    competition = material.competition
    claims = {claim.id: claim for claim in material.claims}
    rows = tuple(
        MatrixRow(
            about=row.summary,
            context=f"weight {row.weight:.1f}",
            cells=tuple(_cell(judged) for judged in row.judged),
            chip=Chip(f"diagnosticity {row.diagnosticity:.1f}"),
            citations=places(claims[row.claim]) if row.claim in claims else (),
        )
        for row in competition.rows
    )
    columns = tuple(MatrixColumn(f"H{one.position}", "") for one in competition.hypotheses)
    legend = tuple(_legend(one, weighed=bool(rows)) for one in competition.hypotheses)
    return Matrix("Hypotheses", _HYPOTHESES if rows else _UNWEIGHED, columns, rows, legend)


def gaps(material: Material) -> Points:
    """What nobody says, but for what the investigator set aside."""
    return Points("Gaps", _GAPS, tuple(_gap(gap) for gap in material.gaps if kept(gap.decision)))


def _cell(judged: Consistency | None) -> MatrixCell:
    return MatrixCell(str(judged), _TONES[judged], ()) if judged else MatrixCell("not judged", "plain", ())


def _legend(hypothesis: Hypothesis, *, weighed: bool) -> Highlight:
    against = f"rank {hypothesis.rank} · {hypothesis.inconsistency:.1f} against"
    chip = Chip(against, "good" if hypothesis.rank == 1 else "plain") if weighed else None
    return Highlight(f"H{hypothesis.position}", hypothesis.text, (), chip)


def _gap(gap: Gap) -> Highlight:
    cited = tuple(
        Citation(number_of(place.article), place.paragraph, place.start, place.end, place.sentence) for place in gap.places
    )
    # The words of a sentence that was cut or lost its full stop end before the reason begins.
    stop = "?" if gap.kind is GapKind.QUESTION else "."
    asked = gap.question if gap.question.endswith((".", "?", "!", "…", "。", "？", "！")) else f"{gap.question}{stop}"
    return Highlight(_LEADS[gap.kind], f"{asked} {gap.reason}".strip(), cited)
