"""A whole register as one immutable value.

Every kind of record is a read-only mapping from key to record, in the order of entry. The key of
a kind with an id is its id; other records are named by their key fields, with a number added where
two are alike. A changed register is a new value that shares all tables that did not change.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar, cast

from planner import fields
from planner.field_types import RecordKind
from planner.register import records
from planner.register.records import Council, Record

_T = TypeVar("_T")
_NO_COUNCIL = Council()
_NO_RECORDS: Mapping[str, Any] = MappingProxyType({})


def base_key(kind: RecordKind, record: Record) -> str:
    """Return the name a record has by its key fields, before likes are told apart."""
    values = (getattr(record, name) for name in kind.key_fields)
    return "/".join("" if value is None else str(value) for value in values)


def free_key(kind: RecordKind, record: Record, taken: Mapping[str, Any]) -> str:
    """Return a key for `record` that is not in `taken`; likes get "#2", "#3" and so on."""
    wanted = base_key(kind, record)
    if kind.has_id or wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}#{number}" in taken:
        number += 1
    return f"{wanted}#{number}"


def keyed(kind: RecordKind, rows: Iterable[Record]) -> dict[str, Record]:
    """Return rows as a mapping from key to record; ValueError where an id stands twice."""
    table: dict[str, Record] = {}
    for row in rows:
        key = free_key(kind, row, table)
        if key in table:
            raise ValueError(f"{kind.name} {key} stands twice")
        table[key] = row
    return table


@dataclass(frozen=True)
class Register:
    """Everything the council knows, at one revision.

    `tables` maps the name of a record kind to its records by key. `revision` counts the steps of
    history that led here.
    """

    council: Council = _NO_COUNCIL
    tables: Mapping[str, Mapping[str, Record]] = field(default_factory=lambda: _NO_RECORDS)
    revision: int = 0

    def __getstate__(self) -> dict[str, Any]:
        """Return what is sent to another process: the fields, not what was derived from them.

        Another thread may derive more while this one sends.
        """
        return {one.name: getattr(self, one.name) for one in dataclasses.fields(self)}

    def of_kind(self, kind: str) -> Mapping[str, Record]:
        """Return the records of one kind by key; KeyError where there is no such kind."""
        if kind not in fields.BY_NAME:
            raise KeyError(f"no record kind {kind}")
        return self.tables.get(kind, _NO_RECORDS)

    def with_table(self, kind: str, table: Mapping[str, Record]) -> Register:
        """Return a register with one kind's records replaced; the rest is shared.

        A kind without records has no table, so that registers that hold the same are equal.
        """
        tables = dict(self.tables)
        tables.pop(kind, None)
        if table:
            tables[kind] = MappingProxyType(dict(table))
        return dataclasses.replace(self, tables=MappingProxyType(tables))

    @classmethod
    def build(cls, council: Council, rows: Iterable[Record] = ()) -> Register:
        """Build a register from a council and records of any kinds, in any order."""
        by_kind: dict[str, list[Record]] = {}
        for row in rows:
            by_kind.setdefault(fields.BY_TYPE[type(row)].name, []).append(row)
        tables = {
            name: MappingProxyType(keyed(fields.BY_NAME[name], found))
            for name, found in by_kind.items()
        }
        return cls(council, MappingProxyType(tables))

    @cached_property
    def services(self) -> Mapping[str, records.Service]:
        """Services by id."""
        return cast(Mapping[str, records.Service], self.of_kind("service"))

    @cached_property
    def providers(self) -> Mapping[str, records.Provider]:
        """Providers by id."""
        return cast(Mapping[str, records.Provider], self.of_kind("provider"))

    @cached_property
    def assets(self) -> Mapping[str, records.Asset]:
        """Assets by id."""
        return cast(Mapping[str, records.Asset], self.of_kind("asset"))

    @cached_property
    def contracts(self) -> Mapping[str, records.Contract]:
        """Contracts by id."""
        return cast(Mapping[str, records.Contract], self.of_kind("contract"))

    @cached_property
    def places(self) -> Mapping[str, records.Place]:
        """People served, by key."""
        return cast(Mapping[str, records.Place], self.of_kind("place"))

    @cached_property
    def supply_links(self) -> Mapping[str, records.SupplyLink]:
        """Supply links by key."""
        return cast(Mapping[str, records.SupplyLink], self.of_kind("supply_link"))

    @cached_property
    def options(self) -> Mapping[str, records.Option]:
        """Options by id."""
        return cast(Mapping[str, records.Option], self.of_kind("option"))

    @cached_property
    def pools(self) -> Mapping[str, records.Pool]:
        """Pools by id."""
        return cast(Mapping[str, records.Pool], self.of_kind("pool"))

    @cached_property
    def reserves(self) -> Mapping[str, records.Reserve]:
        """Reserves by id."""
        return cast(Mapping[str, records.Reserve], self.of_kind("reserve"))

    @cached_property
    def warning_signs(self) -> Mapping[str, records.WarningSign]:
        """Warning signs by key."""
        return cast(Mapping[str, records.WarningSign], self.of_kind("warning_sign"))

    @cached_property
    def accounts(self) -> Mapping[str, records.Accounts]:
        """Yearly accounts of providers, by key."""
        return cast(Mapping[str, records.Accounts], self.of_kind("accounts"))

    @cached_property
    def spend(self) -> Mapping[str, records.Spend]:
        """What providers were paid in a year, by key."""
        return cast(Mapping[str, records.Spend], self.of_kind("spend"))

    @cached_property
    def scenarios(self) -> Mapping[str, records.Scenario]:
        """Scenarios by id."""
        return cast(Mapping[str, records.Scenario], self.of_kind("scenario"))

    @cached_property
    def contacts(self) -> Mapping[str, records.Contact]:
        """Contacts by id."""
        return cast(Mapping[str, records.Contact], self.of_kind("contact"))

    @cached_property
    def plans(self) -> Mapping[str, records.StoredPlan]:
        """Stored plans by id."""
        return cast(Mapping[str, records.StoredPlan], self.of_kind("plan"))

    @cached_property
    def timetable_tasks(self) -> Mapping[str, records.TimetableTask]:
        """Tasks of timetables that people changed or added, by key."""
        return cast(Mapping[str, records.TimetableTask], self.of_kind("timetable_task"))

    @cached_property
    def decisions(self) -> Mapping[str, records.Decision]:
        """Officers' decisions by id."""
        return cast(Mapping[str, records.Decision], self.of_kind("decision"))

    @cached_property
    def contracts_of_service(self) -> Mapping[str, tuple[records.Contract, ...]]:
        """Contracts of each service, in the order of entry."""
        return _grouped(self.contracts.values(), "service")

    @cached_property
    def contracts_of_provider(self) -> Mapping[str, tuple[records.Contract, ...]]:
        """Contracts of each provider, in the order of entry."""
        return _grouped(self.contracts.values(), "provider")

    @cached_property
    def places_of_contract(self) -> Mapping[str, tuple[records.Place, ...]]:
        """People served under each contract, in the order of entry."""
        return _grouped(self.places.values(), "contract")

    @cached_property
    def options_of_service(self) -> Mapping[str, tuple[records.Option, ...]]:
        """Options of each service, in the order of entry."""
        return _grouped(self.options.values(), "service")

    def people_of_contract(self, contract: str) -> int | None:
        """Return the people one contract serves, or None where no count is known."""
        counts = [
            place.people
            for place in self.places_of_contract.get(contract, ())
            if place.people is not None
        ]
        return sum(counts) if counts else None

    def people_of_service(self, service: str) -> int | None:
        """Return the people one service reaches, or None where no count is known."""
        counts = [
            people
            for contract in self.contracts_of_service.get(service, ())
            if (people := self.people_of_contract(contract.id)) is not None
        ]
        return sum(counts) if counts else None


def _grouped(rows: Iterable[_T], attribute: str) -> Mapping[str, tuple[_T, ...]]:
    groups: dict[str, list[_T]] = {}
    for row in rows:
        groups.setdefault(getattr(row, attribute), []).append(row)
    return MappingProxyType({name: tuple(found) for name, found in groups.items()})
