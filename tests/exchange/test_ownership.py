"""Owners of companies: those that control, the last of a chain; unknown is not none."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from planner.exchange.any_list import preview_list
from planner.exchange.import_preview import ImportPreview
from planner.exchange.list_look import ListChoice
from planner.exchange.ownership import UNKNOWN, read_ownership
from planner.exchange.recognise import recognise
from planner.register.edits import apply_changes
from planner.register.records import Council, Provider
from planner.register.register import Register

TODAY = datetime.date(2026, 11, 21)
REAL = Path(__file__).parents[3] / "shared" / "data" / "registers" / "bods_ownership"
is_here = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not at hand")


def entity(code: str, name: str, number: str) -> dict[str, Any]:
    return {
        "statementID": code,
        "statementType": "entityStatement",
        "name": name,
        "identifiers": [{"scheme": "GB-COH", "id": number}],
    }


def owned(company: str, owner: str | None, least: float, *, more: bool = False) -> dict[str, Any]:
    party: dict[str, Any] = {"describedByEntityStatement": owner} if owner else {"unspecified": {}}
    return {
        "statementID": f"{company}{owner}",
        "statementType": "ownershipOrControlStatement",
        "subject": {"describedByEntityStatement": company},
        "interestedParty": party,
        "interests": [
            {
                "type": "shareholding",
                "share": {"minimum": least, "maximum": 100, "exclusiveMinimum": more},
            }
        ],
    }


def imported(register: Register, path: Path) -> tuple[ImportPreview, Register]:
    preview = preview_list(register, ListChoice(path), today=TODAY)
    return preview, apply_changes(register, preview.edit.changes(register))


def written(folder: Path, *statements: dict[str, Any], number: str = "00000011") -> Path:
    path = folder / f"GB-COH_{number}_bods.json"
    path.write_text(json.dumps(statements))
    return path


A, B, C = (entity(code, f"{code} Ltd", f"000000{n}1") for n, code in enumerate("ABC", start=1))
COUNCIL = Register.build(
    Council("T"),
    [Provider("a", "A Ltd", company_number="00000011"), Provider("c", "C Limited")],
)


def test_the_last_owner_of_a_chain_becomes_the_parent(tmp_path: Path) -> None:
    path = written(tmp_path, A, B, C, owned("A", "B", 75), owned("B", "C", 50, more=True))
    assert recognise(path) == "ownership"
    preview, after = imported(COUNCIL, path)
    assert after.providers["a"].parent == "c"
    assert "parent" in preview.rows[0].says
    assert not imported(after, path)[0].changes_anything


def test_half_is_no_control_and_an_unnamed_owner_is_not_known(tmp_path: Path) -> None:
    half = written(tmp_path, A, C, owned("A", "C", 50))
    assert not imported(COUNCIL, half)[0].changes_anything
    unnamed = written(tmp_path, A, owned("A", None, 75))
    preview, after = imported(COUNCIL, unnamed)
    assert after.providers["a"].parent is None
    assert preview.rows[0].says == UNKNOWN


def test_an_empty_list_says_that_the_owner_is_not_known(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert recognise(path) == "ownership"
    preview, after = imported(COUNCIL, path)
    assert preview.rows[0].says == UNKNOWN
    assert after.providers == COUNCIL.providers


def test_a_folder_shows_the_owner_two_providers_share(tmp_path: Path) -> None:
    register = Register.build(
        Council("T"),
        [
            Provider("a", "A Ltd", company_number="00000011"),
            Provider("b", "B Ltd", company_number="00000021"),
        ],
    )
    written(tmp_path, A, C, owned("A", "C", 75))
    written(tmp_path, B, C, owned("B", "C", 75), number="00000021")
    assert recognise(tmp_path) == "ownership"
    _, after = imported(register, tmp_path)
    parents = {after.providers[code].parent for code in "ab"}
    (parent,) = parents
    assert parent is not None
    assert after.providers[parent].company_number == "00000031"


@is_here
def test_the_real_statements_are_read_file_by_file() -> None:
    bodies = list(read_ownership(REAL).bodies())
    assert len({body.place.split(",")[0] for body in bodies}) == 77
    assert not any(body.refused for body in bodies)
    empty = [body for body in bodies if "," not in body.place]
    assert sorted(body.subjects[0].company_number or "" for body in empty) == [
        "02678247", "IP19059R", "RC000721",
    ]  # fmt: skip
    assert all(body.says == UNKNOWN and not body.owner for body in empty)
    known = Counter(bool(body.owner) for body in bodies)
    assert known[True] >= 60
