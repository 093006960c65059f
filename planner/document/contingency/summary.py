"""The summary for councillors: the answer, four figures, the decisions and the gaps, on a page."""

from __future__ import annotations

from planner.document.blocks import (
    CELL,
    PANEL,
    PANEL_GAP_TITLE,
    SOURCE,
    Block,
    ClassMark,
    Column,
    OnOnePage,
)
from planner.document.building import (
    LooseRow,
    figures,
    numbered,
    panel,
    say,
    section,
    sentences,
    table,
)
from planner.document.contingency.book import Book
from planner.document.wording import (
    class_word,
    count,
    days,
    full_stop,
    people,
    round_pounds,
    small,
    start,
    weeks,
)
from planner.document.words import bold, brief, joined
from planner.plan.plan import Plan

SIZES = ((9, 4), (9, 3), (8, 3), (8, 2), (6, 2), (4, 2), (3, 1))
"""Services and gaps that are named: the first that fits the page is taken."""


def summary(book: Book) -> list[Block]:
    """Return the summary."""
    plan = book.plan
    lead = plan.summary[0] if plan.summary else ""
    title = f"What happens if {_trigger(plan)}"
    story = book.opening("summary", "Summary for councillors", title, "Summary for councillors",
                         lead=lead, new_page=True)  # fmt: skip
    choices: list[tuple[Block, ...]] = []
    for services, gaps in SIZES:
        content: list[Block] = [figures(_figures(plan))]
        content += sentences([full_stop(words) for words in plan.summary[1:6]])
        content += _decided(book, services)
        content += _gaps(book, gaps)
        choices.append((*story, *content))
    return [OnOnePage(tuple(choices), widest_last=True)]


def _trigger(plan: Plan) -> str:
    """Return the card's headline as part of a sentence, without its opening word."""
    headline = brief(plan.card.headline, 80).rstrip(".")
    return headline[3:] if headline.startswith("If ") else f"this happens: {headline}"


def _figures(plan: Plan) -> list[tuple[str, str]]:
    risk, reserve = plan.people, plan.reserve
    figures = [(start(count(risk.people)) if risk.known else "Not known", "people at risk")]
    back = [
        line.return_day
        for line in plan.decisions
        if line.decision != "let_go" and line.people is not None
    ]
    if back:
        if all(day is not None for day in back):
            latest = max(day for day in back if day is not None)
            kept = [line for line in plan.decisions if line.decision != "let_go"]
            which = "we keep" if len(back) == len(kept) else "with a count of people"
            if latest > 0:
                figures.append((days(latest), f"until every service {which} is fully back"))
        else:
            time = weeks(plan.header.horizon_days)
            words = f"of {len(back)} services are not fully back within {time}"
            figures.append((str(sum(day is None for day in back)), words))
    if reserve.known and reserve.weeks:
        held = round_pounds(reserve.reserves_today)
        figures.append(
            (round_pounds(reserve.reserves_pay), f"to pay from reserves, which hold {held}")
        )
    gaps = [work.gap_days_p50 for work in plan.recommissioning if work.gap_days_p50]
    if gaps:
        figures.append((weeks(max(gaps)), "between stop-gaps and a new contract, as likely as not"))
    return figures


def _decided(book: Book, most: int) -> list[Block]:
    lines = book.plan.decisions
    if not lines:
        return []
    rows: list[LooseRow] = [
        (
            [ClassMark(line.class_)] if line.class_ else "",
            say(CELL, bold(brief(line.title, 80)), f", {people(line.people)}"),
            class_word(line.class_),
            say(CELL, bold(line.words)),
        )
        for line in lines[:most]
    ]
    columns = [Column("", 18), Column("Service", 290), Column("Class", 93), Column("Decision", 80)]
    story = section("What we have decided", table(columns, rows, padding=2.2))
    if len(lines) > most:
        more = f"{len(lines) - most} more services: "
        story.append(say(SOURCE, more, book.page("decisions"), "."))
    return story


def _gaps(book: Book, most: int) -> list[Block]:
    gaps = book.plan.gaps
    if not gaps:
        return []
    shown = gaps[:most]
    lines = [
        joined(bold(full_stop(brief(gap.title, 110))), " ", full_stop(brief(gap.sentence, 240)))
        for gap in shown
    ]
    noun = "gap" if len(gaps) == 1 else "gaps"
    title = f"{start(small(len(gaps)))} {noun} we have not closed"
    content: list[Block] = [say(PANEL_GAP_TITLE, title), *numbered(lines)]
    if len(gaps) > most:
        content.append(say(PANEL, f"All {len(gaps)}: ", book.page("gaps"), "."))
    return [panel(content, gap=True)]
