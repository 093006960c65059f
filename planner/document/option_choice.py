"""The options a scenario may include, by service, with what blocks each as things stand."""

from __future__ import annotations

from dataclasses import dataclass

from planner import fields
from planner.dependence.gates import block_on
from planner.document.wording import days, people
from planner.register.records import Option
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """One option: what it is called, what it brings, and why it is blocked ("" where it is not)."""

    id: str
    label: str
    brings: str
    blocked: str


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """The options of one service."""

    service: str
    title: str
    class_: str | None
    options: tuple[OptionChoice, ...]


def option_groups(register: Register) -> tuple[OptionGroup, ...]:
    """Return every option by service: must first, then by title."""
    order = {"must": 0, None: 1, "needed": 2, "could": 3}
    found = [
        OptionGroup(
            service.id,
            service.title,
            service.class_,
            tuple(_choice(register, one) for one in register.options_of_service[service.id]),
        )
        for service in register.services.values()
        if register.options_of_service.get(service.id)
    ]
    return tuple(sorted(found, key=lambda group: (order[group.class_], group.title)))


def _choice(register: Register, option: Option) -> OptionChoice:
    supplier = register.providers.get(option.supplier or "")
    route = fields.in_words(option.route)
    label = f"{supplier.name}, {route}" if supplier else f"{route[0].upper()}{route[1:]}"
    brings = "places not known" if option.capacity is None else people(option.capacity)
    if option.mobilise_days is not None:
        brings += f" after {days(option.mobilise_days)}"
    contracts = register.contracts_of_service.get(option.service, ())
    block = block_on(register, option, {one.id for one in contracts}, True)
    return OptionChoice(option.id, label, brings, block.sentence if block else "")
