"""What the page about a year at risk shows: sentences, key numbers, the years by loss, who makes
the worst of them."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.document.chance_words import (
    assumptions,
    counts_people,
    headline,
    in_brief,
    name_of,
    numbers,
    sentences,
    tail_words,
    unassessed_words,
)
from planner.document.chart_tables import Heading
from planner.document.charts import Bar, Bars, LossMark, YearsBar, YearsByLoss
from planner.document.outcome_words import Number
from planner.document.plain_sheet import PlainSheet, plain_sheet
from planner.document.wording import count, counted, percent
from planner.register.register import Register
from planner.scenario.chance import NOTHING, PERCENT, Chance, ReserveToHold
from planner.scenario.estimates import WORST, Estimates, rank, weights_of_worst
from planner.scenario.worst_years import TailShare
from planner.scenario.yearly_tolls import Years

Floats = NDArray[np.float64]
MOST_TAIL = 7
MOST_YEARS = 0.99
MOST_P95 = 2.0
"""The axis of losses ends at what so many years do not exceed, and at most so many times P95, so
that a few extreme years do not press all others together; those above share the last bar."""
BARS = 50
PARTS = ("reserve holds", "reserve runs out", "worst 5%")


@dataclass(frozen=True, slots=True)
class ChanceReport:
    """A year at risk as people read it.

    `numbers` are the key numbers; `money` and `people` the years by net cost and
    by must person-days past the limit; `tail` who makes the worst years, largest first, with
    `tail_words` beneath. `figures` is the table of every figure with its band, `figures_in_words`
    the same as "1,200 ± 90"; `makers` that of everybody in the worst years, `maker_ids` their ids.
    `sentences` say what else is to be known, `unassessed` how many nobody assessed ("": none),
    `assumptions` what all of it rests on. Unless it `is_known` nobody is counted who could be
    harmed, and every figure is an empty nothing. `years` are those it all was drawn from.
    """

    headline: str
    numbers: tuple[Number, ...]
    money: YearsByLoss
    people: YearsByLoss
    tail: Bars
    tail_words: str
    figures: PlainSheet
    figures_in_words: PlainSheet
    makers: PlainSheet
    maker_ids: tuple[str, ...]
    sentences: tuple[str, ...]
    unassessed: str
    assumptions: tuple[str, ...]
    reserve: ReserveToHold
    is_known: bool
    years: Years = field(compare=False, repr=False)


def report_of(
    register: Register, found: Chance, start: datetime.date, percent_of_years: float = PERCENT
) -> ChanceReport:
    """Return what a page about a year at risk shows; the year begins on `start`.

    InputRefused unless 0 < percent_of_years < 100.
    """
    reserve = found.reserve(percent_of_years)
    return ChanceReport(
        headline=headline(register, found, reserve),
        numbers=numbers(found, reserve, start),
        money=_money(found, reserve),
        people=_people(found),
        tail=_tail(register, found),
        tail_words=tail_words(register, found),
        figures=_figures(found),
        figures_in_words=_in_words(_figures(found)),
        makers=_makers(register, found),
        maker_ids=tuple(one.id for one in _costly(found)),
        unassessed=unassessed_words(found),
        sentences=sentences(register, found, reserve, start),
        assumptions=assumptions(found),
        reserve=reserve,
        is_known=counts_people(register),
        years=found.years,
    )


def _money(found: Chance, reserve: ReserveToHold) -> YearsByLoss:
    net = found.net
    marks = [
        LossMark(net.p50.value, "P50", in_brief(net.p50.value)),
        LossMark(net.p80.value, "P80", in_brief(net.p80.value)),
        LossMark(net.p95.value, "P95", in_brief(net.p95.value)),
        LossMark(reserve.held, "Held today", in_brief(reserve.held), is_held=True),
    ]
    if net.p95.value < NOTHING:
        title = "Hardly any year costs anything"
    elif found.nothing.value >= 0.5:
        title = f"Most years cost nothing; one in twenty costs more than {marks[2].text}"
    else:
        title = f"Half of all years cost {marks[0].text} or more; one in twenty {marks[2].text}"
    return _years(
        title,
        "Share of years (%) by net cost of provider failure",
        found.years.net_total,
        found.years.holds,
        marks,
        "pounds",
        PARTS,
    )


def _people(found: Chance) -> YearsByLoss:
    breach = found.breach["must"]
    marks = [
        LossMark(breach.p50.value, "P50", count(breach.p50.value)),
        LossMark(breach.p80.value, "P80", count(breach.p80.value)),
        LossMark(breach.p95.value, "P95", count(breach.p95.value)),
    ]
    none = float((found.years.breach[0] < NOTHING).mean())
    if none >= 0.95:
        title = "In nearly every year no must service passes its limit"
    elif breach.p50.value < NOTHING:
        title = f"In {percent(none)} of years no must service passes its limit"
    else:
        title = f"In one year in twenty more than {marks[2].text} must person-days are late"
    return _years(
        title,
        "Share of years (%) by must person-days past the limit",
        found.years.breach[0],
        np.ones(found.luck.draws, bool),
        marks,
        "person-days",
        ("all other years", "", "worst 5%"),
    )


def _years(
    title: str,
    subtitle: str,
    losses: Floats,
    paid: NDArray[np.bool_],
    marks: list[LossMark],
    unit: str,
    names: tuple[str, str, str],
) -> YearsByLoss:
    """Count the years in each run of losses, those of the worst 5 % apart."""
    draws = losses.size
    some = losses >= NOTHING
    worst = (weights_of_worst(losses) > 0) & some
    ordered = np.sort(losses)
    held = max((mark.at for mark in marks if mark.is_held), default=0.0)
    reach = float(ordered[min(draws - 1, int(MOST_YEARS * draws))])
    worst_from = float(ordered[rank(draws, 0.95)])
    if worst_from >= NOTHING:
        reach = min(reach, MOST_P95 * worst_from)
    # What is held stays in the picture unless that would press the years to its left together.
    reach = max(reach, held * 1.04 if held < 1.5 * reach else 0.0)
    step = _round_step(reach / BARS)
    bars = max(1, math.ceil(reach / step - 1e-9))
    place = np.minimum((losses / step).astype(np.int64), bars)
    counts = [
        np.bincount(place[some & ~worst & which], minlength=bars + 1) / draws
        for which in (paid, ~paid)
    ]
    counts.append(np.bincount(place[worst], minlength=bars + 1) / draws)
    shares = zip(*(each.tolist() for each in counts), strict=True)
    return YearsByLoss(
        title=title,
        subtitle=subtitle,
        alt=f"{title}. " + "; ".join(f"{mark.name} {mark.text}" for mark in marks) + ".",
        bars=tuple(
            YearsBar(at * step, (at + 1) * step if at < bars else None, *share)
            for at, share in enumerate(shares)
        ),
        none=float((~some).mean()),
        marks=tuple(marks),
        unit="pounds" if unit == "pounds" else "person-days",
        names=names,
    )


def _round_step(rough: float) -> float:
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(part * power for part in (1, 2, 2.5, 5, 10) if part * power >= rough * 0.999)


def _tail(register: Register, found: Chance) -> Bars:
    shares = _costly(found)
    most = MOST_TAIL if len(shares) <= MOST_TAIL else MOST_TAIL - 1
    bars = [
        Bar(name_of(register, one.id), one.share, percent(one.share), key=one.id)
        for one in shares[:most]
    ]
    rest = shares[most:]
    if rest:
        share = sum(one.share for one in rest)
        bars.append(Bar(f"The {len(rest):,} others", share, percent(share), "tint"))
    title = _tail_title(bars)
    return Bars(
        title=title,
        subtitle=f"Share of the net cost in the worst {percent(WORST)} of years, by who fails",
        alt=f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars[:3]) + ".",
        bars=tuple(bars),
    )


def _tail_title(bars: list[Bar]) -> str:
    """Return who makes most of the cost of the worst years, as a message of 15 words or fewer."""
    worst = f"the worst {percent(WORST)} of years"
    if not bars:
        return f"Nobody costs anything in {worst}"
    title = f"{bars[0].label} makes {bars[0].text} of the cost of {worst}"
    if len(title.split()) <= 15:
        return title
    return f"The largest makes {bars[0].text} of the cost of {worst}"


def _makers(register: Register, found: Chance) -> PlainSheet:
    return plain_sheet(
        f"Who makes the worst {percent(WORST)} of years",
        (
            Heading("Provider, owner or asset"),
            Heading("Share of the cost, £ a year", "pounds"),
            Heading("Share", "share"),
            Heading("Fails in, of the worst years", "share"),
            Heading("Together with others", "share"),
        ),
        [
            (name_of(register, one.id), one.pounds, one.share, one.fails, one.together)
            for one in _costly(found)
        ],
    )


def _costly(found: Chance) -> list[TailShare]:
    """Return who costs anything in the worst years."""
    return [one for one in found.tail.shares if one.pounds >= NOTHING]


def _figures(found: Chance) -> PlainSheet:
    rows = [
        _row("Net cost, £", found.net),
        _row("Net cost of must services, £", found.must_net),
        _row("Must person-days past the limit", found.breach["must"]),
        _row("Must person-days without", found.unmet["must"]),
        _row("Needed person-days past the limit", found.breach["needed"]),
        _row("Needed person-days without", found.unmet["needed"]),
        _row("Could person-days without", found.unmet["could"]),
    ]
    return plain_sheet(
        f"A year at risk, from {counted(found.luck.draws, 'drawn year', 'drawn years')}",
        (
            Heading("In a year"),
            *(
                Heading(words, "number")
                for name in ("Mean", "P50", "P80", "P95", "Average of the worst 5%")
                for words in (name, f"{name}: 95% band from", "to")
            ),
        ),
        rows,
    )


def _in_words(figures: PlainSheet) -> PlainSheet:
    """Return figures with half their band behind each."""
    rows = []
    for row in figures.rows:
        cells = [row[0]]
        for at in range(1, len(row), 3):
            value, low, high = (float(cell) for cell in row[at : at + 3])  # type: ignore[arg-type]
            cells.append(f"{value:,.0f} \N{PLUS-MINUS SIGN} {(high - low) / 2:,.0f}")
        rows.append(tuple(cells))
    return PlainSheet(figures.title, (figures.headings[0], *figures.headings[1::3]), tuple(rows))


def _row(name: str, figures: Estimates) -> tuple[str | float, ...]:
    every = (figures.mean, figures.p50, figures.p80, figures.p95, figures.worst)
    return (name, *(number for one in every for number in (one.value, one.low, one.high)))
