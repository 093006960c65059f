"""A short mark of everything in a register that a plan is made from."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from planner import fields
from planner.register.records import Decision, Scenario, TimetableTask
from planner.register.register import Register

NOT_IN_A_PLAN = frozenset(
    {
        "plan",
        "action",
        "lesson",
        "exercise",
        "inject",
        "review",
        "scenario",
        "decision",
        "timetable_task",
        "spend",
    }
)
ADDED_BLANK = frozenset({"marking", "recorded_by", "expires"})
"""Fields that registers did not always have: blank, they leave the mark as it was."""
LENGTH = 16


def fingerprint(register: Register, scenario: Scenario) -> str:
    """Return the mark of what a plan for a scenario is made from: register, then scenario.

    Plans, actions, lessons, exercises and reviews change no plan, nor do other scenarios and the
    decisions that belong to them.
    """
    return f"{register_mark(register, scenario.id)}-{_mark(scenario)}"


def register_mark(register: Register, scenario: str) -> str:
    """Return the first part of the fingerprint: the register without its scenarios."""
    decisions = {
        key: record
        for key, record in register.of_kind("decision").items()
        if isinstance(record, Decision) and record.scenario == scenario
    }
    tables: dict[str, Any] = {
        kind.name: register.of_kind(kind.name)
        for kind in fields.KINDS
        if kind.name not in NOT_IN_A_PLAN
    }
    if not tables["accounts"]:
        del tables["accounts"]
    tasks = {
        key: record
        for key, record in register.of_kind("timetable_task").items()
        if isinstance(record, TimetableTask) and record.scenario == scenario
    }
    if tasks:
        tables["timetable_task"] = tasks
    return _mark({"council": register.council, "decision": decisions, **tables})


def scenario_mark(scenario: Scenario) -> str:
    """Return the second part of the fingerprint: the scenario alone."""
    return _mark(scenario)


def _mark(value: Any) -> str:
    text = json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:LENGTH]


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        shown = {part.name: getattr(value, part.name) for part in dataclasses.fields(value)}
        return {
            name: held
            for name, held in shown.items()
            if held is not None or name not in ADDED_BLANK
        }
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a fingerprint")
