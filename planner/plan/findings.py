"""Gaps, preventive actions, assumptions and standing notes of a plan, as values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the plan cannot yet do.

    `kind` is "people", "time", "money" or "knowledge"; `red` marks a red finding. `people` is how
    many it touches (None: not a matter of people, or not known). `closes` says what would close it.
    `bearable` marks a wait that is no longer than people can.
    """

    kind: str
    title: str
    sentence: str
    service: str | None
    people: float | None
    when: str
    red: bool
    closes: tuple[str, ...]
    bearable: bool = False


@dataclass(frozen=True, slots=True)
class PreventiveAction:
    """A change to make before anything fails, and what it is worth, measured alone.

    `saves_breach` and `saves_unmet` are person-days past the tolerable period and without
    service; `saves_must_breach` the part that concerns must services. `added_cost` is what the
    response costs more, or less where negative. None: not worked out.

    Actions with the same `group` are alike and may stand in one line: `group_title` opens it,
    `member` is what this one adds, `group_worth` its worth as the best of them. `closes` is the
    title without the service.
    """

    title: str
    worth: str
    service: str | None
    saves_breach: float | None
    saves_unmet: float | None
    saves_must_breach: float | None
    added_cost: float | None
    unblocks: bool
    owner: str
    due: datetime.date | None
    status: str
    group: str = ""
    group_title: str = ""
    member: str = ""
    group_worth: str = ""
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the plan rests on.

    `group` is "The law", "People and time", "Money" or "The run". `status` is "verified" (seen in
    the named source), "to be checked" (from knowledge or an estimate) or "our choice".
    """

    group: str
    text: str
    value: str
    source: str
    status: str
    if_wrong: str

    @property
    def verified(self) -> bool:
        """Return whether it was seen in the named source."""
        return self.status == "verified"


@dataclass(frozen=True, slots=True)
class Note:
    """A standing section: people and messages, sharing data, staff, ending arrangements.

    `topic` names the part of the plan it stands in; plans kept before there were any have "".
    """

    heading: str
    sentences: tuple[str, ...]
    source: str
    verified: bool
    topic: str = ""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of a table of rules. `here` marks the one that this plan's scenario is about.

    `to_check` names the headings whose words were not seen in a source.
    """

    cells: tuple[str, ...]
    to_check: tuple[str, ...] = ()
    here: bool = False


@dataclass(frozen=True, slots=True)
class RuleGrid:
    """A table of what holds in every failure: messages, sharing, kinds of ending, standing down."""

    topic: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[RuleRow, ...]
    source: str
