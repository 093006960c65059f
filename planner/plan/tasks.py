"""The tasks of each route with their three lengths, waits, owners, notices and sources."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from planner.plan.routes import Route
from planner.plan.rule_tables import LeadTime, Rule, Weeks, lead_routes, rule, shares
from planner.plan.schedule import Task

DECIDE = "Decide and prepare"
COMPETE = "Compete"
MOVE = "Move"


@dataclass(frozen=True, slots=True)
class Step:
    """A task of the timetable with all that is printed of it.

    `notice` names a notice published on its first day, with `rule` its rule. `least` is the fewest
    days the law allows it, where it sets any.
    """

    task: Task
    stage: str
    owner: str
    source: str
    verified: bool
    notice: str | None = None
    rule: Rule | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is ready before the day: both cut the timetable."""

    specification: bool = False
    framework: bool = False


def steps_of(
    route: Route, lead: LeadTime, on: datetime.date, staff: bool, ready: Readiness
) -> tuple[Step, ...]:
    """Return the tasks of a route for one kind of service, by the rules of a day.

    `staff` says whether staff may transfer (TUPE).
    """
    kind = "framework" if ready.framework and route.kind in ("open", "competitive") else route.kind
    shorter = lead_routes().get(kind)
    times = _longer_left_out(lead, shorter)
    steps = {
        "restore": _restoring,
        "quotes": _short,
        "grant": _short,
        "framework": _short,
        "suitable": _contest,
        "competitive": _contest,
        "open": _contest,
    }[kind](replace(route, kind=kind), times, on)
    if ready.specification:
        steps = [_specified(step) for step in steps]
    return (*steps, *_moving(times, steps[-1].task.name, on, staff))


def _longer_left_out(lead: LeadTime, shorter: LeadTime | None) -> LeadTime:
    """Return the lead times of a kind, with those of a shorter route where they are shorter."""
    if shorter is None:
        return lead
    if lead.prepare.likely + lead.compete.likely <= shorter.prepare.likely + shorter.compete.likely:
        return lead
    return replace(
        lead,
        prepare=shorter.prepare,
        compete=shorter.compete,
        source=shorter.source,
        verified=shorter.verified,
    )


def _wait(name: str, found: Rule, needs: tuple[str, ...], stage: str, owner: str) -> Step:
    """Return a legal wait as a task: in working days or plain days, as its rule counts."""
    days = found.value
    task = Task(name, days, days, days, needs, every_day=found.unit == "days")
    return Step(task, stage, owner, found.source, found.verified, None, found, int(days))


def _work(
    name: str,
    times: tuple[int, int, int],
    needs: tuple[str, ...],
    stage: str,
    owner: str,
    lead: LeadTime,
) -> Step:
    return Step(Task(name, *times, needs), stage, owner, lead.source, lead.verified)


def _governance(on: datetime.date) -> list[Step]:
    notice = _wait(
        "Notice of key decision", rule("key_decision", on), (), DECIDE, "Democratic services"
    )
    decided = _wait(
        "Cabinet decides; call-in",
        rule("call_in", on),
        ("Notice of key decision",),
        DECIDE,
        "Director",
    )
    return [replace(notice, notice="Notice of key decision"), decided]


def _contest(route: Route, lead: LeadTime, on: datetime.date) -> list[Step]:
    part = shares()
    ask = lead.prepare.days(part["ask"])
    specify = lead.prepare.days(part["specify"])
    engaged = _work("Talk to the market", ask, (), DECIDE, "Procurement lead", lead)
    engaged = replace(
        engaged,
        notice="Preliminary market engagement (UK2)",
        rule=rule("market_engagement_notice", on),
    )
    steps = [
        *_governance(on),
        _work("Ask people, families and staff", ask, (), DECIDE, "Commissioner", lead),
        engaged,
        _work(
            "Specification, lots and price",
            specify,
            ("Ask people, families and staff", "Talk to the market"),
            DECIDE,
            "Commissioner",
            lead,
        ),
    ]
    if route.regime == "Provider Selection Regime":
        steps[3] = replace(engaged, notice=None, rule=None)
        chosen = "Choose the most suitable provider" if route.kind == "suitable" else "Offers open"
        offers = _work(
            chosen,
            lead.compete.days(part["bids"]),
            ("Specification, lots and price",),
            COMPETE,
            "Procurement lead",
            lead,
        )
        standstill, notice = "psr_standstill", "Notice of intention to award"
    else:
        offers = _bids(route, lead, on, part["bids"])
        standstill, notice = _standstill(route), "Contract award notice (UK6)"
    return [
        *steps,
        offers,
        _work(
            "Evaluate bids",
            lead.compete.days(part["evaluate"]),
            (offers.task.name,),
            COMPETE,
            "Commissioner",
            lead,
        ),
        _work(
            "Award decision",
            lead.compete.days(part["decide"]),
            ("Evaluate bids", "Cabinet decides; call-in"),
            COMPETE,
            "Director",
            lead,
        ),
        replace(
            _wait(
                "Standstill",
                rule(standstill, on),
                ("Award decision",),
                COMPETE,
                "Procurement lead",
            ),
            notice=notice,
        ),
    ]


def _bids(route: Route, lead: LeadTime, on: datetime.date, share: float) -> Step:
    """Return the time for bids: the usual, but never fewer working days than hold the least."""
    found = rule("light_touch_tender_period" if route.light_touch else "tender_period", on)
    low, likely, high = lead.compete.days(share)
    least = -(-int(found.value) * 5 // 7) + 1
    by_rule = likely <= least
    task = Task(
        "Bids open",
        max(low, least),
        max(likely, least),
        max(high, least),
        ("Specification, lots and price",),
    )
    return Step(
        task,
        COMPETE,
        "Procurement lead",
        found.source if by_rule else lead.source,
        found.verified if by_rule else lead.verified,
        "Tender notice (UK4)",
        found,
        least,
    )


def _standstill(route: Route) -> str:
    if route.regime.startswith("Public Contracts"):
        return "pcr_standstill"
    return "light_touch_standstill" if route.light_touch else "standstill"


def _short(route: Route, lead: LeadTime, on: datetime.date) -> list[Step]:
    """Return the tasks of a framework call-off, quotes or a grant round."""
    words = {
        "framework": ("Call for offers under the framework", "Procurement lead"),
        "quotes": ("Ask for quotes", "Contract manager"),
        "grant": ("Open the grant round", "Commissioner"),
    }
    name, owner = words[route.kind]
    compete = lead.compete.days(0.6)
    judge = lead.compete.days(0.4)
    call = _work(name, compete, ("Specification and price",), COMPETE, owner, lead)
    steps = [
        _work("Specification and price", lead.prepare.days(), (), DECIDE, "Commissioner", lead),
        call,
        _work("Choose and approve", judge, (name,), COMPETE, "Head of commissioning", lead),
    ]
    if route.kind == "framework":
        steps = [
            *_governance(on),
            *steps[:2],
            replace(
                steps[2], task=replace(steps[2].task, needs=(name, "Cabinet decides; call-in"))
            ),
        ]
    return steps


def _restoring(route: Route, lead: LeadTime, on: datetime.date) -> list[Step]:
    return [_work("Plan the return", lead.prepare.days(), (), DECIDE, "Director", lead)]


def _moving(lead: LeadTime, after: str, on: datetime.date, staff: bool) -> list[Step]:
    mobilise = lead.mobilise or Weeks(8, 10, 16)
    sign = Step(
        Task("Sign the contract", 1, 1, 3, (after,)),
        MOVE,
        "Legal lead",
        "Our choice",
        False,
        "Contract details notice (UK7)",
        None,
    )
    move = _work(
        "Recruit, register and move people",
        mobilise.days(),
        ("Sign the contract",),
        MOVE,
        "New provider",
        lead,
    )
    if after == "Plan the return":
        return [
            replace(
                move, task=replace(move.task, name="Staff and restart the service", needs=(after,))
            )
        ]
    steps = [sign]
    if staff:
        wait = rule("tupe_information", on)
        steps.append(
            _wait(
                "Staff information (TUPE)",
                wait,
                ("Sign the contract",),
                MOVE,
                "Human resources lead",
            )
        )
    return [*steps, move]


def _specified(step: Step) -> Step:
    """Return a step of a timetable for which the specification is ready and reviewed each year."""
    if not step.task.name.startswith("Specification"):
        return step
    short = replace(step.task, low=2, likely=5, high=10)
    return replace(step, task=short, source="Our choice: a yearly review keeps it ready")
