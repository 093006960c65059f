"""The levy: what each contract pays, by band and by what held it down, summed to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planner.document.blocks import CELL, CELL_GREY, PANEL, SOURCE, Block, Column
from planner.document.building import (
    LooseCell,
    LooseRow,
    panel,
    say,
    section,
    side_by_side,
    table,
    total,
)
from planner.document.finding_document import opening
from planner.document.levy_report import LevyLine, LevyShown
from planner.document.reserve_paper.book import ReserveBook
from planner.document.wording import NOT_KNOWN, count, counted, full_stop, percent, start, whole
from planner.document.words import bold, brief
from planner.plan import levy_words
from planner.plan.levy_terms import LevySum, as_percent

ALL_UP_TO = 30
SHOWN = 12
"""So many contracts are listed one by one where there are more than ALL_UP_TO."""


def levy_page(book: ReserveBook) -> list[Block]:
    """Return the levy, or why there is none."""
    shown = book.levy
    if shown is None:
        return []
    return [
        *opening("levy", "Reserve paper: the levy", title_of_levy(shown), _lead(shown), "The levy"),
        *_contracts(shown),
        *section(
            "The same by band and by what held it down",
            _sums("Likelihood", [(f"Band {one.of}", one) for one in shown.levy.by_band]),
            _sums("Effect", [
                (start(levy_words.LIMIT_WORDS[one.of]), one) for one in shown.levy.by_limit
            ]),
            say(SOURCE, _check(shown)),
        ),
        *section("How we work it out", *_worked(shown)),
        side_by_side(
            [panel([say(PANEL, bold("Who pays. "), full_stop(levy_words.POWER))])],
            [panel([say(PANEL, bold("Who is paid first. "), full_stop(levy_words.ORDER))])],
        ),
    ]  # fmt: skip


def title_of_levy(shown: LevyShown) -> str:
    """Return whether the levy meets its target, in one line."""
    levy, terms = shown.levy, shown.levy.terms
    years = counted(terms.years, "year", "years")
    value = sum(row.value or 0.0 for row in levy.known)
    if not levy.known:
        return "No levy can be worked out: no contract has a known value and exposure"
    if levy.reached and value:
        share = f"{100 * levy.raised / value:.2f}%"
        return f"A levy of {share} of value builds the fund in {years}"
    if levy.raised > terms.contribution:
        return "The flat part alone raises enough"
    return f"No levy within the cap builds the fund in {years}"


def _lead(shown: LevyShown) -> str:
    return full_stop(start(shown.report.status))


def _contracts(shown: LevyShown) -> list[Block]:
    rows = shown.report.rows
    listed = rows if len(rows) <= ALL_UP_TO else rows[:SHOWN]
    rest = rows[len(listed) :]
    cells: list[LooseRow] = [_row(row) for row in listed]
    if rest:
        cells.append(_together(f"The other {count(len(rest))} contracts", rest))
    known = counted(len(rows), "contract", "contracts")
    cells.append(total([bold(cell) for cell in _together(f"All {known}", rows)]))
    columns = [
        Column("Contract and provider", 137),
        Column("Value, £", 62, True, "money"),
        Column("Exposure, £", 60, True, "money"),
        Column("Band", 54, True, "ratings"),
        Column("Flat part, £", 54, True, "money"),
        Column("Risk part, £", 54, True, "money"),
        Column("Levy, £", 60, True, "money"),
    ]
    note = (
        f"{full_stop(shown.report.formula)} {full_stop(shown.report.relief)} Dearest first. The "
        "levy is the flat part and the part for risk, down to the cap where there is one."
        + (" The levy workbook lists every contract." if rest else "")
    )
    title = f"Levy a year by contract: {_what(listed, rows)}"
    summary = "Each contract with its value, exposure, band, flat part, part for risk and levy"
    return section(title, table(columns, cells, padding=1.9, summary=summary), say(SOURCE, note))


def _what(listed: Sequence[LevyLine], rows: Sequence[LevyLine]) -> str:
    if len(listed) < len(rows):
        return f"the {len(listed)} dearest of {count(len(rows))}"
    return f"all {count(len(rows))}"


def _row(row: LevyLine) -> list[LooseCell]:
    capped = " cap" if row.limit == "capped" else ""
    return [
        (say(CELL, brief(row.title, 60)), say(CELL_GREY, brief(row.provider_name, 50))),
        whole(row.value),
        whole(row.exposure),
        row.likelihood.removeprefix("Band "),
        _pence(row.flat),
        _pence(row.risk),
        _pence(row.levy) + capped,
    ]


def _together(name: str, rows: Sequence[LevyLine]) -> list[str]:
    return [
        name,
        whole(added([row.value for row in rows])),
        whole(added([row.exposure for row in rows])),
        "",
        _pence(added([row.flat for row in rows if row.levy is not None])),
        _pence(added([row.risk for row in rows if row.levy is not None])),
        _pence(added([row.levy for row in rows])),
    ]


def added(amounts: Sequence[float | None]) -> float | None:
    """Return the sum of what is known, exact to the penny; None where nothing is."""
    known = [Decimal(repr(amount)) for amount in amounts if amount is not None]
    return float(sum(known)) if known else None


def _pence(amount: float | None) -> str:
    return NOT_KNOWN if amount is None else f"{amount:,.2f}"


def _sums(of: str, kinds: Sequence[tuple[str, LevySum]]) -> Block:
    rows: list[LooseRow] = [
        [name, count(one.contracts), whole(one.value), whole(one.exposure), _pence(one.levy)]
        for name, one in kinds
        if one.contracts
    ]
    sums = [
        count(sum(one.contracts for _, one in kinds)),
        whole(added([one.value for _, one in kinds])),
        whole(added([one.exposure for _, one in kinds])),
        _pence(added([one.levy for _, one in kinds])),
    ]
    if not rows:
        return say(SOURCE, "There is no contract.")
    known = "All whose levy is known" if of == "Likelihood" else "All contracts"
    rows.append(total([bold(known), *(bold(one) for one in sums)]))
    columns = [
        Column(of, 151, secret="ratings" if of == "Likelihood" else ""),
        Column("Contracts", 60, True),
        Column("Value, £", 90, True, "money"),
        Column("Exposure, £", 90, True, "money"),
        Column("Levy, £", 90, True, "money"),
    ]
    return table(columns, rows, padding=1.9, summary=f"The levy by {of.lower()}", together=True)


def _check(shown: LevyShown) -> str:
    levy = shown.levy
    summed = added([row.levy for row in levy.rows]) or 0.0
    by_band = added([one.levy for one in levy.by_band]) or 0.0
    same = round(100 * summed) == round(100 * by_band) == round(100 * levy.raised)
    told = f"Check: the levies of all contracts add up to £{summed:,.2f} a year"
    if not same:
        return f"{told}; by band they are £{by_band:,.2f}. The sums differ: do not use them."
    goal = levy.terms.contribution
    ask = (
        "what is to be raised, to the penny" if levy.reached
        else f"not the £{goal:,.2f} that is to be raised"
    )  # fmt: skip
    return f"{told}, the same by band and by effect; that is {ask}. {levy_words.ROUNDING}"


def _worked(shown: LevyShown) -> list[Block]:
    levy = shown.levy
    row = next((one for one in levy.known if one.limit in ("none", "capped") and one.risk), None)
    terms = levy.terms
    steps = [
        f"Take the flat part of the contract’s yearly value: {as_percent(terms.flat)}.",
        "Take the exposure: what the provider’s failure alone costs, shared by value, less the "
        "bond.",
        "Multiply it by the yearly chance of failure, from the band.",
        f"Multiply by one factor, the same for all, that makes the sum meet the target: "
        f"{levy_words.factor(levy.k)}.",
        f"Add the two parts, but never take more than {as_percent(terms.cap)} of value.",
    ]
    if row is None or row.exposure is None or levy.raised < terms.contribution:
        plain = [[str(at), words] for at, words in enumerate(steps, 1)]
        return [table([Column("", 20, True), Column("What we do", 461)], plain, padding=1.9)]
    chance = row.exposure * row.probability
    worked = [
        f"£{row.value or 0:,.0f} {levy_words.TIMES} {as_percent(terms.flat)} = £{_pence(row.flat)}",
        f"£{row.exposure:,.0f}",
        f"£{row.exposure:,.0f} {levy_words.TIMES} {percent_of(row.probability)} = £{chance:,.2f}",
        f"£{chance:,.2f} {levy_words.TIMES} {levy.k:.4g} = £{_pence(row.risk)}",
        f"£{_pence(row.flat)} + £{_pence(row.risk)}"
        + (
            f", held at £{_pence(row.levy)}" if row.limit == "capped" else f" = £{_pence(row.levy)}"
        ),
    ]
    columns = [
        Column("", 20, True),
        Column("What we do", 251),
        Column(f"{brief(row.provider_name, 40)}, worked", 210, secret="money"),
    ]
    lines: list[LooseRow] = [
        [str(at), words, sum_]
        for at, (words, sum_) in enumerate(zip(steps, worked, strict=True), 1)
    ]
    rounded = "Rounded for reading; the last sum is exact to the penny."
    return [table(columns, lines, padding=1.9), say(SOURCE, rounded)]


def percent_of(share: float) -> str:
    """Return a yearly chance with two places: 2.24%; in whole per cent where it is one."""
    return percent(share) if abs(100 * share - round(100 * share)) < 1e-9 else f"{share:.2%}"
