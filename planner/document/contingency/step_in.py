"""The step-in plan: an overview, then a page for each service that is kept going."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from planner.document import plan_charts
from planner.document.blocks import (
    BODY,
    CELL,
    CELL_GREY,
    H3,
    PANEL,
    SOURCE,
    Block,
    ClassMark,
    Column,
    Group,
    Text,
    Together,
)
from planner.document.building import (
    LooseRow,
    chart,
    padding_at,
    panel,
    say,
    section,
    sentences,
    side_by_side,
    table,
    to_a_page,
)
from planner.document.contingency.book import Book
from planner.document.contingency.rule_tables import grid_of
from planner.document.wording import (
    class_word,
    count,
    counted,
    days,
    full_stop,
    listed,
    long_date,
    middle,
    on_page_of,
    people,
    price,
    small,
    start,
)
from planner.document.words import bold, brief, joined, on_page, plum
from planner.plan.plan import BlockedChoice, StepIn, UsableOption

LONG_SIDE = 420


def step_in(book: Book) -> list[Block]:
    """Return the overview and the page of every service."""
    steps = book.plan.step_in
    story = [] if len(steps) == 1 else _overview(book)
    for number, step in enumerate(steps, start=1):
        if len(steps) == 1 or has_page(step):
            story += to_a_page(partial(_service, book, step, number, len(steps)))
    return story


def has_page(step: StepIn) -> bool:
    """Say whether the register holds enough on a service to fill a page: people or options."""
    return step.people is not None or bool(step.usable or step.blocked)


def place_of(number: int) -> str:
    """Return the mark of the step-in page of a service, counted from 1."""
    return f"step-in-{number}"


def most_hit(step: StepIn) -> float | None:
    """Return the most people who lose the service on any day; None where it is not known."""
    return None if step.people is None else max(step.displaced, default=0.0)


def _overview(book: Book) -> list[Block]:
    steps = book.plan.step_in
    services = counted(len(steps), "service", "services")
    usable = sum(len(step.usable) for step in steps)
    blocked = sum(len(step.blocked) for step in steps)
    lead = (
        f"Options that can be used: {usable}. Blocked today: {blocked}. "
        "A person-day is one person without the service for one day."
    )
    title = f"Who keeps {services} going" if steps else "No service needs step-in"
    if steps and not any(has_page(step) for step in steps):
        title = f"Nobody is named who could keep {services} going"
        lead = "The register holds neither options nor people for what is hit."
    story = book.opening("step-in", "Step-in plan", title, "Step-in plan", lead=lead)
    rows: list[LooseRow] = [
        (
            [ClassMark(step.class_)] if step.class_ else "",
            say(CELL, bold(brief(step.title, 120))),
            count(most_hit(step)),
            days(step.mtpd_days),
            _back(step),
            count(step.person_days_nothing),
            count(step.person_days_breach),
            on_page(place_of(number), "see its part", "number") if has_page(step) else "none",
        )
        for number, step in enumerate(steps, start=1)
    ]
    columns = [
        Column("", 18),
        Column("Service", 128),
        Column("People hit", 40, True, people=True),
        Column("Can wait", 45),
        Column("All back", 92),
        Column("Person-days, no response", 62, True),
        Column("Past tolerable, this plan", 62, True, people=True),
        Column("Page", 34, True),
    ]
    if any(has_page(step) for step in steps):
        story.append(table(columns, rows))
    story += _without_page([step.title for step in steps if not has_page(step)])
    if grid_of(book.plan, "ending") is not None:
        return story  # how the response ends has a part of its own
    shared = _shared_ending(steps)
    told = [Together(tuple(sentences(shared)))] if shared else []
    return story + section("How every stop-gap is handed back", *told)


def _back(step: StepIn) -> str:
    """Return when everyone is served again, in words."""
    if step.people is None:
        return "not known"
    return "not in this time" if step.return_day is None else f"day {step.return_day}"


def _without_page(titles: list[str]) -> list[Block]:
    """Return what is missing for the services of which too little is known."""
    if not titles:
        return []
    names = listed([middle(brief(title, 80)) for title in titles], most=12)
    words = (
        f"The register holds neither people nor options for {names}. Ask each provider for a "
        "count by area, need and who pays, and record who could take over."
    )
    return [panel([say(PANEL, plum("Known gap. "), words)], gap=True)]


def _told_apart(book: Book) -> bool:
    """Return whether another part says how stop-gaps are handed back."""
    steps = book.plan.step_in
    shared = len(steps) > 1 and bool(_shared_ending(steps))
    return shared or grid_of(book.plan, "ending") is not None


def _shared_ending(steps: Sequence[StepIn]) -> list[str]:
    """Return what to do at the end, where it is the same for every service."""
    endings = {step.ending for step in steps}
    return [full_stop(line) for line in endings.pop()] if len(endings) == 1 else []


def _service(book: Book, step: StepIn, number: int, of: int, scale: float) -> list[Block]:
    wait = "tolerable period not known"
    if step.mtpd_days is not None:
        wait = f"tolerable period {days(step.mtpd_days)}"
    known = step.people is not None
    title = f"{step.title} for {people(most_hit(step))}" if known else step.title
    story = book.opening(
        place_of(number) if of > 1 else "step-in",
        f"Step-in plan, service {number} of {of}" if of > 1 else "Step-in plan",
        title,
        step.title if of > 1 else "Step-in plan",
        step.class_,
        f"{class_word(step.class_)} · {wait}",
        step.lead,
        level=1 if of > 1 else 0,
    )
    if known and any(step.displaced):
        value = plan_charts.served_over_time(book.plan, step)
        story += chart(value, *_days_without(step), scale=scale)
    elif not known:
        words = (
            f"How many people use {middle(step.title)} is not known, so nobody can say how many "
            "go without. Ask the provider for a count by area, need and who pays."
        )
        story.append(panel([say(PANEL, plum("Known gap. "), words)], gap=True))
    story += _options(step, padding_at(scale))
    return story + _notes(step, _told_apart(book))


def _days_without(step: StepIn) -> list[Block]:
    shown = step.days_without[:10]
    if not shown:
        return []
    columns = [
        Column("Day", 108),
        *(Column(str(line.day), 40, True, people=True) for line in shown),
    ]
    row: LooseRow = (say(CELL, bold("People without")), *(count(line.people) for line in shown))
    return [table(columns, [row], padding=2)]


def _options(step: StepIn, padding: float) -> list[Block]:
    total = len(step.usable) + len(step.blocked)
    if not total:
        words = f"The register holds no option for {middle(step.title)}. Nobody can take over."
        return [panel([say(PANEL, plum("Known gap. "), words)], gap=True)]
    rows: list[LooseRow] = []
    if step.usable:
        when = "" if step.known_day is None else f": call in on day {step.known_day}"
        rows.append(Group(f"Usable{when}"))
        rows += [_usable(option, step.title) for option in step.usable]
    if step.blocked:
        rows.append(Group("Blocked today"))
        rows += [_blocked(option, step.title) for option in step.blocked]
    columns = [
        Column("Option and authority", 148),
        Column("From day", 30, True),
        Column("Full by day", 38, True),
        Column("People", 38, True),
        Column("Lasts, weeks", 42, True),
        Column("£ a day, each", 42, True, "money"),
        Column("Needed first", 143),
    ]
    blocked = small(len(step.blocked)) if step.blocked else "none"
    title = f"{start(small(total))} {'option' if total == 1 else 'options'}: " + (
        f"{small(len(step.usable))} usable, {blocked} blocked"
    )
    now = ""
    if step.price_now_day is not None:
        now = f"Today's price is £{price(step.price_now_day)} a day each. "
    note = (
        f"{now}A person-day is one person without the service for one day. {_left(step)}"
        "Each saving is measured alone: do not add them."
    )
    return section(title, table(columns, rows, padding=min(padding, 2.6)), say(SOURCE, note))


def _left(step: StepIn) -> str:
    """Return how many person-days this plan leaves, and how many doing nothing would."""
    if step.person_days_breach is None:
        return ""
    late = count(step.person_days_breach)
    late = "none" if late == "0" else late
    return (
        f"This plan leaves {late} past the tolerable period; doing nothing leaves "
        f"{count(step.person_days_nothing)} without the service. "
    )


def _named(option: UsableOption | BlockedChoice, title: str) -> list[Text]:
    """Return the name of an option on the page of a service, and who may agree to it."""
    return [
        say(CELL, brief(on_page_of(option.label, title), 120)),
        say(CELL_GREY, brief(option.authority, 140)),
    ]


def _usable(option: UsableOption, title: str) -> LooseRow:
    lasts = "no limit" if option.lasts_weeks is None else f"{option.lasts_weeks:,.0f}"
    needed = full_stop(option.needed_first) if option.needed_first else "Nothing more."
    pool = f" Shares {option.pool}." if option.pool else ""
    idle = "" if option.used else " Not used in this plan."
    return (
        _named(option, title),
        str(option.from_day),
        str(option.full_day),
        bold(count(option.capacity)),
        lasts,
        price(option.unit_cost_day),
        joined(brief(needed, 200), brief(pool, 80), idle),
    )


def _blocked(option: BlockedChoice, title: str) -> LooseRow:
    saves = full_stop(option.saves) if option.saves else ""
    missing = start(on_page_of(option.missing, title))
    return (
        _named(option, title),
        "–",  # noqa: RUF001
        "–",  # noqa: RUF001
        bold(count(option.capacity)),
        "–",  # noqa: RUF001
        price(option.unit_cost_day),
        [say(CELL, bold(full_stop(brief(missing, 140)))), say(CELL_GREY, brief(saves, 200))],
    )


def _notes(step: StepIn, shared: bool) -> list[Block]:
    ends = [full_stop(step.how_it_ends)] if step.how_it_ends else []
    if step.stop_gap_ends is not None and not step.how_it_ends:
        ends.append(f"The last stop-gap can run to {long_date(step.stop_gap_ends)}.")
    left: list[Block] = []
    if step.first_places:
        left = [say(H3, "Who gets the first places"), say(BODY, full_stop(step.first_places))]
    right: list[Block] = [say(H3, "How it ends"), *sentences(ends)] if ends else []
    story: list[Block] = []
    if left and right and len(step.first_places) + len(step.how_it_ends) < LONG_SIDE * 2:
        story.append(side_by_side(left, right))
    else:
        story += left + right
    if step.ending and not shared:
        words = " ".join(full_stop(line) for line in step.ending)
        story += section("Handing back", say(BODY, words), style=H3)
    return story
