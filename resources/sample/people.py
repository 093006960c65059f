"""Who is served: counts by ward, need and funder. Never who."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from planner.register.records import Place
from resources.sample.draws import Draws

WARDS = (
    "Amberholt",
    "Brockwater",
    "Cinder Hill",
    "Dunmarsh",
    "Eastgarth",
    "Fallowby",
    "Garrow Cross",
    "Hollinwick",
    "Ironstone Row",
    "Jessop Fields",
    "Kilnmoor",
    "Larkhope",
    "Millrace",
    "Netherquay",
    "Oxbarrow",
    "Pellow Green",
    "Quarrybeck",
    "Rushlow",
    "Saltwynd",
    "Thistledown",
)
OUT_OF_AREA = "Out of area"

_PLAIN = {"council": 1.0}
# Shares of people by who pays, and the share with complex needs, for each kind of service.
_FUNDERS: Mapping[str, Mapping[str, float]] = {
    "home": {
        "council": 0.72,
        "self": 0.14,
        "direct_payment": 0.06,
        "other_council": 0.03,
        "nhs": 0.05,
    },
    "homes": {"council": 0.55, "self": 0.33, "other_council": 0.07, "nhs": 0.05},
    "living": {"council": 0.88, "nhs": 0.07, "other_council": 0.05},
    "placed": {"council": 0.94, "other_council": 0.06},
    "nhsmix": {"council": 0.8, "nhs": 0.2},
    "alarm": {"council": 0.62, "self": 0.38},
    "open": {"council": 0.95, "other_council": 0.05},
    "pupils": {"council": 0.97, "direct_payment": 0.03},
}
_COMPLEX = {"home": 0.18, "homes": 0.3, "living": 0.4, "placed": 0.5, "pupils": 0.2, "plain": 0.1}
_MOST_PEOPLE_IN_A_ROW = 40
_OUT_OF_AREA_SHARE = {"placed": 0.45}


def in_whole_people(people: int, shares: Sequence[float]) -> list[int]:
    """Split people by shares that sum to 1, in whole people by largest remainder."""
    exact = [people * share for share in shares]
    counts = [int(part) for part in exact]
    by_remainder = sorted(
        range(len(exact)), key=lambda place: (counts[place] - exact[place], place)
    )
    for place in by_remainder[: people - sum(counts)]:
        counts[place] += 1
    return counts


def places(contract: str, people: int, mix: str, council_only: bool = False) -> list[Place]:
    """Return the people of one contract as rows by ward, need and funder; they sum to `people`.

    `mix` names the kind of service, which sets who pays. `council_only` leaves out everybody the
    council does not pay for, as lists taken from payments do.
    """
    draws = Draws("people", contract)
    groups = _groups(people, mix)
    if council_only:
        groups = {key: count for key, count in groups.items() if key[1] == "council"}
    found = []
    for (need, funder), count in groups.items():
        for area, part in _by_area(count, mix, draws):
            found.append(Place(contract, area, need, funder, part))
    return sorted(found, key=lambda place: (place.area == OUT_OF_AREA, place.area))


def _groups(people: int, mix: str) -> dict[tuple[str, str], int]:
    funders = _FUNDERS.get(mix, _PLAIN)
    complex_share = _COMPLEX.get(mix, 0.0)
    keys = [(need, funder) for funder in funders for need in ("standard", "complex")]
    shares = [
        funders[funder] * (complex_share if need == "complex" else 1 - complex_share)
        for need, funder in keys
    ]
    counts = in_whole_people(people, shares)
    return {key: count for key, count in zip(keys, counts, strict=True) if count}


def _by_area(count: int, mix: str, draws: Draws) -> list[tuple[str, int]]:
    outside = round(count * _OUT_OF_AREA_SHARE.get(mix, 0.0))
    inside = count - outside
    found = [(OUT_OF_AREA, outside)] if outside else []
    if not inside:
        return found
    wanted = max(1, min(len(WARDS), round(inside / 12)))
    if inside > len(WARDS) * _MOST_PEOPLE_IN_A_ROW:
        wanted = len(WARDS)
    wards = sorted(draws.shuffled(WARDS)[:wanted])
    weights = [draws.between(0.7, 1.3) for _ in wards]
    parts = in_whole_people(inside, [weight / math.fsum(weights) for weight in weights])
    return found + [(ward, part) for ward, part in zip(wards, parts, strict=True) if part]
