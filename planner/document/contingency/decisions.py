"""Decisions by service: how long people can wait, when the service is back, and why."""

from __future__ import annotations

from planner.document import headlines, plan_charts
from planner.document.blocks import (
    CELL,
    CELL_GREY,
    PANEL,
    SOURCE,
    Block,
    CellPart,
    ClassMark,
    Column,
    DecisionTag,
    Together,
)
from planner.document.building import LooseRow, chart, panel, say, section, table
from planner.document.charts import ReturnTimes
from planner.document.contingency.book import Book
from planner.document.wording import (
    class_word,
    days,
    full_stop,
    long_date,
    people,
    short_date,
)
from planner.document.words import Words, bold, brief, grey, joined, plum
from planner.plan.plan import Plan, ServiceDecision

MOST_ROWS = 14
OPENING_LEAD = (
    "Each decision rests on how long people can wait, what the law asks, and who can take over."
)
RULES = (
    ("Must", "services always keep going. If nobody can take over in time, the plan shows the "
     "gap."),
    ("Needed", "services are bridged if an option is ready in time and the reserve can pay."),
    ("Could", "services may be let go, with a recorded reason and a letter to users."),
)  # fmt: skip


def decisions(book: Book) -> list[Block]:
    """Return the decisions with their chart, reasons and overrides."""
    lines = book.plan.decisions
    story = book.opening("decisions", "Decisions by service", headlines.decisions(lines),
                         "Decisions", lead=OPENING_LEAD)  # fmt: skip
    value = plan_charts.return_times(lines)
    story += chart(_shortened(value))
    if value is not None and len(value.rows) > MOST_ROWS:
        words = f"The {MOST_ROWS} latest of {len(value.rows)} services are drawn; all stand below."
        story.append(say(SOURCE, words))
    story += _table(lines)
    for line in lines:
        story += _override(line)
    rules = [say(PANEL, joined(bold(class_), " ", rule)) for class_, rule in RULES]
    story += [Together((panel([say(PANEL, bold("How we decide. ")), *rules]),))]
    return story


def _shortened(value: ReturnTimes | None) -> ReturnTimes | None:
    """Return the chart with its latest rows only, where it has too many for a page."""
    if value is None or len(value.rows) <= MOST_ROWS:
        return value

    def lateness(at: int) -> float:
        row = value.rows[at]
        wait = float("inf") if row.back is None else row.back - (row.tolerable or 0)
        return -wait if row.late else 1.0

    kept = sorted(sorted(range(len(value.rows)), key=lateness)[:MOST_ROWS])
    return ReturnTimes(
        title=value.title,
        subtitle=value.subtitle,
        alt=value.alt,
        rows=tuple(value.rows[at] for at in kept),
        ticks=value.ticks,
    )


def what_stops(plan: Plan) -> list[Block]:
    """Return who or what stops, when and why, knock-on failures too."""
    rows: list[LooseRow] = [
        (
            say(CELL, bold(brief(line.name, 90)), grey(" (knock-on)" if line.knock_on else "")),
            line.kind,
            f"{line.day:,}",
            short_date(line.date),
            full_stop(line.why),
        )
        for line in plan.failures
    ]
    columns = [
        Column("What stops", 124),
        Column("Kind", 58),
        Column("Day", 24, True),
        Column("Date", 60),
        Column("Why", 215),
    ]
    return section("What stops, and why", table(columns, rows, padding=1.8)) if rows else []


def _table(lines: tuple[ServiceDecision, ...]) -> list[Block]:
    rows: list[LooseRow] = [
        (
            [ClassMark(line.class_)] if line.class_ else "",
            [
                say(CELL, bold(brief(line.title, 120))),
                say(CELL_GREY, f"{class_word(line.class_)} · {people(line.people)}"),
                say(CELL_GREY, f"can wait: {days(line.can_wait_days)}"),
            ],
            [DecisionTag(line.decision, line.words)],
            _reasons(line),
        )
        for line in lines
    ]
    columns = [
        Column("", 18),
        Column("Service", 112),
        Column("Decision", 78),
        Column("Reasons", 273),
    ]
    return section("Decisions and reasons", table(columns, rows, padding=2.4)) if rows else []


def _reasons(line: ServiceDecision) -> list[CellPart]:
    story: list[CellPart] = []
    if line.reasons:
        story.append(say(CELL, " ".join(full_stop(reason) for reason in line.reasons)))
    small = [full_stop(words) for words in (line.law, line.cost_words) if words]
    if small:
        story.append(say(CELL_GREY, " ".join(small)))
    if line.gap:
        story.append(say(CELL, plum("Gap. "), full_stop(line.gap)))
    if line.needs_reason:
        story.append(say(CELL, plum("To do. "), "Record the reason for letting it go."))
    return story or [say(CELL_GREY, "No reason is recorded yet.")]


def _override(line: ServiceDecision) -> list[Block]:
    made = line.override
    if made is None:
        return []
    opening = "differs from the proposal" if made.differs else "confirms the proposal"
    parts: list[Words] = [
        bold(f"{brief(line.title, 100)}: the decision {opening}. "),
        f"{made.decided_by or 'An officer'} decided “{made.words}”",
        f" on {long_date(made.decided_on)}" if made.decided_on else "",
        f": {full_stop(made.reason)}",
    ]
    if made.powers:
        parts.append(grey(f" Powers: {full_stop(made.powers)}"))
    return [panel([say(PANEL, *parts)])]
