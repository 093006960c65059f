"""The watch list by hand: order, what is due and when, and what a provider's panel says."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from planner.dependence.expired_ratings import NAME, with_expired
from planner.document.watch_detail import month_ends, watch_detail
from planner.document.watch_list import CONFIDENTIAL, watch_list
from planner.document.wording import MINUS
from planner.exchange.register_json import read_register
from planner.register.checks import check
from planner.register.edits import apply_changes
from planner.register.records import (
    Accounts,
    Contract,
    Council,
    Place,
    Provider,
    Record,
    Service,
    WarningSign,
)
from planner.register.register import Register
from planner.session import Session
from resources.sample import sample_register_path

TODAY = datetime.date(2026, 11, 21)


def ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


ROWS: tuple[Record, ...] = (
    Service("home", "Home care", "must"),
    Service("play", "Play scheme", "could"),
    Provider("big", "Big Care"),
    Provider("small", "Small Play"),
    Provider("ours", "Own team", sector="in_house"),
    Contract("B", "Big", "home", "big", annual_value=2_000_000.0),
    Contract("S", "Small", "play", "small", annual_value=20_000.0),
    Place("B", "North", "standard", "council", 300),
    Place("S", "North", "standard", "council", 12),
)


def register_of(*rows: Record) -> Register:
    return Register.build(Council("A"), [*ROWS, *rows])


def rows_of(*rows: Record, today: datetime.date = TODAY):
    return {row.id: row for row in watch_list(register_of(*rows), today).rows}


def test_consequence_times_likelihood_orders_the_list() -> None:
    """A small provider wound up (few points, 40%) against a large one never assessed."""
    found = watch_list(register_of(WarningSign("small", ago(3), "winding_up", 2)), TODAY)
    risks = {row.id: row.risk for row in found.rows}
    points = {row.id: row.points for row in found.rows}
    assert risks["small"] == pytest.approx(points["small"] * 0.4)
    assert risks["big"] == pytest.approx(points["big"] * (0.01 * 0.05) ** 0.5)
    assert [row.id for row in found.rows][:2] == ["small", "big"]
    assert found.headline == "1 of 3 providers is red, 0 amber; 1 with must services not assessed."


def test_never_assessed_is_due_today_but_not_the_council_itself() -> None:
    found = rows_of()
    assert [one.date for one in found["big"].due] == [TODAY]
    assert found["big"].colour == "not assessed"
    assert found["big"].trend_words == "never assessed"
    assert found["ours"].due == ()


def test_due_by_expiry_and_by_the_rhythm_of_the_tier() -> None:
    """Complaints are good for 183 days; big is gold (31 days), small bronze (365 days)."""
    signs = (
        WarningSign("big", ago(20), "Complaints", 0, recorded_by="M. Hill"),
        WarningSign("big", ago(200), "Profit warning", 1, expires=ago(2)),
        WarningSign("small", ago(20), "Complaints", 0),
    )
    found = rows_of(*signs)
    assert found["big"].tier.name == "gold"
    assert [(one.date, one.words.split()[0]) for one in found["big"].due] == [
        (ago(1), "“Profit"),
        (ago(-11), "Look"),
        (ago(20) + datetime.timedelta(days=184), "“Complaints”"),
    ]
    assert (found["big"].looked, found["big"].looked_by) == (ago(20), "M. Hill")
    assert found["small"].tier.name == "bronze"
    assert found["small"].due[0].date == ago(20) + datetime.timedelta(days=184)
    listed = watch_list(register_of(*signs), TODAY)
    assert listed.month_end == datetime.date(2026, 11, 30)
    assert [row.id for row in listed.due_this_month] == ["big"]


def test_given_chances_are_said_to_be_given() -> None:
    rows = [*ROWS, Provider("sure", "Sure", failure_probability=0.3)]
    found = watch_list(Register.build(Council("A"), rows), TODAY)
    sure = next(row for row in found.rows if row.id == "sure")
    assert sure.given
    assert sure.chance == "over 25% a year (given)"
    assert sure.colour == "not assessed"


def test_a_detail_says_how_the_score_comes_about() -> None:
    register = register_of(
        WarningSign("big", ago(10), "County court judgment", 2, source="Register"),
        WarningSign("big", ago(10), "Profit warning", 1),
        WarningSign("big", ago(400), "Complaints", 3),
        Accounts("big", ago(300), net_assets=-5.0),
    )
    found = watch_detail(register, "big", TODAY)
    assert found.summary == (
        "3 signs together give 72 of 100; the heaviest, “Accounts: net assets”, gives 49 alone."
    )
    assert [name for name, _ in found.signs] == ["Financial", "Quality"]
    (lapsed,) = [line for _, lines in found.signs for line in lines if line.lapsed]
    assert lapsed.words == "Complaints"
    assert lapsed.good_until.startswith("ran out")
    means = {line.words: line.means for _, lines in found.signs for line in lines}
    assert means["County court judgment"] == "One unpaid"
    assert means["Accounts: net assets"] == f"Net assets: {MINUS}£5, high risk"
    assert found.accounts == "Accounts to 25 Jan 2026"
    assert len(found.ratios) == 9
    assert "verified" in found.ratio_note
    row = watch_list(register, TODAY).rows[0]
    assert row.tier.lines[0].who == "Contract manager"
    assert row.tier_reasons[:2] == ("£2,000,000 a year: 3", "A must service: 3")
    assert len(found.history.bars) == 12
    assert found.history.bars[-1].text == "72 red"
    assert found.history.bars[0].text == "39 amber", "the complaints still counted in December"
    assert found.history.bars[-2].text == "49 amber"


def test_months_end_where_they_end() -> None:
    days = month_ends(datetime.date(2026, 3, 31), 3)
    assert days == tuple(datetime.date(2026, *md) for md in ((1, 31), (2, 28), (3, 31)))


def test_expired_ratings_are_a_finding_of_must_providers_only() -> None:
    signs = (
        WarningSign("big", ago(200), "Complaints", 1),
        WarningSign("small", ago(200), "Complaints", 1),
    )
    register = register_of(*signs)
    found = with_expired(check(register, TODAY), register, TODAY)
    (finding,) = [one for one in found if one.name == NAME]
    assert finding.key == "big"
    assert finding.sentence.startswith("No rating of Big Care counts any longer; the last ran out")
    assert not [one for one in found if one.name == "must providers not assessed lately"]
    part = register_of(signs[0], WarningSign("big", ago(5), "Profit warning", 0))
    (lighter,) = [one for one in with_expired(check(part, TODAY), part, TODAY) if one.name == NAME]
    assert lighter.sentence.startswith("1 rating of Big Care has run out")
    assert lighter.weight < finding.weight
    fresh = register_of(WarningSign("big", ago(5), "Profit warning", 0))
    assert NAME not in {one.name for one in with_expired(check(fresh, TODAY), fresh, TODAY)}


def test_a_rating_is_one_step_that_says_who_and_is_taken_back(tmp_path: Path) -> None:
    with Session.sample(tmp_path / "one.backstop", "R. Okafor") as session:
        before = session.register
        session.apply(session.rating_edit("havenmoor", "winding_up", 1, "Court list"))
        row = next(one for one in session.watch_list().rows if one.id == "havenmoor")
        assert (row.colour, row.looked, row.looked_by) == ("red", session.today(), "R. Okafor")
        session.apply(session.rating_edit("havenmoor", "winding_up", 0, "Court list"))
        ratings = [
            one.rating
            for one in session.register.warning_signs.values()
            if (one.provider, one.indicator) == ("havenmoor", "winding_up")
        ]
        assert ratings == [0], "the second of one day takes the place of the first"
        session.undo()
        session.undo()
        assert session.register.warning_signs == before.warning_signs


def test_history_says_who_where_the_sign_does_not(tmp_path: Path) -> None:
    from planner.register.edits import AddRecord

    with Session.sample(tmp_path / "one.backstop", "T. Bright") as session:
        session.apply(AddRecord(WarningSign("havenmoor", session.today(), "Complaints", 1)))
        row = next(one for one in session.watch_list().rows if one.id == "havenmoor")
        assert row.looked_by == "T. Bright"


def test_the_sample_council_has_a_sensible_list() -> None:
    register = read_register(Path(sample_register_path()))
    found = watch_list(register, datetime.date(2026, 11, 6))
    assert len(found.rows) == len(register.providers)
    assert found.rows[0].id == "havenmoor"
    assert found.of("red", "failed") < 0.05 * len(found.rows)
    assert 0 < found.of("amber") < 0.25 * len(found.rows)
    assert found.of("not assessed") > 0
    assert "confidential" in CONFIDENTIAL
    undisturbed = apply_changes(register, ())
    assert watch_list(undisturbed, datetime.date(2026, 11, 6)) == found
