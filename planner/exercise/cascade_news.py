"""News drafted from what falls: the first call, and whoever follows."""

from __future__ import annotations

from planner.exercise.news import (
    UNCOUNTED,
    News,
    contracts_of_target,
    first_news_day,
    main_event,
    service_words,
    services_words,
    who_is_hit,
)
from planner.exercise.wording_rules import Opening, openings, players
from planner.plan import wording
from planner.plan.case import Case
from planner.register.records import Event
from planner.scenario.outcome import Disruption, Failure

WHOLE = 0.995
LEAD, MANAGER, BROKERAGE = players()[:3]
SOCIAL_WORK = players()[3]


def first_calls(case: Case) -> list[News]:
    """Return the first call of each event, and the day on which work stops where it was warned."""
    found: list[News] = []
    main = main_event(case)
    for number, event in enumerate(case.scenario.events, start=1):
        slot = "first-call" if event is main else f"first-call-{number}"
        found.append(_first_call(case, event, slot, event is main))
        if event.warning and event.day > first_news_day(event):
            found.append(_last_day(case, event, number))
    return found


def _opening(event: Event) -> Opening:
    mine = [one for one in openings() if one.kind == event.kind]
    warned = event.warning > 0
    trading = event.trading_on > 0
    return max(mine, key=lambda one: (one.trades_on and trading, one.warned == warned, not
                                      one.trades_on))  # fmt: skip


def blanks(case: Case, event: Event) -> dict[str, str]:
    """Return what fills the words in braces of the rules."""
    who = who_is_hit(case, event)
    share = event.lost_share
    return {
        "who": who,
        "whose": wording.of(who),
        "service": service_words(case),
        "council": case.register.council.name or "the council",
        "day": str(event.day),
        "trading": wording.days(event.trading_on),
        "share": "all" if share >= WHOLE else f"{wording.percent(share)}",
    }


def _first_call(case: Case, event: Event, slot: str, is_main: bool) -> News:
    opening = _opening(event)
    filled = blanks(case, event)
    content = wording.upper_first(opening.content.format(**filled))
    return News(
        slot=slot,
        group="call",
        day=first_news_day(event),
        title=wording.upper_first(opening.title.format(**filled)),
        sent_from=opening.sent_from.format(**filled),
        sent_to=MANAGER if is_main else BROKERAGE,
        medium=opening.medium,
        content=f"{content} {_hits(case, event)}",
        expected=(
            "Say who leads. Start the plan and the log. Call the group together and set the time "
            "of its next meeting. Ask for a list of everybody at risk, whoever pays for them."
            if is_main
            else "See what this adds, and whether the order of priorities still holds."
        ),
        objective="lead" if is_main else "priorities",
        question=(
            "Who leads, who is called in, and what do we find out first?"
            if is_main
            else "What changes for us with this?"
        ),
        minutes=10 if is_main else 7,
        prompts=(
            "Who may start the plan, and at what hour of the day?",
            "Which services are hit, and who in the room answers for each?",
            "What do we know, and what do we only suppose?",
        ),
        told_from=f"Event of the scenario: {_event_words(case, event)}",
        weight=20 if is_main else 9,
        rank=0 if is_main else 1,
    )


def _hits(case: Case, event: Event) -> str:
    """Return in a sentence the services an event hits at once, with their people.

    What follows days later is not known yet when the first call comes.
    """
    found: list[tuple[str, float | None]] = []
    for one in case.services:
        own = contracts_of_target(case, event, one.service)
        if own:
            found.append((one.title, case.people_of(own)))
    if not found:
        found = [
            (one.title, one.affected_people if case.counted(one) else None)
            for one in case.services
            if one.first_day is not None and one.first_day <= first_news_day(event)
        ]
    if not found:
        return "Which of our services are hit is not known yet."
    serves = "It serves" if event.target in case.register.providers else "Hit:"
    return f"{serves} {services_words(found)}."


def _event_words(case: Case, event: Event) -> str:
    return f"{who_is_hit(case, event)}, day {event.day}"


def _last_day(case: Case, event: Event, number: int) -> News:
    who = who_is_hit(case, event)
    return News(
        slot=f"takes-effect-{number}",
        group="call",
        day=event.day,
        title=f"{wording.upper_first(who)}: the day has come",
        sent_from="Contract officer on duty",
        sent_to=MANAGER,
        medium="phone",
        content=(
            f"What {who} told us {wording.days(event.day - first_news_day(event))} ago takes "
            f"effect today. {_hits(case, event)}"
        ),
        expected="Go through every service: who serves these people from tonight, and who checks.",
        objective="capacity",
        question="For whom is nothing in place tonight?",
        minutes=9,
        prompts=(
            "Which of our arrangements have started?",
            "Who rings those for whom nothing is in place?",
            "What did we mean to do by today and did not?",
        ),
        told_from=f"Event of the scenario: {_event_words(case, event)}",
        weight=14,
        rank=0,
    )


def followers(case: Case) -> list[News]:
    """Return those that fall or lose work because of what happened, each on its day."""
    targets = {event.target for event in case.scenario.events}
    outcome = case.outcome
    found = [
        _falls(case, one)
        for one in outcome.failures
        if one.id not in targets and one.cause.source != "event"
    ]
    fallen = {one.id for one in outcome.failures}
    found += [
        _loses(case, one)
        for one in outcome.disruptions
        if one.id not in targets
        and one.id not in fallen
        and one.lowest < WHOLE
        and one.chain
        and one.chain[0].source in {"supply", "parent"}
    ]
    return found


def _falls(case: Case, fallen: Failure) -> News:
    customer = case.name_of(fallen.cause.from_id)
    if fallen.cause.source == "income" and fallen.cause.from_id != fallen.id:
        why = f"Its cash is used up, because {customer} no longer brings it income."
    elif fallen.cause.source == "income":
        why = "Its cash is used up, because payments under its contracts have stopped."
    elif fallen.cause.source == "parent":
        why = f"Its owner, {customer}, has failed."
    else:
        why = f"It leans on {customer}."
    return News(
        slot=f"falls-{fallen.id}",
        group="falls",
        day=fallen.day,
        title=f"{fallen.name} cannot pay wages"
        if fallen.cause.source == "income"
        else f"{fallen.name} stops as well",
        sent_from=f"Director of {fallen.name}",
        sent_to=BROKERAGE,
        medium="phone",
        content=(
            f"{wording.upper_first(fallen.name)} says it cannot go on from today. {why} "
            f"{_serves(case, fallen.id)}"
        ),
        expected=(
            f"Treat {fallen.name} as failed: list the people it serves, set priorities again, and "
            "ask who else is about to follow."
        ),
        objective="priorities",
        question="Does this change whom we serve first?",
        minutes=9,
        prompts=(
            "Could we have seen this coming, and from when?",
            "What would it take to keep it going, and is it worth that?",
            "Who else earned a large part of their income there?",
        ),
        told_from=f"Cascade: {fallen.cause.sentence}",
        weight=12,
        rank=2,
    )


def _loses(case: Case, hit: Disruption) -> News:
    cause = hit.chain[0]
    upstream = case.name_of(cause.from_id)
    link = next(
        (
            one
            for one in case.register.supply_links.values()
            if one.upstream == cause.from_id and one.downstream == hit.id and one.input
        ),
        None,
    )
    what = wording.inside(link.input or "") if link else ""
    for_what = f" for {what}" if what and what.lower() not in upstream.lower() else ""
    does = (
        "nothing of its work"
        if hit.lowest < 0.005
        else f"only {wording.percent(hit.lowest)} of its work"
    )
    return News(
        slot=f"loses-{hit.id}",
        group="loses",
        day=hit.first_day,
        title=f"{hit.name} rings: it leans on {upstream}",
        sent_from=f"Manager of {hit.name}"
        if hit.id in case.register.providers
        else f"Manager in charge of {hit.name}",
        sent_to=BROKERAGE,
        medium="phone",
        content=(
            f"{wording.upper_first(hit.name)} leans on {upstream}{for_what}. From today it loses "
            f"work, and at the worst it can do {does}. {_serves(case, hit.id)}"
        ),
        expected=(
            "Ask who of its people comes first and what would help soonest. Ask every other "
            f"provider whether it leans on {upstream} too."
        ),
        objective="priorities",
        question=f"What do we tell {hit.name} to do first?",
        minutes=8,
        prompts=(
            "Did we know of this link before today?",
            "Who else leans on the same provider?",
            "What do we have that it needs?",
        ),
        told_from=f"Cascade: {cause.sentence}",
        weight=11,
        rank=2,
    )


def _serves(case: Case, id_: str) -> str:
    """Return in a sentence what a provider or asset does for the council's services."""
    contracts = case.register.contracts_of_provider.get(id_, ())
    if not contracts:
        return "It holds no contract of ours, but others lean on it."
    services = list(dict.fromkeys(contract.service for contract in contracts))
    names = [wording.inside(case.register.services[one].title) for one in services]
    people = case.people_of(contracts)
    # Where one contract is not counted, the sum of the others is not the number of people.
    unknown = sum(case.register.people_of_contract(one.id) is None for one in contracts)
    told = UNCOUNTED if people is None else f"{wording.people(people)} of ours"
    if people is not None and unknown:
        told += f", {wording.counted(unknown, 'contract', 'contracts')} not counted"
    return f"It serves {told} in {wording.listed(names, 3)}."
