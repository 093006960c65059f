"""The largest failures: what each alone would cost, where it comes from, and who pays today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.dependence.likelihood import BANDS, likelihoods
from planner.document.blocks import BODY, SOURCE, Block, Column
from planner.document.building import LooseRow, chart, say, section, table, total
from planner.document.charts import Bar, Bars
from planner.document.finding_document import opening
from planner.document.outcome_words import LEGAL
from planner.document.reserve_paper.book import LargeFailure, ReserveBook
from planner.document.wording import count, full_stop, pounds, round_pounds, whole
from planner.document.words import bold, brief
from planner.plan.reserve_trace import ServiceTrace
from planner.scenario.chance import NOTHING
from planner.scenario.sweep import Fall

MOST = 8
MOST_SERVICES = 6
COSTS = {
    "stop-gap": "Stop-gap care",
    "set-up": "Set-up",
    "price no longer due": "Price not due",
    "charges to others": "Charges",
    "bond": "Bonds",
    "left in the budget": "Left over",
}
"""Kinds of lines of a trace with their headings."""
KINDS = {"provider": "provider", "parent": "owner", "asset": "shared asset"}


def failures_page(book: ReserveBook) -> list[Block]:
    """Return the dearest failures; a sentence where none costs anything that is known."""
    if not book.report.is_known:
        return []
    dear = dearest(book)
    if not dear:
        lead = "No single failure costs more than the contract money it frees."
        return opening("failures", "Reserve paper: the largest failures",
                       title_of_failures(book), lead,
                       "The largest failures")  # fmt: skip
    first = LEGAL.sub("", dear[0].name)
    story = opening(
        "failures",
        "Reserve paper: the largest failures",
        title_of_failures(book),
        f"It is that of {brief(first, 60)}. Each fails alone, without warning, and is followed "
        f"for {count(book.sweep.horizon_days)} days. Measured alone: do not add.",
        "The largest failures",
    )
    story += chart(_bars(book, dear), scale=0.85, secret="money")
    story += [_table(book, dear)]
    for one in book.failures[:1]:
        story += _traced(one)
    if book.report.tail.bars:
        words = [say(BODY, full_stop(book.report.tail_words))] if book.report.tail_words else []
        story += chart(book.report.tail, *words, scale=0.84, secret="chances")
    return story


def title_of_failures(book: ReserveBook) -> str:
    """Return what the dearest failure alone costs, in one line."""
    dear = dearest(book)
    if not dear:
        return "No single failure asks anything of the reserve"
    return f"The largest failure alone costs {round_pounds(dear[0].net_cost)}"


def dearest(book: ReserveBook) -> list[Fall]:
    """Return the dearest failures alone by net cost, dearest first, at most eight."""
    costly = [one for one in book.sweep.falls if one.net_cost >= NOTHING]
    return sorted(costly, key=lambda one: (-one.net_cost, one.id))[:MOST]


def _bars(book: ReserveBook, dear: list[Fall]) -> Bars:
    shown = dear[:8]
    largest = shown[0]
    share = [one for one in book.sweep.falls if one.net_cost >= largest.net_cost / 2]
    if len(dear) == 1:
        title = "One failure alone costs more than the money it frees"
    elif len(share) == 1:
        title = "The dearest failure costs more than twice the next"
    else:
        title = f"{count(len(share))} failures each cost at least half as much as the dearest"
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
    services = [service for service in one.trace.services if service.lines]
    shown = services[:MOST_SERVICES]
    rows: list[LooseRow] = [_costs(brief(service.title, 70), (service,)) for service in shown]
    rest = services[len(shown) :]
    if rest:
        rows.append(_costs(f"{count(len(rest))} other services", rest))
    rows.append(total([bold(cell) for cell in _costs("All services", services)]))
    columns = [
        Column("Service, £", 121),
        *(Column(heading, 60, True, "money") for heading in COSTS.values()),
        Column("Net cost", 60, True, "money"),
    ]
    note = (
        "Left over: money freed beyond the cost of a service, which no other service is counted "
        "to have. Each row adds up to its net cost, but for rounding."
    )
    return [
        *section(
            f"Where the {pounds(one.trace.net_cost)} comes from: {brief(one.fall.name, 60)}",
            table(columns, rows, padding=1.9, summary="The net cost by service and by kind"),
            say(SOURCE, note),
        ),
        *_paid(one),
    ]


def _costs(name: str, services: Sequence[ServiceTrace]) -> list[str]:
    net = sum(service.net_cost for service in services)
    return [name, *(whole(_of_kind(services, kind)) for kind in COSTS), whole(net)]


def _of_kind(services: Sequence[ServiceTrace], kind: str) -> float:
    """Return what the lines of one kind add up to, in pounds."""
    return sum(line.amount for service in services for line in service.lines if line.kind == kind)


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
