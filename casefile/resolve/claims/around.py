"""Every sentence compared with those of the articles nearest to its own: which pairs speak of one matter, and how
surely.

What a pair of articles is worth follows from their two stories alone (`likeness`), so that it is worked out once and
remembered until one of those articles changes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, partial
from typing import TypeVar

from casefile.domain.claims import Passage
from casefile.resolve.claims.likeness import Story, judged, likeness
from casefile.resolve.claims.memory import Memory
from casefile.resolve.claims.stories import names_of, nearest
from casefile.resolve.claims.telling import Told, capitals, named, tellings

T = TypeVar("T")
UNLIKE = -1.5
"""Log odds of a pair that is not likely to speak of one matter; those below are not kept."""
_TOLD, _STORIES = 2000, 200
"""Articles and stories that are kept at hand while pairs are compared."""


class Around:
    """The sentences of a case, those of an article together, each article with those nearest to it."""

    def __init__(
        self, passages: Sequence[Passage], memory: Memory, telling: Callable[[Passage], bool] = lambda _: True
    ) -> None:
        """Of all passages, those of an article in order, only the `telling` ones are compared; places are among all."""
        self._memory = memory
        places: dict[int, list[int]] = {}
        for place, passage in enumerate(passages):
            places.setdefault(passage.article, []).append(place)
        every = {article: tuple(passages[at] for at in those) for article, those in places.items()}
        self._seals = {article: memory.seal(article, texts) for article, texts in every.items()}
        self._places: dict[int, list[int]] = {}
        self._texts: dict[int, tuple[Passage, ...]] = {}
        self._within: dict[int, tuple[int, int]] = {}
        for article, texts in every.items():
            key = "telling", self._seals[article]
            chosen = memory.get(key, partial(_chosen, texts, telling))
            self._places[article] = [places[article][at] for at in chosen]
            self._texts[article] = tuple(texts[at] for at in chosen)
            self._within.update((at, (article, place)) for place, at in enumerate(self._places[article]))
        names = {article: self._of(article, "names", names_of) for article in self._texts}
        self._near = nearest(names, memory)
        self._known = {article: self._names_known(article) for article in self._texts}
        self._made_of = {article: memory.number((self._seals[article], self._known[article])) for article in self._texts}
        """A number for what an article tells; the same wherever it tells the same."""
        self._around = {
            article: memory.number((self._made_of[article], tuple(self._made_of[other] for other in near)))
            for article, near in self._near.items()
        }
        """A number for what an article tells and all that is told around it."""
        self._tell = lru_cache(maxsize=_TOLD)(lambda article: tellings(self._texts[article], self._known[article]))
        self._story = lru_cache(maxsize=_STORIES)(lambda article: Story(map(self._tell, self._near[article])))

    def told(self, at: int) -> Told:
        """What the sentence at this place tells."""
        article, place = self._within[at]
        return self._tell(article)[place]

    def seal(self, at: int) -> tuple[int, int]:
        """What stands for the sentence at this place and all it tells: another one wherever that is not the same."""
        article, place = self._within[at]
        return self._made_of[article], place

    def scores(self) -> dict[tuple[int, int], float]:
        """Pairs of places of different articles (lesser first) with the log odds that they speak of one matter."""
        found = {}
        for one, other in self.pairs():
            key: Hashable = ("pair", self._around[one], self._around[other])
            for a, b, score in self._memory.get(key, partial(self._compared, one, other)):
                left, right = self._places[one][a], self._places[other][b]
                found[min(left, right), max(left, right)] = score
        return found

    def features(self) -> dict[tuple[int, int], tuple[float, ...]]:
        """Pairs of places that are compared, with what they are judged by."""
        return {
            (self._places[one][a], self._places[other][b]): values
            for one, other in self.pairs()
            for (a, b), values in judged(self._tell(one), self._tell(other), self._story(one), self._story(other))
        }

    def pairs(self) -> list[tuple[int, int]]:
        """Articles that are compared, by number, the lesser first."""
        return sorted(
            {(min(one, other), max(one, other)) for one, near in self._near.items() for other in near if one != other}
        )

    def _compared(self, one: int, other: int) -> tuple[tuple[int, int, float], ...]:
        scores = likeness(self._tell(one), self._tell(other), self._story(one), self._story(other))
        return tuple((a, b, score) for (a, b), score in scores.items() if score > UNLIKE)

    def _names_known(self, article: int) -> frozenset[str]:
        """Those words of an article that are known from names, its own or those of the articles around it."""
        own = self._of(article, "capitals", capitals)
        near = self._near[article]
        key = ("known", self._seals[article], tuple(self._seals[other] for other in near))
        return self._memory.get(
            key, lambda: frozenset(word for other in near for word in own & self._of(other, "named", named))
        )

    def _of(self, article: int, what: str, work: Callable[[tuple[Passage, ...]], T]) -> T:
        """What follows from the sentences of an article alone."""
        return self._memory.get((what, self._seals[article]), lambda: work(self._texts[article]))


def _chosen(texts: Sequence[Passage], telling: Callable[[Passage], bool]) -> tuple[int, ...]:
    return tuple(at for at, text in enumerate(texts) if telling(text))
