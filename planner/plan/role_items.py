"""What each role must do because of this plan: funds, claims, notices, people, staff and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.card import ChecklistItem
from planner.plan.case import SAME, Case
from planner.plan.decision import is_let_go
from planner.plan.findings import Gap
from planner.plan.money import ReservePlan
from planner.plan.people import PeopleAtRisk
from planner.plan.plan import ServiceDecision, StepIn
from planner.plan.purchase import staff_may_transfer
from planner.plan.roles import (
    DIRECTOR,
    EMERGENCY,
    FINANCE,
    INCIDENT,
    LEGAL,
    MESSAGES,
    PROCUREMENT,
    SOCIAL_WORK,
    STAFF,
    phase_of,
)
from planner.plan.timetable import Recommissioning

MOST_GAPS = 3
MOST_NAMED = 4
MOST_CLAIMS = 4
LAST_DAY = 28

Items = Iterable[tuple[int, ChecklistItem]]


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of a plan from which its own things to do follow."""

    people: PeopleAtRisk
    decisions: Sequence[ServiceDecision]
    step_in: Sequence[StepIn]
    reserve: ReservePlan
    bought: Sequence[Recommissioning]
    gaps: Sequence[Gap]


def role_items(case: Case, found: Found) -> Items:
    """Return hours and items, in the order of the roles."""
    for part in (_lead, _incident, _people, _money, _notices, _law, _staff, _messages, _partners):
        yield from part(case, found)


def _item(text: str, owner: str, service: str | None = None) -> ChecklistItem:
    return ChecklistItem(text, owner, service, True)


def _lead(case: Case, found: Found) -> Items:
    red = [gap for gap in found.gaps if gap.red]
    titles = {one.service: wording.inside(one.title) for one in found.decisions}
    for gap in red[:MOST_GAPS]:
        service = titles.get(gap.service or "", "")
        told = wording.inside(gap.title)
        of = f" ({service})" if service and service not in told else ""
        yield 336, _item(f"Decide how to close this gap: {told}{of}.", DIRECTOR, gap.service)
    if len(red) > MOST_GAPS:
        yield (
            336,
            _item(
                f"Decide how to close the other {wording.number(len(red) - MOST_GAPS)} red gaps.",
                DIRECTOR,
            ),
        )


def _incident(case: Case, found: Found) -> Items:
    if not found.decisions:
        return
    groups = (
        ("kept going", [d for d in found.decisions if d.decision == "keep_going"]),
        ("bridged", [d for d in found.decisions if d.decision == "bridge"]),
        ("put right", [d for d in found.decisions if d.decision == "recover"]),
        ("let go", [d for d in found.decisions if is_let_go(d)]),
    )
    told = [f"{wording.number(len(group))} {words}" for words, group in groups if group]
    if told:
        services = wording.counted(len(found.decisions), "service", "services")
        yield 24, _item(f"Put {services} on one board: {wording.listed(told)}.", INCIDENT)


def _people(case: Case, found: Found) -> Items:
    risk = found.people
    if not risk.people:
        return
    needs = f"; {wording.number(risk.complex)} have complex needs" if risk.complex else ""
    yield (
        24,
        _item(
            f"Check the list against this plan: {wording.people(risk.people)}{needs}.", SOCIAL_WORK
        ),
    )
    reached = [test.reaches for test in risk.duty if test.result == "temporary duty"]
    if reached and all(one is not None for one in reached):
        yield (
            72,
            _item(
                "Meet the needs of all whom the temporary duty reaches: "
                f"{wording.people(sum(one or 0 for one in reached))}, whoever pays.",
                SOCIAL_WORK,
            ),
        )


def _money(case: Case, found: Found) -> Items:
    reserve = found.reserve
    if reserve.known:
        paying = [fund for fund in reserve.funds if fund.pays >= 1]
        for fund in paying[:MOST_CLAIMS]:
            by = "" if fund.released_by == FINANCE else f" (released by: {fund.released_by})"
            yield (
                24,
                _item(f"Release up to {wording.money(fund.pays)} from {fund.name}{by}.", FINANCE),
            )
    freed = sum(week.price_not_due for week in reserve.weeks[:4])
    if freed >= 1:
        yield (
            336,
            _item(
                f"Hold back what is not due in the first 4 weeks: {wording.money(freed)}.", FINANCE
            ),
        )
    claims = [line for line in reserve.bond_lines if line.amount >= 1]
    for line in claims[:MOST_CLAIMS]:
        yield (
            72,
            _item(f"Claim the bond of {wording.money(line.amount)} on {line.contract}.", FINANCE),
        )
    if reserve.known and reserve.weeks_short:
        first = reserve.weeks_short[0]
        hours = phase_of(7 * (first - 1), 72)
        yield (
            hours,
            _item(
                f"Find {wording.money(reserve.most_short)}: cash runs short from week {first}.",
                FINANCE,
            ),
        )
    if reserve.known and reserve.peak_date is not None and reserve.peak_amount >= 1:
        yield (
            672,
            _item(
                f"Watch the cash: most is out of the reserves on "
                f"{wording.date_words(reserve.peak_date)}, {wording.money(reserve.peak_amount)}.",
                FINANCE,
            ),
        )


def _notices(case: Case, found: Found) -> Items:
    whom: dict[tuple[int, str], list[str]] = {}
    for work in found.bought:
        for line in work.notices:
            day = (line.date - case.start).days
            if 0 <= day <= LAST_DAY and "notice" in line.title.lower():
                key = (phase_of(day, 24), line.title)
                whom.setdefault(key, []).append(wording.inside(work.title))
    for (hours, title), names in whom.items():
        services = wording.listed(list(dict.fromkeys(names)), MOST_NAMED)
        yield hours, _item(f"Publish: {wording.inside(title)} ({services}).", PROCUREMENT)


def _law(case: Case, found: Found) -> Items:
    duty = [test for test in found.people.duty if test.result == "temporary duty"]
    names = list(dict.fromkeys(test.provider for test in duty))
    if names:
        yield (
            24,
            _item(
                "Confirm that the temporary duty holds, as this plan takes it: "
                f"{wording.listed(names, MOST_NAMED)}.",
                LEGAL,
            ),
        )
    for step in found.step_in:
        if any(option.used and option.route == "step_in" for option in step.usable):
            yield (
                phase_of(step.known_day or 0, 24),
                _item(
                    f"Serve the step-in notice for {wording.inside(step.title)}: what, why, from "
                    "when, how long, and what it means for the contractor.",
                    LEGAL,
                    step.service,
                ),
            )


def _staff(case: Case, found: Found) -> Items:
    lost = [c for c in case.contracts_hit if case.lost_for_good(c)]
    counted = [c for c in lost if c.tupe_staff]
    if counted:
        number = sum(c.tupe_staff or 0 for c in counted)
        whose = list(dict.fromkeys(case.name_of(c.provider) for c in counted))
        yield (
            72,
            _item(
                f"Get the staff list of {wording.listed(whose, MOST_NAMED)}: the register counts "
                f"{wording.number(number)}.",
                STAFF,
            ),
        )
    if lost and not staff_may_transfer(case, lost):
        yield (
            336,
            _item(
                "Ask new providers to offer work: no staff transfer by law out of a liquidation.",
                STAFF,
            ),
        )
    for step in found.step_in:
        own = [option for option in step.usable if option.used and option.route == "in_house"]
        people = sum(option.peak for option in own)
        if own and people > SAME:
            yield (
                phase_of(step.known_day or 0, 24),
                _item(
                    f"Staff the council’s own team for {wording.inside(step.title)}: up to "
                    f"{wording.people(people)} to serve.",
                    STAFF,
                    step.service,
                ),
            )


def _messages(case: Case, found: Found) -> Items:
    if found.people.people:
        yield (
            24,
            _item(
                f"Write to {wording.people(found.people.people)} and families: what stops, who "
                "comes, whom to ring.",
                MESSAGES,
            ),
        )
    areas = [line.area for line in found.people.areas if line.people]
    if areas:
        yield 24, _item(f"Brief the councillors of {wording.listed(areas, MOST_NAMED)}.", MESSAGES)


def _partners(case: Case, found: Found) -> Items:
    for step in found.step_in:
        most = max((line.people for line in step.days_without), default=0.0)
        if step.class_ == "must" and most > wording.SMALL and step.people_hit:
            worst = next(line for line in step.days_without if line.people == most)
            yield (
                phase_of(worst.day, 24),
                _item(
                    f"Plan welfare checks: up to {wording.people(most)} without "
                    f"{wording.inside(step.title)} on day {worst.day}.",
                    EMERGENCY,
                    step.service,
                ),
            )
    helpers = [
        option.supplier
        for step in found.step_in
        for option in step.usable
        if option.used and option.route in ("neighbour_council", "mutual_aid") and option.supplier
    ]
    if helpers:
        named = wording.listed(list(dict.fromkeys(helpers)), MOST_NAMED)
        yield 24, _item(f"Ask for the help agreed: {named}.", EMERGENCY)
