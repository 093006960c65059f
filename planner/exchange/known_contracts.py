"""The register's own contracts as a list meets them: which one a row means, and what it changes."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import Any

from planner.exchange.awards_together import alike_in, term_value, yearly_value
from planner.exchange.ocid import own_reference
from planner.exchange.service_titles import service_key
from planner.register.records import Contract
from planner.register.register import Register

_STATED = ("total_value", "start", "end", "extension_to", "award_reference", "award_shared_by")
_FILLED = ("kind", "regime", "light_touch", "note", "notice_days_council")


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
    if before.award_reference is None and wanted.award_reference == before.id:
        values.pop("award_reference", None)  # a list of ours: the code stood in for a reference
    if before.total_value is None and wanted.total_value == _over_its_term(before):
        values.pop("total_value", None)  # worked out from the yearly value that we know already
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


def _over_its_term(known: Contract) -> float | None:
    if known.annual_value is None or known.start is None or known.end is None:
        return None
    return term_value(known.annual_value, known.start, known.end)


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


class KnownContracts:
    """Finds the register's own contract that a row speaks of; each is found once."""

    def __init__(self, register: Register) -> None:
        self._contracts = register.contracts
        self._free = set(register.contracts)
        self._by_award: dict[str, list[str]] = defaultdict(list)
        self._by_title: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._alike: dict[tuple[object, ...], str] = {}
        for contract in register.contracts.values():
            if contract.award_reference:
                self._by_award[contract.award_reference.casefold()].append(contract.id)
                if told := alike_in(contract):
                    self._alike.setdefault(told, contract.award_reference)
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

    def reference_here(self, reference: str | None) -> str | None:
        """Return a reference as the register knows it, where it comes from a package of ours."""
        own = own_reference(reference)
        return own if own and (own.casefold() in self._by_award or own in self._contracts) else None

    def reference_alike(self, award: Contract) -> str | None:
        """Return the reference of the award in the register that a notice states again."""
        return self._alike.get(alike_in(award))

    def sharing(self, reference: str | None, *, even_alone: bool) -> set[str]:
        """Return the providers that share an award in the register already."""
        found = [self._contracts[code] for code in self._by_award.get(_folded(reference), ())]
        return {one.provider for one in found if even_alone or (one.award_shared_by or 1) > 1}

    def left_of(self, reference: str | None) -> list[Contract]:
        """Return the contracts of an award that the list did not name."""
        codes = self._by_award.get(_folded(reference), ())
        return [self._contracts[code] for code in codes if code in self._free]

    def _find(self, wanted: Contract, *, alone: bool) -> str | None:
        same_award = [
            code
            for code in self._by_award.get(_folded(wanted.award_reference), ())
            if code in self._free
        ]
        for code in same_award:
            if self._contracts[code].provider == wanted.provider:
                return code
        own = wanted.award_reference or ""
        if own in self._free and self._contracts[own].provider == wanted.provider:
            return own
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


def _folded(reference: str | None) -> str:
    return (reference or "").casefold()
