"""What the pane says about claims, in words. Plain text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casefile.domain.claims import Cell, Claim, Relation, Standing
from casefile.gui.text import count, date_words, isolate, one_line

SIGNS = {
    Relation.STATES: "●",
    Relation.AGREES: "✓",
    Relation.COMPATIBLE: "≈",
    Relation.DIFFERS: "✕",
    Relation.DENIES: "✕",
    Relation.SILENT: "",
}
TONES = {
    Relation.STATES: "accent",
    Relation.AGREES: "agrees",
    Relation.COMPATIBLE: "agrees",
    Relation.DIFFERS: "differs",
    Relation.DENIES: "differs",
    Relation.SILENT: "muted",
}
STATUSES = ("open", "established", "disputed", "refuted")
CHOICES = (Relation.AGREES, Relation.COMPATIBLE, Relation.DIFFERS, Relation.DENIES, Relation.SILENT)
STANDING_SIGNS = {
    Standing.CORROBORATED: "✓",
    Standing.SINGLE: "●",
    Standing.CONFLICT: "✕",
    Standing.REVISED: "↻",
}
STANDING_TONES = {
    Standing.CORROBORATED: "agrees",
    Standing.SINGLE: "single",
    Standing.CONFLICT: "differs",
    Standing.REVISED: "single",
}


STANDINGS = {
    Standing.CONFLICT: "in conflict",
    Standing.REVISED: "revised",
    Standing.CORROBORATED: "several origins",
    Standing.SINGLE: "one origin",
}


def named(standing: Standing) -> str:
    """A standing in words."""
    return _tr(STANDINGS[standing])


def cell(said: Cell) -> str:
    """ "more than 10,000 files", "silent"."""
    return isolate(one_line(said.value or "")) if said.relation is not Relation.SILENT else _tr("silent")


def relation(said: Cell) -> str:
    """ "✓ agrees", "● first"; nothing where it is silent."""
    if said.relation is Relation.SILENT:
        return ""
    if said.both:
        return f"⇄ {_tr('both sides')}"
    if said.revises and said.relation is not Relation.STATES:
        return f"↻ {_tr('later')}"
    word = _tr("first") if said.first and said.relation is Relation.STATES else _tr(str(said.relation))
    return f"{SIGNS[said.relation]} {word}"


def tone(said: Cell) -> str:
    """The colour of a cell: what was revised is no conflict."""
    if said.both:
        return "differs"
    return "single" if said.revises and said.relation is not Relation.STATES else TONES[said.relation]


def standing(claim: Claim) -> str:
    """ "✕ in conflict", "✓ 2 origins", "● 1 origin", "↻ revised"."""
    match claim.standing:
        case Standing.CONFLICT:
            said = _tr("in conflict")
        case Standing.REVISED:
            said = _tr("revised")
        case _:
            said = count(claim.origins, _tr("origin"))
    return f"{STANDING_SIGNS[claim.standing]} {said}"


def standing_details(claim: Claim) -> str:
    """What stands under it: who is against whom, who alone says it."""
    said = claim.said
    against = [one.article for one in said if one.relation in (Relation.DIFFERS, Relation.DENIES) and not one.revises]
    articles = count(len(said), _tr("article"))
    if against and claim.standing is Standing.CONFLICT:
        told = _tr("{} against").format(", ".join(against[:3]) + (" …" if len(against) > 3 else ""))
    elif claim.standing is Standing.REVISED:
        told = _tr("as of {}").format(date_words(claim.as_of))
    else:
        told = _tr("repeated, {}").format(articles) if claim.standing is Standing.SINGLE and len(said) > 1 else articles
    return f"{told}\n{claim.grade.value} {_tr(claim.grade.words)}"


def explained(claim: Claim) -> str:
    """For a tooltip: how it stands, as of when, and what its grade rests on."""
    lines = [standing(claim), _tr("as of {}").format(date_words(claim.as_of))]
    who = _tr("decided by you") if claim.grade.decided else _tr("proposed")
    lines.append(_tr("Credibility {}: {} ({}).").format(claim.grade.value, _tr(claim.grade.words), who))
    if claim.grade.reason:
        lines.append(claim.grade.reason)
    return "\n".join(lines)


def kind(claim: Claim) -> str:
    words = _tr(str(claim.kind))
    return words if claim.status == "open" else f"{words} · {_tr(claim.status)}"


def details(said: Cell) -> str:
    """For a tooltip: the sentence, who says it, as of when, and how it stands to the others."""
    if said.relation is Relation.SILENT:
        return _tr("{} says nothing about this.").format(said.article)
    who = _tr(" according to {}").format(isolate(said.speaker)) if said.speaker else ""
    head = f"[{said.article} ¶{said.paragraph}] {relation(said)}{who}, {date_words(said.as_of)}"
    others = [one for one in said.evidence if one.sentence != said.sentence]
    more = [
        f"[{one.article} ¶{one.paragraph}] {_tr(str(one.relation))}: {isolate(one_line(one.sentence))}" for one in others[:4]
    ]
    return "\n".join((head, isolate(one_line(said.sentence or "")), *more))


def copied(claim: Claim, said: Cell) -> str:
    """For the clipboard, with its citation."""
    if said.sentence is None:
        return f"{claim.summary} ({standing(claim)})"
    return f"“{one_line(said.sentence)}” [{said.article} ¶{said.paragraph}]"


def said(word: str) -> str:
    """A status or a relation, as people read it."""
    return _tr(word)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Claims", text)
