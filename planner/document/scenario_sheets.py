"""The tables of a report as headings and rows: for the clipboard, and as a CSV file."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

from planner.document.plain_sheet import PlainSheet
from planner.document.scenario_report import ScenarioReport

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def sheets(found: ScenarioReport) -> tuple[PlainSheet, ...]:
    """Return every table of a report, the services first."""
    return (
        PlainSheet(
            "Services",
            (
                "Service",
                "Class",
                "People hit",
                "Person-days without",
                "Person-days past the limit",
                "Hit on",
                "Limit passed on",
                "Back",
                "Cost (£)",
                "Money freed (£)",
            ),
            tuple(
                (
                    one.title,
                    one.class_ or "not decided",
                    _round(one.people),
                    _round(one.unmet_person_days),
                    _round(one.late_person_days),
                    one.hit_on,
                    one.limit_on,
                    one.back_words,
                    _round(one.cost),
                    _round(one.saved),
                )
                for one in found.services
            ),
        ),
        PlainSheet(
            "Options",
            ("Option", "Service", "From", "Full on", "Until", "People at most", "Cost (£)"),
            tuple(
                (
                    one.label,
                    one.service,
                    one.from_on,
                    one.full_on,
                    one.until_on,
                    _round(one.people),
                    _round(one.cost),
                )
                for one in found.options
            ),
        ),
        PlainSheet(
            "Blocked options",
            ("Option", "Service", "Blocked because", "Must person-days past the limit it saves"),
            tuple(
                (one.label, one.service, one.because, _round(one.worth)) for one in found.blocked
            ),
        ),
        PlainSheet(
            "Reserves",
            ("Reserve", "Holds (£)", "Pays (£)", "Left (£)", "For"),
            tuple(
                (one.name, _round(one.amount), _round(one.drawn), _round(one.left), one.pays_for)
                for one in found.funds
            ),
        ),
        PlainSheet(
            "Day by day",
            ("From", "Days", "Without must", "Without needed", "Without could", "Covered"),
            tuple(
                (
                    one.date,
                    one.days,
                    _round(one.must),
                    _round(one.needed),
                    _round(one.could),
                    _round(one.covered),
                )
                for one in found.by_day
            ),
        ),
    )


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 1)


def as_csv(found: ScenarioReport) -> str:
    """Return all tables under their titles; no cell can be taken for a formula."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([_safe(found.headline)])
    for sheet in sheets(found):
        write.writerow([])
        write.writerow([sheet.title])
        write.writerow(sheet.headings)
        write.writerows([[_safe(cell) for cell in row] for row in sheet.rows])
    return out.getvalue()


def _safe(cell: Any) -> Any:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
