"""Who does what by when: the checklist by phase, from which the cards of the roles are cut.

The standing items follow the phases of council protocols on provider failure; what this plan's own
options, money, notices and gaps call for comes first in each phase.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan import wording
from planner.plan.card import ChecklistItem, Phase
from planner.plan.case import Case
from planner.plan.decision import is_let_go
from planner.plan.plan import StepIn
from planner.plan.role_items import Found, role_items
from planner.plan.role_rules import standing_items
from planner.plan.roles import (
    BROKERAGE,
    DIRECTOR,
    LEGAL,
    MESSAGES,
    PHASES,
    PROCUREMENT,
    SOCIAL_WORK,
    phase_of,
)
from planner.plan.timetable import Recommissioning
from planner.scenario.outcome import BlockedOption

MOST_NAMED = 6
MOST_CALLED = 20


def checklists(case: Case, found: Found) -> tuple[Phase, ...]:
    """Return the phases with this plan's own items first, then the standing ones."""
    decisions, step_in = found.decisions, found.step_in
    own: dict[int, list[ChecklistItem]] = {hours: [] for _, hours in PHASES}
    for plan in step_in:
        _calls(case, plan, own)
    _first_ringing(step_in, own)
    _papers(step_in, own)
    _buying(case, found.bought, own)
    for decision in decisions:
        if is_let_go(decision):
            text = f"Write to everyone who loses {wording.inside(decision.title)}."
            own[72].append(ChecklistItem(text, MESSAGES, decision.service, True))
        elif decision.needs_reason or decision.decision == "to_be_decided":
            text = f"Decide what happens to {wording.inside(decision.title)}, and write down why."
            own[24].append(ChecklistItem(text, DIRECTOR, decision.service, True))
    for hours, item in role_items(case, found):
        own[hours].append(item)
    standing = standing_items()
    return tuple(
        Phase(
            title,
            hours,
            (
                *dict.fromkeys(own[hours]),
                *(
                    ChecklistItem(item.text, item.role, None, False)
                    for item in standing
                    if item.hours == hours
                ),
            ),
        )
        for title, hours in PHASES
    )


def _add(
    own: dict[int, list[ChecklistItem]], hours: int, text: str, owner: str, services: Sequence[str]
) -> None:
    """Add an item; it belongs to a service where it is about that one alone."""
    service = services[0] if len(set(services)) == 1 else None
    own[hours].append(ChecklistItem(text, owner, service, True))


def _first_ringing(step_in: Sequence[StepIn], own: dict[int, list[ChecklistItem]]) -> None:
    """Add whom to ring first: people with complex needs, in one line for each phase."""
    rung: dict[int, list[StepIn]] = {}
    for plan in step_in:
        if plan.first_places.startswith("The "):
            rung.setdefault(phase_of(plan.known_day or 0), []).append(plan)
    for hours, plans in rung.items():
        titles = wording.listed([wording.inside(plan.title) for plan in plans], MOST_NAMED)
        text = f"Ring the people with complex needs who have {titles}."
        _add(own, hours, text, SOCIAL_WORK, [plan.service for plan in plans])


def _papers(step_in: Sequence[StepIn], own: dict[int, list[ChecklistItem]]) -> None:
    """Add the papers that options still need, alike ones of several services in one line."""
    needed: dict[tuple[int, str], list[tuple[StepIn, str]]] = {}
    for plan in step_in:
        hours = phase_of(plan.known_day or 0, 24)
        for option in plan.usable:
            thing, _, ready = option.needed_first.partition(": ")
            if option.used and ready != "ready":
                label = option.label if option.supplier else wording.inside(option.label)
                needed.setdefault((hours, thing), []).append((plan, label))
    for (hours, thing), lines in needed.items():
        titles = dict.fromkeys(wording.inside(plan.title) for plan, _ in lines)
        whom = wording.listed([*dict.fromkeys(label for _, label in lines)])
        text = f"Settle for {wording.listed([*titles])}: {wording.inside(thing)} ({whom})."
        _add(own, hours, text, LEGAL, [plan.service for plan, _ in lines])


def _buying(
    case: Case, bought: Sequence[Recommissioning], own: dict[int, list[ChecklistItem]]
) -> None:
    """Add what is bought again, by route, and the stop-gaps that end before it is."""
    begun: dict[tuple[int, str], list[Recommissioning]] = {}
    for again in bought:
        when = phase_of((again.starts_on - case.start).days, 24)
        begun.setdefault((when, again.route), []).append(again)
        if again.gap_days_p50:
            text = (
                f"Extend the stop-gaps for {wording.inside(again.title)} past "
                f"{wording.date_words(again.stop_gap_ends)}."
            )
            _add(own, 672, text, PROCUREMENT, [again.service])
    for (when, route), works in begun.items():
        titles = wording.listed([wording.inside(work.title) for work in works])
        text = f"Begin buying {titles} again: {wording.inside(route)}."
        _add(own, when, text, PROCUREMENT, [work.service for work in works])


def _calls(case: Case, plan: StepIn, own: dict[int, list[ChecklistItem]]) -> None:
    """Add the calls, papers and checks that one service's options need."""

    def add(hours: int, text: str, owner: str) -> None:
        own[hours].append(ChecklistItem(text, owner, plan.service, True))

    service = wording.inside(plan.title)
    known = plan.known_day or 0
    first = phase_of(known, 4)
    used = [option for option in plan.usable if option.used]
    if used:
        named = wording.listed([option.label for option in used], MOST_CALLED)
        when = "at once" if not known else f"on day {known}"
        add(first, f"Call in every option for {service} {when}: {named}.", BROKERAGE)
    elif plan.displaced and max(plan.displaced) <= wording.SMALL:
        text = f"Ask the provider of {service} how and by when it is put right; write it down."
        add(72, text, BROKERAGE)
    elif plan.people_hit is None:
        add(4, f"Ask who is served by {service}, and who could take over.", BROKERAGE)
    elif not plan.usable:
        add(first, f"Find someone to take on {service}: no option may be used today.", BROKERAGE)
    for block in case.outcome.blocked:
        worth = block.worth
        if block.service != plan.service or worth is None:
            continue
        if worth.unmet_person_days.total < 1 and worth.breach_person_days.total < 1:
            continue
        add(phase_of(known, 72), _ask(case, block), LEGAL)
    if plan.return_day is not None and used and plan.return_day != plan.first_day:
        hours = 336 if plan.return_day <= 14 else 672
        day = plan.return_day
        add(hours, f"Check that everyone has {service} (plan: by day {day}).", BROKERAGE)
    if plan.unmet and plan.unmet[-1] > wording.SMALL:
        left = wording.people(plan.unmet[-1])
        add(672, f"Find places for {left} still without {service} at the end.", BROKERAGE)


def _ask(case: Case, block: BlockedOption) -> str:
    """Return what can still be done about a blocked option once the provider has failed."""
    label = case.option_labels[block.option]
    if block.missing == "agreed":
        return f"Ask for a signed agreement: {label}."
    if block.missing == "trading_on_days":
        return f"Ask the administrator to keep it running: {label}."
    whom = "the provider or its insolvency practitioner"
    return f"Ask {whom} to agree in writing, as the contract has no clause for it: {label}."
