"""The second page: the spread of years, the sampling error, and what moves the figure."""

from __future__ import annotations

from planner.document.blocks import PANEL, SOURCE, Block, Column
from planner.document.building import LooseRow, bullets, chart, panel, say, section, table
from planner.document.chance_words import MET
from planner.document.finding_document import opening
from planner.document.reserve_paper.book import ReserveBook
from planner.document.reserve_paper.figure import PLUS_MINUS
from planner.document.wording import count, full_stop, percent, pounds, round_pounds, years_out_of
from planner.document.words import plum
from planner.scenario.estimates import Estimate, Estimates


def sure_page(book: ReserveBook) -> list[Block]:
    """Return how far the figure can be trusted; nothing where no year costs anything."""
    if not book.costs:
        return []
    part, one = book.reserve.percent, book.reserve.to_hold
    title = (
        f"{round_pounds(one.value)}, give or take {round_pounds(one.error)}"
        if one.value >= MET
        else f"{years_out_of(part)} cost nothing"
    )
    lead = (
        f"So much is the sampling error alone of P{part:g}, enough in {years_out_of(part)}. What "
        "we assume may move it further: see the list below."
    )
    story = opening("sure", "Reserve paper: how sure we are", title, lead, "How sure we are")
    story += chart(book.report.money, scale=0.76, secret="money")
    story += section("Every figure", _figures(book), say(SOURCE, _band_words(book)))
    story += section("What moves it", *_moves(book))
    return story


def _figures(book: ReserveBook) -> Block:
    found = book.chance
    rows: list[LooseRow] = [
        _row("All services, £", found.net, pounds),
        _row("Must services, £", found.must_net, pounds),
        _row("Must person-days past the limit", found.breach["must"], count),
        _row("Must person-days without", found.unmet["must"], count),
    ]
    names = ("Average", "P50", "P80", "P95", "Worst 1 in 20")
    columns = [Column("In a year", 121), *(Column(name, 72, True, "money") for name in names)]
    return table(columns, rows, padding=2.6, summary="Every figure with its sampling error")


def _row(name: str, figures: Estimates, said: object) -> list[str]:
    every = (figures.mean, figures.p50, figures.p80, figures.p95, figures.worst)
    return [name, *(_with_error(one, said is pounds) for one in every)]


def _with_error(one: Estimate, is_money: bool) -> str:
    value, error = (
        (pounds(one.value), pounds(one.error)) if is_money else (count(one.value), count(one.error))
    )
    return f"{value} {PLUS_MINUS} {error}"


def _band_words(book: ReserveBook) -> str:
    return (
        f"From {book.chance.luck.draws:,} drawn years with seed {book.chance.luck.seed}: the same "
        f"seed gives the same figures. P80: enough in 8 years out of 10. After {PLUS_MINUS} stands "
        "the sampling error, which holds 95 times in 100. A person-day is one person for one day. "
        "The limit is the tolerable period of the service."
    )


def _moves(book: ReserveBook) -> list[Block]:
    found, luck = book.chance, book.chance.luck
    told = [
        f"How providers fail together. We take a correlation of {luck.common:g} between any two, "
        f"and {luck.common + luck.market:g} within a market. In "
        f"{percent(found.nobody_fails.value)} of drawn years nobody fails.",
        "How quickly options start and at what price. They are those of the register today.",
        f"Warning. We take each failure to be known of {_warnings(book)} days ahead.",
    ]
    gaps = [one for one in book.report.sentences if "not known" in one or "not assessed" in one]
    blocks = bullets(told)
    if gaps:
        words = " ".join(full_stop(one) for one in gaps)
        blocks.append(panel([say(PANEL, plum("Known gap. "), words)], gap=True))
    return blocks


def _warnings(book: ReserveBook) -> str:
    """Return the days of warning that are drawn: 0, 7, 25, 90 or 180."""
    drawn = [f"{value:g}" for value, weight in book.chance.luck.warnings if weight]
    return drawn[0] if len(drawn) == 1 else f"{', '.join(drawn[:-1])} or {drawn[-1]}"
