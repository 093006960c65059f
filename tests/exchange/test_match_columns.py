from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.errors import InputRefused
from planner.exchange.cells import DateOrder
from planner.exchange.match_columns import ColumnMapping, guess_from, guess_mapping
from planner.exchange.read_table import Row, open_table

TRANSPARENCY = (
    "Reference number",
    "Title of agreement",
    "Local authority department",
    "Description of the goods and/or services",
    "Supplier name and details",
    "Sum to be paid over the length of the contract",
    "Irrecoverable VAT",
    "Start date",
    "End date",
    "Review date",
    "Invitation to quote or invitation to tender",
    "SME",
    "Voluntary or community sector organisation",
)
COUNTY = (
    "Contract Ref",
    "Contract Title",
    "Directorate",
    "Supplier",
    "Annual Contract Value (£)",
    "Total Contract Value (£)",
    "Contract Start",
    "Contract_EndDate",
    "Extension Period",
    "ProClass",
    "Companies House Number",
    "Supplier's contact email",
)


def _fields(mapping: ColumnMapping) -> dict[str, str]:
    return {one.field: one.heading for one in mapping.choices}


def test_the_transparency_code_layout_needs_no_help() -> None:
    assert _fields(guess_from(TRANSPARENCY, [])) == {
        "reference": "Reference number",
        "title": "Title of agreement",
        "department": "Local authority department",
        "description": "Description of the goods and/or services",
        "supplier": "Supplier name and details",
        "total_value": "Sum to be paid over the length of the contract",
        "start": "Start date",
        "end": "End date",
        "review_date": "Review date",
        "sme": "SME",
        "vcse": "Voluntary or community sector organisation",
    }


def test_a_county_layout_tells_yearly_from_whole_values_and_skips_personal_columns() -> None:
    found = _fields(guess_from(COUNTY, []))
    assert found["annual_value"] == "Annual Contract Value (£)"
    assert found["total_value"] == "Total Contract Value (£)"
    assert found["end"] == "Contract_EndDate"
    assert found["extension_to"] == "Extension Period"
    assert found["company_number"] == "Companies House Number"
    assert "Supplier's contact email" not in found.values()


def test_a_heading_whose_cells_are_of_the_wrong_sort_is_not_taken() -> None:
    rows = [Row(2, ["C1", "call us", "12/2024"]), Row(3, ["C2", "see file", "soon"])]
    found = _fields(guess_from(("Reference", "Contract value", "End date"), rows))
    assert found == {"reference": "Reference"}


def test_the_guess_gives_its_confidence_and_reason_in_print() -> None:
    mapping = guess_from(("Supplier", "End date"), [Row(2, ["A Ltd", "31/03/2027"])])
    assert "1 of 1 sample cells are dates" in mapping.as_text()
    assert all(0.5 <= one.confidence <= 1 for one in mapping.choices)


def test_a_choice_can_be_corrected_by_heading_place_or_taken_away() -> None:
    mapping = guess_from(COUNTY, [])
    changed = mapping.with_choice("service", "Directorate").with_choice("annual_value", None)
    assert changed.column("service") == 2
    assert changed.column("department") is None  # one column holds one field
    assert changed.column("annual_value") is None
    assert changed.with_choice("title", 3).choice("title") is not None
    american = changed.with_choice("start", "Contract Start", DateOrder.MONTH_FIRST)
    kept = american.choice("start")
    assert kept is not None
    assert kept.order is DateOrder.MONTH_FIRST


@pytest.mark.parametrize(("field", "column"), [("colour", "Supplier"), ("title", "No such")])
def test_a_choice_of_what_is_not_there_is_refused(field: str, column: str) -> None:
    with pytest.raises(InputRefused, match="mapping: "):
        guess_from(COUNTY, []).with_choice(field, column)


def test_a_kept_mapping_comes_back_whole_and_knows_its_layout() -> None:
    mapping = guess_from(COUNTY, []).with_choice("service", "Directorate")
    again = ColumnMapping.from_json(json.dumps(mapping.as_json()))
    assert again == mapping or again.as_json() == mapping.as_json()
    assert again.fingerprint == mapping.fingerprint
    assert again.fits([f" {heading} " for heading in COUNTY])
    assert not again.fits(TRANSPARENCY)


def test_a_kept_mapping_follows_its_columns_to_other_places() -> None:
    mapping = guess_from(COUNTY, [])
    turned = mapping.for_headings(tuple(reversed(COUNTY)))
    assert turned.headings[turned.column("supplier") or 0] == "Supplier"
    with pytest.raises(InputRefused) as refused:
        mapping.for_headings(("Supplier",))
    assert len(refused.value.problems) == len(mapping.choices) - 1


@pytest.mark.parametrize("kept", ["", "{}", "[]", '{"format": "backstop-column-mapping"}'])
def test_a_broken_kept_mapping_is_refused_in_one_sentence(kept: str) -> None:
    with pytest.raises(InputRefused, match="not a column mapping"):
        ColumnMapping.from_json(kept)


def test_real_headings_are_matched(shared: Path) -> None:
    contracts = shared / "data/contracts"
    path = contracts / "west_berkshire_notices/notice_suppliers_first86.csv"
    found = _fields(guess_mapping(open_table(path)))
    assert found["company_number"] == "companies_house"
    assert found["total_value"] == "awarded_value"
    grants = shared / "data/registers/giving360/trafford_council_voluntary_sector_grants.csv"
    found = _fields(guess_mapping(open_table(grants)))
    assert found["supplier"] == "Recipient Org:Name"
    assert found["charity_number"] == "Recipient Org:Charity Number"
    assert found["total_value"] == "Amount Awarded"
