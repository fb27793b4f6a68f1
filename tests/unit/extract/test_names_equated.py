"""Names that a manifest equates are one entity within the article, under the first of them."""

from __future__ import annotations

from casefile.domain.articles import Metadata
from casefile.extract import extract

TEXT = "Ilse Varga left the Harbour Agency. Later Maria Lindow returned. Varga said nothing."


def entities(*groups: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    return {mention.surface: (mention.name, mention.entity) for mention in extract(TEXT, equated=groups).mentions}


def test_equated_names_are_one_entity_under_the_first() -> None:
    found = entities(("Maria Lindow", "Ilse Varga"))
    assert found["Ilse Varga"] == found["Maria Lindow"] == found["Varga"]
    assert found["Varga"][0] == "Maria Lindow"
    assert found["Harbour Agency"][0] == "Harbour Agency"


def test_names_that_are_not_there_change_nothing() -> None:
    assert entities(("Nobody Here", "None Either"), ()) == entities()


def test_a_name_may_get_another_even_where_that_does_not_stand() -> None:
    assert entities(("Ilse K. Varga", "Ilse Varga"))["Varga"][0] == "Ilse K. Varga"


def test_the_column_of_a_manifest() -> None:
    extra = (("sender", "x"), ("names", "A B = C; ; D = E = F; G ="))
    assert Metadata(extra=extra).equated == (("A B", "C"), ("D", "E", "F"))
    assert Metadata().equated == ()
