"""What is published holds what may be known, nothing else, and comes back as it went out."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from planner.dependence.money_shared_out import money_shared_out, thousandths
from planner.document.sector_paper import HEADINGS, sector_paper, sector_rows
from planner.errors import InputRefused
from planner.exchange.import_list import read_contracts
from planner.exchange.import_preview import Outcome
from planner.exchange.ocds_package import ocds_json, release_package
from planner.exchange.ocid import ocid_of, own_reference
from planner.exchange.open_csv import open_csv, safe_text
from planner.exchange.published_contracts import published_contracts, published_words
from planner.exchange.register_json import read_register
from planner.exchange.transparency_register import COLUMNS, transparency_csv
from planner.register.edits import apply_changes
from planner.register.records import (
    Contact,
    Contract,
    Council,
    Option,
    Place,
    Provider,
    Review,
    Service,
    Spend,
    WarningSign,
)
from planner.register.register import Register
from resources.sample import sample_register_path

DAY = datetime.date
TODAY = DAY(2026, 11, 21)
SAMPLE = read_register(sample_register_path())
PREFIX = "ocds-abc123"


def _small(**changes: Any) -> Register:
    """A register in which everything that must not leave has words of its own."""
    care = Service(
        "care",
        "Home care",
        "must",
        class_reason="SECRETREASON",
        market="Care",
        owner="Head of care",
        mtpd_days=1,
    )
    parts: list[Any] = [
        care,
        Service("art", "Arts", None, owner="Ada Quill"),
        Provider("p1", "=Sum Care Ltd", "sme", company_number="01234567", cash_days=7.25),
        Provider("p2", "Help & Hope", "vcse", charity_number="SC012345", failure_probability=0.75),
        Provider("p3", "Own team", "in_house"),
        Provider("p4", "Grand plc", "private"),
        Contract(
            "C-1",
            "+44 day calls",
            "care",
            "p1",
            kind="contract",
            regime="psr",
            annual_value=1000.5,
            start=DAY(2025, 1, 1),
            end=DAY(2027, 12, 31),
            extension_to=DAY(2028, 12, 31),
            bond_amount=77_777.0,
            note="SECRETNOTE Ada Quill",
        ),
        Contract("C-2", "Art for Ada  Quill", "art", "p2", kind="grant", total_value=20_000.0),
        Contract("C-3", "Our own", "care", "p3", kind="in_house", annual_value=5.0),
        *(
            Contract(
                f"S-{who}",
                "Framework",
                "art",
                who,
                award_reference="FW 9/1",
                award_shared_by=2,
                total_value=600_000.0,
                start=DAY(2026, 1, 1),
                end=DAY(2026, 6, 30),
            )
            for who in ("p2", "p4")
        ),
        Place("C-1", "SECRETAREA", "complex", "self", 3),
        Option("o1", "care", "step_in", unit_cost_day=66.25),
        Contact("ada", "Lead", "Ada Quill", "p1", "020 7946 0999", None, "ada@example.org"),
        WarningSign("p1", DAY(2026, 1, 1), "accounts", 3, note="SECRETSIGN"),
        Review("r1", "contract", "C-1", DAY(2027, 2, 1)),
        Review("r2", "contract", "C-1", DAY(2026, 2, 1), done_on=DAY(2026, 2, 1)),
    ]
    council = Council("Test Council", contacts=("ada",), **changes)
    return Register.build(council, parts)


SMALL = _small()
SECRETS = (
    "SECRET", "Ada", "Quill", "7946", "example.org", "7.25", "0.75", "77777", "77,777", "66.25",
    "mtpd", "rating", "accounts",
)  # fmt: skip


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def _imported(register: Register, folder: Path, name: str, data: bytes) -> Any:
    path = folder / name
    path.write_bytes(data)
    return read_contracts(register, path)


def test_the_transparency_list_says_what_the_register_knows_and_leaves_the_rest_blank() -> None:
    rows = {row["Reference number"]: row for row in _rows(transparency_csv(SMALL))}
    assert set(rows) == {"C-1", "C-2", "FW 9/1"}
    first = rows["C-1"]
    assert first["Annual contract value (£)"] == "1000.50"
    assert first["Total contract value (£)"] == ""
    assert (first["Start date"], first["End date"]) == ("2025-01-01", "2027-12-31")
    assert first["Review date"] == "2027-02-01"
    assert (first["SME"], first["VCSE"], first["Company number"]) == ("Yes", "No", "01234567")
    grant = rows["C-2"]
    assert (grant["SME"], grant["VCSE"], grant["Charity number"]) == ("", "Yes", "SC012345")
    assert grant["Department responsible"] == ""  # a name, not a role
    assert "1 in-house arrangement is left out" in published_words(SMALL)


def test_no_cell_opens_like_a_formula() -> None:
    cells = [cell for row in _rows(transparency_csv(SMALL)) for cell in row.values() if cell]
    assert "'=Sum Care Ltd" in cells
    assert "'+44 day calls" in cells
    assert not [cell for cell in cells if cell[0] in "=+-@|%\t"]
    assert safe_text("\t=1+1\r\n") == "'=1+1"
    assert safe_text("plain - text") == "plain - text"


def test_the_mark_for_excel_is_there_only_where_it_is_wanted() -> None:
    assert transparency_csv(SMALL).startswith(b"\xef\xbb\xbfReference")
    assert transparency_csv(SMALL, bom=False).startswith(b"Reference")
    assert open_csv(("a",), [("é",)], bom=False) == "a\r\né\r\n".encode()


@pytest.mark.parametrize("register", [SMALL, SAMPLE], ids=["small", "sample"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_open_file_taken_in_again_changes_nothing(
    register: Register, form: str, tmp_path: Path
) -> None:
    data = transparency_csv(register) if form == "csv" else ocds_json(register, PREFIX, TODAY)
    preview = _imported(register, tmp_path, f"open.{form}", data)
    assert not [row.outcome for row in preview.rows if row.outcome is Outcome.REFUSED]
    after = apply_changes(register, preview.edit.changes(register))
    # a contract in a package is a contract, where the register did not say
    same = after.with_table(
        "contract",
        {
            id_: dataclasses.replace(one, kind=register.contracts[id_].kind)
            for id_, one in after.contracts.items()
        },
    )
    assert same.tables["contract"] == register.tables["contract"]
    assert after.providers == register.providers
    assert after.services == register.services
    assert after.of_kind("review") == register.of_kind("review")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_open_file_gives_an_empty_register_the_same_contracts(form: str, tmp_path: Path) -> None:
    data = transparency_csv(SAMPLE) if form == "csv" else ocds_json(SAMPLE, PREFIX, TODAY)
    preview = _imported(Register(), tmp_path, f"open.{form}", data)
    new = apply_changes(Register(), preview.edit.changes(Register()))

    def facts(register: Register) -> Counter[tuple[Any, ...]]:
        return Counter(
            (
                one.title,
                register.providers[one.provider].name,
                register.providers[one.provider].company_number,
                one.start,
                one.end,
                one.extension_to,
                one.regime if one.regime in ("pcr2015", "pa2023", "psr") else None,
                None if one.annual_value is None else round(one.annual_value, -2),
            )
            for one in register.contracts.values()
            if one.kind != "in_house" and register.providers[one.provider].sector != "in_house"
        )

    assert facts(new) == facts(SAMPLE)
    assert sum(facts(new).values()) > 200


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


def _every_open_file(register: Register) -> dict[str, str]:
    return {
        "transparency": transparency_csv(register).decode(),
        "ocds": ocds_json(register, PREFIX, TODAY).decode(),
        "sectors": open_csv(HEADINGS, sector_rows(register)).decode(),
        "paper": repr(sector_paper(register, TODAY)),
    }


def test_nothing_personal_and_no_risk_is_in_any_open_file() -> None:
    for name, text in _every_open_file(SMALL).items():
        assert "Test Council" in text or "Arts" in text or "Art for" in text, name
        for secret in SECRETS:
            assert secret.casefold() not in text.casefold(), (name, secret)


def test_no_contact_of_the_sample_is_in_any_open_file() -> None:
    details = {
        detail
        for one in SAMPLE.contacts.values()
        for detail in (one.name, one.phone_day, one.phone_night, one.email)
        if detail
    }
    assert len(details) > 100
    for name, text in _every_open_file(SAMPLE).items():
        assert not [one for one in details if one in text], name


def test_the_same_register_gives_the_same_bytes() -> None:
    assert _every_open_file(SAMPLE) == _every_open_file(read_register(sample_register_path()))


def test_money_shared_out_adds_up_and_says_what_is_not_known() -> None:
    by_category, by_kind, by_class = money_shared_out(SMALL)
    totals = {table.total for table in (by_category, by_kind, by_class)}
    assert len(totals) == 1
    for table in money_shared_out(SAMPLE):
        assert sum(row.thousandths or 0 for row in table.rows) == 1000
        assert table.total == pytest.approx(
            sum(one.annual_value or 0 for one in SAMPLE.contracts.values())
        )
        assert sum(row.contracts for row in table.rows) == len(SAMPLE.contracts)
    # yearly values are known of two contracts, those of whole awards of one: yearly it is
    assert by_kind.money_is == "value in a year"
    assert by_kind.without_value == 3
    rows = {row.group: row for row in by_kind.rows}
    assert rows["Small or medium-sized company"].value == 1000.5
    assert rows["Large company"].value is None
    assert rows["Large company"].thousandths is None
    assert [row.group for row in by_class.rows] == ["Must continue", "Not decided"]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [((1, 1, 1), [334, 333, 333]), ((5,), [1000]), ((0, 0), [0, 0]), ((2, 0, 1), [667, 0, 333])],
)
def test_thousandths_add_up(values: tuple[float, ...], wanted: list[int]) -> None:
    assert thousandths(values) == wanted


def test_little_money_is_not_told_as_none() -> None:
    held = [
        Service("a", "Much", market="Much"),
        Service("b", "Little", market="Little"),
        Provider("p", "P"),
        Contract("C1", "Much", "a", "p", annual_value=10_000_000.0),
        Contract("C2", "Little", "b", "p", annual_value=100.0),
    ]
    first = sector_paper(Register.build(Council("X"), held), TODAY).parts[0].tables[0]
    assert [row[:3] for row in first.rows] == [
        ("Much", 10_000_000.0, 1000),
        ("Little", 100.0, "under £1"),
    ]


def test_what_was_paid_is_shared_out_by_the_last_year() -> None:
    held: list[Any] = [*SMALL.providers.values(), Spend("p1", "2024/25", "a", 300.0, 2)]
    held += [Spend("p4", "2024/25", "a", 100.0, 1), Spend("p4", "2023/24", "a", 9.0, 1)]
    table = money_shared_out(Register.build(Council("X"), held))[-1]
    assert table.money_is == "paid in 2024/25"
    assert [(row.value, row.thousandths) for row in table.rows] == [(300.0, 750), (100.0, 250)]


def test_the_columns_of_the_code_come_first() -> None:
    assert list(COLUMNS)[:5] == [
        "Reference number",
        "Title of agreement",
        "Department responsible",
        "Description of the goods and/or services",
        "Supplier name",
    ]
    assert len(published_contracts(SAMPLE).contracts) == 217
