"""Awards of a list laid beside a register: what is new, what changes, what stays.

A list knows money, dates and suppliers, and there it wins; what people decide in the register
(titles, services, classes, people served) it never touches. Blank in the list leaves the register
as it is.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from planner.exchange.awards_together import Award, whole_value, yearly_value
from planner.exchange.import_preview import Outcome
from planner.exchange.known_contracts import KnownContracts, changed_fields
from planner.exchange.match_names import NameGroup
from planner.exchange.service_titles import service_key, service_of_title
from planner.exchange.short_codes import FreeCodes, code_from, code_of_reference
from planner.register.edits import AddRecord, ChangeFields, Edit
from planner.register.records import Contract, Provider, Review, Service
from planner.register.register import Register


class IntoRegister:
    """Builds the edits that bring awards into one register, and says what each row led to."""

    def __init__(
        self, register: Register, groups: Sequence[NameGroup], *, are_notices: bool = False
    ) -> None:
        self.register = register
        self.groups = groups
        self.are_notices = are_notices
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
        self._known = KnownContracts(register)
        self._reviewed = {
            (one.subject, one.due)
            for one in register.of_kind("review").values()
            if isinstance(one, Review) and one.subject_kind == "contract"
        }

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
            self._take_award(award)

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

    def _take_award(self, award: Award) -> None:
        """Take one award in; its value is shared by all who hold it, in the list or before."""
        alike = None
        award.reference = self._known.reference_here(award.reference) or award.reference
        if self.are_notices:
            stated = _as_stated(award, total=award.listed.total_value)
            alike = self._known.reference_alike(stated)
        stated_again = alike is not None and alike != award.reference
        if stated_again:
            award.reference = alike
        sharing = {self._providers[group] for group in award.suppliers}
        sharing |= self._known.sharing(award.reference, even_alone=stated_again)
        for group in award.suppliers:
            self._take_contract(award, group, len(sharing))
        if len(sharing) > 1:
            for other in self._known.left_of(award.reference):
                wanted = dataclasses.replace(other, award_shared_by=len(sharing))
                if values := changed_fields(other, wanted, stated_year=None):
                    self.edits.append(ChangeFields("contract", other.id, values))

    def _take_contract(self, award: Award, group: int, sharing: int) -> None:
        provider = self._providers[group]
        wanted = self._wanted(award, provider, sharing)
        before = self._known.match(wanted, alone=sharing == 1)
        if before is None:
            code = self._contract_codes.take(wanted.id)
            new = dataclasses.replace(wanted, id=code, service=self._service(award))
            self._add("contracts", new)
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

    def _wanted(self, award: Award, provider: str, sharing: int) -> Contract:
        """Return the contract an award asks for; code and service are settled when it is new."""
        listed = award.listed
        base = award.reference or f"{listed.title} / {provider} / {listed.start}"
        code = code_of_reference(base, listed.title)
        if sharing > 1:
            code = f"{code}-{code_from(provider, 20)}"
            return _as_stated(award, code, provider, whole_value(listed), shared_by=sharing)
        annual = listed.annual_value
        if annual is None:
            annual = yearly_value(listed.total_value, listed.start, listed.end)
        return _as_stated(award, code, provider, listed.total_value, annual)

    def _take_review(self, award: Award, code: str, outcome: Outcome) -> Outcome:
        due = award.listed.review_date
        if due is None:
            return outcome
        key = f"review-{code}"
        known = self.register.of_kind("review").get(key)
        if known is None and (code, due) in self._reviewed:
            return outcome
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


def _as_stated(
    award: Award,
    code: str = "",
    provider: str = "",
    total: float | None = None,
    annual: float | None = None,
    shared_by: int | None = None,
) -> Contract:
    """Return what an award says of each of its contracts, with its value in pounds."""
    listed = award.listed
    return Contract(
        id=code,
        title=listed.title,
        service="",
        provider=provider,
        kind=listed.kind,
        regime=listed.regime,
        light_touch=listed.light_touch,
        notice_days_council=listed.notice_days,
        annual_value=annual,
        total_value=total,
        award_reference=award.reference,
        award_shared_by=shared_by,
        start=listed.start,
        end=listed.end,
        extension_to=listed.extension_to,
        note=listed.note,
    )
