"""The reserve plan: money by week, where it comes from, and which fund pays."""

from __future__ import annotations

from planner.document import headlines, plan_charts
from planner.document.blocks import PANEL, SOURCE, Block, Column
from planner.document.building import LooseRow, chart, guarded, panel, say, section, table, total
from planner.document.contingency.book import Book
from planner.document.wording import counted, full_stop, listed, pounds, runs, short_date, whole
from planner.document.words import bold, brief, plum
from planner.plan.money import ReservePlan


def money(book: Book) -> list[Block]:
    """Return the money pages."""
    reserve = book.plan.reserve
    story = book.opening("money", "Reserve plan", headlines.money(reserve), "Money",
                         lead=reserve.lead)  # fmt: skip
    story += chart(plan_charts.money_by_week(reserve), scale=0.85, secret="money")
    story += chart(plan_charts.money_sources(reserve), secret="money")
    story += _funds(reserve)
    if reserve.known and reserve.weeks_short:
        weeks = listed(runs(reserve.weeks_short), most=8)
        noun = "week" if len(reserve.weeks_short) == 1 else "weeks"
        words = (
            f"Cash runs short in {noun} {weeks}, by up to {pounds(reserve.most_short)}. "
            f"At the end {pounds(reserve.short_in_total)} has no fund that may pay it."
        )
        story.append(panel([say(PANEL, plum("Red finding. "), words)], gap=True))
    statements = list(reserve.statements)
    if reserve.unpaid and statements:
        words = full_stop(statements.pop(0))
        story.append(panel([say(PANEL, plum("Red finding. "), words)], gap=True))
    if statements:
        story.append(panel([say(PANEL, full_stop(words)) for words in statements]))
    if reserve.not_counted:
        content = [say(PANEL, plum("Not counted. "), full_stop(reserve.not_counted[0]))]
        content += [say(PANEL, full_stop(words)) for words in reserve.not_counted[1:]]
        story.append(panel(content, gap=True))
    more = _by_service(reserve) if reserve.known else []
    more += _bonds(reserve)
    more += _weeks(reserve) if reserve.known else []
    return story + guarded("money", more)


def _funds(reserve: ReservePlan) -> list[Block]:
    rows: list[LooseRow] = [
        (
            f"{fund.order} {brief(fund.name, 90)}",
            brief(fund.may_be_spent_on, 90),
            brief(fund.released_by, 80),
            pounds(fund.amount),
            pounds(fund.pays),
            pounds(fund.left),
        )
        for fund in reserve.funds
    ]
    other = [say(SOURCE, full_stop(reserve.other_funds))] if reserve.other_funds else []
    if not rows:
        words = "The register names no fund. Record the reserves that may pay."
        return [panel([say(PANEL, plum("Known gap. "), words)], gap=True)]
    columns = [
        Column("Fund, in the order we use them", 134),
        Column("May be spent on", 118),
        Column("Who releases it", 80),
        Column("Has", 50, True, "money"),
        Column("Pays", 50, True, "money"),
        Column("Left", 49, True, "money"),
    ]
    return section("Which fund pays", table(columns, rows), *other)


def _by_service(reserve: ReservePlan) -> list[Block]:
    if not reserve.services:
        return []
    names = ["running_cost", "setup_cost", "price_not_due", "bonds", "recoveries", "net"]
    rows: list[LooseRow] = [
        (brief(line.title, 110), *(whole(getattr(line, name)) for name in names))
        for line in reserve.services
    ]
    if len(rows) > 1:
        sums = [sum(getattr(line, name) for line in reserve.services) for name in names]
        rows.append(total(["All services", *(whole(number) for number in sums)]))
    columns = [
        Column("Service, £", 131),
        Column("Running", 60, True),
        Column("Set-up", 50, True),
        Column("Price not due", 62, True),
        Column("Bonds", 54, True),
        Column("Charges", 62, True),
        Column("Net", 62, True),
    ]
    note = (
        "Net is running and set-up less price not due, bonds and charges. Price not due: what the "
        "failed contracts no longer cost. Charges: what people and other bodies pay back. Rounded."
    )
    return section("What each service costs", table(columns, rows, padding=2.2), say(SOURCE, note))


def _bonds(reserve: ReservePlan) -> list[Block]:
    rows: list[LooseRow] = [
        (
            brief(bond.provider, 90),
            brief(bond.contract, 110),
            pounds(bond.amount),
            "not counted" if bond.counted_from is None else short_date(bond.counted_from),
            brief(bond.words, 200),
        )
        for bond in reserve.bond_lines
    ]
    columns = [
        Column("Given by", 100),
        Column("For", 110),
        Column("Amount", 58, True),
        Column("Counted from", 70),
        Column("What we rely on", 143),
    ]
    return section("Bonds and guarantees", table(columns, rows)) if rows else []


def _weeks(reserve: ReservePlan) -> list[Block]:
    rows: list[LooseRow] = [
        (
            str(line.week),
            short_date(line.ends_on),
            whole(line.running_cost),
            whole(line.setup_cost),
            whole(line.price_not_due),
            whole(line.bonds),
            whole(line.recoveries),
            whole(line.net),
            bold(whole(line.running_total)),
            bold(whole(line.short)) if line.short >= 0.5 else "0",
        )
        for line in reserve.weeks
    ]
    columns = [
        Column("Week", 34, True),
        Column("Ends", 62),
        Column("Running", 54, True),
        Column("Set-up", 46, True),
        Column("Price not due", 52, True),
        Column("Bonds", 50, True),
        Column("Charges", 48, True),
        Column("Net", 54, True),
        Column("Running total", 58, True),
        Column("Short", 48, True),
    ]
    title = f"Money by week, £: {counted(len(rows), 'week', 'weeks')}"
    return section(title, table(columns, rows, padding=0.9)) if rows else []
