"""News drafted from who waits: limits that pass, and who is on the list."""

from __future__ import annotations

from planner.exercise.news import (
    News,
    by_weight,
    contracts_of_target,
    day_of_news,
    main_event,
    people_words,
)
from planner.exercise.wording_rules import players
from planner.plan import wording
from planner.plan.case import Case
from planner.scenario.outcome import ServiceOutcome

SOCIAL_WORK = players()[3]
FUNDER_WORDS = {
    "council": "paid for by the council",
    "self": "paying for themselves",
    "other_council": "placed by another council",
    "nhs": "paid for by the NHS",
    "direct_payment": "with a direct payment",
}
CLASS_PROMPT = {
    "must": "Who of them cannot be left until tomorrow?",
    "needed": "Who of them can wait a little, and who says so?",
    "could": "What else would the same people and money do?",
}


def limits(case: Case) -> list[News]:
    """Return, for services with a tolerable period, the day on which the first have waited it."""
    found = []
    for service in case.services:
        first, longest = service.first_day, service.mtpd_days
        if first is None or longest is None or first + longest >= case.outcome.horizon_days:
            continue
        if not case.counted(service) or service.affected_people < 0.5:
            continue
        found.append(_limit(case, service, first, longest))
    return found


def _limit(case: Case, service: ServiceOutcome, first: int, longest: int) -> News:
    name = wording.inside(service.title)
    late = service.breach_person_days
    best = (
        "In the model’s best response nobody waits longer than that."
        if late < 0.5
        else f"Even the model’s best response leaves {wording.person_days(late)} past that limit."
    )
    since = "today" if longest == 0 else f"day {first}"
    said = (
        f"{service.title} cannot be missed for a day."
        if longest == 0
        else f"{service.title} can be missed for {wording.days(longest)} and no longer."
    )
    class_ = service.class_ or "must"
    return News(
        slot=f"limit-{service.service}",
        group="limit",
        day=first + longest,
        title=f"{service.title}: the limit passes today",
        sent_from="Service manager",
        sent_to=SOCIAL_WORK,
        medium="email",
        content=(
            f"{said} Whoever has had nothing since {since} reaches that limit now. "
            f"{wording.upper_first(people_words(case, service))} lose it while this lasts."
        ),
        expected=f"Know by name who has had nothing, and decide for each. {best}",
        objective="priorities",
        question=f"Who has had no {name} until now, and what happens for them today?",
        minutes=8,
        prompts=(
            CLASS_PROMPT.get(class_, CLASS_PROMPT["must"]),
            "Who checks that somebody really came?",
            "Who in another service could go instead?",
        ),
        told_from=f"Limit: {service.title} is hit from day {first} and can wait "
        f"{wording.days(longest)}",
        weight={"must": 10, "needed": 6, "could": 2}.get(class_, 10),
        rank=3,
        moves=False,
    )


def who_pays(case: Case) -> list[News]:
    """Return the list of people of the foremost service that is counted, by who pays."""
    event = main_event(case)
    for service in by_weight(case):
        by_funder: dict[str, int] = {}
        uncounted = False
        own = contracts_of_target(case, event, service.service) if event is not None else ()
        day = day_of_news(case) if own else service.first_day
        for contract in own or case.contracts_of(service.service):
            for place in case.register.places_of_contract.get(contract.id, ()):
                if place.people is None:
                    uncounted = True
                else:
                    by_funder[place.funder] = by_funder.get(place.funder, 0) + place.people
        if not sum(by_funder.values()) or day is None:
            continue
        parts = [
            f"{number:,} {FUNDER_WORDS[funder]}"
            for funder in FUNDER_WORDS
            if (number := by_funder.get(funder, 0))
        ]
        more = " Some have not been counted." if uncounted else ""
        if len(parts) == 1 and not uncounted:
            more = " Nobody can say whether that is everyone."
        return [
            News(
                slot=f"list-{service.service}",
                group="list",
                day=day,
                title=f"{service.title}: the list is on the table",
                sent_from="Brokerage duty desk",
                sent_to=SOCIAL_WORK,
                medium="email",
                content=(
                    f"The register counts these people in {wording.inside(service.title)}: "
                    f"{wording.listed(parts)}.{more} Nobody has put them in order yet."
                ),
                expected=(
                    "Agree that everybody at risk is on one list, whoever pays for them. Put those "
                    "first who cannot wait, and say who keeps the list."
                ),
                objective="priorities",
                question="In which order do we ring and visit them, and who decides?",
                minutes=9,
                prompts=(
                    "Who lives alone, and who has nobody to ring?",
                    "What do we owe to those who pay for themselves?",
                    "How old is this list?",
                ),
                told_from=f"Register: people of the contracts hit for {service.title}",
                weight=9,
                rank=2,
            )
        ]
    return []
