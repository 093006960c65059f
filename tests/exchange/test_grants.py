"""Grants under the 360Giving standard: CSV and JSON say the same."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputRefused
from planner.exchange.any_list import preview_list
from planner.exchange.grants import read_grants
from planner.exchange.list_look import ListChoice, look_at
from planner.exchange.listed_award import ListedAward
from planner.exchange.recognise import recognise
from planner.register.edits import apply_changes
from planner.register.register import Register

REAL = Path(__file__).parents[3] / "shared" / "data" / "registers" / "giving360"
NAME = "trafford_council_voluntary_sector_grants"
is_here = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not at hand")
GRANT: dict[str, Any] = {
    "id": "360G-1",
    "title": "Choir",
    "currency": "GBP",
    "amountAwarded": 1200,
    "awardDate": "2025-01-18",
    "plannedDates": [{"duration": 12}],
    "recipientOrganization": [{"id": "GB-CHC-1012345", "name": "Alder Choir"}],
    "fundingOrganization": [{"name": "Testbury", "department": "Culture"}],
    "grantProgramme": [{"title": "Voluntary grants"}],
}


def award(folder: Path, **changes: Any) -> ListedAward:
    path = folder / "grants.json"
    path.write_text(json.dumps({"grants": [{**GRANT, **changes}]}))
    assert recognise(path) == "giving360"
    (found,) = read_grants(path).awards()
    return found


def test_a_grant_is_a_contract_of_kind_grant_with_a_term(tmp_path: Path) -> None:
    found = award(tmp_path)
    assert (found.kind, found.regime, found.total_value) == ("grant", "grant", 1200.0)
    assert (found.start, found.end) == (datetime.date(2025, 1, 18), datetime.date(2026, 1, 17))
    assert found.suppliers[0].named.charity_number == "1012345"
    assert (found.service, found.service_owner) == ("Voluntary grants", "Culture")
    planned = award(tmp_path, plannedDates=[{"startDate": "2025-04-01", "endDate": "2025-06-30"}])
    assert (planned.start, planned.end) == (
        datetime.date(2025, 4, 1),
        datetime.date(2025, 6, 30),
    )


def test_other_money_and_nobody_are_refused_and_odd_cells_left_blank(tmp_path: Path) -> None:
    assert award(tmp_path, currency="EUR").refused == "is in EUR, not in pounds"
    assert award(tmp_path, recipientOrganization=[]).refused == "names no recipient"
    odd = award(tmp_path, amountAwarded="lots", awardDate="soon")
    assert (odd.total_value, odd.start, len(odd.doubts)) == (None, None, 2)
    assert award(tmp_path, amountAwarded=-5).total_value is None


def test_two_grants_alike_in_all_but_their_number_are_two(tmp_path: Path) -> None:
    path = tmp_path / "grants.json"
    path.write_text(json.dumps({"grants": [GRANT, {**GRANT, "id": "360G-2"}]}))
    preview = preview_list(Register(), ListChoice(path))
    assert preview.added["contracts"] == 2
    assert preview.totals.counted == 2400.0
    assert not look_at(ListChoice(path)).is_table


def test_another_json_is_no_package_of_grants(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(json.dumps({"things": [{"a": 1}]}))
    with pytest.raises(InputRefused, match="holds no grants"):
        read_grants(path)


@is_here
def test_trafford_says_the_same_in_csv_and_in_json() -> None:
    text, held = REAL / f"{NAME}.csv", REAL / f"{NAME}.json"
    assert recognise(text) == recognise(held) == "giving360"
    both = [
        [dataclasses.replace(one, place="") for one in read_grants(path).awards()]
        for path in (text, held)
    ]
    assert len(both[0]) == 555
    assert both[0] == both[1]
    preview = preview_list(Register(), ListChoice(text))
    assert preview.totals.counted == 1_291_436.54
    after = apply_changes(Register(), preview.edit.changes(Register()))
    contracts = after.contracts.values()
    assert {(one.kind, one.regime) for one in contracts} == {("grant", "grant")}
    assert sum(one.end is not None for one in contracts) > 500
    assert not preview_list(after, ListChoice(held)).changes_anything
