from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputRefused
from planner.exchange.import_list import ImportPreview, read_contracts, recognise
from planner.register.edits import apply_changes
from planner.register.records import Contract
from planner.register.register import Register

EMPTY = Register()
DAY = datetime.date
CSV = (
    "Notice Identifier,Notice Type,Status,Title,Description,Cpv Codes,Awarded Value,"
    "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE],"
    "Contract start date,Contract end date\n"
)


def _register(preview: ImportPreview) -> Register:
    return apply_changes(EMPTY, preview.edit.changes(EMPTY))


def _read(folder: Path, held: Any) -> ImportPreview:
    path = folder / "notices.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    return read_contracts(EMPTY, path)


def _only(preview: ImportPreview) -> Contract:
    (contract,) = _register(preview).contracts.values()
    return contract


def test_the_supplier_column_of_the_download_is_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "notices.csv"
    path.write_text(
        CSV + "N1,Contract,Awarded,Home care,Care at home,85312000 ,900,"
        '"[Acme Ltd|1 High St, Town|COMPANIES_HOUSE|1234567|Yes|No]'
        '[Help|2 Low St|CHARITY_COMMISSION|1123456|No|Yes]",'
        "2024-04-01T00:00:00Z,2027-03-31T00:00:00+01:00\n"
        "N2,Contract,Open,Meals,,,,,,\n",
        encoding="utf-8",
    )
    assert recognise(path) == "contracts_finder_csv"
    preview = read_contracts(EMPTY, path)
    register = _register(preview)
    acme, helping = register.providers.values()
    assert (acme.name, acme.company_number, acme.sector) == ("Acme Ltd", "01234567", "sme")
    assert (helping.charity_number, helping.sector) == ("1123456", "vcse")
    assert {one.award_shared_by for one in register.contracts.values()} == {2}
    assert {one.end for one in register.contracts.values()} == {DAY(2027, 3, 31)}
    assert preview.refusals == {"its status is open and it names no supplier": 1}


def test_a_search_answer_writes_nought_for_not_known(tmp_path: Path) -> None:
    item = {
        "id": "u1",
        "title": "VAT advice",
        "noticeStatus": "Awarded",
        "noticeType": "Contract",
        "awardedSupplier": "Julian &amp; Bloom",
        "awardedValue": 0,
        "cpvCodes": "79210000 79212000",
        "start": "2025-09-08T01:00:00+01:00",
        "end": "2027-09-08T01:00:00+01:00",
    }
    preview = _read(tmp_path, {"hitCount": 1, "noticeList": [{"score": 1, "item": item}]})
    contract = _only(preview)
    assert (contract.total_value, contract.kind) == (None, "contract")
    assert preview.totals.without_value == 1
    assert _register(preview).services[contract.service].title == "Accounting and audit"


def test_a_notice_of_its_own_gives_one_row_per_award(shared: Path) -> None:
    path = shared / "data/ocds/find_a_tender_record/cf_notice_69eb20f9.json"
    assert recognise(path) == "contracts_finder_notice"
    contract = _only(read_contracts(EMPTY, path))
    assert contract.total_value == contract.annual_value == 49_000
    assert (contract.start, contract.end) == (DAY(2024, 6, 26), DAY(2025, 6, 25))


def test_a_notice_whose_awards_repeat_one_value_counts_it_once(tmp_path: Path) -> None:
    notice = {"id": "n1", "title": "Cameras", "status": "Awarded", "cpvCodes": []}
    awards = [{"value": 50, "supplierName": name} for name in ("A Ltd", "B Ltd")]
    preview = _read(tmp_path, {"notice": notice, "awards": awards})
    assert (preview.rows_read, preview.totals.counted) == (2, 50)
    assert len(_register(preview).contracts) == 2


def test_scraped_values_are_net_where_given_and_marked_where_not(tmp_path: Path) -> None:
    base = {"supplier_name": "A Ltd", "title": "Roof works", "contract_dates": []}
    net = {
        **base,
        "tender_id": "1",
        "contract_value": ["£251,905 including VAT", "£209,921 excluding VAT"],
    }
    gross = {
        **base,
        "tender_id": "2",
        "title": "Wall works",
        "contract_value": ["£120 including VAT"],
    }
    nobody = {**base, "tender_id": "3", "supplier_name": "Unknown", "contract_value": []}
    preview = _read(tmp_path, [net, gross, nobody])
    assert preview.kind == "find_a_tender_scraped"
    values = [one.total_value for one in _register(preview).contracts.values()]
    assert values == [209_921, 120]
    assert "includes VAT" in preview.rows[1].doubts[0]
    assert preview.refusals == {'names no supplier ("Unknown")': 1}


def test_a_register_a_schema_and_a_commentary_are_each_refused_plainly(
    tmp_path: Path, shared: Path
) -> None:
    with pytest.raises(InputRefused, match="is a Backstop register"):
        _read(tmp_path, {"format": "backstop-register", "version": 1})
    with pytest.raises(InputRefused, match="is a schema, not data"):
        read_contracts(EMPTY, shared / "data/ocds/standard_1_1/schema/release-schema.json")
    pipeline = shared / "data/contracts/lancashire_pipeline/procurement_pipeline.json"
    with pytest.raises(InputRefused, match="its entries name no suppliers"):
        read_contracts(EMPTY, pipeline)


def test_a_kind_that_does_not_fit_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notices.json"
    path.write_text('{"other": []}')
    for kind in (
        "contracts_finder_search",
        "contracts_finder_notice",
        "contracts_finder_list",
        "ocds",
    ):
        with pytest.raises(InputRefused) as refused:
            read_contracts(EMPTY, path, kind=kind)
        assert len(refused.value.problems) == 1
