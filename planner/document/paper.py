"""Findings that leave the window: one value that the PDF and the workbook both write."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.document.charts import Chart
from planner.document.plain_sheet import PlainSheet
from planner.document.wording import long_date
from planner.plan.marking import marking_of
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One part: its heading, then sentences, charts and tables, in this order."""

    heading: str
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[PlainSheet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is told: the finding first (`headline`, one sentence), then the parts it rests on.

    `made` says in words when, and from what, it was made ("21 November 2026, register revision
    14"); `made_on` is that date, for the properties of the file. `assumptions` are sentences.
    `inputs` are tables that only a workbook has room for: what its figures are worked out from.
    The same paper always gives the same bytes.
    """

    title: str
    subtitle: str
    headline: str
    made: str
    made_on: datetime.date
    council: str
    marking: str
    parts: tuple[PaperPart, ...]
    assumptions: tuple[str, ...] = ()
    inputs: tuple[PlainSheet, ...] = ()


def paper_of(
    register: Register,
    today: datetime.date,
    *,
    title: str,
    subtitle: str,
    headline: str,
    parts: tuple[PaperPart, ...],
    assumptions: tuple[str, ...] = (),
    inputs: tuple[PlainSheet, ...] = (),
) -> Paper:
    """Return a paper of the register's council, with its marking, made today."""
    return Paper(
        title=title,
        subtitle=subtitle,
        headline=headline,
        made=f"{long_date(today)} from register revision {register.revision:,}",
        made_on=today,
        council=register.council.name,
        marking=marking_of(register),
        parts=parts,
        assumptions=assumptions,
        inputs=inputs,
    )
