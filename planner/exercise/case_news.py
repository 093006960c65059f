"""News that comes in every failure of a kind, and signs that were seen before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planner.exercise.cascade_news import blanks
from planner.exercise.news import News, day_of_effect, day_of_news, foremost, main_event
from planner.exercise.wording_rules import Standing, players, standing_news
from planner.plan import wording
from planner.plan.case import Case
from planner.register.records import WarningSign

BROKERAGE = players()[2]
WINTER = frozenset({11, 12, 1, 2, 3})
OTHERS = "other_council"
STANDING_NEWS = "Standing news"
MOST_SIGNS = 3
LOOKED_BACK = 365
"""Days before the news within which a sign is brought up again."""


def standing(case: Case) -> list[News]:
    """Return the news of the rules that fits a case."""
    event = main_event(case)
    if event is None:
        return []
    filled = blanks(case, event)
    first = day_of_news(case)
    found = []
    for one in standing_news():
        day = (day_of_effect(case) if one.from_effect else first) + one.after
        if one.kinds and event.kind not in one.kinds:
            continue
        if day >= case.outcome.horizon_days or not _fits(case, one, day):
            continue
        found.append(
            News(
                slot=one.slot,
                group="practitioner" if one.slot.startswith("practitioner") else "standing",
                day=day,
                title=wording.upper_first(one.title.format(**filled)),
                sent_from=one.sent_from.format(**filled),
                sent_to=one.sent_to,
                medium=one.medium,
                content=wording.upper_first(one.content.format(**filled)),
                expected=one.expected,
                objective=one.objective,
                question=one.question,
                minutes=one.minutes,
                prompts=one.prompts,
                told_from=STANDING_NEWS,
                weight=one.weight,
                rank=6,
                moves=True,
            )
        )
    return found


def _fits(case: Case, one: Standing, day: int) -> bool:
    return _CONDITIONS[one.when](case, day) if one.when else True


def _in_administration(case: Case, day: int) -> bool:
    event = main_event(case)
    return event is not None and event.trading_on > 0


def _in_liquidation(case: Case, day: int) -> bool:
    event = main_event(case)
    return event is not None and not event.trading_on and not event.warning


def _is_regulated(case: Case, day: int) -> bool:
    return any(case.record_of(one).regulated for one in case.services)


def _is_winter(case: Case, day: int) -> bool:
    return case.scenario.start_date is not None and case.date_of(day).month in WINTER


def _serves_people(case: Case, day: int) -> bool:
    event = main_event(case)
    own = case.register.contracts_of_provider.get(event.target if event else "", ())
    return bool(case.people_of(own))


def _is_depended_on(case: Case, day: int) -> bool:
    service = foremost(case)
    return service is not None and service.class_ != "could"


_CONDITIONS: Mapping[str, Callable[[Case, int], bool]] = {
    "administration": _in_administration,
    "liquidation": _in_liquidation,
    "regulated": _is_regulated,
    "winter": _is_winter,
    "serves people": _serves_people,
    "depended on": _is_depended_on,
}


def other_councils(case: Case) -> list[News]:
    """Return the call of a council that placed people with the provider, where some did."""
    placed, services, uncounted = 0, [], False
    for contract in case.contracts_hit:
        for place in case.register.places_of_contract.get(contract.id, ()):
            if place.funder == OTHERS and place.people != 0:
                placed += place.people or 0
                uncounted = uncounted or place.people is None
                services.append(wording.inside(case.register.services[contract.service].title))
    if not services:
        return []
    # A count that lacks some is no number of people to plan with.
    who = "people whom nobody has counted" if uncounted else wording.people(placed)
    are = "is" if placed == 1 and not uncounted else "are"
    return [
        News(
            slot="other-council",
            group="standing",
            day=day_of_news(case) + 1,
            title="Another council asks after people it placed",
            sent_from="Brokerage team of another council",
            sent_to=BROKERAGE,
            medium="email",
            content=(
                f"{wording.upper_first(who)} placed by other councils {are} hit by this, in "
                f"{wording.listed(list(dict.fromkeys(services)), 3)}. What are you doing for ours, "
                "and what will you charge us?"
            ),
            expected=(
                "See to everybody’s safety first, whoever placed them. Agree what is charged, and "
                "who decides on a move."
            ),
            objective="priorities",
            question="What do we do for people placed by others, and who pays?",
            minutes=6,
            prompts=(
                "Who has the duty to them today?",
                "Which councils have not rung yet?",
                "May we tell them where their people go?",
            ),
            told_from="Register: people placed by other councils",
            weight=6,
            rank=6,
            moves=True,
        )
    ]


def signs_before(case: Case) -> list[News]:
    """Return the signs recorded at those who fail, or that nobody recorded one."""
    event = main_event(case)
    if event is None or event.target not in case.register.providers:
        return []
    first = day_of_news(case)
    known = case.date_of(first)
    seen = [
        one
        for one in case.register.warning_signs.values()
        if one.provider == event.target
        and one.date <= known
        and (known - one.date).days <= LOOKED_BACK
        and (one.rating or 0) > 0
    ]
    seen.sort(key=lambda one: (one.date, one.indicator), reverse=True)
    name = case.register.providers[event.target].name
    told = [f"{_sign(one)} on {wording.date_words(one.date)}" for one in seen[:MOST_SIGNS]]
    more = len(seen) - len(told)
    if more:
        told.append(wording.counted(more, "earlier note", "earlier notes"))
    content = (
        f"In the year before this we wrote down of {name}: {wording.listed(told)}. A councillor on "
        "the audit committee asks what was done about it."
        if told
        else f"In the year before this nobody wrote down a sign of trouble at {name}. That does "
        "not say that there was none. A councillor on the audit committee asks who looks."
    )
    return [
        News(
            slot=f"signs-{event.target}",
            group="signs",
            day=first + 3,
            title="What did we know before?",
            sent_from="Chair of the audit committee",
            sent_to=players()[0],
            medium="email",
            content=content,
            expected=(
                "Answer with what is on record. Note what to look at with other providers now. "
                "Say what could be learnt from it."
            ),
            objective="lead",
            question="What do we answer, and where else do we look today?",
            minutes=6,
            prompts=(
                "Who sees such signs first?",
                "Which other provider shows the same?",
                "What would have made us act?",
            ),
            told_from=f"Warning signs of {name}",
            weight=6 if told else 2,
            rank=6,
            moves=True,
        )
    ]


def _sign(sign: WarningSign) -> str:
    words = sign.indicator.replace("_", " ").strip().rstrip(".")
    return f"“{wording.upper_first(words)}”"
