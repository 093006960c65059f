"""What the plan cannot yet do: in time, people, money and knowledge, worst first."""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.plan.findings import Gap, PreventiveAction
from planner.plan.money import ReservePlan
from planner.plan.plan import ServiceDecision, StepIn
from planner.plan.reserve_words import SHORT
from planner.plan.stop_gaps import first_end, left_at
from planner.plan.timetable import Recommissioning
from planner.scenario.outcome import ServiceOutcome

CLASS_ORDER = {"must": 0, None: 1, "needed": 2, "could": 3}
NO_SERVICE = 4
MOST_STRETCHES = 3
MOST_CLOSERS = 2
KIND_ORDER = {"people": 0, "time": 1, "money": 2, "knowledge": 3}


def gaps(
    case: Case,
    decisions: Sequence[ServiceDecision],
    step_in: Sequence[StepIn],
    bought: Sequence[Recommissioning],
    reserve: ReservePlan,
    actions: Sequence[PreventiveAction],
) -> tuple[Gap, ...]:
    """Return every gap: red ones first, then must before needed before could.

    What would close one is told by its best two changes; the others are counted.
    """
    found: list[Gap] = []
    by_service = {plan.service: plan for plan in step_in}
    for service in case.services:
        if service.service in by_service:
            found += _waiting(case, service, _closers(service, reserve, actions))
    found += [gap for service in case.services for gap in _in_vain(service)]
    found += [_timing(case, plan) for plan in bought if plan.finding is not None]
    found += _money(reserve)
    found += [_undecided(decision) for decision in decisions if decision.needs_reason]
    found += _knowledge(case)
    classes = {service.service: service.class_ for service in case.services}
    found.sort(
        key=lambda gap: (
            not gap.red,
            CLASS_ORDER[classes[gap.service]] if gap.service in classes else NO_SERVICE,
            KIND_ORDER[gap.kind],
        )
    )
    return tuple(found)


def _waiting(case: Case, found: ServiceOutcome, changes: Sequence[str]) -> list[Gap]:
    if max(found.unmet, default=0.0) < wording.SMALL:
        return []
    closes = _best(changes)
    most = max(found.unmet)
    red = found.class_ in ("must", None) and found.breach_person_days > SAME
    gaps_found = []
    late = _late_days(case, found)
    if late is not None:
        when = wording.listed([_stretch(case, *each) for each in late], MOST_STRETCHES)
        gaps_found.append(
            Gap(
                "people",
                f"People wait too long for {wording.inside(found.title)}",
                f"Up to {wording.people_wait(_most_late(case, found))} for "
                f"{wording.inside(found.title)}, {when}: "
                f"{wording.person_days(found.breach_person_days)} longer than people can.",
                found.service,
                _most_late(case, found),
                wording.upper_first(when),
                red,
                closes,
            )
        )
    elif most > wording.SMALL:
        gaps_found.append(
            Gap(
                "people",
                f"Some people wait for {wording.inside(found.title)}",
                f"Up to {wording.people_wait(most)} for {wording.inside(found.title)}, but no "
                "longer than they can.",
                found.service,
                most,
                f"From day {found.first_day}",
                False,
                closes,
                bearable=True,
            )
        )
    lost = first_end(case, found)
    if lost is not None and lost.inside and found.unmet[-1] > wording.SMALL:
        day, label, losing = lost.day, wording.listed(lost.labels, 2), lost.people
        ends = "ends" if len(lost.labels) == 1 else "end"
        lose = "loses" if round(losing) == 1 else "lose"
        gaps_found.append(
            Gap(
                "people",
                f"{wording.people(losing)} {lose} {wording.inside(found.title)} again",
                f"From day {day + 1}, {wording.people(losing)} {lose} "
                f"{wording.inside(found.title)} again: {label} {ends} and nobody takes over.",
                found.service,
                losing,
                f"From day {day + 1}",
                red,
                _best([f"Let {label} stay longer", *changes]),
            )
        )
    return gaps_found


def _in_vain(found: ServiceOutcome) -> list[Gap]:
    """Return the gap of people who have the service without what it is for."""
    days = found.without_outcome_person_days
    if days < wording.SMALL:
        return []
    title = wording.inside(found.title)
    return [
        Gap(
            "people",
            f"{found.title} does not do what it is for",
            f"People have {title}, but {wording.person_days(days)} of it do not do what it is for.",
            found.service,
            found.people,
            "Until it is put right",
            False,
            ("Agree with the provider what is put right by when", "Check the outcomes again"),
        )
    ]


def _closers(
    found: ServiceOutcome, reserve: ReservePlan, actions: Sequence[PreventiveAction]
) -> list[str]:
    """Return what would spare people of a service the wait, best first, alike changes once."""
    own = [action for action in actions if action.service == found.service and action.saves_unmet]
    told: dict[str, str] = {}
    for action in own:
        told.setdefault(action.group or action.title, action.closes or action.title)
    lacks = any(line.service == found.service for line in reserve.unpaid)
    money = [f"Hold {wording.money(reserve.more_money)} more in reserve"] if lacks else []
    return [*money, *told.values()]


def _best(changes: Sequence[str]) -> tuple[str, ...]:
    left = len(changes) - MOST_CLOSERS
    if left <= 0:
        return tuple(changes)
    more = "1 more change helps" if left == 1 else f"{left} more changes help"
    return (*changes[:MOST_CLOSERS], more)


def _late_days(case: Case, found: ServiceOutcome) -> list[tuple[int, int]] | None:
    """Return the stretches of days, first and last, on which someone waits for too long."""
    if found.breach_person_days <= SAME or _most_late(case, found) < wording.SMALL:
        return None
    from_day = (found.first_day or 0) + (found.mtpd_days or 0)
    stretches: list[tuple[int, int]] = []
    for period, unmet in zip(case.outcome.periods, found.unmet, strict=True):
        if unmet < wording.SMALL or period.end <= from_day:
            continue
        first, last = max(from_day, period.start), period.end - 1
        if stretches and stretches[-1][1] == first - 1:
            first = stretches.pop()[0]
        stretches.append((first, last))
    return stretches


def _stretch(case: Case, first: int, last: int) -> str:
    """Return a stretch in words; where the run counts in weeks, its day in the week is open."""
    weekly = any(p.start == first and p.days > 1 for p in case.outcome.periods)
    start = f"the week of day {first}" if weekly else f"day {first}"
    if last == case.outcome.horizon_days - 1:
        return f"from {start} to the end"
    return f"on {start}" if first == last else f"from {start} to day {last}"


def _most_late(case: Case, found: ServiceOutcome) -> float:
    from_day = (found.first_day or 0) + (found.mtpd_days or 0)
    return max(
        unmet
        for period, unmet in zip(case.outcome.periods, found.unmet, strict=True)
        if period.end > from_day
    )


def _timing(case: Case, plan: Recommissioning) -> Gap:
    found = next(each for each in case.services if each.service == plan.service)
    people = case.people_hit(found)
    if plan.stop_gap_ends is not None:
        people = left_at(case, found, plan.p50)
    if plan.gap_days_p50 is None:
        title = f"No stop-gap for {wording.inside(plan.title)} until it is bought again"
        when = f"Until {wording.date_words(plan.p50)}"
    else:
        title = f"The stop-gap for {wording.inside(plan.title)} ends before the new contract starts"
        when = (
            f"{wording.weeks_of(plan.gap_days_p50)} after {wording.date_words(plan.stop_gap_ends)}"
        )
    told = _restart_words(plan)
    if plan.gap_days_p50 is not None:
        told = f"{plan.finding} {told}"
    return Gap(
        "time",
        title,
        told,
        plan.service,
        people,
        when,
        plan.class_ in ("must", None),
        _best([closer.change for closer in plan.closers]),
    )


def _restart_words(plan: Recommissioning) -> str:
    ends = ""
    if plan.stop_gap_ends is not None:
        ends = f"{plan.stop_gap_words} "
    return (
        f"{ends}The new contract starts on {wording.date_words(plan.p50)} (P50) or "
        f"{wording.date_words(plan.p80)} (P80)."
    )


def _money(reserve: ReservePlan) -> list[Gap]:
    found = [_money_runs_out(reserve)] if reserve.unpaid else []
    if not reserve.weeks_short:
        return found
    lasting = reserve.short_in_total > wording.SMALL
    title = "The reserves are too small" if lasting else "The reserves are short for a time"
    sentence = next(told for told in reserve.statements if told.startswith(SHORT))
    closes = (f"Hold {wording.money(reserve.most_short)} more, or agree a loan for those weeks",)
    first, last = reserve.weeks_short[0], reserve.weeks_short[-1]
    when = f"Week {first}" if first == last else f"Weeks {first} to {last}"
    return [*found, Gap("money", title, sentence, None, None, when, lasting, closes)]


def _money_runs_out(reserve: ReservePlan) -> Gap:
    first = min(reserve.unpaid, key=lambda line: line.from_day)
    return Gap(
        "money",
        "The reserves run out",
        reserve.statements[0],
        first.service if len(reserve.unpaid) == 1 else None,
        reserve.unpaid_people,
        f"From {wording.date_words(first.from_date)}",
        reserve.more_money_saves_must_breach > wording.SMALL,
        (f"Hold {wording.money(reserve.more_money)} more in a fund that may pay for it",),
    )


def _undecided(decision: ServiceDecision) -> Gap:
    return Gap(
        "knowledge",
        f"Letting {wording.inside(decision.title)} go needs a recorded reason",
        "It is needed and cannot be bridged in time within the money. Nobody has decided yet.",
        decision.service,
        decision.people,
        "Before the plan is approved",
        False,
        ("Record the decision, who takes it and why",),
    )


def _knowledge(case: Case) -> list[Gap]:
    """Return what the register does not hold and the plan needs."""
    services = [case.record_of(found) for found in case.services]
    blank_people = [found.title for found in case.services if not case.counted(found)]
    blank_class = [service.title for service in services if service.class_ is None]
    blank_wait = [service.title for service in services if service.mtpd_days is None]
    options = {option.service for option in case.register.options.values()}
    no_option = [service.title for service in services if service.id not in options]
    blank_value = [c.title for c in case.contracts_hit if c.annual_value is None]
    no_number = [
        case.name_of(provider)
        for provider in case.providers_hit
        if not any(contact.provider == provider for contact in case.register.contacts.values())
        and not case.register.providers[provider].contacts
    ]
    table = (
        (blank_people, "How many people are served is not known", "Ask the provider for a list"),
        (blank_class, "The class is not decided", "Class it as must, needed or could"),
        (blank_wait, "How long people can wait is not known", "Set the tolerable period"),
        (
            no_option,
            "No way to keep it going is recorded",
            "Find who could take over, and agree it",
        ),
        (blank_value, "The yearly value is not known", "Enter the yearly value"),
        (no_number, "There is no number to ring", "Enter a contact for day and night"),
    )
    return [
        Gap(
            "knowledge",
            title,
            wording.full_stop(f"That is so for {wording.listed(names, 4)}"),
            None,
            None,
            "Before the plan is approved",
            False,
            (closes,),
        )
        for names, title, closes in table
        if names
    ]
