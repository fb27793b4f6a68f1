"""The case as a STIX 2.1 bundle: articles are reports, events incidents, persons and organisations identities.

Whom a claim names as being behind something is a threat actor; relationships say what is attributed to it, by whom and how
firmly, and who took part in an incident. The investigator's notes become note objects, accepted events and entities an
opinion that agrees. Ids are UUIDs of version 5 made of the case and our own ids, times are the day of the export: the same
case and day give the same bundle.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from casefile.domain import edtf
from casefile.domain.claims import Cell, Relation
from casefile.domain.findings import EntityType
from casefile.domain.material import Material
from casefile.domain.rows import ArticleRow, EventRow, Place

# A namespace of our own, so that no other program makes the same ids (RFC 9562, version 5).
NAMESPACE = uuid.UUID("5b6d3f5e-0c0f-5d0a-9a55-6f7c1e0f4b8a")
_CLASSES = {EntityType.PERSON: "individual", EntityType.ORGANISATION: "organization"}
_WEB = ("http://", "https://")
_ATTRIBUTION = "claims.attribution"
"""The rule of claims that say who is behind something."""

Object = dict[str, Any]


def stix(material: Material, day: date) -> str:
    """The bundle as JSON."""
    return json.dumps(_Bundle(material, day).bundle(), ensure_ascii=False, indent=1) + "\n"


class _Bundle:
    """Makes the objects and remembers what they are called."""

    def __init__(self, material: Material, day: date) -> None:
        self.material = material
        self.stamp = f"{day.isoformat()}T00:00:00.000Z"
        self.references: dict[str, str] = {}

    def bundle(self) -> Object:
        objects = [*self._identities(), *self._incidents(), *self._actors()]
        objects += [*self._attributions(), *self._parts(), *self._reports(), *self._notes(), *self._opinions()]
        return {"type": "bundle", "id": self._id("bundle", "case"), "objects": objects}

    def _id(self, kind: str, own: str) -> str:
        return f"{kind}--{uuid.uuid5(NAMESPACE, f'{self.material.overview.case_id}/{kind}/{own}')}"

    def _object(self, kind: str, own: str, **fields: Any) -> Object:
        head = {
            "type": kind,
            "spec_version": "2.1",
            "id": self._id(kind, own),
            "created": self.stamp,
            "modified": self.stamp,
        }
        return head | {name: value for name, value in fields.items() if value not in ("", [], None)}

    def _identities(self) -> Iterator[Object]:
        for row in self.material.entities:
            kind = _CLASSES.get(row.type)
            if kind and row.decision != "rejected" and not row.frame:
                roles = list(dict.fromkeys(role.role for role in row.roles))
                aliases = "; ".join(alias for alias in row.aliases if alias != row.name)
                made = self._object(
                    "identity",
                    row.id,
                    name=row.name,
                    identity_class=kind,
                    roles=roles,
                    description=f"Also called: {aliases}" if aliases else "",
                )
                self.references[row.id] = made["id"]
                yield made
        for outlet in sorted({row.outlet for row in self.material.articles if row.outlet}):
            made = self._object(
                "identity", f"outlet/{outlet}", name=outlet, identity_class="organization", roles=["publisher"]
            )
            self.references[f"outlet/{outlet}"] = made["id"]
            yield made

    def _incidents(self) -> Iterator[Object]:
        for event in self.material.events:
            reports = [report for report in event.reports if report.decision != "rejected"]
            if event.decision == "rejected" or not reports:
                continue
            cited = ", ".join(dict.fromkeys(f"[{report.place.article} ¶{report.place.paragraph}]" for report in reports))
            made = self._object(
                "incident",
                event.id,
                name=event.summary,
                description=f"{event.status}; date (EDTF): {event.edtf or 'not known'}; reported in {cited}",
                labels=[event.status],
            )
            self.references[event.id] = made["id"]
            yield made

    def _blaming(self) -> Iterator[tuple[Cell, str, str]]:
        """Each cell in which somebody is named as being behind something: (cell, whom, how firmly)."""
        for claim in self.material.claims:
            if claim.rule == _ATTRIBUTION and claim.decision != "rejected":
                for cell in claim.cells:
                    name, _, firmness = (cell.value or "").partition(" (")
                    if name and firmness != "denied)" and cell.relation not in (Relation.SILENT, Relation.DENIES):
                        yield cell, name, firmness.rstrip(")") or "stated"

    def _actors(self) -> Iterator[Object]:
        named: dict[str, list[str]] = {}
        for cell, name, _ in self._blaming():
            named.setdefault(name, []).append(f"[{cell.article} ¶{cell.paragraph}]")
        for name, cited in named.items():
            made = self._object(
                "threat-actor", name, name=name, description=f"Named in {', '.join(dict.fromkeys(cited))}", roles=["agent"]
            )
            self.references[f"actor/{name}"] = made["id"]
            yield made

    def _attributions(self) -> Iterator[Object]:
        """An incident is attributed to whom a sentence that reports it blames; each article says so for itself."""
        for cell, name, firmness in self._blaming():
            by = f", according to {cell.speaker}" if cell.speaker else ""
            for event in self.material.events:
                if event.id in self.references and any(_in_cell(report.place, cell) for report in event.reports):
                    yield self._object(
                        "relationship",
                        f"{event.id}/{name}/{cell.article}",
                        relationship_type="attributed-to",
                        source_ref=self.references[event.id],
                        target_ref=self.references[f"actor/{name}"],
                        description=f"{firmness}{by} [{cell.article} ¶{cell.paragraph}]",
                    )

    def _parts(self) -> Iterator[Object]:
        for event in self.material.events:
            for entity in event.entities:
                if event.id in self.references and entity in self.references:
                    yield self._object(
                        "relationship",
                        f"{event.id}/{entity}",
                        relationship_type="related-to",
                        source_ref=self.references[event.id],
                        target_ref=self.references[entity],
                    )

    def _reports(self) -> Iterator[Object]:
        for row in self.material.articles:
            about = list(dict.fromkeys(self._about(row)))
            publisher = self.references.get(f"outlet/{row.outlet}")
            if not about and publisher is None:
                continue  # a report must refer to something
            made = self._object(
                "report",
                row.id,
                name=row.title or row.id,
                published=self._published(row),
                object_refs=about or [publisher],
                external_references=[_reference(row)],
                lang=row.language,
                created_by_ref=publisher,
            )
            self.references[row.id] = made["id"]
            yield made

    def _about(self, row: ArticleRow) -> Iterator[str]:
        for event in self.material.events:
            if event.id in self.references and _reported_in(event, row.id):
                yield self.references[event.id]
        for cell, name, _ in self._blaming():
            if cell.article == row.id:
                yield self.references[f"actor/{name}"]
        for mention in self.material.mentions:
            if mention.place.article == row.id and mention.entity in self.references and mention.decision != "rejected":
                yield self.references[mention.entity]

    def _published(self, row: ArticleRow) -> str:
        text = row.published.edtf or ""
        moment = edtf.instant(text)
        if moment and "/" not in text:
            return f"{moment}.000Z"
        # A timestamp is asked for; only a whole day is one. What is less is said in the source list of a brief.
        return f"{text}T00:00:00.000Z" if len(text) == 10 and text.replace("-", "").isdigit() else self.stamp

    def _notes(self) -> Iterator[Object]:
        for note in self.material.notes:
            about = self.references.get(note.target) or self.references.get(f"S{note.article}")
            if about and note.text.strip():
                yield self._object("note", note.id, content=note.text, object_refs=[about])

    def _opinions(self) -> Iterator[Object]:
        accepted = [row.id for row in self.material.events if row.decision == "accepted"]
        accepted += [row.id for row in self.material.entities if row.decision == "accepted"]
        for identifier in accepted:
            if identifier in self.references:
                yield self._object("opinion", identifier, opinion="agree", object_refs=[self.references[identifier]])


def _in_cell(place: Place, cell: Cell) -> bool:
    """Whether something stands in the sentence that a cell shows."""
    return place.article == cell.article and place.sentence == cell.sentence


def _reported_in(event: EventRow, article: str) -> bool:
    return any(report.place.article == article and report.decision != "rejected" for report in event.reports)


def _reference(row: ArticleRow) -> Object:
    reference: Object = {"source_name": row.outlet or "article", "external_id": row.id, "hashes": {"SHA-256": row.sha256}}
    if row.url.casefold().startswith(_WEB):
        reference["url"] = row.url
    else:
        # STIX ties hashes to an address; without one the hash goes into the words.
        del reference["hashes"]
        reference["description"] = f"SHA-256 {row.sha256}"
    return reference
