"""Who does what by when: checklists by phase, and what each role is for.

The standing items follow the phases of council protocols on provider failure; what this plan's own
options and gaps call for comes first in each phase.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.plan import wording
from planner.plan.card import ChecklistItem, Phase, RoleCard
from planner.plan.case import Case
from planner.plan.decision import is_let_go
from planner.plan.plan import ServiceDecision, StepIn, UsableOption
from planner.plan.timetable import Recommissioning
from planner.scenario.outcome import BlockedOption

INCIDENT = "Incident manager"
DIRECTOR = "Director"
BROKERAGE = "Contracts and brokerage lead"
SOCIAL_WORK = "Social work lead"
FINANCE = "Section 151 officer"
LEGAL = "Duty lawyer"
MESSAGES = "Communications lead"
PROCUREMENT = "Procurement lead"
STAFF = "Human resources lead"
DATA = "Data protection lead"
FAMILY = "Family coordinator"

PHASES = (
    ("First 4 hours", 4),
    ("By 24 hours", 24),
    ("By 72 hours", 72),
    ("By 2 weeks", 336),
    ("By 4 weeks", 672),
)

STANDING: dict[int, tuple[tuple[str, str], ...]] = {
    4: (
        ("Open the log and write down each decision with its reason.", INCIDENT),
        ("Confirm the fact and the scope: which company, which activity, which sites.", INCIDENT),
        ("Find out who is in charge: the provider or an insolvency practitioner.", LEGAL),
        ("Make sure that everyone is safe now.", SOCIAL_WORK),
        ("Tell the director, the regulator, the integrated care board and safeguarding.", DIRECTOR),
        ("Stop new placements with the provider.", BROKERAGE),
    ),
    24: (
        ("Call the incident group together.", INCIDENT),
        ("Complete the list of people, whoever pays, and rate each by risk.", SOCIAL_WORK),
        ("Keep staff, medicines and records where they are.", BROKERAGE),
        ("Ask the insolvency practitioner how many days are paid for.", FINANCE),
        ("Test whether the temporary duty applies and write down why.", LEGAL),
        ("Give holding lines to people, families, staff, councillors and the press.", MESSAGES),
        ("Send situation report 1.", INCIDENT),
    ),
    72: (
        ("Weigh the options again against what has changed.", INCIDENT),
        ("Approve the emergency spending.", FINANCE),
        ("Choose the procurement route and its notices.", PROCUREMENT),
        ("Agree what data is shared, and get the records.", DATA),
        ("Offer staff a reason to stay until people have moved.", STAFF),
        ("Arrange advocates and transport.", FAMILY),
        ("Write to everyone again.", MESSAGES),
    ),
    336: (
        ("Review each person, by priority.", SOCIAL_WORK),
        ("Settle whether staff transfer (TUPE).", STAFF),
        ("Sign the interim contracts.", LEGAL),
        ("Secure premises, keys, vehicles and software.", BROKERAGE),
        ("Stop and reconcile the provider’s invoices.", FINANCE),
        ("Hold a call with neighbouring councils.", DIRECTOR),
    ),
    672: (
        ("Check on each person after the move.", SOCIAL_WORK),
        ("Recover costs: bond, guarantee, other councils.", FINANCE),
        ("End the old contract and publish that it has ended.", PROCUREMENT),
        ("Stand down, hold a debrief and update the register and this plan.", INCIDENT),
    ),
}


def checklists(
    case: Case,
    decisions: Sequence[ServiceDecision],
    step_in: Sequence[StepIn],
    bought: Sequence[Recommissioning],
) -> tuple[Phase, ...]:
    """Return the phases with this plan's own items first, then the standing ones."""
    own: dict[int, list[ChecklistItem]] = {hours: [] for _, hours in PHASES}
    for plan in step_in:
        _calls(case, plan, own)
    for decision in decisions:
        if is_let_go(decision):
            text = f"Write to everyone who loses {wording.inside(decision.title)}."
            own[72].append(ChecklistItem(text, MESSAGES, decision.service, True))
        elif decision.needs_reason or decision.decision == "to_be_decided":
            text = f"Decide what happens to {wording.inside(decision.title)}, and write down why."
            own[24].append(ChecklistItem(text, DIRECTOR, decision.service, True))
    for again in bought:
        when = _phase((again.starts_on - case.start).days, 24)
        text = f"Begin buying {wording.inside(again.title)} again: {wording.inside(again.route)}."
        own[when].append(ChecklistItem(text, PROCUREMENT, again.service, True))
        if again.gap_days_p50:
            text = (
                f"Extend the stop-gaps for {wording.inside(again.title)} past "
                f"{wording.date_words(again.stop_gap_ends)}."
            )
            own[672].append(ChecklistItem(text, PROCUREMENT, again.service, True))
    return tuple(
        Phase(
            title,
            hours,
            (
                *own[hours],
                *(ChecklistItem(text, who, None, False) for text, who in STANDING[hours]),
            ),
        )
        for title, hours in PHASES
    )


def _phase(day: int, least: int) -> int:
    """Return the hours of the phase that a day falls in, but no earlier than `least`."""
    return next((hours for _, hours in PHASES if hours >= max(least, 24 * day)), PHASES[-1][1])


def _papers(plan: StepIn, used: Sequence[UsableOption]) -> Iterable[str]:
    """Return the papers that options of one service still need, alike ones in one line."""
    needed: dict[str, list[str]] = {}
    for option in used:
        thing, _, ready = option.needed_first.partition(": ")
        if ready != "ready":
            label = option.label if option.supplier else wording.inside(option.label)
            needed.setdefault(thing, []).append(label)
    for thing, labels in needed.items():
        whom = wording.listed([*dict.fromkeys(labels)])
        yield f"Settle for {wording.inside(plan.title)}: {wording.inside(thing)} ({whom})."


def _calls(case: Case, plan: StepIn, own: dict[int, list[ChecklistItem]]) -> None:
    """Add the calls, papers and checks that one service's options need."""

    def add(hours: int, text: str, owner: str) -> None:
        own[hours].append(ChecklistItem(text, owner, plan.service, True))

    service = wording.inside(plan.title)
    known = plan.known_day or 0
    first = _phase(known, 4)
    used = [option for option in plan.usable if option.used]
    if used:
        named = wording.listed([option.label for option in used], 6)
        when = "at once" if not known else f"on day {known}"
        add(first, f"Call in every option for {service} {when}: {named}.", BROKERAGE)
    elif plan.displaced and max(plan.displaced) <= wording.SMALL:
        text = f"Ask the provider of {service} how and by when it is put right; write it down."
        add(72, text, BROKERAGE)
    elif plan.people_hit is None:
        add(4, f"Ask who is served by {service}, and who could take over.", BROKERAGE)
    elif not plan.usable:
        add(first, f"Find someone to take on {service}: no option may be used today.", BROKERAGE)
    complex_first = plan.first_places.startswith("The ")
    if complex_first:
        add(first, f"Ring the people with complex needs who have {service}.", SOCIAL_WORK)
    for text in _papers(plan, used):
        add(_phase(known, 24), text, LEGAL)
    for block in case.outcome.blocked:
        worth = block.worth
        if block.service != plan.service or worth is None:
            continue
        if worth.unmet_person_days.total < 1 and worth.breach_person_days.total < 1:
            continue
        add(_phase(known, 72), _ask(case, block), LEGAL)
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


def role_cards(case: Case, people: float | None) -> tuple[RoleCard, ...]:
    """Return what each role is for, may decide, must ask and reports to."""
    whom = "everyone served" if people is None else f"all {wording.people(people)}"
    spend = "Anything that draws on a reserve: section 151 officer."
    return (
        RoleCard(
            DIRECTOR,
            "Start the plan, decide what is kept going, and end it.",
            "Which services are kept, bridged or let go.",
            spend,
            "Chief executive",
        ),
        RoleCard(
            INCIDENT,
            f"Run the response hour by hour for {whom}.",
            "Who does what, and when the group meets.",
            spend,
            DIRECTOR,
        ),
        RoleCard(
            BROKERAGE,
            f"Find somebody to serve {whom}, complex needs first.",
            "Who goes where, within the options of this plan.",
            spend,
            INCIDENT,
        ),
        RoleCard(
            SOCIAL_WORK,
            "Know that each person is safe, and who comes first.",
            "The order of the risk list.",
            "Moves against a person’s wish: duty lawyer.",
            INCIDENT,
        ),
        RoleCard(
            FINANCE,
            "Release money, track it each week, recover what is owed.",
            "Spending from the reserves.",
            "Spending beyond the reserves: full council.",
            "Chief executive",
        ),
        RoleCard(
            LEGAL,
            "Say which duty and which power the council acts under.",
            "The wording of letters and agreements.",
            "Court action: director.",
            INCIDENT,
        ),
        RoleCard(
            PROCUREMENT,
            "Begin buying the service again on the day the loss is known.",
            "Notices and timetable.",
            "The route: director and duty lawyer.",
            INCIDENT,
        ),
        RoleCard(
            MESSAGES,
            "Tell people first, then staff, councillors and the press.",
            "Words and channels.",
            "Naming the provider: duty lawyer.",
            INCIDENT,
        ),
        RoleCard(
            STAFF,
            "Keep the provider’s staff at work until people have moved.",
            "How staff are told and asked.",
            "Any offer of pay: section 151 officer.",
            INCIDENT,
        ),
        RoleCard(
            DATA,
            "See that records follow people, and only what is needed is shared.",
            "What is shared, with whom.",
            "Sharing without consent: duty lawyer.",
            INCIDENT,
        ),
    )
