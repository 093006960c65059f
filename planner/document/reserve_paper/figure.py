"""The first page: how much to hold, what is missing, and what is asked for."""

from __future__ import annotations

from planner.document.blocks import (
    BODY,
    CELL_STRONG,
    CELL_STRONG_RIGHT,
    PANEL,
    SOURCE,
    Block,
    Column,
    Figure,
)
from planner.document.building import LooseRow, bullets, chart, figures, panel, say, section, table
from planner.document.chance_words import in_brief
from planner.document.charts import Bar, Bars
from planner.document.finding_document import opening
from planner.document.reserve_paper.book import ReserveBook
from planner.document.reserve_paper.failures import title_of_failures
from planner.document.reserve_paper.funds import title_of_funds
from planner.document.reserve_paper.levy import title_of_levy
from planner.document.wording import (
    counted,
    full_stop,
    listed,
    middle,
    percent,
    pounds,
    round_pounds,
    years_out_of,
)
from planner.document.words import Words, bold, joined, kept_from, on_page, plum
from planner.scenario.estimates import Estimate

PLUS_MINUS = "\N{PLUS-MINUS SIGN}"
SURE = "what the sampling error is, and what moves the figure"
PERCENT_OF_FIGURES = (50.0, 80.0, 95.0)


def figure_page(book: ReserveBook) -> list[Block]:
    """Return the first page."""
    story = opening(
        "figure", "Reserve paper for the section 151 officer", title_of(book), _lead(book),
        "The figure and the request",
    )  # fmt: skip
    if not book.costs:
        return [*story, *_unknown(book)]
    story += [_key_figures(book)]
    story += chart(_bars(book), secret="money")
    story += [_amounts(book), say(SOURCE, _note(book))]
    return [*story, *_missing(book), *_request(book), *_rest(book)]


def title_of(book: ReserveBook) -> str:
    """Return the finding in one line; its amounts are those of the figures, rounded."""
    reserve = book.reserve
    if not book.report.is_known:
        return "What failures may cost is not known: nobody is counted"
    if not book.costs:
        return "No drawn year asks anything of the reserve"
    hold = round_pounds(reserve.to_hold.value)
    if not reserve.funds:
        return f"Hold {hold}: no reserve is held today"
    if not book.is_short:
        return f"The {round_pounds(reserve.held)} held today is enough"
    more = round_pounds(reserve.more.value)
    if book.is_tied:
        return f"Add {more} that any service may use"
    return f"Hold {hold}: {more} more than today"


def _lead(book: ReserveBook) -> str:
    reserve = book.reserve
    if not book.costs:
        return book.report.headline
    odds = years_out_of(reserve.percent)
    held = (
        f"Today’s funds hold {round_pounds(reserve.held)}. They pay in "
        f"{_share(reserve.holds.value)} of years."
        if reserve.funds
        else "The register names no fund."
    )
    if not book.is_short:
        return f"{held} That is at least the {odds} we plan for."
    if book.is_tied:
        return (
            f"{held} Some funds may pay for some services only. To be safe in {odds}, add to them."
        )
    return f"{held} To be safe in {odds}, hold {round_pounds(reserve.to_hold.value)}."


def _share(part: float) -> str:
    return percent(part) if part < 0.995 or part == 1 else "more than 99%"


def _unknown(book: ReserveBook) -> list[Block]:
    if book.report.is_known:
        return [say(BODY, full_stop(words)) for words in book.report.sentences]
    words = (
        "Enter the people each contract serves. Until then no figure of this paper is known; none "
        "is nothing."
    )
    return [panel([say(PANEL, plum("Known gap. "), words)], gap=True)]


def _key_figures(book: ReserveBook) -> Block:
    reserve, net = book.reserve, book.chance.net
    shown = [
        Figure(in_brief(reserve.held), f"held today, in {_funds(book)}", "money"),
        Figure(
            in_brief(reserve.to_hold.value),
            f"P{reserve.percent:g}: enough in {years_out_of(reserve.percent)}",
            "money",
        ),
        Figure(in_brief(reserve.more.value), "missing today", "money"),
        Figure(in_brief(net.worst.value), "a year, averaged over the worst 1 in 20", "money"),
    ]
    return figures(shown)


def _funds(book: ReserveBook) -> str:
    return counted(len(book.reserve.funds), "fund", "funds")


def named(book: ReserveBook) -> list[tuple[float, Estimate]]:
    """Return percentages of years with the amount that is enough in so many, least first."""
    net, reserve = book.chance.net, book.reserve
    shown = dict(zip(PERCENT_OF_FIGURES, (net.p50, net.p80, net.p95), strict=True))
    shown[reserve.percent] = reserve.to_hold
    return sorted(shown.items())


def _bars(book: ReserveBook) -> Bars:
    reserve = book.reserve
    title = (
        f"{years_out_of(reserve.percent).replace(' out of ', ' in ')} need "
        f"{round_pounds(reserve.to_hold.value)} or less; we hold {round_pounds(reserve.held)}"
    )
    bars = tuple(
        Bar(
            f"P{part:g}: {years_out_of(part)}",
            one.value,
            round_pounds(one.value),
            "navy" if part == reserve.percent else "tint",
            part == reserve.percent,
        )
        for part, one in named(book)
    )
    held = f"held today {round_pounds(reserve.held)}"
    return Bars(
        title=title,
        subtitle=f"Net cost of failures in one year that is enough in so many years, £; "
        f"{book.chance.luck.draws:,} drawn years",
        alt=f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars[:3]) + ".",
        bars=bars,
        limit=reserve.held if reserve.funds else None,
        limit_text=held if reserve.funds else "",
    )


def _amounts(book: ReserveBook) -> Block:
    rows: list[LooseRow] = []
    for part, one in named(book):
        asked = part == book.reserve.percent
        words = f": enough in {years_out_of(part)}" + (". We advise this" if asked else "")
        cells = [pounds(one.value), f"{PLUS_MINUS} {pounds(one.error)}", _against(book, one.value)]
        label = say(CELL_STRONG, bold(f"P{part:g}"), words) if asked else f"P{part:g}{words}"
        rows.append([label, *([say(CELL_STRONG_RIGHT, c) for c in cells] if asked else cells)])
    worst = book.chance.net.worst
    rows.append(
        [
            "Average of the worst 1 year in 20",
            pounds(worst.value),
            f"{PLUS_MINUS} {pounds(worst.error)}",
            _against(book, worst.value),
        ]
    )
    held = pounds(book.reserve.held)
    columns = [
        Column("Net cost of failures in one year", 220),
        Column("Amount", 80, True, "money"),
        Column("Sampling error", 80, True, "money"),
        Column(f"Against {held}" if book.reserve.funds else "Against nothing held", 101, True,
               "money"),
    ]  # fmt: skip
    return table(columns, rows, summary="What is enough in how many years, against what is held")


def _against(book: ReserveBook, amount: float) -> str:
    left = book.reserve.held - amount
    return f"{pounds(abs(left))} {'to spare' if left >= 0 else 'short'}"


def _note(book: ReserveBook) -> str:
    return (
        "Net cost: what stop-gap care and set-up cost above the contract money that is freed. "
        "Sampling error: other drawn years would move the figure by no more than this 95 times in "
        "100. The title and the key figures are rounded."
    )


def _missing(book: ReserveBook) -> list[Block]:
    reserve = book.reserve
    if not book.is_tied or not reserve.funds:
        return []
    short = [fund.name for fund in reserve.funds if fund.short > 0.005]
    which = f" What runs short: {listed(short)}." if short else ""
    words = (
        f"The funds hold enough in all in {_share(reserve.enough.value)} of years, but pay in full "
        f"in only {_share(reserve.holds.value)}: most may pay for some services only.{which}"
    )
    return [panel([say(PANEL, plum("Red finding. "), words)], gap=True)]


def _request(book: ReserveBook) -> list[Block]:
    reserve = book.reserve
    ask = bold("We ask the section 151 officer to ")
    odds = years_out_of(reserve.percent)
    if not book.is_short:
        words = f"keep the funds as they are: they are enough in {odds}."
        return [panel([say(PANEL, ask, words)])]
    amount = (
        f"add {pounds(reserve.more.value)} ({PLUS_MINUS} {pounds(reserve.more.error)}) that any "
        f"service may use"
        if book.is_tied
        else f"raise the reserve by {pounds(reserve.more.value)} "
        f"({PLUS_MINUS} {pounds(reserve.more.error)})"
    )
    content: list[Words] = [kept_from("money", amount), f", so that it is enough in {odds}."]
    if book.levy is not None:
        content += [" The levy is on ", on_page("levy", "the page about the levy"), "."]
    return section("What we ask", panel([say(PANEL, ask, *content)]))


def _rest(book: ReserveBook) -> list[Block]:
    """Return what the other pages find, each with its page."""
    said: list[tuple[str, str]] = [
        (f"How sure: {SURE}", "sure"),
        *([(f"The levy: {middle(title_of_levy(book.levy))}", "levy")] if book.levy else []),
        (f"The largest failures: {middle(title_of_failures(book))}", "failures"),
        (f"Funds and bonds: {middle(title_of_funds(book))}", "funds"),
    ]
    return section(
        "What the other pages say",
        *bullets([joined(words, " (", on_page(key, "below"), ").") for words, key in said]),
    )
