"""One measure of dependence as people read it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.dependence.concentration import A_YEAR, Concentration
from planner.document.chart_tables import Cell, Heading
from planner.document.charts import Bars
from planner.register.register import Register

MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its headline, its chart (None where nothing is known) and its table.

    `keys` names the provider that each row of the table is about, "" where it is about none.
    """

    name: str
    label: str
    headline: str
    chart: Bars | None
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...]


def provider_name(register: Register, id_: str) -> str:
    """Return the name of a provider, or its code where it is not in the register."""
    return register.providers[id_].name if id_ in register.providers else id_


def pounds_of(found: Concentration) -> str:
    """Return what the pounds of a concentration are pounds of."""
    return "pounds a year" if found.measured_by == A_YEAR else "pounds of whole awards"


def fifteen_words(title: str) -> str:
    """Return a title of at most fifteen words, cut at the end of a word."""
    words = title.split()
    return title if len(words) <= 15 else " ".join(words[:14]) + " …"
