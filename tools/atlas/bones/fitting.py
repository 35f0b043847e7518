"""Lays one bone under the skin: turn, shift and three scales, found by least squares."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import least_squares
from scipy.spatial.transform import Rotation

FREE = 1.0
"""Sigma (m) of an axis that does not count."""
INSIDE_SAMPLES = 300


@dataclass(frozen=True)
class Landmark:
    """A place of the bone (3,) that should come to a target (3,); sigma: meters, one or three."""

    source: np.ndarray
    target: np.ndarray
    sigma: object = 0.004


@dataclass(frozen=True)
class Felt:
    """Places of the bone (n, 3) that a finger feels: how deep they should lie, in meters."""

    points: np.ndarray
    depth: float
    sigma: float = 0.002


@dataclass(frozen=True)
class Wish:
    """What is asked of a bone.

    least: depth (m) that no place of it may fall short of. size, size_sigma: expected scale and how sure it is (as a
    logarithm). stretch: how far the three scales may differ. turn: how far (rad) it may turn. symmetric: it stands in the
    middle of the body and stays there.
    """

    landmarks: list[Landmark]
    felt: list[Felt] = field(default_factory=list)
    least: float = 0.003
    size: float = 1.05
    size_sigma: float = 0.05
    stretch: float = 0.08
    turn: float = 0.3
    symmetric: bool = False


@dataclass(frozen=True)
class Motion:
    """How a bone is moved. center (3,): about what it turns and grows; turn: rotation vector; shift (m); scales: three."""

    center: np.ndarray
    turn: np.ndarray
    shift: np.ndarray
    scales: np.ndarray

    def __call__(self, points) -> np.ndarray:
        grown = (np.asarray(points) - self.center) * self.scales
        return Rotation.from_rotvec(self.turn).apply(grown) + self.center + self.shift


def fit(points: np.ndarray, center, start, wish: Wish, flesh) -> Motion:
    """The Motion that answers a Wish best.

    points (n, 3): of the bone; center (3,): a place of it; start (3,): where that place is believed to come. The landmarks
    are brought together first: from far off the skin only misleads.
    """
    center, start = np.asarray(center, float), np.asarray(start, float)
    sources = np.array([one.source for one in wish.landmarks])
    targets = np.array([one.target for one in wish.landmarks])
    sigmas = np.array([np.broadcast_to(one.sigma, 3) for one in wish.landmarks])
    sample = _sample(points)

    def motion(values) -> Motion:
        turn, shift = values[:3].copy(), values[3:6].copy()
        if wish.symmetric:
            turn[1:], shift[0] = 0, 0
        return Motion(center, turn, shift, np.exp(values[6:9]))

    def shape(values, evenness: float):
        logs = values[6:9]
        return [(logs - logs.mean()) / evenness, (logs - np.log(wish.size)) / wish.size_sigma / np.sqrt(3), values[:3] / wish.turn]

    def by_landmarks(values):
        parts = [((motion(values)(sources) - targets) / sigmas).ravel(), *shape(values, wish.stretch / 4)]
        return np.concatenate([np.ravel(part) for part in parts])

    def by_all(values):
        move = motion(values)
        lack = np.maximum(0, wish.least - flesh.depth(move(sample)))
        parts = [((move(sources) - targets) / sigmas).ravel(), *shape(values, wish.stretch), lack / 0.001 * np.sqrt(30 / len(sample))]
        parts += [(flesh.depth(move(one.points)) - one.depth) / one.sigma * np.sqrt(3 / len(one.points)) for one in wish.felt]
        return np.concatenate([np.ravel(part) for part in parts])

    steps = np.array([0.1] * 3 + [0.01] * 3 + [0.05] * 3)
    values = np.concatenate([np.zeros(3), start - center, np.full(3, np.log(wish.size))])
    values = least_squares(by_landmarks, values, x_scale=steps).x
    values = least_squares(by_all, values, loss="soft_l1", f_scale=2.0, x_scale=steps, max_nfev=60).x
    return motion(values)


def _sample(points: np.ndarray) -> np.ndarray:
    if len(points) <= INSIDE_SAMPLES:
        return points
    return points[np.random.default_rng(1).choice(len(points), INSIDE_SAMPLES, replace=False)]


def error(motion: Motion, landmarks: list[Landmark]) -> float:
    """Root of the mean square (m) by which the landmarks are missed, along the axes that count."""
    missed = []
    for one in landmarks:
        counts = np.broadcast_to(one.sigma, 3) < FREE
        missed += list((motion(one.source) - one.target)[counts])
    return float(np.sqrt(np.mean(np.square(missed))))


def settle(points: np.ndarray, triangles: np.ndarray, flesh, least: float) -> np.ndarray:
    """The bone with whatever lies less than `least` meters under the skin pressed in; what is pressed takes its neighbors along."""
    moved = points.copy()
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    for _ in range(30):
        lack = np.maximum(0, least - flesh.depth(moved))
        if lack.max() < 1e-5:
            break
        press = lack + np.where(lack > 0, 1e-4, 0)
        around = press.copy()
        np.maximum.at(around, edges[:, 0], 0.5 * press[edges[:, 1]])
        np.maximum.at(around, edges[:, 1], 0.5 * press[edges[:, 0]])
        moved = moved - flesh.outward(moved) * around[:, None]
    return moved
