"""A plan to text and back, with nothing lost: how a version is kept in the register."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import json
import types
import typing
from typing import Any

from planner.errors import InputRefused
from planner.plan.plan import Plan

FORMAT = "backstop-plan"
FORMAT_VERSION = 1


def as_json(plan: Plan) -> str:
    """Return the plan as JSON text: dates as year-month-day, lists for tuples, null for None."""
    content = {"format": FORMAT, "version": FORMAT_VERSION, "plan": _plain(plan)}
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def plan_from_json(text: str) -> Plan:
    """Return the plan that `as_json` wrote.

    InputRefused where the text is no plan, or one of a newer version of the program.
    """
    try:
        content = json.loads(text)
        kind, version = content["format"], content["version"]
    except (ValueError, TypeError, KeyError) as error:
        raise _refused("the stored content is not a plan") from error
    if kind != FORMAT or not isinstance(version, int):
        raise _refused("the stored content is not a plan")
    if version > FORMAT_VERSION:
        raise _refused("it was made by a newer version of Backstop")
    try:
        plan = _built(Plan, content["plan"])
    except (ValueError, TypeError, KeyError) as error:
        raise _refused("part of the stored content is missing or of the wrong kind") from error
    return typing.cast(Plan, plan)


def _refused(what: str) -> InputRefused:
    return InputRefused.one("Stored plan", what, "make the plan again from the register")


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


@functools.cache
def _types_of(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _built(kind: Any, value: Any) -> Any:
    """Return `value`, read from JSON, as the declared type; TypeError where it is none such."""
    if isinstance(kind, types.UnionType):
        if value is None:
            return None
        (kind,) = (part for part in typing.get_args(kind) if part is not types.NoneType)
    if typing.get_origin(kind) is tuple:
        item = typing.get_args(kind)[0]
        if not isinstance(value, list):
            raise TypeError("a list was expected")
        return tuple(_built(item, part) for part in value)
    if kind is datetime.date:
        return datetime.date.fromisoformat(value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        declared = _types_of(kind)
        # What an older version did not keep has its default; without one, the call below fails.
        return kind(
            **{name: _built(part, value[name]) for name, part in declared.items() if name in value}
        )
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{kind.__name__} was expected")
    return value
