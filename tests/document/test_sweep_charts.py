"""The page of every failure in turn: sentences, the risk picture and the secure cases."""

from __future__ import annotations

import datetime

import pytest

from planner.document.sweep_charts import report_of
from planner.register.records import WarningSign
from planner.scenario.sweep import sweep
from tests.scenario.towns import contract, option, people, provider, service, town


def three_firms(*more):
    return town(
        service(mtpd_days=1),
        provider("A", failure_probability=0.3),
        provider("B"),
        provider("C", failure_probability=0.001),
        contract("C1", "A"),
        contract("C2", "B"),
        contract("C3", "C"),
        people("C1", 10),
        people("C2", 30),
        option("O1", 10, mobilise_days=0),
        *more,
    )


@pytest.fixture(scope="module")
def report():
    register = three_firms()
    return report_of(register, sweep(register))


def test_the_headline_counts_what_breaks(report):
    assert report.headline == "Only one of 3 losses would break a must service; 2 are secure."
    assert len(report.headline.split()) <= 22


def test_rows_have_the_broken_first_and_say_when_all_are_safe(report):
    worst = report.rows[0]
    assert worst.id == "B"
    assert worst.safe == "over 182 days"
    assert worst.must_people == pytest.approx(30)
    assert {row.safe for row in report.rows[1:] if row.is_counted} == {"in time"}
    assert [row.safe for row in report.rows if not row.is_counted] == ["not known"]


def test_unknown_counts_as_band_three_and_says_so(report):
    risk = report.picture.risks[0]
    assert (risk.id, risk.band, risk.assessed) == ("B", 3, False)
    assert "1 case nobody assessed counts as band 3" in report.picture.subtitle
    assert "not assessed" in report.rows[0].chance


def test_every_case_is_a_bubble_or_counted_in_the_strip(report):
    picture = report.picture
    assert len(picture.risks) + sum(picture.secure) == len(report.rows) == 3
    assert picture.secure == (1, 0, 0, 0, 1)
    assert len(picture.title.split()) <= 15


def test_must_people_in_secure_cases_are_those_no_broken_case_touches(report):
    assert report.secure_people.subtitle == "10 of 40"
    assert report.secure_people.title == "Must people in secure cases: 25%"


def test_warning_signs_give_the_band_by_the_latest_of_each():
    day = datetime.date(2026, 1, 1)
    register = three_firms(
        WarningSign("B", day, "late accounts", 3),
        WarningSign("B", day + datetime.timedelta(days=30), "late accounts", 1),
        WarningSign("B", day, "staff leaving", 2),
    )
    found = report_of(register, sweep(register))
    assert found.picture.risks[0].band == 4
    assert found.picture.risks[0].assessed


def test_an_empty_register_has_an_empty_page():
    register = town(service())
    found = report_of(register, sweep(register))
    assert found.rows == ()
    assert found.secure_people is None
    assert found.picture.risks == ()
