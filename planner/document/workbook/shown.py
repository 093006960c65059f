"""What formulas come to: kept in the file beside each, for viewers that do not calculate.

openpyxl writes a formula without its value, so a preview or a telephone would show blank cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from planner.document.workbook.cells import Formula
from planner.document.workbook.sheets import FIRST_ROW, Sheet

Shown = float | str
FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)(?:<v\s*/>|<v></v>)')


def shown_values(sheet: Sheet) -> dict[str, Shown]:
    """Return what each formula of a sheet comes to, by its cell, with the sums of its totals."""
    found: dict[str, Shown] = {}
    for number, column in enumerate(sheet.columns, start=1):
        letter, total = get_column_letter(number), 0.0
        for at, values in enumerate(sheet.rows, start=FIRST_ROW):
            value = values[number - 1]
            if isinstance(value, Formula):
                value = value.shown
                if value is not None:
                    found[f"{letter}{at}"] = value
            if isinstance(value, int | float):
                total += value
        if column.total and sheet.rows:
            found[f"{letter}{FIRST_ROW + len(sheet.rows)}"] = total
    return found


def with_values(xml: bytes, values: Mapping[str, Shown]) -> bytes:
    """Return the XML of a sheet with the value of each formula that is known written into it."""

    def filled(found: re.Match[str]) -> str:
        value = values.get(found[1] or "")
        if value is None:
            return found[0]
        cell = f'<c r="{found[1]}"{found[2]}'
        if isinstance(value, str):
            return f'{cell} t="str">{found[3]}<v>{escape(value)}</v>'
        return f"{cell}>{found[3]}<v>{value!r}</v>"

    return FORMULA.sub(filled, xml.decode("utf-8")).encode("utf-8")
