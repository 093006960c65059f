"""The levy per contract as a paper, for the section 151 officer's report."""

from __future__ import annotations

import datetime

from planner.document.chart_tables import Heading
from planner.document.levy_report import LevyShown
from planner.document.paper import Paper, PaperPart, paper_of
from planner.document.plain_sheet import PlainSheet, plain_sheet
from planner.plan import levy_words as words
from planner.plan.levy_terms import CAP, DEFAULTS_FROM, FLAT, LevySum, as_percent
from planner.register.register import Register

HEADINGS = (
    Heading("Contract"),
    Heading("Title"),
    Heading("Provider"),
    Heading("Value, £", "pounds"),
    Heading("Exposure, £", "pounds"),
    Heading("Likelihood"),
    Heading("Flat, £", "number"),
    Heading("Risk, £", "number"),
    Heading("Levy, £", "number"),
    Heading("Effect"),
)
SUMS = (
    Heading("Contracts"),
    Heading("How many", "number"),
    Heading("Value, £", "pounds"),
    Heading("Exposure, £", "pounds"),
    Heading("Levy, £", "number"),
)
ASSUMPTIONS = (
    "Exposure is what the provider's failure alone, without warning, would cost above the money it "
    "frees in 182 days, shared over its contracts by yearly value, less the bond of each.",
    "The chance is the middle of the provider's band; nobody assessed counts as band 3: never as "
    "safe.",
    "What no option could serve costs nothing, and so is in no exposure.",
)
YEARS = (
    "The fund is followed under years drawn by chance: each path takes them in their order, prices "
    "and the register staying as they are, and the levy rests while the fund is full."
)


def levy_paper(register: Register, shown: LevyShown, today: datetime.date) -> Paper:
    """Return the finding, the fund over the years, every contract's levy, and the sums."""
    report, terms = shown.report, shown.levy.terms
    parts = [
        PaperPart(
            "Terms",
            (
                f"{report.formula}.",
                f"{report.relief}.",
                f"Cap {as_percent(terms.cap)}: {DEFAULTS_FROM['cap']}. Flat part "
                f"{as_percent(terms.flat)}: {DEFAULTS_FROM['flat']}."
                if (terms.cap, terms.flat) == (CAP, FLAT)
                else "Cap and flat part are the council's own.",
                report.order,
                *report.notes,
            ),
        ),
        PaperPart("Sums", (f"{report.summed}.",), (), (_by_effect(shown), _by_band(shown))),
        PaperPart("Every contract", ("The dearest first.",), (), (_contracts(shown),)),
    ]
    if shown.fund is not None:
        fund = PaperPart("The fund over the years", (shown.fund_words,), (shown.fund,))
        parts.insert(1, fund)
    return paper_of(
        register,
        today,
        title="Levy per contract",
        subtitle=f"A fund of £{terms.target:,.0f} for failures of providers",
        headline=report.status,
        parts=tuple(parts),
        assumptions=(*ASSUMPTIONS, *([YEARS] if shown.fund is not None else [])),
    )


def _contracts(shown: LevyShown) -> PlainSheet:
    rows = [
        (
            row.contract,
            row.title,
            row.provider_name,
            row.value,
            row.exposure,
            row.likelihood,
            _pence(row.flat),
            _pence(row.risk),
            _pence(row.levy),
            row.effect,
        )
        for row in shown.report.rows
    ]
    return plain_sheet("Levy per contract", HEADINGS, rows)


def _by_effect(shown: LevyShown) -> PlainSheet:
    return _sums(
        "By what held the levy down",
        [(words.LIMIT_WORDS[one.of].capitalize(), one) for one in shown.levy.by_limit],
    )


def _by_band(shown: LevyShown) -> PlainSheet:
    return _sums("By likelihood", [(f"Band {one.of}", one) for one in shown.levy.by_band])


def _sums(title: str, kinds: list[tuple[str, LevySum]]) -> PlainSheet:
    rows = [
        (
            name,
            one.contracts,
            one.value,
            one.exposure,
            _pence(one.levy),
        )
        for name, one in kinds
        if one.contracts
    ]
    return plain_sheet(title, SUMS, rows)


def _pence(amount: float | None) -> str | None:
    return None if amount is None else f"{amount:,.2f}"
