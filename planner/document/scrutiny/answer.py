"""The first page for councillors: the answer, why it matters, decisions, gaps, what we ask."""

from __future__ import annotations

from dataclasses import dataclass

from planner.document.blocks import (
    BODY,
    CELL,
    H2,
    PANEL,
    PANEL_GAP_TITLE,
    PANEL_TITLE,
    SOURCE,
    Block,
    ClassMark,
    Column,
    Figure,
    Figures,
)
from planner.document.building import (
    LooseRow,
    chart,
    numbered,
    panel,
    say,
    side_by_side,
    table,
)
from planner.document.scrutiny import pictures
from planner.document.scrutiny.public_words import first_sentence, public, without_asides
from planner.document.wording import (
    count,
    counted,
    days,
    full_stop,
    listed,
    long_date,
    middle,
    people,
    round_pounds,
    small,
    start,
    weeks,
)
from planner.document.words import Words, bold, brief, joined, trimmed
from planner.plan import opening_words
from planner.plan.decision import is_let_go
from planner.plan.findings import Gap
from planner.plan.plan import Plan

BRIDGED = "We bridge a service when somebody can take it over in time and the money is there."


@dataclass(frozen=True, slots=True)
class Size:
    """How much the page tells: services, gaps, letters a gap, bars a chart (0: none), asks."""

    services: int
    gaps: int
    letters: int
    charts: int
    asks: int


def title(plan: Plan) -> str:
    """Return the question the summary answers."""
    headline = brief(plan.card.headline, 80).rstrip(".")
    if headline.startswith("If "):
        return f"What happens if {headline[3:]}"
    return f"What happens: {headline}"


def lead(plan: Plan) -> str:
    """Return the answer in two sentences."""
    said = opening_words.headline(plan)
    left = len(open_gaps(plan))
    if not left:
        return said
    noun = "gap is" if left == 1 else "gaps are"
    return f"{full_stop(said)} {start(small(left))} {noun} not closed."


def open_gaps(plan: Plan) -> list[Gap]:
    """Return the gaps, the red ones first; a wait that people can bear is none."""
    found = [gap for gap in plan.gaps if not gap.bearable]
    return sorted(found, key=lambda gap: not gap.red)


def page(plan: Plan, size: Size) -> list[Block]:
    """Return what stands under the title, in one of the sizes."""
    story: list[Block] = [Figures(_figures(plan))]
    story.append(side_by_side(_why(plan), _decided(plan, size)))
    if size.charts:
        left = chart(pictures.without(plan, size.charts))
        right = chart(pictures.who_pays(plan), secret="money")
        if left and right:
            story.append(side_by_side(left, right))
        else:
            story += left or right
    return [*story, *_gaps(plan, size), *_ask(plan, size)]


def _figures(plan: Plan) -> tuple[Figure, ...]:
    risk, reserve = plan.people, plan.reserve
    found = [Figure(start(count(risk.people)) if risk.known else "Not known", _whom(plan))]
    kept = [line for line in plan.decisions if not is_let_go(line)]
    counted_ = [line for line in kept if line.people is not None]
    if counted_:
        late = [line for line in counted_ if line.return_day is None]
        latest = max((line.return_day or 0 for line in counted_), default=0)
        if late:
            time = weeks(plan.header.horizon_days)
            of = f"of {len(counted_)} services we keep" if len(counted_) > 1 else "service we keep"
            verb = "is" if len(late) == 1 else "are"
            found.append(Figure(str(len(late)), f"{of} {verb} not fully back within {time}"))
        elif latest > 0:
            found.append(Figure(days(latest), "until every service we keep is fully back"))
    if reserve.known and reserve.weeks:
        held = f"which hold {round_pounds(reserve.reserves_today)}"
        if reserve.reserves_today is None:
            held = "and what they hold is not known"
        words = f"to pay from reserves, {held}"
        found.append(Figure(round_pounds(reserve.reserves_pay), words, "money"))
    elif plan.services:
        value = [hit.annual_value for hit in plan.services if hit.annual_value is not None]
        if value:
            found.append(Figure(round_pounds(sum(value)), "a year in the contracts hit", "money"))
    gaps = [work.gap_days_p50 for work in plan.recommissioning if work.gap_days_p50]
    if gaps:
        words = "between stop-gaps and a new contract, as likely as not"
        found.append(Figure(weeks(max(gaps)), words))
    elif len(found) < 4:
        hit = len(plan.services)
        found.append(Figure(str(hit), "service is hit" if hit == 1 else "services are hit"))
    return tuple(found[:4])


def _whom(plan: Plan) -> str:
    if not plan.people.known:
        return "how many people are at risk"
    services = [line.title for line in plan.decisions]
    if len(services) == 1:
        return f"people have {middle(services[0])} that is hit"
    return "people at risk"


def _why(plan: Plan) -> list[Block]:
    risk = plan.people
    told: list[Words] = []
    if risk.known and risk.people:
        areas = sum(1 for line in risk.areas if line.people)
        where = f" in {counted(areas, 'area', 'areas')}" if areas else ""
        told.append(
            f"It serves {people(risk.people)}{where}."
            + (f" Of these, {count(risk.complex)} have complex needs." if risk.complex else "")
        )
        payers = [
            f"{middle(line.label)} {count(line.people)}" for line in risk.by_funder if line.people
        ]
        if len(payers) > 1:
            told.append(f"Who pays for them: {listed(payers)}.")
    else:
        told.append("The register does not say how many people it serves.")
    reached = [test for test in risk.duty if test.result == "temporary duty"]
    if reached and all(test.reaches is not None for test in reached):
        number = sum(test.reaches or 0.0 for test in reached)
        told.append(
            f"If it fails as a business, the law makes us meet the needs of {people(number)}, "
            "whoever pays. Care Act 2014, section 48."
        )
    elif risk.duty:
        told.append(brief(full_stop(risk.duty[0].sentence), 240))
    for words in plan.concentration[: 1 if len(told) < 3 else 0]:
        told.append(public(brief(words, 240)))
    return [say(H2, "Why it matters"), *(say(BODY, words) for words in told)]


def _decided(plan: Plan, size: Size) -> list[Block]:
    lines = plan.decisions
    if not lines:
        return [say(H2, "What we have decided"), say(BODY, "No service is hit: we watch.")]
    rows: list[LooseRow] = [
        (
            [ClassMark(line.class_)] if line.class_ else "",
            say(CELL, bold(brief(line.title, 70)), _served(line.people)),
            say(CELL, bold(line.words)),
        )
        for line in lines[: size.services]
    ]
    columns = [Column("", 18), Column("Service and people", 147), Column("Decision", 66)]
    story: list[Block] = [
        say(H2, "What we have decided"),
        table(columns, rows, padding=1.2, summary="Services, people served and decisions"),
    ]
    left = len(lines) - size.services
    if left > 0:
        story.append(say(SOURCE, f"And {counted(left, 'more service', 'more services')}."))
    elif any(line.decision == "bridge" for line in lines):
        story.append(say(SOURCE, BRIDGED))
    return story


def _served(number: float | None) -> str:
    return ", people not known" if number is None else f", {count(number)}"


def _gaps(plan: Plan, size: Size) -> list[Block]:
    gaps = open_gaps(plan)
    if not gaps:
        words = "The plan found no gap that people could not bear. It rests on the assumptions "
        return [panel([say(PANEL, bold("No gap is known. "), words, "on page 2.")])]
    shown = gaps[: size.gaps]
    noun = "gap" if len(gaps) == 1 else "gaps"
    heading = f"{start(small(len(gaps)))} {noun} we have not closed"
    lines = [
        joined(
            bold(full_stop(brief(gap.title, 110))),
            " ",
            public(first_sentence(gap.sentence, size.letters)),
        )
        for gap in shown
    ]
    content: list[Block] = [say(PANEL_GAP_TITLE, heading), *numbered(lines)]
    if len(gaps) > len(shown):
        more = len(gaps) - len(shown)
        content.append(say(SOURCE, f"{more} more: see the contingency plan."))
    return [panel(content, gap=True)]


def _ask(plan: Plan, size: Size) -> list[Block]:
    """Return what councillors are asked: the changes worth most, and to look again."""
    asks: list[Words] = []
    seen: set[str] = set()
    for action in plan.preventive:
        if len(asks) == size.asks or action.owner in seen:
            continue
        seen.add(action.owner)
        due = f" by {long_date(action.due)}" if action.due is not None else ""
        asks.append(
            joined(f"Ask the {_inside(action.owner)} to act{due}: ",
                   public(middle(trimmed(without_asides(action.title), 150))))
        )  # fmt: skip
    if not asks:
        asks.append("Ask for people, options and tolerable periods to be recorded in the register.")
    asks.append(f"Look at this plan again by {long_date(plan.header.review_date)}.")
    return [panel([say(PANEL_TITLE, "What we ask the committee to do"), *numbered(asks)])]


def _inside(role: str) -> str:
    return middle(brief(role, 60))
