"""The table of the levy: one row a contract, dearest first, those not known apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.table.plain_table import Column, PlainTable
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.levy_report import LevyReport

COLUMNS = (
    Column("Contract", "text", 184),
    Column("Provider", "text", 124),
    Column("Value", "pounds", 82),
    Column("Exposure", "pounds", 76),
    Column("Likelihood", "text", 106),
    Column("Flat", "pounds", 54),
    Column("Risk", "pounds", 64),
    Column("Levy", "pounds", 64),
    Column("Effect", "text", 120),
)


class LevyTable(PlainTable):
    """What each contract pays, and what that is made of."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Levy per contract, dearest first")

    def show_levy(self, report: LevyReport, *, has_target: bool) -> None:
        """Show every contract; without a target only what each puts at risk."""
        unknown = next((at for at, row in enumerate(report.rows) if row.levy is None), None)
        sections = {} if unknown is None else {unknown: "Levy not known"}
        self.show_rows(
            COLUMNS,
            [
                (
                    f"{row.contract}  {row.title}",
                    row.provider_name,
                    _known(row.value),
                    _known(row.exposure),
                    row.likelihood,
                    _known(row.flat) if has_target else None,
                    _known(row.risk) if has_target else None,
                    _known(row.levy) if has_target else None,
                    row.effect if has_target or row.levy is None else None,
                )
                for row in report.rows
            ],
            sections,
        )


def _known(amount: float | None) -> float | str:
    """Return an amount for a cell; a blank one would look like nothing."""
    return "not known" if amount is None else amount
