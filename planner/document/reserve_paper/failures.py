"""The largest failures: what each alone would cost, where it comes from, and who pays today."""

from __future__ import annotations

from dataclasses import dataclass

from planner.dependence.likelihood import BANDS, likelihoods
from planner.document.blocks import H3, SOURCE, Block, Column
from planner.document.building import LooseRow, chart, say, section, table, total
from planner.document.charts import Bar, Bars
from planner.document.finding_document import opening
from planner.document.outcome_words import LEGAL
from planner.document.reserve_paper.book import LargeFailure, ReserveBook
from planner.document.wording import count, full_stop, pounds, round_pounds, whole
from planner.document.words import bold, brief
from planner.scenario.chance import NOTHING
from planner.scenario.sweep import Fall

MOST = 10
MOST_LINES = 14
KINDS = {"provider": "provider", "parent": "owner", "asset": "shared asset"}


def failures_page(book: ReserveBook) -> list[Block]:
    """Return the dearest failures; a sentence where none costs anything that is known."""
    if not book.report.is_known:
        return []
    dear = dearest(book)
    if not dear:
        lead = "No single failure costs more than the contract money it frees."
        return opening("failures", "Reserve paper: the largest failures",
                       "No single failure asks anything of the reserve", lead,
                       "The largest failures")  # fmt: skip
    first = LEGAL.sub("", dear[0].name)
    story = opening(
        "failures",
        "Reserve paper: the largest failures",
        f"{brief(first, 40)} alone would cost {round_pounds(dear[0].net_cost)}",
        "Each fails alone, without warning, and is followed for "
        f"{count(book.sweep.horizon_days)} days. Measured alone: do not add.",
        "The largest failures",
    )
    story += chart(_bars(book, dear), secret="money")
    story += [_table(book, dear)]
    for one in book.failures[:1]:
        story += _traced(one)
    return story


def dearest(book: ReserveBook) -> list[Fall]:
    """Return the dearest failures alone by net cost, dearest first, at most ten."""
    costly = [one for one in book.sweep.falls if one.net_cost >= NOTHING]
    return sorted(costly, key=lambda one: (-one.net_cost, one.id))[:MOST]


def _bars(book: ReserveBook, dear: list[Fall]) -> Bars:
    shown = dear[:8]
    largest = shown[0]
    share = [one for one in dear if one.net_cost >= largest.net_cost / 2]
    if len(dear) == 1:
        title = "One failure alone costs more than the money it frees"
    elif len(share) == 1:
        title = "The dearest failure costs more than twice the next"
    else:
        title = f"{len(share)} failures each cost at least half as much as the dearest"
    bars = tuple(
        Bar(
            brief(LEGAL.sub("", one.name), 60),
            one.net_cost,
            round_pounds(one.net_cost),
            "navy" if one.kind == "provider" else "outline",
            key=one.id,
        )
        for one in shown
    )
    return Bars(
        title=title,
        subtitle="Net cost of each failing alone, £; outlined: an owner or a shared asset",
        alt=f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars[:3]) + ".",
        bars=bars,
    )


def _table(book: ReserveBook, dear: list[Fall]) -> Block:
    likely = likelihoods(book.register, book.today)
    rows: list[LooseRow] = [
        [
            brief(one.name, 60),
            KINDS[one.kind],
            count(one.displaced_people),
            whole(one.cost),
            whole(one.net_cost),
            whole(one.own_bonds),
            BANDS[likely[one.id].band - 1] if likely[one.id].assessed else "not assessed",
        ]
        for one in dear
    ]
    columns = [
        Column("If this fails alone", 150),
        Column("What it is", 66),
        Column("People", 46, True, people=True),
        Column("Whole cost, £", 58, True, "money"),
        Column("Net cost, £", 58, True, "money"),
        Column("Own bonds, £", 48, True, "money"),
        Column("Chance in a year", 55, False, "chances"),
    ]
    return table(columns, rows, padding=2.2, summary="The dearest failures alone, dearest first")


def _traced(one: LargeFailure) -> list[Block]:
    cost = one.cost
    rows: list[LooseRow] = []
    lines = [row for row in cost.rows if abs(row[3]) >= 0.5]
    largest = sorted(lines, key=lambda row: -abs(row[3]))[: MOST_LINES - 1]
    shown = lines if len(lines) <= MOST_LINES else [row for row in lines if row in largest]
    for what, days, price, amount in shown:
        rows.append([brief(what, 90), "" if days is None else count(days), price, whole(amount)])
    if len(shown) < len(lines):
        rest = sum(row[3] for row in lines) - sum(row[3] for row in shown)
        rows.append([f"{count(len(lines) - len(shown))} smaller lines", "", "", whole(rest)])
    rows.append(total([bold("Net cost"), "", "", bold(whole(cost.total))]))
    columns = [
        Column("Where it comes from", 251),
        Column("Person-days", 70, True, people=True),
        Column("£ a day", 70, True, "money"),
        Column("£", 90, True, "money"),
    ]
    notes = " ".join(full_stop(words) for words in cost.shared)
    told: list[Block] = [say(SOURCE, notes)] if notes else []
    paid = _paid(one)
    return [
        *section(f"Where the {pounds(cost.total)} comes from: {brief(one.fall.name, 60)}",
                 table(columns, rows, padding=1.4), *told, style=H3),
        *paid,
    ]  # fmt: skip


def _paid(one: LargeFailure) -> list[Block]:
    found = one.paid
    rows: list[LooseRow] = [
        [str(at), brief(payer.name, 90), whole(payer.amount)]
        for at, payer in enumerate(_by_payer(one), start=1)
    ]
    if found.unpaid >= 0.5:
        rows.append(["", bold("Nobody"), bold(whole(found.unpaid))])
    if not rows:
        return []
    rows.append(total(["", bold("All of it, before bonds"), bold(whole(found.loss))]))
    columns = [Column("", 20, True), Column("Who pays today, in this order", 331),
               Column("£", 130, True, "money")]  # fmt: skip
    return [table(columns, rows, padding=1.4, together=True)]


@dataclass(frozen=True, slots=True)
class Payer:
    """One source, and what it pays for all services together, in pounds."""

    name: str
    amount: float


def _by_payer(one: LargeFailure) -> list[Payer]:
    """Return each bond, fund and reserve with all it pays, in the order they are called on."""
    paid: dict[str, float] = {}
    for payment in one.paid.payments:
        name = "The provider’s bonds" if payment.payer == "bonds" else payment.name
        paid[name] = paid.get(name, 0.0) + payment.amount
    return [Payer(name, amount) for name, amount in paid.items() if amount >= 0.5]
