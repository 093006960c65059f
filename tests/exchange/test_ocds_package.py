"""The Open Contracting package is valid by the standard, and says each award once."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from planner.errors import InputRefused
from planner.exchange.ocds_package import ocds_json, release_package
from planner.exchange.ocid import ocid_of, own_reference
from planner.register.records import (
    Council,
)
from planner.register.register import Register
from tests.exchange.open_registers import PREFIX, SAMPLE, SMALL, TODAY


def _validator(shared: Path) -> Draft4Validator:
    folder = shared / "data/ocds/standard_1_1/schema"
    schemas = [
        json.loads((folder / name).read_text("utf-8"))
        for name in ("release-schema.json", "release-package-schema.json")
    ]
    registry: Registry[Any] = Registry().with_resources(
        [(one["id"], DRAFT4.create_resource(one)) for one in schemas]
    )
    return Draft4Validator(schemas[1], registry=registry, format_checker=FormatChecker())


@pytest.mark.parametrize("register", [SMALL, SAMPLE], ids=["small", "sample"])
def test_the_package_is_valid_by_the_schema_of_the_standard(
    register: Register, shared: Path
) -> None:
    package = json.loads(ocds_json(register, PREFIX, TODAY))
    validator = _validator(shared)
    assert list(validator.iter_errors(package)) == []
    package["releases"][0]["awards"][0]["value"] = {"amount": "much"}
    assert list(validator.iter_errors(package))  # the schema does look into releases


def test_codes_of_the_package_are_those_of_the_standard(shared: Path) -> None:
    folder = shared / "data/ocds/standard_1_1/codelists"

    def codes(name: str) -> set[str]:
        rows = csv.DictReader(io.StringIO((folder / name).read_text("utf-8")))
        return {row["Code"] for row in rows}

    for release in release_package(SAMPLE, PREFIX, TODAY)["releases"]:
        assert set(release["tag"]) <= codes("releaseTag.csv")
        for party in release["parties"]:
            assert set(party["roles"]) <= codes("partyRole.csv")
            if "scale" in party.get("details", {}):
                assert party["details"]["scale"] in codes("partyScale.csv")
        assert {one.get("status", "active") for one in release["contracts"]} <= codes(
            "contractStatus.csv"
        )


DATES = ("date", "startDate", "endDate", "maxExtentDate", "publishedDate")


def _dates(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, held in value.items():
            if name in DATES:
                yield held
            yield from _dates(held)
    elif isinstance(value, list):
        for held in value:
            yield from _dates(held)


def test_every_date_of_the_package_is_a_moment_with_its_zone() -> None:
    found = list(_dates(release_package(SAMPLE, PREFIX, TODAY)))
    assert len(found) > 1000
    for text in found:
        assert datetime.datetime.fromisoformat(text).tzinfo is not None
        assert len(text) == len("2026-11-21T00:00:00Z")


def test_every_reference_within_a_release_finds_its_party_and_its_award() -> None:
    package = release_package(SAMPLE, PREFIX, TODAY)
    ids = [release["id"] for release in package["releases"]]
    assert len(ids) == len(set(ids))
    for release in package["releases"]:
        parties = {party["id"] for party in release["parties"]}
        assert release["buyer"]["id"] in parties
        for award in release["awards"]:
            assert {one["id"] for one in award["suppliers"]} <= parties
        awards = {award["id"] for award in release["awards"]}
        assert {one["awardID"] for one in release["contracts"]} <= awards


def test_a_shared_award_is_one_process_with_its_value_once() -> None:
    found = {one["ocid"]: one for one in release_package(SMALL, PREFIX, TODAY)["releases"]}
    shared_one = next(one for ocid, one in found.items() if "FW-9-1" in ocid)
    assert len(shared_one["awards"][0]["suppliers"]) == 2
    assert shared_one["contracts"][0]["value"] == {"amount": 600_000.0, "currency": "GBP"}
    assert "status" not in shared_one["contracts"][0]  # past its end: extended or not, who knows
    first = found["ocds-abc123-C-1"]
    assert first["contracts"][0]["value"]["amount"] == round(1000.5 * 1095 / 365.25, 2)
    assert first["contracts"][0]["status"] == "active"
    assert first["planning"]["budget"]["description"].startswith("£1,000.50 in a year.")
    assert first["tender"]["legalBasis"] == {"scheme": "UKSI", "id": "2023/1348"}
    charity = next(one for one in found["ocds-abc123-C-2"]["parties"] if one["roles"] != ["buyer"])
    assert charity["identifier"]["scheme"] == "GB-SC"


def test_a_contract_that_came_with_an_ocid_keeps_it() -> None:
    assert ocid_of("ocds-b5fd17-9f/2", PREFIX) == ("ocds-b5fd17-9f", "2")
    assert ocid_of("C-1", PREFIX) == ("ocds-abc123-C-1", "C-1")
    ocid, number = ocid_of("A/B 1", PREFIX)
    assert ocid != ocid_of("A-B-1", PREFIX)[0]
    assert own_reference(f"{ocid}/{number}") == "A/B 1"
    assert own_reference("ocds-b5fd17-9f/2") is None
    assert own_reference(None) is None


@pytest.mark.parametrize("prefix", ["", "ocds", "ocds-ABC", "abc123", "ocds-abc123-x"])
def test_a_prefix_that_cannot_be_registered_is_refused(prefix: str) -> None:
    with pytest.raises(InputRefused, match="registered prefix"):
        release_package(SMALL, prefix, TODAY)


def test_a_council_without_a_name_cannot_publish_a_package() -> None:
    with pytest.raises(InputRefused, match="which council"):
        release_package(Register.build(Council()), PREFIX, TODAY)
    with pytest.raises(InputRefused, match="no contract"):
        release_package(Register.build(Council("Somewhere")), PREFIX, TODAY)
