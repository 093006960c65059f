"""What importing any list into a register would do, whatever kind of list it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from planner.errors import InputRefused
from planner.exchange.bodies_import import read_bodies_list
from planner.exchange.import_list import read_contracts
from planner.exchange.import_preview import ImportPreview
from planner.exchange.law_import import read_law_list
from planner.exchange.list_look import ListChoice
from planner.exchange.match_names import NameDecision
from planner.exchange.recognise import LIST_KINDS, check_kind, recognise
from planner.exchange.spend_import import read_spend_lists
from planner.exchange.vocabularies import BODY_LISTS, LAW, SPEND
from planner.progress import Progress, unreported
from planner.register.register import Register


def preview_list(
    register: Register,
    choice: ListChoice,
    decisions: Iterable[NameDecision] = (),
    report: Progress = unreported,
    answers: Mapping[str, str] = MappingProxyType({}),
    *,
    today: datetime.date | None = None,
) -> ImportPreview:
    """Return what importing one list would do; InputRefused in one sentence where it is none.

    `answers` are given to what can be mended in a list of contracts; `today` dates what a
    register of another body says without a date of its own.
    """
    kind = _kind(choice)
    if kind == SPEND:
        return read_spend_lists(register, [choice], decisions, report)
    if kind == LAW:
        return read_law_list(register, choice, report)
    if kind in BODY_LISTS:
        if today is None:
            raise ValueError("a register of another body needs the day it is read")
        return read_bodies_list(register, choice, kind, decisions, report, today=today)
    return read_contracts(
        register,
        choice.path,
        kind=kind,
        mapping=choice.mapping,
        sheet=choice.sheet,
        heading_row=choice.heading_row,
        name_decisions=decisions,
        answers=answers,
        report=report,
    )


def _kind(choice: ListChoice) -> str:
    """Return the kind a list is imported as: as asked, as its mapping was made for, as found."""
    mapping = choice.mapping
    kind = choice.kind or recognise(choice.path, choice.sheet, choice.heading_row)
    check_kind(kind)
    if mapping is None or mapping.kind == kind or not LIST_KINDS[kind].is_table:
        return kind
    if choice.kind is None:
        return mapping.kind
    raise InputRefused.one(
        choice.path.name,
        f"the mapping was made for a list of the kind {mapping.kind}, not {kind}",
        "choose the columns again",
    )
