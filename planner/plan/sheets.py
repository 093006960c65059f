"""The annex: one sheet for each provider that fails, steps in or stands behind either."""

from __future__ import annotations

from planner import fields
from planner.plan import wording
from planner.plan.annex import ContractLine, ProviderSheet, SignLine
from planner.plan.card import NumberToRing
from planner.plan.case import Case
from planner.register.records import Contact, Contract, Provider

RATINGS = {0: "clear", 1: "watch", 2: "worry", 3: "severe"}
CLAUSES = (
    ("step_in_right", "step-in clause"),
    ("novation_allowed", "transfer clause"),
    ("in_house_allowed", "in-house clause"),
    ("data_return", "return of records"),
    ("open_book", "open book"),
)


def provider_sheets(case: Case) -> tuple[ProviderSheet, ...]:
    """Return the sheets: providers hit first, then those of options, then their owners."""
    parts: dict[str, str] = {}
    for id_ in case.providers_hit:
        parts[id_] = _part(case, id_)
    for hit in case.outcome.disruptions:
        if hit.id in case.register.providers:
            parts.setdefault(hit.id, "Fails" if hit.id in case.failed else "Delivers less")
    for use in case.outcome.options:
        if use.supplier is not None:
            parts.setdefault(use.supplier, "Steps in" if use.used else "Could step in")
    for block in case.outcome.blocked:
        supplier = case.register.options[block.option].supplier
        if supplier is not None:
            parts.setdefault(supplier, "Could step in, if unblocked")
    for id_ in list(parts):
        parent = case.register.providers[id_].parent
        if parent is not None:
            parts.setdefault(parent, "Owner")
    return tuple(_sheet(case, case.register.providers[id_], part) for id_, part in parts.items())


def _part(case: Case, provider: str) -> str:
    if provider in case.failed:
        return "Fails"
    delivers_less = any(hit.id == provider for hit in case.outcome.disruptions)
    ends = any(case.lost_for_good(c) for c in case.contracts_hit if c.provider == provider)
    return "Delivers less" if delivers_less or ends else "Falls short"


def numbers_of(case: Case, provider: str | None) -> tuple[NumberToRing, ...]:
    """Return the numbers to ring at a provider, or at the council for None."""
    register = case.register
    named = register.council.contacts if provider is None else register.providers[provider].contacts
    found = {id_: register.contacts[id_] for id_ in named if id_ in register.contacts}
    found |= {
        contact.id: contact
        for contact in register.contacts.values()
        if contact.provider == provider and contact.id not in found
    }
    place = "Council" if provider is None else register.providers[provider].name
    return tuple(_number(contact, place) for contact in found.values())


def _number(contact: Contact, place: str) -> NumberToRing:
    return NumberToRing(contact.role, place, contact.phone_day, contact.phone_night, contact.email)


def _sheet(case: Case, provider: Provider, part: str) -> ProviderSheet:
    register = case.register
    signs = sorted(
        (sign for sign in register.warning_signs.values() if sign.provider == provider.id),
        key=lambda sign: sign.date,
        reverse=True,
    )
    return ProviderSheet(
        name=provider.name,
        part=part,
        status=_status(case, provider),
        sector=None if provider.sector is None else fields.in_words(provider.sector),
        parent=None if provider.parent is None else case.name_of(provider.parent),
        owns=tuple(p.name for p in register.providers.values() if p.parent == provider.id),
        company_number=provider.company_number,
        charity_number=provider.charity_number,
        regulator_id=provider.regulator_id,
        turnover=provider.turnover,
        leans_on=tuple(
            dict.fromkeys(
                case.name_of(link.upstream)
                for link in register.supply_links.values()
                if link.downstream == provider.id and link.kind != "parent"
            )
        ),
        contracts=tuple(
            _contract(case, contract)
            for contract in register.contracts_of_provider.get(provider.id, ())
        ),
        contacts=numbers_of(case, provider.id),
        signs=tuple(
            SignLine(
                sign.date,
                sign.indicator,
                sign.rating,
                wording.NOT_KNOWN if sign.rating is None else RATINGS[sign.rating],
                sign.source,
            )
            for sign in signs
        ),
    )


def _status(case: Case, provider: Provider) -> str:
    failure = next((f for f in case.outcome.failures if f.id == provider.id), None)
    if failure is not None:
        return f"Insolvent from {wording.date_words(case.date_of(failure.day))} in this plan."
    hit = next((d for d in case.outcome.disruptions if d.id == provider.id), None)
    if hit is not None:
        return (
            f"Delivers as little as {wording.percent(hit.lowest)} of its work, from "
            f"{wording.date_words(case.date_of(hit.first_day))}."
        )
    if provider.id in case.providers_hit:
        return "It does its other work; a contract of it is hit."
    return "Not hit in this plan."


def _contract(case: Case, contract: Contract) -> ContractLine:
    return ContractLine(
        title=contract.title,
        service=case.name_of(contract.service),
        kind=None if contract.kind is None else fields.in_words(contract.kind),
        rules=None if contract.regime is None else fields.in_words(contract.regime),
        annual_value=contract.annual_value,
        start=contract.start,
        end=contract.end,
        extension_to=contract.extension_to,
        people=case.people_of([contract]),
        clauses=tuple(_clause(contract, name, words) for name, words in CLAUSES),
    )


def _clause(contract: Contract, name: str, words: str) -> str:
    said = getattr(contract, name)
    answer = wording.NOT_KNOWN if said is None else "yes" if said else "no"
    return f"{wording.upper_first(words)}: {answer}"
