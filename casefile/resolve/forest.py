"""Sets that are joined step by step, except where somebody decided that two things are apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Forest:
    """Union-find over indices in the order of their anchors: the root of a set is its least index, its anchor."""

    def __init__(self, count: int, apart: Iterable[tuple[int, int]] = (), weights: Sequence[int] = ()) -> None:
        """`weights`: how many things each index stands for, where that is not one."""
        self._parent = list(range(count))
        self._weights = weights
        self._apart: dict[int, set[int]] = {}
        for left, right in apart:
            if left != right:
                self._apart.setdefault(left, set()).add(right)
                self._apart.setdefault(right, set()).add(left)

    def root(self, index: int) -> int:
        """The anchor of the set that this one is in."""
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def bound(self, index: int) -> bool:
        """Whether the set of this one was decided to be apart from some other."""
        return bool(self._apart) and self.root(index) in self._apart

    def join(self, left: int, right: int, decided: bool = False) -> bool:
        """Make one set of two. Refused, with False, where they are apart, unless this too was decided."""
        low, high = sorted((self.root(left), self.root(right)))
        if low == high:
            return True
        if not decided and high in self._apart.get(low, ()):
            return False
        self._parent[high] = low
        for other in self._apart.pop(high, ()):
            self._apart[other].discard(high)
            if other != low:
                self._apart[other].add(low)
                self._apart.setdefault(low, set()).add(other)
            elif not self._apart[other]:
                del self._apart[other]
        return True

    def join_all(self, members: Sequence[int]) -> None:
        """Make one set of these as far as decisions allow. What was decided apart forms camps; whoever is free goes to the
        largest camp, so that it does not matter who came first, nor who comes later."""
        if not self._apart:
            for member in members[1:]:
                self.join(members[0], member)
            return
        camps: dict[int, int] = {}
        free = []
        for member in sorted(members):
            if not self.bound(member):
                free.append(member)
                continue
            for camp in camps:
                if self.join(camp, member):
                    camps[camp] += self._weight(member)
                    break
            else:
                camps[member] = self._weight(member)
        home = min(camps, key=lambda camp: (-camps[camp], camp)) if camps else free[0]
        for member in free:
            self.join(home, member)

    def _weight(self, index: int) -> int:
        return self._weights[index] if self._weights else 1
