"""Awards of a list laid beside a register: what is new, what changes, what stays.

A list knows money, dates and suppliers, and there it wins; what people decide in the register
(titles, services, classes, people served) it never touches. Blank in the list leaves the register
as it is.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from planner.exchange.awards_together import Award, whole_value, yearly_value
from planner.exchange.import_preview import Outcome
from planner.exchange.match_names import NameGroup
from planner.exchange.service_titles import service_key, service_of_title
from planner.exchange.short_codes import FreeCodes, code_from, code_of_reference
from planner.register.edits import AddRecord, ChangeFields, Edit
from planner.register.records import Contract, Provider, Review, Service
from planner.register.register import Register

_STATED = ("total_value", "start", "end", "extension_to", "award_reference", "award_shared_by")
_FILLED = ("kind", "regime", "light_touch", "note")


class IntoRegister:
    """Builds the edits that bring awards into one register, and says what each row led to."""

    def __init__(self, register: Register, groups: Sequence[NameGroup]) -> None:
        self.register = register
        self.groups = groups
        self.edits: list[Edit] = []
        self.added: dict[str, int] = dict.fromkeys(
            ("services", "providers", "contracts", "reviews"), 0
        )
        self.outcome_of_row: dict[int, Outcome] = {}
        self.contracts_of_row: dict[int, list[str]] = defaultdict(list)
        self._providers: dict[int, str] = {}
        self._sectors: dict[int, str] = {}
        self._changed_providers: set[int] = set()
        self._provider_codes = FreeCodes((*register.providers, *register.assets))
        self._service_codes = FreeCodes(register.services)
        self._contract_codes = FreeCodes(register.contracts)
        self._services = {
            key: service.id
            for service in register.services.values()
            for key in (service_of_title(service.title)[0], service_key(service.title))
        }
        self._known = _KnownContracts(register)

    def take(self, awards: Sequence[Award]) -> None:
        """Take all awards in, providers first, so that a link always finds its record."""
        for award in awards:
            for group, one in award.suppliers.items():
                if one.sector and group not in self._sectors:
                    self._sectors[group] = one.sector
        used = dict.fromkeys(group for award in awards for group in award.suppliers)
        for group in used:
            self._take_provider(group)
        for award in awards:
            for group in award.suppliers:
                self._take_contract(award, group)

    def _take_provider(self, number: int) -> None:
        group = self.groups[number]
        told: dict[str, Any] = {
            "company_number": group.company_number,
            "charity_number": group.charity_number,
            "regulator_id": group.regulator_id,
            "sector": self._sectors.get(number),
        }
        if group.provider is None:
            code = self._provider_codes.take(code_from(group.name))
            self._add("providers", Provider(code, group.name, **told))
            self._providers[number] = code
            return
        self._providers[number] = group.provider
        provider = self.register.providers[group.provider]
        blank = {
            name: value for name, value in told.items() if value and not getattr(provider, name)
        }
        if blank:
            self.edits.append(ChangeFields("provider", provider.id, blank))
            self._changed_providers.add(number)

    def _service(self, award: Award) -> str:
        """Return the code of an award's service, adding the service where there is none yet."""
        listed = award.listed
        if listed.service:
            key, title = service_key(listed.service), listed.service
        else:
            key, title = service_of_title(listed.title)
        known = self._services.get(key)
        if known is not None:
            return known
        code = self._service_codes.take(code_from(title))
        self._services[key] = code
        self._add("services", Service(code, title, owner=listed.service_owner))
        return code

    def _take_contract(self, award: Award, group: int) -> None:
        provider = self._providers[group]
        wanted = self._wanted(award, group)
        before = self._known.match(wanted, alone=not award.is_shared)
        if before is None:
            code = self._contract_codes.take(wanted.id)
            service = self._service(award)
            self._add("contracts", self._wanted(award, group, code, service))
            outcome = Outcome.ADDED
        else:
            code = before.id
            values = changed_fields(before, wanted, stated_year=award.listed.annual_value)
            if before.provider != provider:
                values["provider"] = provider
            if values:
                self.edits.append(ChangeFields("contract", code, values))
            changed = bool(values) or group in self._changed_providers
            outcome = Outcome.UPDATED if changed else Outcome.UNCHANGED
        outcome = self._take_review(award, code, outcome)
        for row in award.rows_of[group]:
            self.contracts_of_row[row].append(code)
            self.outcome_of_row[row] = _stronger(self.outcome_of_row.get(row), outcome)

    def _wanted(self, award: Award, group: int, code: str = "", service: str = "") -> Contract:
        """Return the contract an award asks for; code and service are settled when it is new."""
        listed = award.listed
        provider = self._providers[group]
        base = award.reference or f"{listed.title} / {provider} / {listed.start}"
        if not code:
            code = code_of_reference(base, listed.title)
            if award.is_shared:
                code = f"{code}-{code_from(provider, 20)}"
        total = whole_value(listed) if award.is_shared else listed.total_value
        annual = None
        if not award.is_shared:
            annual = listed.annual_value
            if annual is None:
                annual = yearly_value(total, listed.start, listed.end)
        return Contract(
            id=code,
            title=listed.title,
            service=service,
            provider=provider,
            kind=listed.kind,
            regime=listed.regime,
            light_touch=listed.light_touch,
            annual_value=annual,
            total_value=total,
            award_reference=award.reference,
            award_shared_by=len(award.suppliers) if award.is_shared else None,
            start=listed.start,
            end=listed.end,
            extension_to=listed.extension_to,
            note=listed.note,
        )

    def _take_review(self, award: Award, code: str, outcome: Outcome) -> Outcome:
        due = award.listed.review_date
        if due is None:
            return outcome
        key = f"review-{code}"
        known = self.register.of_kind("review").get(key)
        if known is None:
            self._add("reviews", Review(key, "contract", code, due))
        elif isinstance(known, Review) and known.due != due:
            self.edits.append(ChangeFields("review", key, {"due": due}))
        else:
            return outcome
        return _stronger(outcome, Outcome.UPDATED)

    def _add(self, kind: str, record: Service | Provider | Contract | Review) -> None:
        self.edits.append(AddRecord(record))
        self.added[kind] += 1


def _stronger(one: Outcome | None, other: Outcome) -> Outcome:
    order = (Outcome.UNCHANGED, Outcome.UPDATED, Outcome.ADDED)
    return other if one is None or order.index(other) > order.index(one) else one


def changed_fields(before: Contract, wanted: Contract, stated_year: float | None) -> dict[str, Any]:
    """Return the fields of a known contract that a list changes.

    Stated money and dates win over what was there; other fields are only filled where blank. A
    yearly value that a person entered is never replaced by one worked out here.
    """
    values: dict[str, Any] = {}
    for name in _STATED:
        new = getattr(wanted, name)
        if new is not None and new != getattr(before, name):
            values[name] = new
    for name in _FILLED:
        new, old = getattr(wanted, name), getattr(before, name)
        if new is not None and old is None:
            values[name] = new
    worked_out = yearly_value(before.total_value, before.start, before.end)
    if stated_year is not None and wanted.award_shared_by is None:
        if stated_year != before.annual_value:
            values["annual_value"] = stated_year
    elif before.annual_value is None or before.annual_value == worked_out:
        after = dataclasses.replace(before, **values)
        shared = after.award_shared_by is not None and after.award_shared_by > 1
        year = None if shared else yearly_value(after.total_value, after.start, after.end)
        if year != before.annual_value and (year is not None or shared):
            values["annual_value"] = year
    return _sound_dates(before, values)


def _sound_dates(before: Contract, values: dict[str, Any]) -> dict[str, Any]:
    """Keep the dates in order where the list gives only some of them."""
    after = dataclasses.replace(before, **values)
    if after.start and after.end and after.end < after.start:
        values = {name: new for name, new in values.items() if name not in ("start", "end")}
        after = dataclasses.replace(before, **values)
    floor = after.end or after.start
    if after.extension_to and floor and after.extension_to < floor:
        values["extension_to"] = None
    return values


class _KnownContracts:
    """Finds the register's own contract that a row speaks of; each is found once."""

    def __init__(self, register: Register) -> None:
        self._contracts = register.contracts
        self._free = set(register.contracts)
        self._by_award: Mapping[str, list[str]] = defaultdict(list)
        self._by_title: Mapping[tuple[str, str], list[str]] = defaultdict(list)
        for contract in register.contracts.values():
            if contract.award_reference:
                self._by_award[contract.award_reference.casefold()].append(contract.id)
            self._by_title[service_key(contract.title), contract.provider].append(contract.id)

    def match(self, wanted: Contract, *, alone: bool) -> Contract | None:
        """Return the contract with the award's reference and provider; else the one with its
        code; else, for an award of one supplier, the one with its reference; else the one with
        its title, provider and start.
        """
        found = self._find(wanted, alone=alone)
        if found is None:
            return None
        self._free.discard(found)
        return self._contracts[found]

    def _find(self, wanted: Contract, *, alone: bool) -> str | None:
        same_award = [
            code
            for code in self._by_award.get((wanted.award_reference or "").casefold(), ())
            if code in self._free
        ]
        for code in same_award:
            if self._contracts[code].provider == wanted.provider:
                return code
        if wanted.id in self._free and self._is_same(wanted, alone=alone):
            return wanted.id
        if alone and len(same_award) == 1 and not self._contracts[same_award[0]].award_shared_by:
            return same_award[0]
        for code in self._by_title.get((service_key(wanted.title), wanted.provider), ()):
            known = self._contracts[code]
            if (
                code in self._free
                and known.start == wanted.start
                and not (known.award_reference and wanted.award_reference)
            ):
                return code
        return None

    def _is_same(self, wanted: Contract, *, alone: bool) -> bool:
        known = self._contracts[wanted.id]
        return alone or known.provider == wanted.provider
