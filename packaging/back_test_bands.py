"""Hold the bands of likelihood to closures that really happened, as far as public data goes.

`python packaging/back_test_bands.py FOLDER` reads care homes in England that closed or were open,
2011 to 2023 (the replication data of "Involuntary care home closures", from records of the Care
Quality Commission), and children's homes that left or joined Ofsted's register, and prints how
many in a hundred closed in a year, with the 95% interval and the bands it lies in.

What it can test is limited. Closing is not insolvency: homes close because owners retire, move or
sell, and homes of one owner close together, so that the true intervals are wider. Only closures
forced by the regulator are failures for certain. A home is not a provider: a firm of twenty homes
that closes one has not failed. The rating known of a home is its last, so that rates by rating
say too much for the worst ratings: homes that mended are counted under the better one.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.dependence.likelihood import BANDS, CLEAR, EDGES

HOMES = "failure_events/care_home_closures/involuntary closures_replicationdata_1.csv"
YEARLY = "failure_events/care_home_closures/involuntary closures_replicationdata_2.csv"
LEAVERS = "failure_events/ofsted_leavers_joiners/pre2019_joiners_leavers.csv"
LEAVERS_2019 = "failure_events/ofsted_leavers_joiners/joiners_leavers_19.csv"
OFSTED_2015 = "registers/ofsted/provider_at_march_2015.csv"
REGISTERED = 2010.75
"""When homes came onto the register of the Care Quality Commission: October 2010."""
FIRST, LAST = 2012, 2023
"""Years with a known stock of homes; in 2011 the register was still being filled."""
RATED_FROM = 2016
RATINGS = ("outstanding", "good", "requiresimprovement", "inadequate")
OWNERS = ("For-Profit", "Third sector", "Local Authority")
Z = 1.959964
"""The 97.5% point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Home:
    """One registration of a care home. `closed` is the year it ended, None where it is open.

    `opened` is a year with its fraction, None where the age is not known. `is_closure` leaves out
    homes that went on under another registration.
    """

    opened: float | None
    closed: int | None
    forced: bool
    is_closure: bool
    owner: str
    rating: str

    def was_open(self, year: int) -> bool:
        """Return whether it was open when a year began."""
        return (
            self.opened is not None
            and self.opened < year
            and (self.closed is None or self.closed >= year)
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many home-years ended, with the 95% interval of the share."""

    name: str
    ended: int
    years: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Return the share that ended in a year, 0 to 1."""
        return self.ended / self.years if self.years else math.nan

    @property
    def bands(self) -> str:
        """Return the bands that the interval touches: "2" or "3 to 4"."""
        first, last = band_of_share(self.low), band_of_share(self.high)
        return f"{first}" if first == last else f"{first} to {last}"


def band_of_share(share: float) -> int:
    """Return the band a probability a year lies in, 1 to 5."""
    return 1 + sum(share >= edge for edge in EDGES)


def rate(name: str, ended: int, years: int) -> Rate:
    """Return a rate with Wilson's interval; ValueError where no home-year was seen."""
    if years <= 0 or not 0 <= ended <= years:
        raise ValueError(f"{ended} of {years} is no rate")
    share, square = ended / years, Z * Z
    middle = (share + square / (2 * years)) / (1 + square / years)
    spread = share * (1 - share) / years + square / (4 * years * years)
    reach = Z * math.sqrt(spread) / (1 + square / years)
    return Rate(name, ended, years, max(0.0, middle - reach), min(1.0, middle + reach))


def read_homes(folder: Path) -> list[Home]:
    """Return every registration of a care home in the file."""
    with (folder / HOMES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ages = [float(row["age"]) for row in rows if row["age"] and not row["year_location_end"]]
    until = REGISTERED + max(ages) / 12
    return [_home(row, until) for row in rows]


def _home(row: dict[str, str], until: float) -> Home:
    closed = int(row["year_location_end"]) if row["year_location_end"] else None
    # The day a home closed is not in the file: the middle of its year stands for it.
    end = until if closed is None else closed + 0.5
    return Home(
        opened=end - float(row["age"]) / 12 if row["age"] else None,
        closed=closed,
        forced=row["forced_closure"] == "1",
        is_closure=row["closed_complete"] == "1",
        owner=row["ownership"],
        rating=next((name for name in RATINGS if row[name] == "1"), ""),
    )


def published_totals(folder: Path) -> dict[int, tuple[int, int]]:
    """Return by year the forced and the other closures as the paper states them."""
    with (folder / YEARLY).open(encoding="utf-8", newline="") as file:
        return {
            int(row["year_location_end"]): (
                int(row["forced_closures_england"]),
                int(row["total_closures_adjusted"]),
            )
            for row in csv.DictReader(file)
        }


def replayed_totals(homes: Iterable[Home]) -> dict[int, tuple[int, int]]:
    """Return the same from the homes: forced, and all real closures less those forced."""
    found: dict[int, tuple[int, int]] = {}
    for home in homes:
        if home.closed is not None:
            forced, other = found.get(home.closed, (0, 0))
            found[home.closed] = (forced + home.forced, other + home.is_closure - home.forced)
    return found


def home_rates(homes: list[Home], name: str, first: int) -> tuple[Rate, Rate]:
    """Return the yearly rates of some homes from a year on: forced closures, and all real ones."""
    years = sum(home.was_open(year) for home in homes for year in range(first, LAST + 1))
    ended = [
        home
        for home in homes
        if home.closed is not None and first <= home.closed <= LAST and home.was_open(home.closed)
    ]
    return (
        rate(f"{name}, forced", sum(home.forced for home in ended), years),
        rate(f"{name}, all", sum(home.is_closure for home in ended), years),
    )


def care_home_rates(homes: list[Home]) -> Iterator[Rate]:
    """Yield the rates of care homes: all of them, by owner and by last rating."""
    yield from home_rates(homes, f"Care homes {FIRST}-{LAST}", FIRST)
    for owner in OWNERS:
        yield from home_rates([home for home in homes if home.owner == owner], owner, FIRST)
    for rating in RATINGS:
        words = rating.replace("requires", "requires ")
        rated = [home for home in homes if home.rating == rating]
        yield from home_rates(rated, f"Last {words}, {RATED_FROM}-{LAST}", RATED_FROM)


def childrens_home_rates(folder: Path) -> Iterator[Rate]:
    """Yield the yearly rates of children's homes that left the register, to March 2019.

    The stock is that of March 2015, carried on by who joined and left. No file has who joined and
    left in the years to March 2020 and 2022, so the later files have no stock to be held against.
    """
    with (folder / OFSTED_2015).open(encoding="utf-8-sig", errors="replace", newline="") as file:
        stock = sum(_is_childrens_home(row["Provision type"]) for row in csv.DictReader(file))
    left: dict[int, int] = {}
    joined: dict[int, int] = {}
    with (folder / LEAVERS).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if _is_childrens_home(row["Provider type"]):
                day = datetime.date.fromisoformat(row["Date"])
                counted = left if row["leave_join"] == "Leave" else joined
                year = day.year + (day.month >= 4)
                counted[year] = counted.get(year, 0) + 1
    with (folder / LEAVERS_2019).open(encoding="utf-8-sig", newline="") as file:
        left[2019] = sum(
            _is_childrens_home(row["Provision type"]) and row["Leaver status"] == "Leaver"
            for row in csv.DictReader(file)
        )
    for year in range(2016, 2020):
        yield rate(f"Children's homes, year to March {year}", left[year], stock)
        stock += joined.get(year, 0) - left[year]


def _is_childrens_home(words: str) -> bool:
    return words.strip().casefold() == "children's home"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="Where failure_events and registers are.")
    folder = parser.parse_args().folder
    homes = read_homes(folder)
    replays = replayed_totals(homes) == published_totals(folder)
    forced = sum(home.forced for home in homes)
    print(f"{len(homes):,} registrations, {forced} forced closures; ", end="")
    print("the yearly totals of the paper replay" if replays else "THE TOTALS DO NOT REPLAY")
    print(f"\n{'Closed in a year':44}{'ended':>7}{'years':>9}{'share':>8}  95% interval     band")
    for found in (*care_home_rates(homes), *childrens_home_rates(folder)):
        between = f"{100 * found.low:.2f}% to {100 * found.high:.2f}%"
        share = f"{100 * found.share:.2f}%"
        row = f"{found.name:44}{found.ended:>7,}{found.years:>9,}{share:>8}"
        print(f"{row}  {between:17}{found.bands}")
    print("\nBands: " + "; ".join(f"{at} {words}" for at, words in enumerate(BANDS, start=1)))
    print(f"Assessed and clear counts as {100 * CLEAR:.2f}% a year.")
    print("Closing is not insolvency; read the head of this script before quoting any of it.")


if __name__ == "__main__":
    main()
