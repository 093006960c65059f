"""What a decision can do in the model, in words to choose from, and the powers it may rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner import fields
from planner.exercise.log import Act, Entry, standing
from planner.plan.case import COUNCIL_LABELS
from planner.plan.step_in import AUTHORITY
from planner.plan.wording import days, inside, money, people, upper_first
from planner.register.records import Option
from planner.register.register import Register
from planner.scenario.outcome import Outcome, ServiceOutcome

NEIGHBOURS = frozenset({"neighbour_council", "mutual_aid"})
CALLS = frozenset({"call", "ask_neighbour"})
ALWAYS_AT_HAND = ("Scheme of delegation", "Urgent decision by Cabinet")


@dataclass(frozen=True, slots=True)
class ActChoice:
    """One thing a decision can do in the model, in words; the day of the act is not set yet."""

    act: Act
    words: str


def option_name(register: Register, code: str) -> str:
    """Return an option with its service in words: Fernholt Care for home care."""
    option = register.options.get(code)
    if option is None:
        return code
    service = register.services.get(option.service)
    title = service.title if service is not None else option.service
    return f"{_supplier(register, option)} for {inside(title)}"


def act_choices(
    register: Register, best: Outcome | None, entries: Sequence[Entry]
) -> tuple[ActChoice, ...]:
    """Return what a decision can do now: what concerns the services hit first, must before could.

    Options that were called can be refused; a must service cannot be let go.
    """
    order = [one.service for one in _by_class(best)]
    rest = [code for code in register.services if code not in set(order)]
    called = {one.option for one in acts_in_force(entries) if one.kind in CALLS}
    refused = {one.option for one in acts_in_force(entries) if one.kind == "refuse"}
    found: list[ActChoice] = []
    for at, service in enumerate((*order, *rest)):
        if at == len(order):
            found += _money(register)
        found += _of_service(register, service, called - refused)
    if not rest:
        found += _money(register)
    return _told_apart(found)


def act_words(register: Register, act: Act) -> str:
    """Return what a decision does in the model, in words."""
    if act.kind == "spend":
        reserve = register.reserves.get(act.reserve)
        amount = "all" if act.amount is None else money(act.amount)
        return f"Release {amount} of {reserve.name if reserve is not None else act.reserve}"
    if act.kind == "let_go":
        service = register.services.get(act.service)
        return f"Let go: {service.title if service is not None else act.service}"
    name = option_name(register, act.option)
    return {"call": f"Call {name}", "refuse": f"Refuse {name}"}.get(act.kind, f"Ask {name}")


def powers_at_hand(register: Register, best: Outcome | None) -> tuple[str, ...]:
    """Return the powers a room usually relies on: the duties of the services hit, must first, who
    may agree to each kind of option, and what decisions recorded before relied on."""
    found = [*ALWAYS_AT_HAND]
    hit = [one.service for one in _by_class(best)]
    for code in hit:
        basis = register.services[code].legal_basis if code in register.services else None
        found += [basis] if basis else []
    found += [one.powers for one in register.decisions.values() if one.powers]
    for code in hit:
        for option in register.options_of_service.get(code, ()):
            found += [AUTHORITY[option.route]] if option.route in AUTHORITY else []
    duties = found[len(ALWAYS_AT_HAND) :]
    return tuple(dict.fromkeys((*duties[:1], *ALWAYS_AT_HAND, *duties[1:])))


def acts_in_force(entries: Sequence[Entry]) -> tuple[Act, ...]:
    """Return what the decisions in force do, in the order in which they were logged."""
    return tuple(one.act for one in standing(entries).values() if one.act is not None)


def _of_service(register: Register, service: str, called: set[str]) -> list[ActChoice]:
    calls: list[ActChoice] = []
    asks: list[ActChoice] = []
    refusals: list[ActChoice] = []
    for option in register.options_of_service.get(service, ()):
        name = option_name(register, option.id)
        if option.id in called:
            refusals.append(ActChoice(Act("refuse", 0, option=option.id), f"Refuse {name}"))
            continue
        if option.route in NEIGHBOURS and not option.agreed:
            asks.append(ActChoice(Act("ask_neighbour", 0, option=option.id), f"Ask {name}"))
        words = f"Call {name}{_capacity(option)}"
        calls.append(ActChoice(Act("call", 0, option=option.id), words))
    found = [*calls, *asks, *refusals]
    held = register.services.get(service)
    if held is not None and held.class_ not in ("must", None):
        found.append(ActChoice(Act("let_go", 0, service=service), f"Let go: {held.title}"))
    return found


def _money(register: Register) -> list[ActChoice]:
    return [
        ActChoice(Act("spend", 0, reserve=one.id), f"Release money from {one.name}")
        for one in register.reserves.values()
    ]


def _told_apart(choices: Sequence[ActChoice]) -> tuple[ActChoice, ...]:
    """Return the choices with the code of the option where two would read the same."""
    times: dict[str, int] = {}
    for one in choices:
        times[one.words] = times.get(one.words, 0) + 1
    return tuple(
        one if times[one.words] == 1 else ActChoice(one.act, f"{one.words} ({_code(one.act)})")
        for one in choices
    )


def _code(act: Act) -> str:
    return act.option or act.service or act.reserve


def _capacity(option: Option) -> str:
    parts = [people(option.capacity)] if option.capacity else []
    if option.mobilise_days:
        parts.append(f"{days(option.mobilise_days)} to start")
    return f": {', '.join(parts)}" if parts else ""


def _supplier(register: Register, option: Option) -> str:
    supplier = register.providers.get(option.supplier or "")
    if supplier is not None and option.route != "step_in":
        return supplier.name
    if option.route == "step_in":
        return "step-in"
    label = COUNCIL_LABELS.get(option.route, upper_first(fields.in_words(option.route)))
    return inside(label)


def _by_class(outcome: Outcome | None) -> tuple[ServiceOutcome, ...]:
    if outcome is None:
        return ()
    rank = {name: at for at, name in enumerate(fields.CLASSES)}
    return tuple(sorted(outcome.services, key=lambda one: rank.get(one.class_ or "must", 0)))
