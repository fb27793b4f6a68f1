"""Where the nodes of a network stand: forces that pull together what belongs together and push all else apart.

After T. M. J. Fruchterman and E. M. Reingold, Graph drawing by force-directed placement, Software: Practice and Experience
21 (1991), with a weak pull to the middle so that parts without a connection stay in view. Deterministic: a node begins where
it stood before, and a new one at a place that comes from its id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from casefile.gui.panes.graph.network import Network

Places = dict[str, tuple[float, float]]
"""Position of each node by id, in units in which 1 is the distance of good neighbours."""
_NEW_STEPS, _KEPT_STEPS = 220, 60
_LONELY = 3.0
"""Times the pull to the middle for those without a connection: else they would take all the room."""
_EVEN = 0.5
"""How far the drawn picture goes towards even distances."""
_GRAVITY = np.array([0.05, 0.1])
"""Weaker sideways: panes are wider than high."""


def arrange(network: Network, before: Mapping[str, tuple[float, float]]) -> Places:
    """Positions of all nodes. What stood before moves little: a picture one knows must stay that picture."""
    count = len(network.nodes)
    if count == 0:
        return {}
    spread = max(1.0, count**0.5)
    known = sum(node.id in before for node in network.nodes)
    at = np.array([before.get(node.id) or _seed(node.id, spread) for node in network.nodes], dtype=float)
    mostly_known = known * 2 > count
    steps = _KEPT_STEPS if mostly_known else _NEW_STEPS
    first = np.array([edge.first for edge in network.edges], dtype=np.int64)
    second = np.array([edge.second for edge in network.edges], dtype=np.int64)
    weight = np.log1p(np.array([edge.together for edge in network.edges], dtype=float))
    lonely = np.full(count, _LONELY)
    if len(first):
        lonely[first] = lonely[second] = 1.0
        # Whoever stands with many would draw all of them into one knot.
        degree = np.bincount(np.concatenate([first, second]), minlength=count)
        weight /= np.sqrt(np.minimum(degree[first], degree[second]))
    heat = 0.12 * spread if mostly_known else 0.6 * spread
    for step in range(steps):
        moved = _push(at) - _GRAVITY * lonely[:, None] * at
        _pull(moved, at, first, second, weight)
        length = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
        at += moved / length * np.minimum(length, heat * (1 - step / steps) + 0.01)
    return {node.id: (float(x), float(y)) for node, (x, y) in zip(network.nodes, at, strict=True)}


def _push(at: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Each node away from each other, by the inverse of their distance."""
    apart = at[:, None, :] - at[None, :, :]
    squared = np.maximum((apart**2).sum(axis=2), 1e-4)
    np.fill_diagonal(squared, np.inf)
    pushed: npt.NDArray[np.float64] = (apart / squared[:, :, None]).sum(axis=1)
    return pushed


def _pull(
    moved: npt.NDArray[np.float64],
    at: npt.NDArray[np.float64],
    first: npt.NDArray[np.int64],
    second: npt.NDArray[np.int64],
    weight: npt.NDArray[np.float64],
) -> None:
    """The ends of each edge towards each other, the more the further they are apart."""
    if len(first):
        towards = at[second] - at[first]
        force = towards * np.linalg.norm(towards, axis=1, keepdims=True) * (0.1 * weight)[:, None]
        np.add.at(moved, first, force)
        np.subtract.at(moved, second, force)


def _seed(identifier: str, spread: float) -> tuple[float, float]:
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).digest()
    x, y = int.from_bytes(digest[:4]) / 2**32, int.from_bytes(digest[4:8]) / 2**32
    return (x - 0.5) * 2 * spread, (y - 0.5) * 2 * spread


def spread(places: Places) -> Places:
    """The same picture with its crowded middle drawn apart and its empty rims drawn in: each coordinate half way to its
    rank. Who stands left of whom, or above, stays as it is."""
    if len(places) < 3:
        return dict(places)
    names = sorted(places)
    at = np.array([places[name] for name in names])
    ranks = at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(names) - 1)
    low, reach = at.min(axis=0), np.maximum(np.ptp(at, axis=0), 1e-9)
    drawn = low + reach * ((at - low) / reach * (1 - _EVEN) + ranks * _EVEN)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, drawn, strict=True)}
