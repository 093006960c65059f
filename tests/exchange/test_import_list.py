from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from planner.errors import InputRefused
from planner.exchange.import_list import ImportPreview, preview_text, read_contracts
from planner.exchange.match_columns import guess_mapping
from planner.exchange.match_names import NameDecision
from planner.exchange.read_table import open_table
from planner.progress import Cancelled
from planner.register.award_values import total_award_value
from planner.register.edits import ChangeFields, apply_changes
from planner.register.records import Contract
from planner.register.register import Register

HEADER = "Contract Reference,Contract Title,Supplier,Total Value,Start Date,End Date"
DAY = datetime.date
EMPTY = Register()


def _preview(
    folder: Path, *rows: str, header: str = HEADER, onto: Register = EMPTY
) -> ImportPreview:
    path = folder / "contracts.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_contracts(onto, path)


def _carried_out(preview: ImportPreview, onto: Register = EMPTY) -> Register:
    return apply_changes(onto, preview.edit.changes(onto))


def _counts(preview: ImportPreview) -> Mapping[str, int]:
    return {outcome.value: number for outcome, number in preview.counts.items() if number}


def _contract(preview: ImportPreview, code: str) -> Contract:
    return _carried_out(preview).contracts[code]


def test_a_row_becomes_a_contract_with_its_service_and_provider(tmp_path: Path) -> None:
    preview = _preview(tmp_path, 'C1,Home care,Acme Care Ltd,"£300,000",01/04/2024,31/03/2027')
    register = _carried_out(preview)
    contract = register.contracts["C1"]
    assert register.providers[contract.provider].name == "Acme Care Ltd"
    assert register.services[contract.service].title == "Home care"
    assert (contract.start, contract.end) == (DAY(2024, 4, 1), DAY(2027, 3, 31))
    assert contract.total_value == 300_000
    assert contract.annual_value == pytest.approx(300_000 / (1095 / 365.25), abs=0.01)
    assert preview.rows[0].contracts == ("C1",)


def test_what_a_list_cannot_know_stays_blank(tmp_path: Path) -> None:
    register = _carried_out(_preview(tmp_path, "C1,Home care,Acme Care Ltd,TBC,,"))
    contract = register.contracts["C1"]
    service = register.services[contract.service]
    assert (contract.total_value, contract.annual_value, contract.step_in_right) == (None,) * 3
    assert (service.class_, service.mtpd_days, register.places, register.options) == (
        None,
        None,
        {},
        {},
    )


def test_a_term_under_a_year_costs_its_total_in_a_year(tmp_path: Path) -> None:
    preview = _preview(tmp_path, "C1,Fencing works,A Ltd,9000,01/04/2024,30/06/2024")
    assert _contract(preview, "C1").annual_value == 9_000


def test_importing_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    rows = ("C1,Home care,Acme Care Ltd,10,01/04/2024,31/03/2027", ",Cleaning of offices,B Ltd,5,,")
    register = _carried_out(_preview(tmp_path, *rows))
    again = _preview(tmp_path, *rows, onto=register)
    assert _counts(again) == {"unchanged": 2}
    assert not again.changes_anything


def test_a_later_list_updates_dates_and_money_and_leaves_what_people_decided(
    tmp_path: Path,
) -> None:
    first = _carried_out(_preview(tmp_path, "C1,Home care,Acme Ltd,10,01/04/2024,31/03/2027"))
    own = ChangeFields("contract", "C1", {"title": "Care at home", "annual_value": 4.0})
    first = apply_changes(first, own.changes(first))
    later = _preview(tmp_path, "C1,Home care,Acme Ltd,20,01/04/2024,31/03/2028", onto=first)
    contract = _carried_out(later, first).contracts["C1"]
    assert _counts(later) == {"updated": 1}
    assert (contract.total_value, contract.end) == (20.0, DAY(2028, 3, 31))
    assert (contract.title, contract.annual_value) == ("Care at home", 4.0)


def test_a_blank_in_a_later_list_takes_nothing_away(tmp_path: Path) -> None:
    first = _carried_out(_preview(tmp_path, "C1,Home care,Acme Ltd,10,01/04/2024,31/03/2027"))
    assert _counts(_preview(tmp_path, "C1,Home care,Acme Ltd,TBC,,", onto=first)) == {
        "unchanged": 1
    }


def test_a_contract_that_changed_hands_keeps_its_code(tmp_path: Path) -> None:
    first = _carried_out(_preview(tmp_path, "C1,Home care,Acme Ltd,10,,"))
    later = _preview(tmp_path, "C1,Home care,Bright Homes Ltd,10,,", onto=first)
    register = _carried_out(later, first)
    assert list(register.contracts) == ["C1"]
    assert register.providers[register.contracts["C1"].provider].name == "Bright Homes Ltd"


def test_several_suppliers_in_one_cell_share_one_value_counted_once(tmp_path: Path) -> None:
    preview = _preview(
        tmp_path, 'C1,School meals,"Dunn Ltd,Sysco Ltd,Bake Ltd",900,01/04/2024,31/03/2027'
    )
    register = _carried_out(preview)
    assert len(register.contracts) == 3
    for contract in register.contracts.values():
        assert (contract.award_reference, contract.award_shared_by) == ("C1", 3)
        assert (contract.total_value, contract.annual_value) == (900.0, None)
    assert total_award_value(register).value == preview.totals.counted == 900
    assert preview.totals.shared == 900


def test_one_award_on_several_rows_is_one_value(tmp_path: Path) -> None:
    preview = _preview(
        tmp_path, *(f"DPS,School transport,{name} Cars Ltd,500,," for name in ("Ann", "Ben", "Cy"))
    )
    assert _counts(preview) == {"added": 3}
    assert (preview.totals.read, preview.totals.counted) == (1500, 500)
    assert preview.totals.not_counted_twice == 1000
    assert total_award_value(_carried_out(preview)).value == 500


def test_one_reference_with_different_values_is_several_awards(tmp_path: Path) -> None:
    preview = _preview(tmp_path, "C1,Grounds east,Ann Ltd,500,,", "C1,Grounds west,Ben Ltd,700,,")
    register = _carried_out(preview)
    assert total_award_value(register).value == preview.totals.counted == 1200
    assert len({one.award_reference for one in register.contracts.values()}) == 2
    again = _preview(
        tmp_path, "C1,Grounds east,Ann Ltd,500,,", "C1,Grounds west,Ben Ltd,700,,", onto=register
    )
    assert not again.changes_anything


def test_rows_without_a_contract_are_refused_each_with_its_reason(tmp_path: Path) -> None:
    preview = _preview(
        tmp_path,
        "C1,Home care,Acme Ltd,100,,",
        ",,,,,",
        HEADER,
        "C2,Legal advice,REDACTED,50,,",
        "C3,Meals,,25,,",
        "C4,Cars,Bee Ltd,20,,",
        "C4,Cars,Bee Ltd,20,,",
        "Total,,,215,,",
        ",,,215,,",
    )
    assert _counts(preview) == {"added": 2, "unchanged": 1, "refused": 6}
    assert preview.refusals == {
        "is a line of totals": 2,
        "blank line": 1,
        "repeats the headings": 1,
        'names no supplier ("REDACTED")': 1,
        "names no supplier": 1,
    }
    assert preview.rows[6].reason == "repeats row 7"
    assert preview.totals.read == 215
    assert (preview.totals.counted, preview.totals.refused) == (120, 75)


def test_rows_below_headings_that_moved_are_read_by_their_own_columns(tmp_path: Path) -> None:
    preview = _preview(
        tmp_path,
        *(f"C1{n},Home care,Acme Ltd,100,01/04/2024,31/03/2027" for n in range(5)),
        "Contract Reference,Supplier,Contract Title,Start Date,Contract Value,End Date",
        "C2,Bee Ltd,Meals,01/04/2025,200,31/03/2026",
    )
    assert preview.rows[5].reason == "repeats the headings, with columns moved"
    second = _contract(preview, "C2")
    assert (second.title, second.total_value, second.start) == ("Meals", 200, DAY(2025, 4, 1))
    assert preview.totals.counted == 700


def test_a_cell_that_cannot_be_read_is_left_blank_and_reported(tmp_path: Path) -> None:
    preview = _preview(
        tmp_path,
        "C1,Home care,Acme Ltd,10,13/01/2024,31/03/2027",
        "C2,Day care,Acme Ltd,10,12/31/2024,31/03/2027",
        "C3,Night care,Acme Ltd,10,01/04/2027,31/03/2024",
        "C4,Respite care,Acme Ltd,lots,,",
        "C5,Respite stays,Acme Ltd,-5,,",
    )
    doubts = {row.place: row.doubts for row in preview.rows}
    assert "doubtful" in doubts["row 3"][0]
    assert "before it starts" in doubts["row 4"][0]
    assert "not an amount" in doubts["row 5"][0] or "not an amount" in doubts["row 5"][-1]
    assert "negative" in doubts["row 6"][0]
    assert _contract(preview, "C2").start is None
    assert _contract(preview, "C3").end is None


def test_names_to_review_stay_apart_and_a_decision_joins_them(tmp_path: Path) -> None:
    rows = ("C1,Coaches,Weavaway Travel Ltd,1,,", "C2,Cars,Weaveaway Travel Ltd,1,,")
    preview = _preview(tmp_path, *rows)
    assert len(_carried_out(preview).providers) == 2
    doubt = preview.names_to_review[0]
    decided = read_contracts(
        EMPTY, preview.source, name_decisions=[NameDecision(doubt.name, doubt.candidate, True)]
    )
    assert len(_carried_out(decided).providers) == 1


def test_services_come_from_the_best_column_there_is(tmp_path: Path) -> None:
    header = "Reference,Title,Supplier,{}"
    by_category = _preview(tmp_path, "C1,A thing,A Ltd,Home care", header=header.format("Category"))
    assert [s.title for s in _carried_out(by_category).services.values()] == ["Home care"]
    by_code = _preview(tmp_path, "C1,A thing,A Ltd,85311100-3", header=header.format("CPV Code"))
    assert [s.title for s in _carried_out(by_code).services.values()] == ["Care with accommodation"]
    assert "CPV Code" in by_code.services_from
    alike = _preview(
        tmp_path,
        "C1,Gritting of roads 2023/24,A Ltd,",
        "C2,Gritting of roads 2024/25 - Lot 2,A Ltd,",
        "P0001,P0001,A Ltd,",
        header=header.format("Notes"),
    )
    assert [s.title for s in _carried_out(alike).services.values()] == [
        "Gritting of roads",
        "Services not yet sorted",
    ]


def test_owner_sector_numbers_review_and_extension_are_kept(tmp_path: Path) -> None:
    header = (
        "Reference,Title,Category,Department,Supplier,Charity Number,VCSE,Review Date,End Date,"
        "Extension,Contract Type"
    )
    row = (
        "C1,Advice line,Advice,Adults,Help CIO,1123456,Y,01/06/2026,31/03/2027,2 x 12 months,Grant"
    )
    register = _carried_out(_preview(tmp_path, row, header=header))
    contract, service = register.contracts["C1"], register.services["advice"]
    provider = register.providers[contract.provider]
    assert (service.owner, contract.kind, contract.extension_to) == (
        "Adults",
        "grant",
        DAY(2029, 3, 31),
    )
    assert (provider.charity_number, provider.sector) == ("1123456", "vcse")
    review = next(iter(register.of_kind("review").values()))
    assert review.due == DAY(2026, 6, 1)  # type: ignore[union-attr]


def test_a_lone_number_of_months_extends_where_the_heading_says_months(tmp_path: Path) -> None:
    header = "Reference,Title,Supplier,End Date,Option to extend (months)"
    preview = _preview(tmp_path, "C1,Home care,A Ltd,31/03/2027,24", header=header)
    assert _contract(preview, "C1").extension_to == DAY(2029, 3, 31)


def test_a_list_of_grants_gives_grants(tmp_path: Path) -> None:
    header = "Grant ID,Grant Purpose,Grant Recipient,Amount Awarded"
    preview = _preview(tmp_path, "G1,Advice on debts,Help Newbury,5000", header=header)
    contract = _contract(preview, "G1")
    assert (contract.kind, contract.title, contract.total_value) == (
        "grant",
        "Advice on debts",
        5_000,
    )
    assert any("taken as a grant" in warning for warning in preview.warnings)


def test_a_corrected_mapping_is_followed(tmp_path: Path) -> None:
    preview = _preview(tmp_path, "C1,Home care,Acme Ltd,10,,")
    assert preview.mapping is not None
    yearly = preview.mapping.with_choice("annual_value", "Total Value")
    register = _carried_out(read_contracts(EMPTY, preview.source, mapping=yearly))
    assert register.contracts["C1"].annual_value == 10
    assert register.contracts["C1"].total_value is None


def test_a_workbook_gives_the_same_contracts_as_text(tmp_path: Path) -> None:
    text = _preview(tmp_path, "C1,Home care,Acme Ltd,10,01/04/2024,31/03/2027")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.split(","))
    sheet.append(["C1", "Home care", "Acme Ltd", 10, DAY(2024, 4, 1), DAY(2027, 3, 31)])
    book.save(tmp_path / "contracts.xlsx")
    workbook = read_contracts(EMPTY, tmp_path / "contracts.xlsx")
    assert _carried_out(workbook) == _carried_out(text)


def test_lists_that_are_not_of_contracts_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no column names the suppliers"):
        _preview(tmp_path, "1,2", header="Ward,Population")
    with pytest.raises(InputRefused, match="list of payments"):
        _preview(tmp_path, "A Ltd,5,01/01/2024,x", header="Supplier,Amount,Payment Date,Purpose")
    with pytest.raises(InputRefused, match="there is no kind of list"):
        read_contracts(EMPTY, tmp_path / "contracts.csv", kind="poems")


def test_the_preview_prints_what_a_person_needs_to_decide(tmp_path: Path) -> None:
    preview = _preview(
        tmp_path,
        "C1,Coaches,Weavaway Travel Ltd,1,,",
        "C2,Cars,Weaveaway Travel Ltd,soon,,",
        "C3,Meals,Unknown,,,",
    )
    text = preview_text(preview)
    for words in (
        "3 rows read: 2 added, 0 updated, 0 unchanged, 1 refused",
        'names no supplier ("Unknown") (row 4)',
        '"Weaveaway Travel Ltd" / "Weavaway Travel Ltd"',
        "from Contract Reference",
        "Value in the list",
        "people served",
    ):
        assert words in text


def test_progress_is_reported_and_can_stop_the_work(tmp_path: Path) -> None:
    path = _preview(tmp_path, "C1,Home care,Acme Ltd,10,,").source
    seen: list[tuple[int, int]] = []
    read_contracts(EMPTY, path, report=lambda done, total, text: seen.append((done, total)))
    assert seen[0] == (0, 3)
    assert seen[-1] == (3, 3)

    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_contracts(EMPTY, path, report=stop)


def test_the_guess_is_the_mapping_used_when_none_is_given(tmp_path: Path) -> None:
    preview = _preview(tmp_path, "C1,Home care,Acme Ltd,10,,")
    assert preview.mapping == guess_mapping(open_table(preview.source))
