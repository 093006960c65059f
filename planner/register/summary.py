"""What a panel about one record opens with: code, kind, name, class and one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner import fields
from planner.register.findings import plural
from planner.register.register import Register
from planner.register.words import name_of

SEVERITY = ("clear", "watch", "worry", "severe")


@dataclass(frozen=True, slots=True)
class Summary:
    """The head of a panel. `has_class` tells whether a class is meant at all."""

    code: str
    kind_label: str
    name: str
    sentence: str
    class_: str | None = None
    has_class: bool = False


def summary(register: Register, kind: str, key: str) -> Summary | None:
    """Return the head of the panel about a record, or None where there is no such record."""
    record = register.of_kind(kind).get(key)
    if record is None:
        return None
    declared = fields.BY_NAME[kind]
    tell = _TELLERS.get(kind)
    service: Any = record if kind == "service" else None
    if kind in ("contract", "option"):
        service = register.services.get(getattr(record, "service", ""))
    name = name_of(declared, record, register)
    return Summary(
        key if declared.has_id else "",
        declared.label,
        name[:1].upper() + name[1:],
        tell(register, record) if tell else "",
        service.class_ if service is not None else None,
        kind in ("service", "contract", "option"),
    )


def council_sentence(register: Register) -> str:
    """Return what a council's register holds: services, providers, contracts and people."""
    if not register.services:
        return "No service is entered yet. Import a list, or add the first service."
    known = [place.people for place in register.places.values() if place.people is not None]
    whom = f"to {_people(sum(known))}" if known else "to people whose number is not known"
    open_ = sum(service.class_ is None for service in register.services.values())
    classed = f" {open_:,} of the services have no class yet." if open_ else ""
    if open_ == 1:
        classed = " One service has no class yet."
    return (
        f"{plural(len(register.services), 'service')} by "
        f"{plural(len(register.providers), 'provider')} under "
        f"{plural(len(register.contracts), 'contract')}, {whom}.{classed}"
    )


def _people(number: int | None) -> str:
    return "People not known" if number is None else plural(number, "person", "people")


def _service(register: Register, record: Any) -> str:
    contracts = register.contracts_of_service.get(record.id, ())
    served: dict[str, int] = {}
    for contract in contracts:
        served[contract.provider] = served.get(contract.provider, 0) + (
            register.people_of_contract(contract.id) or 0
        )
    if not served:
        return "Nobody has a contract for it yet."
    first = f"{_people(register.people_of_service(record.id))}, {plural(len(served), 'provider')}."
    most = max(served, key=lambda code: served[code])
    if len(served) < 2 or not served[most]:
        return first if len(served) > 1 else f"{first[:-1]}: {register.providers[most].name}."
    return f"{first} {register.providers[most].name} serves {served[most]:,} of them."


def _provider(register: Register, record: Any) -> str:
    contracts = register.contracts_of_provider.get(record.id, ())
    if not contracts:
        leaning = sum(link.upstream == record.id for link in register.supply_links.values())
        return (
            f"No contract; {plural(leaning, 'provider leans', 'providers lean')} on it."
            if leaning
            else "No contract and nobody leans on it."
        )
    known = [
        number
        for contract in contracts
        if (number := register.people_of_contract(contract.id)) is not None
    ]
    services = {contract.service for contract in contracts}
    return (
        f"{_people(sum(known) if known else None)} in {plural(len(services), 'service')}, "
        f"{plural(len(contracts), 'contract')}."
    )


def _contract(register: Register, record: Any) -> str:
    provider, service = register.providers[record.provider], register.services[record.service]
    people = _people(register.people_of_contract(record.id))
    return f"{people}. {provider.name} provides {service.title}."


def _option(register: Register, record: Any) -> str:
    supplier = register.providers.get(record.supplier or "")
    whom = supplier.name if supplier is not None else "the council itself"
    return f"For {register.services[record.service].title}, by {whom}."


def _asset(register: Register, record: Any) -> str:
    leaning = {
        link.downstream for link in register.supply_links.values() if link.upstream == record.id
    }
    return f"{plural(len(leaning), 'provider leans', 'providers lean')} on it."


def _pool(register: Register, record: Any) -> str:
    sharing = sum(option.pool == record.id for option in register.options.values())
    return f"{plural(sharing, 'option shares', 'options share')} it."


def _reserve(register: Register, record: Any) -> str:
    if not record.services:
        return "May pay for any service."
    return f"May pay for {plural(len(record.services), 'service')}."


def _sign(register: Register, record: Any) -> str:
    if record.rating is None or not 0 <= record.rating < len(SEVERITY):
        return "Not rated."
    return f"Rated {record.rating}: {SEVERITY[record.rating]}."


_TELLERS: Mapping[str, Callable[[Register, Any], str]] = {
    "service": _service,
    "provider": _provider,
    "contract": _contract,
    "option": _option,
    "asset": _asset,
    "pool": _pool,
    "reserve": _reserve,
    "warning_sign": _sign,
}
