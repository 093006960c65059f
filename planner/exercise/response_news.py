"""News drafted from the ways to respond: offers, what bars them, their price, when they end."""

from __future__ import annotations

import datetime

from planner.exercise.news import News, by_weight, day_of_news, price
from planner.exercise.wording_rules import players
from planner.plan import wording
from planner.plan.case import Case
from planner.register.records import Contract
from planner.scenario.outcome import BlockedOption, OptionUse, ServiceOutcome

LEAD, MANAGER, BROKERAGE, SOCIAL_WORK, FINANCE, LAWYER = players()[:6]
NOTICE = 7
"""Days before its end on which a supplier says how long it can go on."""
WEIGHTS = {"must": 10, "needed": 6, "could": 3}


def offers(case: Case) -> list[News]:
    """Return the offers of those who can serve soonest, one for each service hit."""
    found = []
    for service in case.services:
        known = service.known_day
        mine = [one for one in case.outcome.options if one.used and one.service == service.service]
        if known is None or not mine:
            continue
        best = min(mine, key=lambda one: (one.from_day, -one.capacity, one.option))
        found.append(_offer(case, service, best, known))
    return found


def _who(case: Case, use: OptionUse) -> str:
    return case.option_labels.get(use.option, "A provider")


def _offer(case: Case, service: ServiceOutcome, use: OptionUse, known: int) -> News:
    record = case.register.options[use.option]
    who = _who(case, use)
    sender = who if record.supplier or record.route == "in_house" else "Brokerage duty desk"
    wait = use.from_day - known
    when = "at once" if wait <= 0 else f"{wording.days(wait)} after you say yes"
    full = use.full_day - use.from_day
    grows = f", and all of them {wording.days(full)} later" if full > 0 else ""
    lasts = f" It can last {wording.days(record.max_days)} at most." if record.max_days else ""
    cost = record.unit_cost_day
    costs = (
        "Nobody has set a price yet."
        if cost is None
        else f"A person costs {price(cost)} a day"
        + (f", and setting up {price(record.setup_cost)}." if record.setup_cost else ".")
    )
    if cost == 0 and not record.setup_cost:
        costs = "It costs nothing extra."
    people = wording.people(use.capacity)
    name = wording.inside(service.title)
    return News(
        slot=f"offer-{use.option}",
        group="offer",
        day=known,
        title=f"{who}: room for {people}",
        sent_from=sender,
        sent_to=BROKERAGE,
        medium="phone",
        content=(
            f"For {name} there is room for {people}: the first places {when}{grows}.{lasts} {costs}"
        ),
        expected=(
            "Say yes or no now, by name of the option, and log why: suitable, feasible, "
            "acceptable. Say who is served first by it."
        ),
        objective="capacity",
        question=f"Do we take it, for whom, and who else do we ask for {name}?",
        minutes=9,
        prompts=(
            "Is it enough, and is it soon enough?",
            "On what authority may we buy it today?",
            "What else starts as soon?",
        ),
        told_from=f"Option: {who} for {service.title}, from day {use.from_day} if called on day "
        f"{known}",
        weight=WEIGHTS.get(service.class_ or "must", 10),
        rank=4,
    )


def blocked(case: Case) -> list[News]:
    """Return options that may not be used, those worth most first."""
    ranked = sorted(
        case.outcome.blocked,
        key=lambda one: (-_saves(one), one.option),
    )
    found: list[News] = []
    told: set[str] = set()
    for one in ranked:
        if one.sentence not in told:
            told.add(one.sentence)
            found.append(_blocked(case, one, len(found)))
    return found


def _saves(one: BlockedOption) -> float:
    if one.worth is None:
        return 0.0
    return one.worth.breach_person_days.total + one.worth.unmet_person_days.total


def _blocked(case: Case, one: BlockedOption, place: int) -> News:
    record = case.register.options[one.option]
    service = case.register.services[one.service]
    label = case.option_labels.get(one.option, "The way we meant to use")
    hit = next((found for found in case.services if found.service == one.service), None)
    known = hit.known_day if hit is not None and hit.known_day is not None else day_of_news(case)
    worth = one.worth.unmet_person_days.total if one.worth is not None else None
    late = one.worth.breach_person_days.total if one.worth is not None else 0.0
    saves = (
        "What allowing it would save has not been worked out."
        if worth is None
        else f"In the model, allowing it would save {wording.person_days(worth)} without service."
        if worth >= 0.5
        else f"In the model, allowing it would save {wording.person_days(late)} past the limit."
        if late >= 0.5
        else "In the model, allowing it would save nothing in this failure."
    )
    room = (
        f"This way would have room for {wording.people(record.capacity)}"
        if record.capacity is not None
        else "How many people this way would have room for, nobody has counted"
    )
    return News(
        slot=f"blocked-{one.option}",
        group="blocked",
        day=known + 1,
        title=f"A way is barred: {label.split(' (for ')[0]}",
        sent_from="Legal services",
        sent_to=LAWYER,
        medium="email",
        content=(
            f"{wording.full_stop(one.sentence)} {room} in "
            f"{wording.inside(service.title)}. As things stand we may not use it."
        ),
        expected=f"Ask for what is missing, or log why not. {saves}",
        objective="capacity" if one.missing == "agreed" else "lead",
        question="Do we ask for it today, whom, and what do we offer?",
        minutes=8,
        prompts=(
            "Who could say yes to this today?",
            "What do we do if the answer is no?",
            "What could go wrong if we went ahead without it?",
        ),
        told_from=f"Blocked: {one.sentence}",
        weight=2 if _saves(one) < 0.5 else 9 if place == 0 else 5,
        rank=4,
    )


def ends(case: Case) -> list[News]:
    """Return the help that ends while it is still needed, most people first."""
    horizon = case.outcome.horizon_days
    found = [
        one
        for one in case.outcome.options
        if one.used and one.last_day is not None and one.last_day < horizon - 1 and one.peak >= 0.5
    ]
    found.sort(key=lambda one: (-one.peak, one.option))
    return [_ends(case, one, place) for place, one in enumerate(found)]


def _ends(case: Case, use: OptionUse, place: int) -> News:
    last = use.last_day or 0
    record = case.register.options[use.option]
    service = case.register.services[use.service]
    who = _who(case, use)
    limit = (
        f"for {wording.days(record.max_days)} at most" if record.max_days else f"until day {last}"
    )
    return News(
        slot=f"ends-{use.option}",
        group="ends",
        day=max(use.from_day, last - NOTICE),
        title=f"{who}: this cannot go on much longer",
        sent_from=who if record.supplier or record.route == "in_house" else "Brokerage duty desk",
        sent_to=BROKERAGE,
        medium="email",
        content=(
            f"We said we could help with {wording.inside(service.title)} {limit}. If you called "
            f"on us on the first day we could, our last day is day {last}. There is room with us "
            f"for {wording.people(use.capacity)}; they will need somebody else."
        ),
        expected=(
            "Where the room called on it: decide what follows, and when that has to be asked for. "
            "Where it did not: pass over this."
        ),
        objective="capacity",
        question="Who serves these people afterwards?",
        minutes=7,
        prompts=(
            "How long does it take to find the next?",
            "Can it be made longer, and at what price?",
            "When is a new contract ready?",
        ),
        told_from=f"Option: {who} for {service.title} ends on day {last}",
        weight=7 if place == 0 else 3,
        rank=5,
    )


def money(case: Case) -> list[News]:
    """Return what there is to pay with, and what all ways to help would cost at full use."""
    services = {one.service for one in case.services}
    funds = [
        (one, case.register.reserves[one.reserve])
        for one in case.outcome.funds
        if not case.register.reserves[one.reserve].services
        or services & set(case.register.reserves[one.reserve].services)
    ]
    priced = _priced(case)
    if priced is None:
        return []
    prices, day = priced
    unknown = [fund.name for fund, record in funds if record.amount is None
               and fund.reserve not in case.scenario.reserve_overrides]  # fmt: skip
    known = [fund for fund, _ in funds if fund.name not in unknown]
    held = [f"{_fund(fund.name)} holds {price(round(fund.amount))}" for fund in known[:3]]
    if len(known) > 3:
        rest = sum(fund.amount for fund in known[3:])
        held.append(f"other reserves hold {price(round(rest))} together")
    has = f"{wording.upper_first(wording.listed(held))}." if held else ""
    none = "No reserve of the register may pay for this." if not funds else ""
    gap = (
        f"What {wording.listed([_fund(one) for one in unknown], 2)} holds, nobody has entered."
        if unknown
        else ""
    )
    freed = any(one.credit > 0 for one in case.services)
    drawn = sum(fund.drawn for fund in known)
    empty = [fund.name for fund in known if fund.amount > 0 and fund.left < 1]
    used = f"The model’s best response draws {price(round(drawn))} from reserves"
    used += f" and uses up {wording.listed([_fund(one) for one in empty], 2)}." if empty else "."
    return [
        News(
            slot="money",
            group="money",
            day=day,
            title="Who pays for it, and for how long?",
            sent_from="Finance business partner",
            sent_to=FINANCE,
            medium="email",
            content=" ".join(
                part
                for part in (
                    prices,
                    has,
                    gap,
                    none,
                    "What we no longer pay for work not done comes on top." if freed else "",
                )
                if part
            ),
            expected=f"Release money by name of the reserve, with a sum and an authority. {used}",
            objective="money",
            question="How much do we release, from which reserve, and on whose authority?",
            minutes=9,
            prompts=(
                "Who may release it tonight?",
                "On which day is it used up?",
                "What do we stop paying, and to whom?",
            ),
            told_from="Funds and prices of the register",
            weight=11 if empty else 9,
            rank=4,
        )
    ]


def _priced(case: Case) -> tuple[str, int] | None:
    """Return what serving a person of the foremost priced service costs, and when to ask."""
    for service in by_weight(case):
        mine = [one.option for one in case.outcome.options if one.service == service.service]
        costs = [case.register.options[one].unit_cost_day for one in mine]
        known = sorted(cost for cost in costs if cost is not None)
        if not known or known[-1] <= 0:
            continue
        between = (
            f"costs {price(known[0])}"
            if known[0] == known[-1]
            else f"costs between {price(known[0])} and {price(known[-1])}"
        )
        blank = " For some of the ways nobody has set a price." if None in costs else ""
        name = wording.inside(service.title)
        day = max(day_of_news(case) + 1, service.known_day or 0)
        return f"To serve a person of {name} in another way {between} a day.{blank}", day
    return None


def _fund(name: str) -> str:
    """Return a reserve in a sentence: "the adult social care reserve"."""
    words = wording.inside(name)
    if not any(word in name.casefold() for word in ("fund", "reserve", "budget", "contingency")):
        return f"the reserve “{name}”"
    return words if words.lower().startswith("the ") else f"the {words}"


def contract_dates(case: Case) -> list[News]:
    """Return contracts hit that end, or pass their last day for notice, while play goes on."""
    found = []
    for contract in case.contracts_hit:
        dated = _dated(case, contract)
        if dated is not None:
            found.append(dated)
    return sorted(found, key=lambda one: (one.day, one.slot))


def _dated(case: Case, contract: Contract) -> News | None:
    horizon = case.outcome.horizon_days
    first = day_of_news(case)
    if contract.end is None:
        return None
    end = (contract.end - case.start).days
    notice = contract.notice_days_council
    last = None if notice is None else end - notice
    day = last if last is not None and first < last < horizon else end
    if not first < day < horizon:
        return None
    date = wording.date_words(contract.end)
    told = (
        f"{contract.title} ends on {date}, and to end or change it by then notice of "
        f"{wording.days(notice)} has to be given by today."
        if day == last
        else f"{contract.title} ends today, {date}."
    )
    extended: datetime.date | None = contract.extension_to
    if extended is not None and extended > contract.end:
        told += f" It can be extended to {wording.date_words(extended)}."
    return News(
        slot=f"contract-{contract.id}",
        group="contract",
        day=day,
        title=f"{contract.title}: a date in the contract",
        sent_from="Contracts register",
        sent_to=BROKERAGE,
        medium="system_alert",
        content=f"{told} Nobody has said yet what follows it.",
        expected="Decide whether to give notice, extend or buy again, with the duty lawyer.",
        objective="lead",
        question="What do we do about this contract today?",
        minutes=6,
        prompts=(
            "What do we lose if the day passes?",
            "Who may sign?",
            "How long would it take to buy again?",
        ),
        told_from=f"Contract date: {contract.title}, {date}",
        weight=4,
        rank=5,
    )


def records_back(case: Case) -> list[News]:
    """Return the foremost contract hit that does not surely bring people's records back."""
    for contract in case.contracts_hit:
        if contract.data_return or not case.lost_for_good(contract):
            continue
        service = case.register.services[contract.service]
        if (service.class_ or "must") != "must":
            continue
        provider = case.register.providers[contract.provider].name
        says = (
            "does not make the provider give them back"
            if contract.data_return is False
            else "is not known to make the provider give them back"
        )
        return [
            News(
                slot=f"records-{contract.id}",
                group="records",
                day=day_of_news(case),
                title="Where are the care plans and rotas?",
                sent_from="Duty social worker",
                sent_to=SOCIAL_WORK,
                medium="phone",
                content=(
                    f"All we know of the people in {wording.inside(service.title)} is with "
                    f"{provider}. {contract.title} {says}."
                ),
                expected="Ask for the records now, in writing, and say what is done without them.",
                objective="priorities",
                question="How do we know what each person needs tonight?",
                minutes=7,
                prompts=(
                    "Which records do we hold ourselves?",
                    "Who could tell us by telephone?",
                    "May they share it, and on what basis?",
                ),
                told_from=f"Contract: {contract.title}, return of records",
                weight=6,
                rank=3,
            )
        ]
    return []
