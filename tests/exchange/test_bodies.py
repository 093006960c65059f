"""Registers of other bodies: what they say of our providers, and nothing else."""

from __future__ import annotations

import csv
import datetime
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from planner.dependence.indicators import indicator_of
from planner.errors import InputRefused
from planner.exchange.any_list import preview_list
from planner.exchange.bodies import read_bodies
from planner.exchange.body_rows import CHARITY_SIGNS, COMPANY_SIGNS, SITE_RATING
from planner.exchange.import_preview import ImportPreview, Outcome
from planner.exchange.list_look import ListChoice
from planner.exchange.recognise import recognise
from planner.register.edits import apply_changes
from planner.register.records import Council, Provider, WarningSign
from planner.register.register import Register

TODAY = datetime.date(2026, 11, 21)
DATA = Path(__file__).parents[3] / "shared" / "data"
REAL = DATA / "registers"
LEAVERS = DATA / "failure_events" / "ofsted_leavers_joiners"
is_here = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not at hand")


def council(*records: Any) -> Register:
    return Register.build(Council("Testbury"), list(records))


def written(folder: Path, rows: list[dict[str, str]], name: str = "list.csv") -> ListChoice:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return ListChoice(path)


def imported(register: Register, choice: ListChoice) -> tuple[ImportPreview, Register]:
    preview = preview_list(register, choice, today=TODAY)
    return preview, apply_changes(register, preview.edit.changes(register))


def signs(register: Register) -> list[tuple[str, str, int | None]]:
    return [(one.provider, one.indicator, one.rating) for one in register.warning_signs.values()]


def company(name: str, number: str, status: str) -> dict[str, str]:
    return {"CompanyName": name, "CompanyNumber": number, "CompanyStatus": status}


ALDER = Provider("alder", "Alder Care Limited", company_number="123456")
BIRCH = Provider("birch", "Birch Support")


@pytest.mark.parametrize(
    ("status", "indicator", "rating"),
    [
        ("Liquidation", "In liquidation", 3),
        ("Voluntary Arrangement", "Voluntary arrangement with creditors", 3),
        ("In Administration", "Administration", 3),
        ("ADMINISTRATION ORDER", "Administration", 3),
        ("In Administration/Administrative Receiver", "Receiver or administrative receiver", 3),
        ("Active - Proposal to Strike off", "Proposal to strike the company off", 1),
        ("Dissolved", "Struck off or dissolved", 3),
    ],
)
def test_a_company_in_trouble_gets_a_sign_and_insolvency_alone_means_red(
    tmp_path: Path, status: str, indicator: str, rating: int
) -> None:
    choice = written(tmp_path, [company("ALDER CARE (OLD NAME) LTD", "00123456", status)])
    assert recognise(choice.path) == "companies_house"
    preview, after = imported(council(ALDER, BIRCH), choice)
    assert signs(after) == [("alder", indicator, rating)]
    (sign,) = after.warning_signs.values()
    assert (sign.date, sign.source) == (TODAY, "Companies House")
    assert status in (sign.note or "")
    known = indicator_of(indicator)
    assert known is not None
    assert known.red_from is not None
    assert (rating >= known.red_from) is (rating == 3)
    assert preview.rows[0].outcome is Outcome.UPDATED
    assert preview.facts == ("1 rows read: 1 about your providers, 0 not",)


def test_an_active_company_gives_no_sign_but_takes_an_old_one_back(tmp_path: Path) -> None:
    sound = written(tmp_path, [company("ALDER CARE LTD", "00123456", "Active")])
    assert not imported(council(ALDER), sound)[0].changes_anything
    before = WarningSign("alder", datetime.date(2026, 1, 1), "Administration", 3, "Companies House")
    mine = WarningSign("alder", datetime.date(2026, 1, 1), "In liquidation", 3, "A colleague")
    _, after = imported(council(ALDER, before, mine), sound)
    new = [one for one in after.warning_signs.values() if one.date == TODAY]
    assert [(one.indicator, one.rating) for one in new] == [("Administration", 0)]
    assert not imported(after, sound)[0].changes_anything


def test_a_name_fills_the_number_and_a_close_one_is_asked_about(tmp_path: Path) -> None:
    choice = written(
        tmp_path,
        [
            company("BIRCH SUPPORT LTD", "00765432", "Active"),
            company("ALDER CARES LIMITED", "00999999", "Liquidation"),
            company("! LTD", "08209948", "Liquidation"),
        ],
    )
    preview, after = imported(council(ALDER, BIRCH), choice)
    assert after.providers["birch"].company_number == "00765432"
    assert not signs(after)
    assert [one.name for one in preview.names_to_review] == ["ALDER CARES LIMITED"]
    assert preview.facts == ("3 rows read: 1 about your providers, 2 not",)


def test_what_a_person_entered_stays(tmp_path: Path) -> None:
    rows = [
        {
            "charity_name": "Birch Support",
            "registered_charity_number": "1012345",
            "charity_registration_status": "Registered",
            "charity_company_registration_number": "765432",
            "latest_income": "250000",
            "charity_insolvent": "False",
            "charity_in_administration": "True",
            "charity_reporting_status": "Submission Received",
        }
    ]
    choice = written(tmp_path, rows)
    assert recognise(choice.path) == "charity_register"
    known = Provider("birch", "Birch Support", turnover=1.0)
    _, after = imported(council(known), choice)
    found = after.providers["birch"]
    assert (found.turnover, found.charity_number, found.company_number) == (
        1.0, "1012345", "00765432",
    )  # fmt: skip
    assert signs(after) == [("birch", "Administration", 3)]
    _, blank = imported(council(BIRCH), choice)
    assert blank.providers["birch"].turnover == 250_000.0


def location(name: str, of: str, rating: str, **more: str) -> dict[str, str]:
    """Return a row under the headings CQC documents for its directory with filters.

    No real file is at hand; the headings are those its guide names.
    """
    return {
        "Location ID": "1-" + str(sum(map(ord, name)) * 1009),
        "Location HSCA start date": "01/04/2015",
        "Dormant (Y/N)": "N",
        "Care home?": "Y",
        "Location Name": name,
        "Location Latest Overall Rating": rating,
        "Publication Date": "05/03/2026",
        "Care homes beds": "20",
        "Location Local Authority": "Testbury",
        "Brand ID": "BD1",
        "Brand Name": "BRAND Great Oak Group",
        "Provider ID": "1-101",
        "Provider Name": of,
        "Provider Companies House Number": "123456",
        "Provider Charity Number": "",
        **more,
    }


def test_cqc_locations_are_gathered_under_their_provider(tmp_path: Path) -> None:
    rows = [location(f"Home {n}", "Alder Care Ltd", "Good") for n in range(3)]
    rows.append(location("Home 9", "Alder Care Ltd", "Inadequate"))
    rows.append(
        location("Elm", "Elm Care", "Good", **{"Provider Companies House Number": "999999"})
    )
    choice = written(tmp_path, rows)
    assert recognise(choice.path) == "cqc_directory"
    preview, after = imported(council(ALDER), choice)
    assert after.providers["alder"].regulator_id == "1-101"
    assert signs(after) == [("alder", SITE_RATING, 2)]
    (sign,) = after.warning_signs.values()
    assert sign.date == datetime.date(2026, 3, 5)
    assert sign.note == "1 of 4: CQC rates Home 9 inadequate"
    assert "4 homes or locations, 80 places" in preview.rows[0].says
    assert after.providers["alder"].parent is None
    assert not imported(after, choice)[0].changes_anything


def test_an_owner_two_providers_share_becomes_their_parent(tmp_path: Path) -> None:
    rows = [
        location("A", "Alder Care Ltd", "Good"),
        location("B", "Birch Support", "Good", **{"Provider Companies House Number": "765432"}),
    ]
    preview, after = imported(council(ALDER, BIRCH), written(tmp_path, rows))
    parents = {one.parent for one in after.providers.values() if one.id in ("alder", "birch")}
    (parent,) = parents
    assert parent is not None
    assert after.providers[parent].name == "BRAND Great Oak Group"
    assert preview.added["providers"] == 1


def test_half_or_more_of_the_homes_decide_and_dormant_ones_do_not(tmp_path: Path) -> None:
    rows = [location("A", "Alder Care Ltd", "Inadequate"), location("B", "Alder Care Ltd", "Good")]
    assert signs(imported(council(ALDER), written(tmp_path, rows))[1]) == [
        ("alder", SITE_RATING, 3)
    ]
    rows[0]["Dormant (Y/N)"] = "Y"
    assert signs(imported(council(ALDER), written(tmp_path, rows))[1]) == [
        ("alder", SITE_RATING, 0)
    ]


def test_a_location_that_closed_is_a_light_sign(tmp_path: Path) -> None:
    rows = [location("A", "Alder Care Ltd", "Good", **{"Location HSCA End Date": "30/06/2026"})]
    _, after = imported(council(ALDER), written(tmp_path, rows))
    assert signs(after) == [("alder", "Homes or locations closed", 1)]
    assert next(iter(after.warning_signs.values())).date == datetime.date(2026, 6, 30)


def test_a_list_without_its_key_columns_is_refused(tmp_path: Path) -> None:
    choice = written(tmp_path, [{"Ward": "North", "People": "3"}])
    with pytest.raises(InputRefused, match="no column holds the status"):
        read_bodies(choice.path, "companies_house")


def test_the_signs_are_those_of_the_library() -> None:
    others = ("Removed from the charity register", "Homes or locations closed")
    for label in {*COMPANY_SIGNS, *CHARITY_SIGNS, SITE_RATING, *others}:
        assert indicator_of(label) is not None, label


@is_here
def test_companies_house_statuses_are_all_told() -> None:
    read = read_bodies(REAL / "companies_house" / "companies.csv", "companies_house")
    bodies = list(read.bodies())
    assert len(bodies) == 1_000
    assert not any(body.refused for body in bodies)
    found = Counter(body.signs[0].indicator if body.signs else "" for body in bodies)
    assert found == {
        "": 839,
        "In liquidation": 133,
        "Proposal to strike the company off": 23,
        "Voluntary arrangement with creditors": 2,
        "Administration": 3,
    }
    assert bodies[0].subjects[0].name == "! LTD"
    assert bodies[0].subjects[0].company_number == "08209948"


@is_here
@pytest.mark.parametrize(
    ("name", "rows", "homes", "urn"),
    [
        ("provider_at_march_2015.csv", 2_608, 2_605, "SC037454"),
        ("provider_at_march_2021.csv", 3_402, 3_402, ""),
        ("provider_at_march_2025.csv", 5_600, 5_600, "2590934"),
    ],
)
def test_ofsted_lists_of_three_years_are_read_row_by_row(
    name: str, rows: int, homes: int, urn: str
) -> None:
    path = REAL / "ofsted" / name
    assert recognise(path) == "ofsted_providers"
    bodies = list(read_bodies(path, "ofsted_providers").bodies())
    assert len(bodies) == rows
    assert sum(not body.refused for body in bodies) == homes
    assert all(body.subjects[-1].regulator_id for body in bodies if not body.refused)
    if urn:
        assert bodies[0].subjects[-1].regulator_id == urn
    if "2025" in name:
        owners = Counter(body.owner for body in bodies)
        assert owners["Cambian Childcare Limited"] == 183
        assert sum(body.signs[-1].rating == 2 and "suspended" in body.signs[-1].words
                   for body in bodies if body.signs) == 14  # fmt: skip
        assert sum(body.beds is None for body in bodies) == 408


@is_here
def test_the_ofsted_workbook_says_the_same_as_its_csv() -> None:
    path = REAL / "ofsted" / "provider_at_march_2025.ods"
    sheet = "Provider_level_at_31_Mar_2025"
    assert recognise(path, sheet) == "ofsted_providers"
    read = read_bodies(path, "ofsted_providers", sheet=sheet)
    text = read_bodies(path.with_suffix(".csv"), "ofsted_providers")
    pairs = zip(read.bodies(), text.bodies(), strict=True)
    differing = sum(
        one.subjects != other.subjects or one.beds != other.beds or one.signs != other.signs
        for one, other in pairs
    )
    assert differing == 0


@is_here
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("joiners_leavers_18.csv", 463),
        ("joiners_leavers_19.csv", 461),
        ("joiners_leavers_21.csv", 545),
        ("joiners_leavers_23.csv", 575),
        ("Closed providers final.csv", 1_423),
        ("pre2019_joiners_leavers.csv", 1_458),
    ],
)
def test_leavers_of_every_year_are_known_by_their_headings(name: str, rows: int) -> None:
    path = LEAVERS / name
    assert recognise(path) == "ofsted_leavers"
    bodies = list(read_bodies(path, "ofsted_leavers").bodies())
    assert len(bodies) == rows
    closed = [body for body in bodies if body.signs]
    assert len(closed) > 50
    assert all(body.signs[0].seen for body in closed)


def test_charities_are_read_from_json_as_from_a_table(tmp_path: Path) -> None:
    row = {
        "charity_name": "Birch Support",
        "registered_charity_number": 1012345,
        "charity_registration_status": "Removed",
        "date_of_removal": "2026-02-01T00:00:00",
        "latest_income": None,
        "charity_insolvent": True,
        "charity_in_administration": False,
    }
    path = tmp_path / "charities.json"
    path.write_text(json.dumps([row]))
    assert recognise(path) == "charity_register"
    _, after = imported(council(BIRCH), ListChoice(path))
    assert signs(after) == [
        ("birch", "Charity's trustees cannot pay debts as due", 3),
        ("birch", "Removed from the charity register", 2),
    ]


@is_here
def test_a_directory_gives_the_number_in_its_link_and_no_links_as_names() -> None:
    path = REAL / "edinburgh" / "Care homes - residential and nursing.csv"
    assert recognise(path) == "directory"
    bodies = list(read_bodies(path, "directory").bodies())
    assert len(bodies) == 88
    assert not any("<" in body.subjects[0].name for body in bodies if body.subjects)
    assert bodies[0].subjects[0].name == "Ark Housing Association"
    assert bodies[0].subjects[0].regulator_id == "CS2004073973"
    register = council(Provider("ark", "Ark Housing Association Ltd"))
    preview, after = imported(register, ListChoice(path))
    assert preview.facts == ("88 rows read: 1 about your providers, 87 not",)
    assert after.providers["ark"].regulator_id == "CS2004073973"
    homes = REAL / "edinburgh" / "Registered home care providers.csv"
    assert recognise(homes) == "directory"
    assert len(list(read_bodies(homes, "directory").bodies())) == 32
