"""The normal law for whole arrays: its quantile and its distribution function."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Coefficients of Wichura (1988), Algorithm AS241 (PPND16), Applied Statistics 37(3), highest power
# first: numerator and denominator for the middle, the near tails and the far tails.
_MIDDLE = (
    (
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.3871328727963666080,
    ),
    (
        5226.4952788528545610,
        28729.085735721942674,
        39307.895800092710610,
        21213.794301586595867,
        5394.1960214247511077,
        687.18700749205790830,
        42.313330701600911252,
        1.0,
    ),
)
_NEAR = (
    (
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.241780725177450611770,
        1.27045825245236838258,
        3.64784832476320460504,
        5.76949722146069140550,
        4.63033784615654529590,
        1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.148103976427480074590,
        0.689767334985100004550,
        1.67638483018380384940,
        2.05319162663775882187,
        1.0,
    ),
)
_FAR = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.00124266094738807843860,
        0.0265321895265761230930,
        0.296560571828504891230,
        1.78482653991729133580,
        5.46378491116411436990,
        6.65790464350110377720,
    ),
    (
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.136929880922735805310,
        0.599832206555887937690,
        1.0,
    ),
)
_Ratio = tuple[tuple[float, ...], tuple[float, ...]]


def normal_quantile(chances: Floats) -> Floats:
    """Return the standard normal quantile of each chance, 0 and 1 giving minus and plus infinity.

    The relative error is about 1e-16 (Wichura 1988, AS241), as that of `statistics.NormalDist`.
    """
    chances = np.asarray(chances, dtype=np.float64)
    off = chances - 0.5
    found = off * _ratio(0.180625 - off * off, _MIDDLE)
    tail = np.abs(off) > 0.425
    if tail.any():
        there = chances[tail]
        with np.errstate(divide="ignore"):
            depth = np.sqrt(-np.log(np.minimum(there, 1.0 - there)))
        end = np.isinf(depth)
        depth[end] = 5.0
        near = depth <= 5.0
        size = np.where(near, _ratio(depth - 1.6, _NEAR), _ratio(depth - 5.0, _FAR))
        size[end] = np.inf
        found[tail] = np.copysign(size, off[tail])
    return found


def normal_chance(values: Floats) -> Floats:
    """Return the chance that a standard normal number is at most each value."""
    return np.array([0.5 * math.erfc(-value / math.sqrt(2.0)) for value in values.tolist()])


def _ratio(at: Floats, of: _Ratio) -> Floats:
    above, below = np.full_like(at, of[0][0]), np.full_like(at, of[1][0])
    for number in of[0][1:]:
        above = above * at + number
    for number in of[1][1:]:
        below = below * at + number
    return above / below
