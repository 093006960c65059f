"""Codes in a workbook: who a cell means, and codes for rows that are new.

A link may name a record by its code, by what Excel left of a code ("7" for "007"), or by its title
where only one has it; so a new row can be named before it has a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from planner import fields
from planner.exchange.short_codes import FreeCodes, code_from
from planner.field_types import Field, FieldType, RecordKind
from planner.register.records import Event
from planner.register.register import Register
from planner.register.validity_rules import TARGETS_OF_EVENT

_NAMES = ("title", "name", "role")


class Links:
    """The codes there are, in the register and in the rows that are new to it."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._codes: dict[str, set[str]] = {}
        self._named: dict[str, dict[str, set[str]]] = {}
        self._free: dict[str, FreeCodes] = {}
        self._new_names: dict[tuple[str, str], str] = {}
        for kind in fields.KINDS:
            table = register.of_kind(kind.name)
            self._codes[kind.name] = set(table) if kind.has_id else set()
            self._named[kind.name] = {}
            if kind.has_id:
                for code, record in table.items():
                    self._know(kind.name, code, _name_in(vars_of(kind, record)))

    def claim(self, kind: RecordKind, code: str, values: Mapping[str, Any]) -> None:
        """Keep a code that a new row brings with it."""
        self._codes[kind.name].add(code)
        self._know(kind.name, code, _name_in(values))

    def make(self, kind: RecordKind, values: Mapping[str, Any], before: str = "") -> str:
        """Return a new code for a row, made of its name; `before` is what others call it by."""
        named = _name_in(values) or str(values.get("route") or values.get("service") or kind.name)
        if kind.name not in self._free:
            # A supply link means a provider or an asset by its code alone.
            alike = ("provider", "asset") if kind.name in ("provider", "asset") else (kind.name,)
            self._free[kind.name] = FreeCodes(code for one in alike for code in self._codes[one])
        code = self._free[kind.name].take(code_from(named))
        self.claim(kind, code, values)
        if before:
            self._new_names[kind.name, before] = code
        return code

    def code_like(self, kind: str, text: str) -> str:
        """Return the one code that Excel would make this number of, or the text itself."""
        found = [code for code in self._codes[kind] if code != text and code.lstrip("0") == text]
        return found[0] if text not in self._codes[kind] and len(found) == 1 else text

    def resolved(self, field: Field, value: Any) -> Any:
        """Return a value with the codes that its links mean; what nobody bears stays as it is."""
        if field.type is FieldType.EVENTS:
            return tuple(self._event(event) for event in value or ())
        if not field.links_to or not value:
            return value
        if isinstance(value, str):
            return self._code(value, field.links_to)
        if isinstance(value, Mapping):
            return MappingProxyType(
                {self._code(code, field.links_to): amount for code, amount in value.items()}
            )
        return tuple(self._code(code, field.links_to) for code in value)

    def _event(self, event: Event) -> Event:
        kinds = [kind for kind in TARGETS_OF_EVENT.get(event.kind, ()) if kind in self._codes]
        known = fields.EVENT.type
        values = {field.attribute: getattr(event, field.attribute) for field in fields.EVENT.fields}
        target = event.target.strip()
        made: Event = known(**values | {"target": self._code(target, kinds) if kinds else target})
        return made

    def _code(self, text: str, kinds: Iterable[str]) -> str:
        wanted = text.strip()
        for kind in kinds:
            if (kind, wanted) in self._new_names:
                return self._new_names[kind, wanted]
        if any(wanted in self._codes[kind] for kind in kinds):
            return wanted
        for kind in kinds:
            like = self.code_like(kind, wanted)
            if like != wanted:
                return like
        bearers = {code for kind in kinds for code in self._named[kind].get(_plain(wanted), ())}
        return bearers.pop() if len(bearers) == 1 else wanted

    def _know(self, kind: str, code: str, name: str) -> None:
        if name:
            self._named[kind].setdefault(_plain(name), set()).add(code)


def vars_of(kind: RecordKind, record: Any) -> dict[str, Any]:
    """Return the values of a record by attribute."""
    return {field.attribute: getattr(record, field.attribute) for field in kind.fields}


def _name_in(values: Mapping[str, Any]) -> str:
    return next((str(values[name]) for name in _NAMES if values.get(name)), "")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
