from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputRefused
from planner.exchange.import_list import ImportPreview, read_contracts
from planner.exchange.import_preview import Outcome
from planner.exchange.ocds_releases import merged, registered_ocid
from planner.register.award_values import total_award_value
from planner.register.edits import apply_changes
from planner.register.register import Register

EMPTY = Register()
DAY = datetime.date


def _read(folder: Path, held: Any, name: str = "package.json") -> ImportPreview:
    path = folder / name
    path.write_text(json.dumps(held), encoding="utf-8")
    return read_contracts(EMPTY, path)


def _register(preview: ImportPreview) -> Register:
    return apply_changes(EMPTY, preview.edit.changes(EMPTY))


def _release(ocid: str = "ocds-b5fd17-1", date: str = "2024-01-01", **parts: Any) -> dict[str, Any]:
    return {"ocid": ocid, "id": date, "date": date, "tag": ["award"], **parts}


AWARD = {
    "id": "a1",
    "status": "active",
    "title": "Home care",
    "value": {"amount": 900, "currency": "GBP"},
    "suppliers": [{"id": "1", "name": "Acme Ltd"}],
    "contractPeriod": {"startDate": "2024-04-01T00:00:00Z", "endDate": "2027-03-31T23:59:59+01:00"},
}


def test_an_award_without_a_contract_gives_its_own_period_and_value(tmp_path: Path) -> None:
    contract = next(iter(_register(_read(tmp_path, _release(awards=[AWARD]))).contracts.values()))
    assert (contract.title, contract.total_value) == ("Home care", 900)
    assert (contract.start, contract.end) == (DAY(2024, 4, 1), DAY(2027, 3, 31))
    assert contract.award_reference == "ocds-b5fd17-1/a1"


def test_the_latest_amendment_of_a_contract_counts(tmp_path: Path) -> None:
    contract = {
        "id": "k1",
        "awardID": "a1",
        "status": "active",
        "value": {"amount": 1000, "currency": "GBP"},
        "period": {"startDate": "2024-04-01", "endDate": "2027-03-31"},
    }
    later = {
        "id": "k1",
        "value": {"amount": 1500},
        "period": {"endDate": "2028-03-31", "maxExtentDate": "2029-03-31"},
    }
    package = {
        "releases": [
            _release(date="2025-06-01", contracts=[later]),
            _release(date="2024-02-01", awards=[AWARD], contracts=[contract]),
        ]
    }
    preview = _read(tmp_path, package)
    found = next(iter(_register(preview).contracts.values()))
    assert (found.total_value, found.end) == (1500, DAY(2028, 3, 31))
    assert found.extension_to == DAY(2029, 3, 31)
    assert preview.rows_read == 1


def test_identifiers_scale_and_law_are_understood(tmp_path: Path) -> None:
    party = {
        "id": "GB-COH-09442333",
        "name": "Acme Ltd",
        "identifier": {"scheme": "GB-COH", "id": "9442333"},
        "additionalIdentifiers": [{"scheme": "GB-CHC", "id": "1123456"}],
        "roles": ["supplier"],
        "details": {"scale": "small", "vcse": False},
    }
    award = {**AWARD, "suppliers": [{"id": party["id"], "name": "Acme Ltd"}]}
    tender = {
        "legalBasis": {"scheme": "UKPGA", "id": "2023/54"},
        "specialRegime": ["lightTouch"],
        "items": [{"classification": {"scheme": "CPV", "id": "85312000"}}],
    }
    register = _register(_read(tmp_path, _release(parties=[party], awards=[award], tender=tender)))
    provider = next(iter(register.providers.values()))
    contract = next(iter(register.contracts.values()))
    assert (provider.company_number, provider.charity_number) == ("09442333", "1123456")
    assert (provider.sector, contract.regime, contract.light_touch) == ("sme", "pa2023", True)
    assert register.services[contract.service].title == "Care without accommodation"


def test_what_gives_no_contract_is_refused_with_its_reason(tmp_path: Path) -> None:
    package = {
        "releases": [
            _release("ocds-b5fd17-1", tender={"title": "Meals"}),
            _release("ocds-b5fd17-2", awards=[{**AWARD, "status": "cancelled"}]),
            _release(
                "ocds-b5fd17-3", awards=[{**AWARD, "suppliers": [{"id": 1, "name": "Lot 1"}]}]
            ),
            _release("ocds-b5fd17-4", awards=[AWARD]),
            _release("ocds-b5fd17raw-4", awards=[AWARD]),
        ],
        "records": [{"ocid": "ocds-b5fd17-5", "releases": [{"url": "https://example.org"}]}],
    }
    preview = _read(tmp_path, package)
    reasons = [row.reason for row in preview.rows]
    assert reasons[0] == "nothing is awarded yet"
    assert reasons[1] == "its status is cancelled"
    assert reasons[2] == 'names no supplier ("Lot 1")'
    assert reasons[4].startswith("is a copy of ocds-b5fd17-4")
    assert reasons[5] == "the record only links to its releases"
    assert preview.counts[Outcome.ADDED] == 1
    assert preview.totals.not_counted_twice == 900


@pytest.mark.parametrize(
    ("value", "pounds"),
    [
        ({"amount": 5, "currency": "EUR"}, None),
        ({"amountGross": 12, "currency": "GBP"}, 12),
        ({"amount": 10, "amountGross": 12, "currency": "GBP"}, 10),
        ({"amount": 0, "currency": "GBP"}, None),
        ({"amount": None}, None),
        ({"amount": "lots"}, None),
    ],
)
def test_only_known_pounds_are_taken_net_before_gross(
    tmp_path: Path, value: dict[str, Any], pounds: float | None
) -> None:
    register = _register(_read(tmp_path, _release(awards=[{**AWARD, "value": value}])))
    assert next(iter(register.contracts.values())).total_value == pounds


def test_broken_shapes_are_read_without_a_stumble(tmp_path: Path) -> None:
    for parts in (
        {"awards": "none"},
        {"awards": [None, 3, {}]},
        {"awards": [{"suppliers": [{"name": None}], "value": 3, "contractPeriod": []}]},
        {"parties": {}, "contracts": [{"period": {"startDate": "soon"}}], "tender": []},
    ):
        preview = _read(tmp_path, {"releases": [_release(**parts), 5]})
        assert preview.counts[Outcome.REFUSED] == preview.rows_read > 0


def test_releases_merge_by_id_and_null_takes_away() -> None:
    earlier = {"a": 1, "list": [{"id": 1, "x": 1}, {"id": 2}], "gone": 5}
    later = {"a": 2, "list": [{"id": "1", "y": 2}, {"id": 3}], "gone": None}
    assert merged(earlier, later) == {
        "a": 2,
        "list": [{"id": "1", "x": 1, "y": 2}, {"id": 2}, {"id": 3}],
    }


def test_a_longer_prefix_is_the_same_publisher() -> None:
    assert registered_ocid("ocds-b5fd17raw-0054a4e6") == "ocds-b5fd17-0054a4e6"
    assert registered_ocid("odd") == "odd"


def test_a_folder_without_packages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no OCDS package"):
        read_contracts(EMPTY, tmp_path)


def _linked(ocid: str, *names: str) -> dict[str, Any]:
    named = [{"id": name, "name": f"{name} Ltd"} for name in names]
    return _release(ocid, awards=[{**AWARD, "id": ocid, "suppliers": named}])


def test_two_linked_notices_of_one_award_are_one_value(tmp_path: Path) -> None:
    package = {"releases": [_linked("ocds-b5fd17-1", "Ann", "Ben"), _linked("ocds-b5fd17-2", "Cy")]}
    preview = _read(tmp_path, package)
    register = _register(preview)
    assert (preview.totals.counted, preview.totals.not_counted_twice) == (900, 900)
    assert {one.award_shared_by for one in register.contracts.values()} == {3}
    assert any("several notices" in warning for warning in preview.warnings)


def test_a_linked_notice_imported_later_joins_the_award_already_there(tmp_path: Path) -> None:
    register = _register(_read(tmp_path, _linked("ocds-b5fd17-1", "Ann")))
    assert next(iter(register.contracts.values())).annual_value is not None
    path = tmp_path / "second.json"
    path.write_text(json.dumps(_linked("ocds-b5fd17-2", "Ben", "Cy")), encoding="utf-8")
    second = read_contracts(register, path)
    after = apply_changes(register, second.edit.changes(register))
    assert total_award_value(after).value == 900
    assert {one.award_shared_by for one in after.contracts.values()} == {3}
    assert {one.annual_value for one in after.contracts.values()} == {None}
    assert not read_contracts(after, path).changes_anything


def test_the_find_a_tender_record_gives_its_net_value_and_latest_extension(shared: Path) -> None:
    path = shared / "data/ocds/find_a_tender_record/fts_record_ocds-h6vhtk-0525b3.json"
    register = _register(read_contracts(EMPTY, path))
    contract = next(iter(register.contracts.values()))
    provider = next(iter(register.providers.values()))
    assert contract.total_value == 395_493
    assert (contract.end, contract.extension_to) == (DAY(2027, 3, 31), DAY(2028, 3, 31))
    assert (provider.company_number, provider.sector) == ("09442333", "sme")


def test_the_standards_own_amendment_ends_at_the_amended_value(shared: Path) -> None:
    folder = shared / "data/ocds/standard_1_1/examples/change_history"
    for path in (folder / "contractAmendment.json", folder / "records/contractAmendment.json"):
        assert total_award_value(_register(read_contracts(EMPTY, path))).value == 13_500_000
    assert total_award_value(_register(read_contracts(EMPTY, folder))).value == 13_500_000


def test_one_company_bidding_many_times_is_fourteen_suppliers(shared: Path) -> None:
    path = shared / "data/ocds/edge_cases/company_in_multiple_tenderers_ocds.json"
    register = _register(read_contracts(EMPTY, path))
    named = json.loads(path.read_text())["releases"][0]["awards"][0]["suppliers"]
    assert len(named) > len(register.providers) == 14
    assert total_award_value(register).value == 5_000_000


def test_copies_in_two_folders_are_counted_once(shared: Path) -> None:
    raw = read_contracts(EMPTY, shared / "data/ocds/cf_raw")
    both = read_contracts(EMPTY, shared / "data/ocds")
    assert raw.rows_read == 70
    assert raw.totals.read == 2_655_495_298.97
    assert raw.totals.counted == 2_655_495_298.97 - 470_184_791
    copies = [row for row in both.rows if row.reason.startswith("is a copy of")]
    assert len(copies) == 10
    assert both.totals.not_counted_twice == pytest.approx(482_578_840.57 + 470_184_791)


def test_a_copy_imported_later_is_the_contract_already_there(shared: Path) -> None:
    first = read_contracts(EMPTY, shared / "data/ocds/cf_raw")
    register = _register(first)
    second = read_contracts(register, shared / "data/ocds/cf_supplier_ids")
    again = [row for row in second.rows if row.outcome is not Outcome.ADDED]
    assert len(again) >= 10
    after = apply_changes(register, second.edit.changes(register))
    assert total_award_value(after).value == pytest.approx(
        2_655_495_298.97 - 470_184_791 + 1_988_500_414.45 - 482_578_840.57
    )
