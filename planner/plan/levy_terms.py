"""What a levy is asked to do, and what comes of it, as values: every term of every contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planner.errors import InputRefused, Problem

YEARS = 5
FLAT = 0.0005
CAP = 0.005
RELIEF_BELOW = 25_000.0
DEFAULTS_FROM: Mapping[str, str] = {
    "years": "judgement: one term of a council's medium-term plan",
    "flat": "judgement: small beside the part for risk; the pension levy began one fifth flat",
    "cap": "judgement: under the 0.75% of liabilities that capped the pension levy of 2011-12",
    "relief_below": "judgement: contracts from which less would come than collecting it costs",
}
"""Where each default comes from (DOMAIN section 8); all can be set."""
LIMITS = ("none", "capped", "relief", "not known")
"""What held a levy down: nothing, the cap, or relief for small contracts; the last has no levy."""


@dataclass(frozen=True, slots=True)
class LevyTerms:
    """What the levy has to raise, in pounds, over how many years, and within which limits.

    `flat` and `cap` are shares of the yearly value of a contract, 0 to 1; contracts worth less
    than `relief_below` pounds a year pay the flat part only.
    """

    target: float
    years: int = YEARS
    flat: float = FLAT
    cap: float = CAP
    relief_below: float = RELIEF_BELOW

    @property
    def contribution(self) -> float:
        """Return what is to be raised a year, in pounds, rounded to the penny."""
        return self.contribution_pence / 100

    @property
    def contribution_pence(self) -> int:
        """Return what is to be raised a year, in whole pence, a half rounded up."""
        return rounded_pence(as_written(self.target) / self.years)

    def checked(self) -> LevyTerms:
        """Return the terms themselves; InputRefused where they cannot be meant."""
        problems = [
            Problem(where, what, mend)
            for wrong, where, what, mend in (
                (
                    not 0 <= self.target < float("inf"),
                    "Target fund",
                    f"{self.target:,.0f} is not an amount to raise",
                    "give pounds from 0 up",
                ),
                (
                    not 1 <= self.years <= 100,
                    "Built over",
                    f"{self.years} is not a number of years to build a fund over",
                    "give 1 to 100",
                ),
                (
                    not 0 <= self.cap <= 1,
                    "Cap",
                    f"{as_percent(self.cap)} is not a share of a contract's value",
                    "give 0% to 100%",
                ),
                (
                    not 0 <= self.flat <= 1,
                    "Flat part",
                    f"{as_percent(self.flat)} is not a share of a contract's value",
                    "give 0% to 100%",
                ),
                (
                    0 <= self.cap <= 1 and self.cap < self.flat <= 1,
                    "Flat part",
                    f"{as_percent(self.flat)} is above the cap of {as_percent(self.cap)}",
                    "lower it or raise the cap",
                ),
                (
                    not 0 <= self.relief_below < float("inf"),
                    "Small contracts",
                    f"{self.relief_below:,.0f} is not a yearly value",
                    "give pounds from 0 up",
                ),
            )
            if wrong
        ]
        if problems:
            raise InputRefused(problems)
        return self


@dataclass(frozen=True, slots=True)
class LevyRow:
    """One contract, in pounds a year, with every term its levy is made of; None is not known.

    `exposure_before_bond` is its part, by value, of what its provider's failure alone would cost
    before bonds on that provider's contracts; `exposure` is what is left after its own `bond`.
    `probability` is that of the band, a year. `flat` is the flat part, `risk` the part for risk
    before cap and relief, `most` the cap in pounds, `levy` what is charged. `limit` is one of
    LIMITS; `missing` says what is not known, "value" or "exposure", else "". `only_part_counted`
    says that people of another contract of the provider are not known; `left_unserved` that more
    than half of the service lost could be served by no option or no money, and so costs nothing.
    """

    contract: str
    title: str
    provider: str
    provider_name: str
    value: float | None
    exposure_before_bond: float | None
    bond: float
    exposure: float | None
    band: int
    assessed: bool
    probability: float
    flat: float | None
    risk: float | None
    most: float | None
    levy: float | None
    limit: str
    missing: str = ""
    only_part_counted: bool = False
    left_unserved: bool = False

    @property
    def share_of_value(self) -> float | None:
        """Return the levy as a share of the yearly value, 0 to 1; None where not known."""
        if self.levy is None or not self.value:
            return None
        return self.levy / self.value


@dataclass(frozen=True, slots=True)
class LevySum:
    """Contracts put together: how many, and the sums of what is known of them, in pounds.

    A sum is None where there are contracts and it is known of none.
    """

    of: str
    contracts: int
    value: float | None
    exposure: float | None
    levy: float | None


@dataclass(frozen=True, slots=True)
class Levy:
    """The levy of every contract, dearest first, those not known last.

    `k` is the factor on exposure times probability; `raised` what the levies add up to a year and
    `most` what they could at the cap, in pounds. `reached` says whether they meet the contribution.
    `by_band` and `by_limit` add the same rows up in two ways.
    """

    terms: LevyTerms
    k: float
    raised: float
    most: float
    reached: bool
    rows: tuple[LevyRow, ...]
    by_band: tuple[LevySum, ...]
    by_limit: tuple[LevySum, ...]

    @property
    def known(self) -> tuple[LevyRow, ...]:
        """Return the contracts that have a levy."""
        return tuple(row for row in self.rows if row.levy is not None)

    @property
    def not_known(self) -> tuple[LevyRow, ...]:
        """Return the contracts whose levy is not known."""
        return tuple(row for row in self.rows if row.levy is None)


def as_written(number: float) -> Fraction:
    """Return a number as the decimal it is written as, so that 0.05% of £100 is 5p exactly."""
    return Fraction(repr(float(number)))


def rounded_pence(pounds: Fraction) -> int:
    """Return pounds in whole pence, a half rounded up."""
    return int((pounds * 200 + 1) // 2)


def as_percent(share: float) -> str:
    """Return a share in per cent with as many places as it needs: 0.05%."""
    return f"{round(100 * share, 4):g}%"
