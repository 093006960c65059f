"""Every real list of contracts: rows, reasons and pounds add up to what its publisher states."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from planner.errors import InputRefused
from planner.exchange.contracts_register import read_register
from planner.exchange.import_list import preview_text, read_contracts
from planner.exchange.import_preview import Outcome
from planner.exchange.match_columns import guess_mapping
from planner.exchange.read_table import open_table
from planner.register.award_values import total_award_value
from planner.register.edits import apply_changes
from planner.register.records import Council
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class Known:
    """What one real file must give."""

    path: str
    rows: int
    added: int
    contracts: int
    providers: int
    counted: float
    twice: float = 0.0
    refused: float = 0.0


LANC = "contracts/lancashire_contracts_finder/"
KNOWN = (
    Known(LANC + "blackpool.json", 153, 115, 140, 125, 191_422_317.29),
    Known(LANC + "burnley.json", 94, 82, 82, 59, 48_510_939.80),
    Known(LANC + "chorley.json", 150, 111, 120, 97, 56_965_559.33),
    Known(LANC + "hyndburn.json", 33, 16, 16, 14, 820_940.73),
    Known(LANC + "lancashire_cc.json", 91, 75, 98, 65, 477_787_310.56),
    Known(LANC + "lancaster.json", 74, 45, 50, 45, 26_401_160.44),
    Known(LANC + "pendle.json", 14, 1, 18, 18, 5_000_000.00),
    Known(LANC + "preston.json", 86, 43, 47, 37, 11_874_038.02),
    Known(LANC + "ribble_valley.json", 21, 0, 0, 0, 0.0),
    Known(LANC + "wyre.json", 91, 65, 78, 72, 763_866_381.77),
    Known("contracts/contracts_finder_csv/notices_first150.csv", 150, 0, 0, 0, 0.0),
    Known("contracts/contracts_finder_search_api/response.json", 20, 18, 18, 17, 24_289_330.69),
    Known(
        "contracts/find_a_tender_scraped/fts_live_rich.json",
        219, 42, 42, 39, 50_987_326.71, refused=55_953_598.40,
    ),
    Known(
        "contracts/west_berkshire_notices/notice_suppliers_first86.csv",
        86, 86, 86, 52, 21_266_353.83, twice=315_051_263.79,
    ),
    # one system of £470,184,791 stands in two linked notices with 73 and 11 suppliers
    Known("ocds/cf_raw", 70, 70, 533, 524, 2_185_310_507.97, twice=470_184_791.00),
    Known("ocds/cf_supplier_ids", 52, 52, 218, 197, 1_988_500_414.45),
)  # fmt: skip


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: Path(known.path).name)
def test_every_row_and_pound_of_a_real_list_is_accounted_for(known: Known, shared: Path) -> None:
    empty = Register.build(Council("Council"))
    preview = read_contracts(empty, shared / "data" / known.path)
    totals = preview.totals
    assert preview.rows_read == known.rows == sum(preview.counts.values())
    assert preview.counts[Outcome.ADDED] == known.added
    assert sum(preview.refusals.values()) == known.rows - known.added
    assert all(row.reason for row in preview.rows if row.outcome is Outcome.REFUSED)
    assert (totals.counted, totals.not_counted_twice, totals.refused) == (
        known.counted,
        known.twice,
        known.refused,
    )
    assert totals.read == pytest.approx(known.counted + known.twice + known.refused)
    register = apply_changes(empty, preview.edit.changes(empty))
    assert (len(register.contracts), len(register.providers)) == (known.contracts, known.providers)
    assert total_award_value(register).value == known.counted
    again = read_contracts(register, preview.source)
    assert not again.changes_anything
    assert again.counts[Outcome.UNCHANGED] == known.added
    assert preview_text(preview).startswith(preview.source.name)


@pytest.mark.parametrize(
    "council",
    ["blackpool", "burnley", "chorley", "hyndburn", "lancashire_cc", "lancaster", "pendle",
     "preston", "ribble_valley", "wyre"],
)  # fmt: skip
def test_the_ten_councils_add_up_to_the_totals_their_source_states(
    council: str, shared: Path
) -> None:
    path = shared / "data" / LANC / f"{council}.json"
    stated = json.loads(path.read_text(encoding="utf-8"))
    preview = read_contracts(Register(), path)
    assert preview.rows_read == stated["stats"]["total_notices"]
    assert preview.totals.counted == pytest.approx(stated["stats"]["total_awarded_value"], abs=0.01)


def test_the_ten_councils_hold_807_notices(shared: Path) -> None:
    files = sorted((shared / "data" / LANC).glob("*.json"))
    assert sum(read_contracts(Register(), path).rows_read for path in files) == 807


def test_one_transport_system_is_counted_once_and_not_18_times(shared: Path) -> None:
    path = shared / "data/contracts/west_berkshire_notices/notice_suppliers_first86.csv"
    preview = read_contracts(Register(), path)
    register = apply_changes(Register(), preview.edit.changes(Register()))
    shared_by = {
        one.award_shared_by
        for one in register.contracts.values()
        if one.award_reference and one.award_reference.endswith("July-Sept 2025")
    }
    assert shared_by == {18}
    largest = [one for one in register.contracts.values() if one.award_reference == "P00000342"]
    assert {one.total_value for one in largest} == {8_841_944.5}
    assert len(largest) == 19
    assert all(one.annual_value is None for one in largest)
    zero = [one for one in register.contracts.values() if one.total_value == 0]
    assert zero
    assert any("value of 0" in warning for warning in preview.warnings)


def test_html_trading_names_and_nobody_in_real_notices(shared: Path) -> None:
    blackpool = read_contracts(Register(), shared / "data" / LANC / "blackpool.json")
    register = apply_changes(Register(), blackpool.edit.changes(Register()))
    names = {one.name for one in register.providers.values()}
    assert "Wood & Wood Signs Ltd" in names
    assert "BAKER, LOMAX & SHACKLEY LIMITED" in names
    burnley = read_contracts(Register(), shared / "data" / LANC / "burnley.json")
    assert burnley.refusals['names no supplier ("NOT AWARDED TO SUPPLIER")'] == 5


def test_grants_in_the_360giving_layout_come_in_whole(shared: Path) -> None:
    path = shared / "data/registers/giving360/trafford_council_voluntary_sector_grants.csv"
    preview = read_contracts(Register(), path)
    assert preview.rows_read == 555
    register = apply_changes(Register(), preview.edit.changes(Register()))
    assert total_award_value(register).value == preview.totals.counted


def test_a_second_heading_line_in_a_real_workbook_moves_the_columns(shared: Path) -> None:
    table = open_table(shared / "data/spend/lancashire_fire/fire-2022-23.xlsx")
    mapping = guess_mapping(table)
    for field, heading in (("title", "Supplier Classification"), ("total_value", "Amount")):
        mapping = mapping.with_choice(field, heading)
    rows = list(read_register(table.path, mapping).awards())
    assert [row.refused for row in rows if row.refused.startswith("repeats")] == [
        "repeats the headings, with columns moved"
    ]
    after = rows[2_744:]
    assert len(after) == 165
    assert sum(row.total_value or 0 for row in after) == pytest.approx(1_555_150.16)


def test_packages_written_as_python_text_are_refused_in_one_sentence(shared: Path) -> None:
    path = shared / "data/ocds/cf_embedded_in_csv/get_cf_data_with_CHIDs_100.csv"
    with pytest.raises(InputRefused, match="Python text") as refused:
        read_contracts(Register(), path)
    assert len(refused.value.problems) == 1


def test_payments_are_not_taken_for_contracts(shared: Path) -> None:
    for path in (
        *sorted((shared / "data/spend/hyndburn_over_250").glob("*.csv"))[:6],
        *sorted((shared / "data/spend/lancashire_fire").glob("*.xlsx"))[:2],
    ):
        with pytest.raises(InputRefused) as refused:
            read_contracts(Register(), path)
        assert len(refused.value.problems) == 1


def _reading(path: Path) -> str:
    """Return what becomes of a file: "read", or the one sentence it is refused with."""
    try:
        preview = read_contracts(Register(), path)
    except InputRefused as error:
        return error.sentence
    return "read" if preview.rows_read == sum(preview.counts.values()) >= 1 else "lost rows"


def test_every_example_of_the_standard_is_read_or_refused_in_words(shared: Path) -> None:
    examples = sorted((shared / "data/ocds/standard_1_1").rglob("*.json"))
    readings = {path.name: _reading(path) for path in examples}
    assert len(examples) == 54
    not_read = {name: words for name, words in readings.items() if words != "read"}
    assert set(not_read) == {
        "extension.json",
        "record-package-schema.json",
        "record-schema.json",
        "release-package-schema.json",
        "release-schema.json",
        "versioned-release-validation-schema.json",
    }
    assert all("\n" not in words and name in words for name, words in not_read.items())
