"""The levy's workbook: its formulas come to what the levy says, here and in LibreOffice."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from planner.document.workbook.levy import levy_workbook
from planner.document.workbook.levy_cells import LEVY, NAMES, SEARCH, STEPS, TERMS
from planner.document.workbook.sheets import FIRST_ROW
from planner.exchange.register_json import read_register
from planner.plan.levy import levied, levy_of
from planner.plan.levy_terms import Levy, LevyTerms
from planner.register.records import Contract
from planner.register.register import Register
from resources.sample import sample_register_path
from tests.document.recalculated import assert_same, column, needs_libreoffice, recalculated
from tests.plan.cases import TODAY
from tests.plan.levy_cases import fall, sweep_of, three_contracts, three_falls

RAISED = f"B{FIRST_ROW + 7}"
K = f"B{FIRST_ROW + 6}"
CONTRIBUTION = f"B{FIRST_ROW + 2}"
CHARGED, CHECK = f"B{FIRST_ROW + 10}", f"B{FIRST_ROW + 11}"
REFERENCE = re.compile(r"(?:'([^']+)'!|(\w+)!)?(\$?[A-Z]{1,2}\$?\d+)(?::(\$?[A-Z]{1,2}\$?\d+))?")


class Sums:
    """Works out the formulas of a workbook with the few functions they use."""

    def __init__(self, data: bytes) -> None:
        self._book = load_workbook(io.BytesIO(data))
        self._kept: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, cell: str) -> Any:
        """Return what a cell comes to."""
        key = (sheet, cell.replace("$", ""))
        if key not in self._kept:
            content = self._book[sheet][key[1]].value
            is_formula = isinstance(content, str) and content.startswith("=")
            found = self._work_out(sheet, content[1:]) if is_formula else content
            # As in a workbook, what is not asked for may divide by nothing.
            self._kept[key] = np.float64(found) if isinstance(found, int | float) else found
        return self._kept[key]

    def _work_out(self, sheet: str, formula: str) -> Any:
        names: dict[str, Any] = {
            "MAX": max,
            "MIN": min,
            "IF": lambda test, yes, no: yes if test else no,
            "OR": lambda *tests: any(tests),
            "ROUND": lambda number, places: round(number + 1e-12, places),
            "ROUNDDOWN": lambda number, places: np.floor(number * 10**places) / 10**places,
            "SUMPRODUCT": lambda array: float(np.sum(array)),
            "SUM": lambda array: float(np.sum(array)),
        }

        def named(found: re.Match[str]) -> str:
            on = found[1] or found[2] or sheet
            name = f"v{len(names)}"
            if found[4]:
                span = f"{found[3]}:{found[4]}".replace("$", "")
                first, top, last, bottom = range_boundaries(span)
                assert first == last
                column = re.sub(r"\d", "", span.split(":")[0])
                cells = [self.value(on, f"{column}{row}") for row in range(top, bottom + 1)]
                names[name] = np.array(cells, dtype=float)
            else:
                names[name] = self.value(on, found[3])
            return name

        text = re.sub(r'("[^"]*")|' + REFERENCE.pattern, lambda m: m[0] if m[1] else named(
            REFERENCE.fullmatch(m[0])), formula)  # fmt: skip
        with np.errstate(divide="ignore", invalid="ignore"):
            return eval(text, {"__builtins__": {}}, names)


def _levy(target: float = 10_000.0, register: Register | None = None) -> Levy:
    return levy_of(register or three_contracts(), three_falls(), LevyTerms(target, 5))


def _workbook(levy: Levy) -> bytes:
    return levy_workbook(three_contracts(), levy, TODAY)


@pytest.mark.parametrize("target", [500.0, 5_000.0, 10_000.0, 25_000.0, 27_550.0, 100_000.0])
def test_formulas_come_to_the_levy_of_each_contract(target: float) -> None:
    levy = _levy(target)
    sums = Sums(_workbook(levy))
    for at, row in enumerate(levy.known, start=FIRST_ROW):
        assert sums.value(LEVY, f"A{at}") == row.contract
        assert sums.value(LEVY, f"G{at}") == pytest.approx(row.exposure)
        assert sums.value(LEVY, f"M{at}") == pytest.approx(row.levy, abs=0.01)
        assert sums.value(LEVY, f"N{at}") == pytest.approx(row.levy, abs=1e-9)
        held = sums.value(LEVY, f"O{at}")
        assert held == {"capped": "capped", "relief": "flat part only"}.get(
            row.limit, "within the cap"
        )
    assert sums.value(TERMS, RAISED) == pytest.approx(levy.raised, abs=0.005)
    assert sums.value(TERMS, CHARGED) == pytest.approx(levy.raised, abs=1e-9)
    met = "Met to the penny" if levy.reached else sums.value(TERMS, CHECK)
    assert sums.value(TERMS, CHECK) == met
    assert levy.reached or met in ("Not met", "More than asked")
    if levy.reached:
        assert sums.value(TERMS, RAISED) == pytest.approx(levy.terms.contribution, abs=1e-6)
        assert sums.value(TERMS, K) == pytest.approx(levy.k, rel=1e-9)


def test_what_formulas_come_to_stands_beside_them() -> None:
    data = _workbook(_levy())
    sums, kept = Sums(data), load_workbook(io.BytesIO(data), data_only=True)
    formulas = load_workbook(io.BytesIO(data))
    seen = 0
    for sheet in (TERMS, LEVY, SEARCH):
        for cells in formulas[sheet].iter_rows(min_row=FIRST_ROW):
            for cell in cells:
                is_formula = isinstance(cell.value, str) and cell.value.startswith("=")
                if is_formula and "SUBTOTAL" not in cell.value:
                    shown, worked = kept[sheet][cell.coordinate].value, sums.value(
                        sheet, cell.coordinate
                    )  # fmt: skip
                    same = worked if isinstance(worked, str) else pytest.approx(worked, abs=1e-6)
                    assert shown == same, f"{sheet} {cell.coordinate} {cell.value}"
                    seen += 1
    assert seen > 4 * STEPS


def test_another_target_typed_into_the_workbook_is_met_too() -> None:
    book = load_workbook(io.BytesIO(_workbook(_levy())))
    book[TERMS][f"B{FIRST_ROW}"].value = 12_345.0
    changed = io.BytesIO()
    book.save(changed)
    sums, other = Sums(changed.getvalue()), _levy(12_345.0)
    assert sums.value(TERMS, RAISED) == pytest.approx(2_469.0, abs=1e-6)
    assert sums.value(TERMS, K) == pytest.approx(other.k)


def test_contracts_without_a_levy_have_a_sheet_of_their_own() -> None:
    register = three_contracts(Contract("C-9", "=1+1", "care", "steady"))
    book = load_workbook(io.BytesIO(_workbook(_levy(register=register))))
    assert book.sheetnames[-1] == "Not known"
    row = [cell.value for cell in book["Not known"][FIRST_ROW]]
    assert row == ["C-9", "=1+1", "Steady Care Ltd", "not known", "yearly value not known"]
    assert book["Not known"].cell(FIRST_ROW, 2).data_type == "s"
    assert "Not known" not in load_workbook(io.BytesIO(_workbook(_levy()))).sheetnames


def test_the_same_levy_gives_the_same_bytes() -> None:
    assert _workbook(_levy()) == _workbook(_levy())


def test_no_contract_at_all_still_gives_a_workbook() -> None:
    bare = replace(_levy(), rows=(), raised=0.0, most=0.0, reached=False, k=0.0)
    assert load_workbook(io.BytesIO(_workbook(bare)))[LEVY].max_row >= FIRST_ROW


def test_terms_have_names_and_levies_are_formulas_to_the_penny() -> None:
    book = load_workbook(io.BytesIO(_workbook(_levy())))
    assert {name: one.attr_text for name, one in book.defined_names.items()} == NAMES
    assert NAMES["Levy_k"] == f"{TERMS}!${K[0]}${K[1:]}"
    for at in range(len(_levy().known)):
        assert str(book[LEVY].cell(FIRST_ROW + at, 14).value).startswith("=IF(R")


def test_equal_remainders_take_pennies_from_the_top() -> None:
    alike = {
        "value": 30_000.0, "exposure_before_bond": 500.0, "bond": 0.0, "exposure": 500.0,
        "probability": 0.1,
    }  # fmt: skip
    rows = [replace(row, **alike) for row in _levy().known]
    levy = levied(rows, LevyTerms(100.0, 1))
    assert len({row.levy for row in levy.known}) == 2
    sums = Sums(_workbook(levy))
    for at, row in enumerate(levy.known, start=FIRST_ROW):
        assert sums.value(LEVY, f"N{at}") == pytest.approx(row.levy, abs=1e-9)
    assert sums.value(TERMS, CHECK) == "Met to the penny"


@needs_libreoffice
def test_libreoffice_works_the_formulas_out_as_we_do_for_any_target(tmp_path: Path) -> None:
    register = read_register(sample_register_path())
    falls = [
        fall(provider, 1_000.0 * (at % 37) + 0.37 * at)
        for at, provider in enumerate(register.providers)
    ]
    large = levy_of(register, sweep_of(*falls), LevyTerms(1_000_000.0, 5))
    assert len(large.known) > 50
    books = {"small": _workbook(_levy()), "large": levy_workbook(register, large, TODAY)}

    def other_target(book: Workbook) -> None:
        book[TERMS][f"B{FIRST_ROW}"].value = 12_345.0

    made = recalculated(
        {**books, "other": books["small"]}, tmp_path, {"other": other_target}
    )  # fmt: skip
    for name, data in books.items():
        assert assert_same(data, made[name]) > 4 * STEPS
    other = _levy(12_345.0)
    assert made["other"][TERMS][CONTRIBUTION].value == pytest.approx(2_469.0)
    assert made["other"][TERMS][RAISED].value == pytest.approx(2_469.0, abs=1e-6)
    assert made["other"][TERMS][K].value == pytest.approx(other.k)
    assert made["other"][TERMS][CHECK].value == "Met to the penny"
    pence = column(made["other"], LEVY, "Whole pence")
    assert sorted(pence) == pytest.approx(sorted(row.levy or 0.0 for row in other.known))
