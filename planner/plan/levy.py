"""The levy per contract: a flat part and a part for risk, capped, that together meet a target.

levy = min(cap * value, flat * value + k * exposure * probability of the band), MODEL section 6.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from planner.dependence.likelihood import BANDS, PROBABILITIES, UNKNOWN, likelihoods
from planner.plan.levy_terms import (
    LIMITS,
    Levy,
    LevyRow,
    LevySum,
    LevyTerms,
    as_written,
)
from planner.register.records import Contract
from planner.register.register import Register
from planner.scenario.sweep import Fall, Sweep

FINE = 10**12
"""Parts of a penny in which the weight of a contract is counted, in whole numbers."""
FINE_PENCE = 10_000
"""Parts of a pound in which values are counted, in whole numbers."""
UNSERVED = 0.5
"""The part of all person-days lost above which a row says that they are left unserved."""


@dataclass(frozen=True, slots=True)
class Payer:
    """What one contract may pay in whole pence: from `flat` up to `most`.

    `weight` is what it pays more for each unit of k, in FINE parts of a penny; 0 for the flat part
    alone.
    """

    flat: int
    most: int
    weight: int


@dataclass(frozen=True, slots=True)
class Solved:
    """The factor k, exact, and what each payer pays in whole pence."""

    k: Fraction
    pence: tuple[int, ...]
    reached: bool
    most: int


def levy_of(register: Register, sweep: Sweep, terms: LevyTerms) -> Levy:
    """Return the levy of every contract; InputRefused where the terms cannot be meant."""
    return levied(exposures(register, sweep), terms)


def levied(exposed: Sequence[LevyRow], terms: LevyTerms) -> Levy:
    """Return the levy of contracts whose exposures are at hand; InputRefused for unfit terms."""
    scale = Scale.of(terms.checked())
    rows = list(exposed)
    charged = [at for at, row in enumerate(rows) if not row.missing]
    payers = [scale.payer(rows[at]) for at in charged]
    solved = solve(payers, terms.contribution_pence)
    for at, payer, pence in zip(charged, payers, solved.pence, strict=True):
        rows[at] = _charged(rows[at], scale, payer, solved.k, pence)
    rows.sort(key=lambda row: (row.levy is None, -(row.levy or 0.0), row.contract))
    raised = sum(solved.pence) / 100
    return Levy(
        terms,
        float(solved.k),
        raised,
        solved.most / 100,
        solved.reached,
        tuple(rows),
        _sums(rows, [(str(band), _of_band(band)) for band in range(1, len(BANDS) + 1)]),
        _sums(rows, [(limit, _of_limit(limit)) for limit in LIMITS]),
    )


def exposures(
    register: Register, sweep: Sweep, today: datetime.date | None = None
) -> list[LevyRow]:
    """Return every contract with what it puts at risk and how likely, not yet charged.

    Warning signs count as of `today`.

    The net cost of a fall has the bonds on the provider's own contracts taken off already: they
    are put back before it is shared by value, so that each bond counts once, against its contract.
    """
    falls = {fall.id: fall for fall in sweep.falls}
    likely = likelihoods(register, today)
    rows = []
    for provider, contracts in register.contracts_of_provider.items():
        worth = sum(contract.annual_value or 0.0 for contract in contracts)
        counted = [register.people_of_contract(contract.id) is not None for contract in contracts]
        fall = falls.get(provider)
        likelihood = likely.get(provider, UNKNOWN)
        for contract in contracts:
            before, after = _exposure(contract, fall, worth)
            rows.append(
                LevyRow(
                    contract=contract.id,
                    title=contract.title,
                    provider=provider,
                    provider_name=register.providers[provider].name,
                    value=contract.annual_value,
                    exposure_before_bond=before,
                    bond=contract.bond_amount or 0.0,
                    exposure=after,
                    band=likelihood.band,
                    assessed=likelihood.assessed,
                    probability=PROBABILITIES[likelihood.band],
                    flat=None,
                    risk=None,
                    most=None,
                    levy=None,
                    limit="not known",
                    missing="value"
                    if contract.annual_value is None
                    else "exposure"
                    if after is None
                    else "",
                    only_part_counted=any(counted) and not all(counted),
                    left_unserved=fall is not None and _is_unserved(fall),
                )
            )
    rows.sort(key=lambda row: row.contract)
    return rows


def _exposure(
    contract: Contract, fall: Fall | None, worth: float
) -> tuple[float | None, float | None]:
    """Return what one contract puts at risk before and after its bond, None where not known."""
    if contract.annual_value is None or fall is None or fall.displaced_people is None:
        return None, None
    part = contract.annual_value / worth if worth else 0.0
    before = (fall.net_cost + fall.own_bonds) * part
    return before, max(0.0, before - (contract.bond_amount or 0.0))


def _is_unserved(fall: Fall) -> bool:
    lost = fall.displaced_person_days.total
    return lost > 0 and fall.unmet_person_days.total > UNSERVED * lost


@dataclass(frozen=True, slots=True)
class Scale:
    """The terms in whole numbers: shares as fractions, the value that has relief in pounds."""

    flat: Fraction
    cap: Fraction
    relief_below: float

    @classmethod
    def of(cls, terms: LevyTerms) -> Scale:
        """Return the terms with their shares as the decimals they are written as."""
        return cls(as_written(terms.flat), as_written(terms.cap), terms.relief_below)

    def payer(self, row: LevyRow) -> Payer:
        """Return what a contract with known value and exposure may pay.

        Values count to the hundredth of a penny. The cap is rounded down to whole pence, the flat
        part to the nearest, a half up, but never above the cap.
        """
        value = round((row.value or 0.0) * FINE_PENCE)
        most = self.cap.numerator * value // (self.cap.denominator * 100)
        halves = 2 * self.flat.numerator * value + self.flat.denominator * 100
        flat = min(most, halves // (self.flat.denominator * 200))
        if self.has_relief(row):
            return Payer(flat, most, 0)
        return Payer(flat, most, round((row.exposure or 0.0) * row.probability * 100 * FINE))

    def has_relief(self, row: LevyRow) -> bool:
        """Return whether a contract is small enough to pay the flat part only."""
        return (row.value or 0.0) < self.relief_below


def solve(payers: Sequence[Payer], target: int) -> Solved:
    """Return the smallest k at which the payers together pay `target` pence, and what each pays.

    What all pay is a rising, concave line of straight pieces in k. From k = 0 the piece at hand is
    followed to the target; payers it takes past their cap are held there and the rest start again.
    No step passes the answer, and each holds at least one more payer, so it ends, in whole numbers
    throughout. Pence left by rounding down go to the largest remainders. Where even all caps do not
    meet the target, k is the least at which all are held; where the flat parts exceed it, k is 0.
    """
    most = sum(one.most if one.weight else one.flat for one in payers)
    if target >= most:
        held = [Fraction((one.most - one.flat) * FINE, one.weight) for one in payers if one.weight]
        pence = tuple(one.most if one.weight else one.flat for one in payers)
        return Solved(max(held, default=Fraction(0)), pence, target == most, most)
    free = [one for one in payers if one.weight]
    fixed = sum(one.flat for one in payers if not one.weight)
    k = Fraction(0)
    while free:
        missing = target - fixed - sum(one.flat for one in free)
        k = max(Fraction(0), Fraction(missing * FINE, sum(one.weight for one in free)))
        stay = [one for one in free if not _is_held(one, k)]
        if len(stay) == len(free):
            break
        fixed += sum(one.most for one in free if _is_held(one, k))
        free = stay
    return Solved(k, _in_pence(payers, k, target), k > 0 or _flats(payers) == target, most)


def _flats(payers: Iterable[Payer]) -> int:
    return sum(one.flat for one in payers)


def _is_held(one: Payer, k: Fraction) -> bool:
    room = (one.most - one.flat) * FINE
    return one.weight > 0 and k.numerator * one.weight >= room * k.denominator


def _in_pence(payers: Sequence[Payer], k: Fraction, target: int) -> tuple[int, ...]:
    """Return what each pays in whole pence; the largest remainders take the pence left over."""
    whole: list[int] = []
    remainders: list[tuple[int, int]] = []
    for at, one in enumerate(payers):
        if _is_held(one, k):
            whole.append(one.most)
            continue
        more, rest = divmod(k.numerator * one.weight, k.denominator * FINE)
        whole.append(one.flat + more)
        if rest:
            remainders.append((-rest, at))
    remainders.sort()
    for _, at in remainders[: max(0, target - sum(whole))]:
        whole[at] += 1
    return tuple(whole)


def _charged(row: LevyRow, scale: Scale, payer: Payer, k: Fraction, pence: int) -> LevyRow:
    is_small = scale.has_relief(row)
    return replace(
        row,
        flat=payer.flat / 100,
        risk=float(k) * (row.exposure or 0.0) * row.probability,
        most=payer.most / 100,
        levy=pence / 100,
        limit="relief" if is_small else "capped" if _is_held(payer, k) else "none",
    )


def _of_band(band: int) -> Callable[[LevyRow], bool]:
    return lambda row: row.band == band and row.levy is not None


def _of_limit(limit: str) -> Callable[[LevyRow], bool]:
    return lambda row: row.limit == limit


def _sums(
    rows: Sequence[LevyRow], kinds: Sequence[tuple[str, Callable[[LevyRow], bool]]]
) -> tuple[LevySum, ...]:
    """Return the rows of each kind added up."""
    found = []
    for name, belongs in kinds:
        mine = [row for row in rows if belongs(row)]
        found.append(
            LevySum(
                name,
                len(mine),
                _sum([row.value for row in mine]),
                _sum([row.exposure for row in mine]),
                _sum([row.levy for row in mine]),
            )
        )
    return tuple(found)


def _sum(amounts: Sequence[float | None]) -> float | None:
    """Return the sum of those known, to the penny; None where there are some and none is known."""
    known = [amount for amount in amounts if amount is not None]
    return round(math.fsum(known), 2) if known or not amounts else None
