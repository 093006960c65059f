"""The sentences over charts and pages: each is worked out, so that it is true of the data.

A title has at most 15 words. `tests/document/test_headlines.py` holds each against its numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from planner.document.wording import (
    count,
    days,
    middle,
    people,
    percent,
    pounds,
    small,
    start,
    weeks,
)
from planner.plan.findings import Assumption, PreventiveAction
from planner.plan.money import ReservePlan
from planner.plan.people import PeopleAtRisk
from planner.plan.plan import ServiceDecision, Span, StepIn
from planner.plan.timetable import Recommissioning

NOBODY = 0.05
MOST_WORDS = 15
"""Words of a title at most, after the practice of the Office for National Statistics."""
"""Fewer people than this, on average over a period, count as nobody."""


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def days(self) -> int: ...


def since(span: _Stretch) -> str:
    """Return when a span begins, in words: its day, or its week where it is one."""
    return f"Day {span.start}" if span.days == 1 else f"Week {span.start // 7 + 1}"


def served(step: StepIn, spans: Sequence[Span]) -> str:
    """Say when everyone is served again, and whether some lose the service later."""
    if step.people is None:
        return "How many people go without is not known"
    if max(step.displaced, default=0.0) < NOBODY:
        return "Nobody loses the service in this scenario"
    short = [at for at, number in enumerate(step.unmet) if number >= NOBODY]
    if not short:
        return "Nobody goes without at any time"
    hit = next(at for at, number in enumerate(step.displaced) if number >= NOBODY)
    met = next((at for at in range(hit, len(spans)) if step.unmet[at] < NOBODY), None)
    if met is None:
        return f"{start(people(step.unmet[-1]))} still go without at the end"
    again = [at for at in short if at > met]
    if not again:
        late = spans[met].start - (step.first_day or 0) - (step.mtpd_days or 0)
        more = f", {days(late)} later than people can wait"
        return f"Everyone is served by day {spans[met].start}" + (
            more if step.mtpd_days is not None and late > 0 else ""
        )
    later = [step.unmet[at] for at in again]
    up_to = "up to " if len({round(number) for number in later}) > 1 else ""
    most = f"{up_to}{people(max(later))}"
    go = "goes" if round(max(later)) <= 1 else "go"
    when = "at first" if met == hit else f"by day {spans[met].start}"
    from_then = since(spans[again[0]]).lower()
    return f"Everyone is served {when}; from {from_then}, {most} {go} without"


def money_by_week(reserve: ReservePlan) -> str:
    """Say whether the money lasts, and when it is shortest."""
    if not reserve.known or not reserve.weeks:
        return "The cost by week is not known"
    if reserve.reserves_today is None:
        return "What the reserves hold is not known"
    worst = max(reserve.weeks, key=lambda week: week.short)
    if worst.short >= 0.5:
        return f"Money runs short by {pounds(worst.short)} in week {worst.week}"
    empty = _emptied(reserve)
    if empty is not None:
        return f"The funds that may pay are empty by week {empty}"
    if reserve.peak_week is None or reserve.peak_amount < 0.5:
        return "The response costs the reserves nothing"
    return (
        f"The reserves last: most is out in week {reserve.peak_week}, {pounds(reserve.peak_amount)}"
    )


def _emptied(reserve: ReservePlan) -> int | None:
    """Return the week in which the last pound of the funds that may pay goes out, if it does."""
    able = [fund for fund in reserve.funds if fund.pays >= 0.5 or not fund.restricted]
    left = sum(fund.left or 0.0 for fund in able)
    if left >= 1 or reserve.reserves_pay < 0.5:
        return None
    last = max(week.drawn for week in reserve.weeks)
    return next(week.week for week in reserve.weeks if week.drawn >= last - 1)


def money(reserve: ReservePlan) -> str:
    """Say how much of the cost falls on reserves, and whether they can pay it."""
    if reserve.headline:
        return reserve.headline
    if not reserve.known:
        return "The cost is not known"
    if reserve.gross_cost < 0.5:
        return "No cost has been worked out"
    if reserve.reserves_pay < 0.5:
        return "Money saved covers the whole cost; the reserves pay nothing"
    if reserve.short_in_total >= 0.5:
        return (
            f"Of {pounds(reserve.reserves_pay)} left to pay, "
            f"{pounds(reserve.short_in_total)} has no fund"
        )
    return f"The reserves pay {pounds(reserve.reserves_pay)}"


def money_sources(reserve: ReservePlan) -> str:
    """Say what pays for the response: what is saved and recovered, and what reserves are for."""
    if not reserve.known:
        return "The cost is not known"
    if reserve.gross_cost < 0.5:
        return "No cost has been worked out"
    if reserve.reserves_pay < 0.5:
        return "What is saved and recovered covers the whole cost"
    share = reserve.reserves_pay / reserve.gross_cost
    return f"{percent(share)} of the cost, {pounds(reserve.reserves_pay)}, falls on the reserves"


def funders(risk: PeopleAtRisk) -> str:
    """Say for how many the council pays, and how far its temporary duty reaches."""
    council = next((line for line in risk.by_funder if line.label.lower() == "council"), None)
    if council is None or council.people is None or risk.people is None:
        return "Who pays for the people at risk"
    words = f"The council pays for {count(council.people)} of {people(risk.people)}"
    reaches = [test.reaches for test in risk.duty if test.result == "temporary duty"]
    if len(reaches) == 1 and reaches[0] is not None and reaches[0] > council.people:
        return f"{words}; its duty reaches {count(reaches[0])}"
    return words


def decisions(lines: Sequence[ServiceDecision]) -> str:
    """Say how many services are kept, bridged and let go."""
    kinds = Counter(line.decision for line in lines)
    said = [
        f"{verb} {small(kinds[kind])}"
        for kind, verb in (
            ("keep_going", "keep"),
            ("bridge", "bridge"),
            ("recover", "recover"),
        )
        if kinds[kind]
    ]
    if kinds["let_go"]:
        said.append(f"let {small(kinds['let_go'])} go")
    if not said:
        return "Nothing can be decided yet" if lines else "No service is hit"
    verb, number, *rest = said[0].split()
    said[0] = " ".join([verb, number, "service" if number == "one" else "services", *rest])
    left = kinds["to_be_decided"]
    words = f"We {', '.join(said)}"
    return f"{words}; {small(left)} to decide" if left else words


def has_return(line: ServiceDecision) -> bool:
    """Say whether it is known if a service comes back: not where nobody counted its people."""
    return line.people is not None or line.return_day is not None


def is_late(line: ServiceDecision) -> bool:
    """Say whether a service we do not let go comes back too late, or not in the time followed."""
    if line.decision == "let_go" or not has_return(line):
        return False
    return bool(line.late_days) or (line.late_days is None and line.return_day is None)


def returns(lines: Sequence[ServiceDecision]) -> str:
    """Say which services come back later than people can wait; those let go do not come back."""
    known = [line for line in lines if line.can_wait_days is not None and has_return(line)]
    kept = [line for line in known if line.decision != "let_go"]
    late = [line for line in kept if is_late(line)]
    if not known:
        return "Whether services come back in time is not known"
    if not kept:
        return "We let these services go: they are not restored"
    if not late:
        if len(kept) < len(known):
            return "Every service we keep is back before people can wait no longer"
        if len(known) < len(lines):
            return "Every service we can follow is back before people can wait no longer"
        return "Every service is back before people can wait no longer"
    never = sum(line.return_day is None for line in late)
    if len(late) == 1:
        how = "does not come back in time" if never else "comes back later than people can wait"
        named = f"Only {middle(late[0].title)} {how}"
        return named if len(named.split()) <= MOST_WORDS else f"Only one service {how}"
    how = (
        "come back later than people can wait" if not never
        else "do not come back in time" if never == len(late)
        else "come back too late or not at all"
    )  # fmt: skip
    return f"{start(small(len(late)))} services {how}"


def prevention(actions: Sequence[PreventiveAction], breach: float) -> str:
    """Say how much the best single change prevents, of all person-days past what is tolerable."""
    best = max((action.saves_breach or 0.0 for action in actions), default=0.0)
    if best <= 0:
        return "No change has been found that prevents harm"
    of = f" of {count(breach)}" if breach >= best else ""
    return f"One change alone prevents {count(best)}{of} person-days"


def assumptions(lines: Sequence[Assumption]) -> str:
    """Say how many assumptions still need checking."""
    open_ = sum(1 for line in lines if line.status == "to be checked")
    if not open_:
        return "Every assumption has a source or is our choice"
    noun = "assumption still needs" if open_ == 1 else "assumptions still need"
    return f"{start(small(open_))} {noun} checking"


def timetable(work: Recommissioning) -> str:
    """Say which stage of the re-commissioning takes longest."""
    lengths: dict[str, int] = {}
    for stage in dict.fromkeys(task.stage for task in work.tasks):
        tasks = [task for task in work.tasks if task.stage == stage and task.critical]
        if tasks:
            first, last = min(t.start for t in tasks), max(t.finish for t in tasks)
            lengths[stage] = (last - first).days + 1
    if not lengths:
        return "No timetable can be worked out"
    longest = max(lengths, key=lambda stage: lengths[stage])
    return f"{start(middle(longest))} takes longest: {weeks(lengths[longest])}"
