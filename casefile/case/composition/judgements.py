"""Key judgements: the investigator's conclusions with the places they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casefile.case.composition.claims import places, standing
from casefile.case.composition.material import citation, once
from casefile.case.composition.prose import runs
from casefile.domain.brief import Chip, Citation, KeyJudgement
from casefile.domain.claims import Claim
from casefile.domain.ids import Kind
from casefile.domain.judgements import LIKELIHOODS, Judgement
from casefile.domain.material import Material

NOTE = (
    "The investigator’s own conclusions. Likelihood: {}. Confidence speaks of the sources and the reasoning, not of the "
    "likelihood. Both after ICD 203."
)


def key_judgements(material: Material) -> tuple[KeyJudgement, ...]:
    """All judgements of the case, in the investigator's order."""
    cited = _places(material)
    claims = {claim.id: claim for claim in material.claims}
    return tuple(_judgement(judgement, cited, claims) for judgement in material.judgements)


def note(shown: Iterable[KeyJudgement]) -> str:
    """What the words of likelihood in these judgements stand for; "" where there are none."""
    used = {judgement.likelihood for judgement in shown if judgement.likelihood}
    words = [range_ for word in LIKELIHOODS if (range_ := _likelihood(word)) in used]
    return NOTE.format("; ".join(words)) if words else ""


def _judgement(judgement: Judgement, cited: Mapping[str, tuple[Citation, ...]], claims: Mapping[str, Claim]) -> KeyJudgement:
    found = [place for identifier in judgement.evidence for place in cited.get(identifier, ())]
    standings = dict.fromkeys(standing(claims[identifier]) for identifier in judgement.evidence if identifier in claims)
    chips = tuple(standings) if found else (Chip("cites no evidence", "bad"),)
    return KeyJudgement(
        words=runs(judgement.text),
        likelihood=_likelihood(judgement.likelihood) if judgement.likelihood else "",
        confidence=f"{judgement.confidence} confidence" if judgement.confidence else "",
        basis=judgement.basis,
        citations=once(found),
        chips=chips,
    )


def _likelihood(word: str) -> str:
    low, high = LIKELIHOODS[word]
    return f"{word} ({low}–{high} %)"


def _places(material: Material) -> dict[str, tuple[Citation, ...]]:
    """Id of anything that a judgement can rest on -> where it stands."""
    found: dict[str, tuple[Citation, ...]] = {claim.id: places(claim) for claim in material.claims}
    for rows in (material.mentions, material.quotes, material.figures):
        found.update({row.id: (citation(row.place),) for row in rows})
    for event in material.events:
        found[event.id] = once([citation(report.place) for report in event.reports])
        for report in event.reports:
            found[report.id] = (citation(report.place),)
            found.setdefault(f"{Kind.EVENT}{report.id[1:]}", found[event.id])
    return found
