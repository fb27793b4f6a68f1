"""Cases that meet: a selection goes out as a case of its own, another's decisions on the same articles come in."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

from casefile.case import history
from casefile.case.pace import Pace
from casefile.domain.exchange import Given, Meeting, Offer
from casefile.domain.ids import Kind, article_id
from casefile.errors import UserError
from casefile.store.engine import Store, Transaction
from casefile.store.placing import put, remove
from casefile.store.read.exchange import given, texts
from casefile.store.rewriting import part_of
from casefile.store.write.selecting import keep_only

_VERDICTS = {"accepted": "accepted", "rejected": "rejected"}
_FRAME = {"1": "mere frame", "0": "no mere frame"}
_STAR = {"1": "starred", "0": "no star"}
_TIES = {"together": "are one", "apart": "are not one"}


def give(store: Store, out: Path, numbers: Collection[int]) -> None:
    """Write these articles, with what was decided about them, as a new case at `out`, with the key of this one.

    Articles keep their numbers. What tells of other articles is not in the file (store.write.selecting). Raises UserError
    where something is there already or no article is chosen, PlaceError where there is no room.
    """
    if not numbers:
        raise UserError("No article is in scope: choose a wider one, so that there is something to give.")
    if out.exists():
        raise UserError(f"“{out.name}” is there already. Choose another name.")
    # Rows that are deleted stay in the file until it is written anew: what is given is the second copy.
    whole = part_of(out.with_name(f"{out.name}.whole"))
    part = part_of(out)
    try:
        store.copy_to(whole)
        with closing(Store(whole, key=store.key)) as copy:
            with copy.write() as tx:
                at = history.now()
                keep_only(tx, numbers, uuid.uuid4().hex, at)
                history.catch_up(tx, Pace())
            copy.compact_to(part)
        put(part, out)
    finally:
        remove(whole)
        remove(part)


def offers(mine: Store, theirs: Store) -> tuple[Offer, ...]:
    """What the other case says about articles that this one has too, in order of its articles; what both say the same is
    among it."""
    with theirs.read() as tx:
        said = list(given(tx))
    with mine.read() as tx:
        return offers_to(tx, said)


def offers_to(tx: Transaction, said: Iterable[Given]) -> tuple[Offer, ...]:
    """The same, for things given."""
    numbers = {digest: number for number, digest in texts(tx).items()}
    here = {(one.kind, one.target, one.aspect): one.value for one in given(tx)}
    notes = {(one.target, one.value) for one in given(tx) if one.kind == "note"}
    found = []
    for one in said:
        number = numbers.get(one.text_sha256)
        if number is None or (one.kind == "tie" and one.more not in numbers):
            continue
        target = article_id(number) if one.target.startswith(Kind.ARTICLE) else one.target
        own = here.get((one.kind, target, one.aspect))
        if one.kind == "note" and (target, one.value) in notes:
            own = one.value
        meeting = Meeting.NEW if own is None else Meeting.SAME if own == one.value else Meeting.DIFFERS
        digest = hashlib.sha256("\0".join((one.kind, target, one.aspect, one.value)).encode("utf-8", "surrogatepass"))
        found.append(
            Offer(
                f"x{digest.hexdigest()[:13]}", one, number, meeting, _words(one, own) if own else "", _words(one, one.value)
            )
        )
    return tuple(found)


def _words(one: Given, value: str) -> str:
    match one.kind, one.aspect:
        case "tag", tag:
            return f"tag “{tag}”"
        case "note", _:
            return f"note: {value}"
        case "tie", _:
            return _TIES.get(value, value)
        case "metadata", field:
            return f"{field}: {value or 'nothing'}"
        case _, "verdict":
            return _VERDICTS.get(value, value)
        case _, "star":
            return _STAR.get(value, value)
        case _, "frame":
            return _FRAME.get(value, value)
        case _, "speaker":
            return f"said by {json.loads(value).get('speaker') or 'nobody known'}"
    return f"{one.aspect.removeprefix('field.')}: {value}"
