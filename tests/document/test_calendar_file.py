"""The calendar holds the right days, names its events for good and tells nobody's secrets."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import icalendar
import pytest

from planner.document.calendar_dates import KINDS, CalendarDate, calendar_dates
from planner.document.calendar_file import calendar_file, uid_of
from planner.exchange.register_json import read_register
from planner.plan.plan import Plan
from planner.register.records import (
    Action,
    Contact,
    Contract,
    Council,
    Provider,
    Review,
    Service,
    StoredPlan,
    WarningSign,
)
from planner.register.register import Register
from resources.sample import sample_register_path

DAY = datetime.date
TODAY = DAY(2026, 11, 21)
SAMPLE = read_register(sample_register_path())


def _contract(code: str, **changes: Any) -> Contract:
    return Contract(code, f"Calls {code}", "care", "p1", **changes)


def _register(*records: Any) -> Register:
    parts = [
        Service("care", "Home care", "must", owner="Head of care"),
        Provider("p1", "Kind Care Ltd"),
        Contact("ada", "Lead", "Ada Quill", "p1", "020 7946 0999", None, "ada@example.org"),
    ]
    return Register.build(Council("Test Council", ons_code="E06999001"), [*parts, *records])


def _found(register: Register, kind: str) -> list[CalendarDate]:
    return [one for one in calendar_dates(register, TODAY) if one.kind == kind]


def _events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_the_last_day_for_notice_is_the_end_less_the_notice() -> None:
    register = _register(_contract("C1", end=DAY(2027, 3, 31), notice_days_council=90))
    (notice,) = _found(register, "notice")
    assert notice.date == DAY(2026, 12, 31)
    assert notice.owner == "Head of care"
    assert "31 March 2027" in notice.words
    assert "working day" not in notice.words
    (end,) = _found(register, "end")
    assert end.date == DAY(2027, 3, 31)
    assert "Kind Care Ltd" in end.summary


def test_a_day_on_which_nobody_works_says_by_when_instead() -> None:
    # 90 days before 28 March 2027 is 28 December 2026, the bank holiday after Boxing Day; 27 and
    # 26 are a weekend and 25 is Christmas Day
    register = _register(_contract("C1", end=DAY(2027, 3, 28), notice_days_council=90))
    (notice,) = _found(register, "notice")
    assert notice.date == DAY(2026, 12, 28)
    assert "do it by Thursday 24 December 2026" in notice.words


def test_an_extension_is_decided_while_notice_can_be_given_else_by_the_end() -> None:
    longer = {"end": DAY(2027, 3, 31), "extension_to": DAY(2028, 3, 31)}
    in_time = _register(_contract("C1", **longer, notice_days_council=90))
    too_late = _register(_contract("C1", **longer, notice_days_council=200))
    unknown = _register(_contract("C1", **longer))
    assert _found(in_time, "extension")[0].date == DAY(2026, 12, 31)
    assert _found(too_late, "extension")[0].date == DAY(2027, 3, 31)
    assert _found(unknown, "extension")[0].date == DAY(2027, 3, 31)
    assert _found(too_late, "notice") == []
    assert _found(unknown, "notice") == []


def test_a_contract_past_its_end_counts_as_extended_and_one_that_is_over_is_left_out() -> None:
    extended = _register(
        _contract("C1", end=DAY(2026, 3, 31), extension_to=DAY(2027, 3, 31), notice_days_council=30)
    )
    assert _found(extended, "end")[0].date == DAY(2027, 3, 31)
    assert _found(extended, "notice")[0].date == DAY(2027, 3, 1)
    assert _found(extended, "extension") == []
    over = _register(_contract("C1", end=DAY(2026, 3, 31), exit_plan_date=DAY(2026, 1, 1)))
    assert [one.kind for one in calendar_dates(over, TODAY)] == ["rating"]
    house = _register(_contract("C1", end=DAY(2027, 3, 31), kind="in_house", notice_days_council=5))
    assert [one.kind for one in calendar_dates(house, TODAY)] == ["rating"]


def test_exit_plans_are_renewed_after_a_year() -> None:
    register = _register(_contract("C1", end=DAY(2030, 1, 1), exit_plan_date=DAY(2026, 7, 22)))
    assert _found(register, "exit_plan")[0].date == DAY(2027, 7, 22)


def test_what_was_done_is_cancelled_and_after_a_year_forgotten() -> None:
    register = _register(
        Review("r1", "service", "care", DAY(2026, 11, 1), "Head of care"),
        Review("r2", "provider", "p1", DAY(2026, 10, 1), done_on=DAY(2026, 10, 2)),
        Review("r3", "provider", "p1", DAY(2025, 10, 1), done_on=DAY(2025, 10, 2)),
        Action("a1", "Ring ada@example.org", service="care", owner="Ada Quill", due=TODAY),
        Action("a2", "Sign the pool", due=TODAY, done_on=TODAY),
    )
    dates = calendar_dates(register, TODAY, kinds=("review", "action"))
    assert [one.key for one in dates] == ["r2", "r1", "a1", "a2"]
    assert "due on 1 November 2026" in dates[1].words
    events = {str(e["summary"]): e for e in _events(calendar_file(register, dates, TODAY, 2))}
    assert events["Done: Review: Kind Care Ltd"]["status"] == "CANCELLED"
    assert events["Review: Home care"]["status"] == "CONFIRMED"
    assert events["Ring (left out)"]["status"] == "CONFIRMED"  # neither address nor name
    assert not events["Done: Sign the pool"].walk("VALARM")
    assert "Who: Head of care." in str(events["Review: Home care"]["description"])


def test_only_the_last_version_of_a_plan_in_force_is_reviewed() -> None:
    kept = StoredPlan("pl1", "Plan for Kind Care", "s1", 1, "approved", review_date=DAY(2027, 1, 1))
    later = dataclasses.replace(kept, id="pl2", version=2, review_date=DAY(2027, 5, 1))
    gone = dataclasses.replace(kept, id="pl3", scenario="s2", status="superseded")
    (review,) = _found(_register(kept, later, gone), "review")
    assert review.date == DAY(2027, 5, 1)
    assert review.key == "plan/s1"  # the next version moves it


def test_a_provider_is_looked_at_again_and_its_rating_is_not_told() -> None:
    sign = WarningSign("p1", DAY(2026, 11, 1), "Late accounts", 3, note="SECRET")
    (rating,) = _found(_register(sign), "rating")
    assert rating.date > DAY(2026, 11, 1)
    told = f"{rating.summary} {rating.words}".casefold()
    for word in ("late accounts", "secret", "3", "red", "amber", "severe", "tier"):
        assert word not in told.split()
    (never,) = _found(_register(), "rating")
    assert never.summary == "Look at 1 provider for the first time"


def test_kinds_and_months_choose_what_is_wanted() -> None:
    everything = calendar_dates(SAMPLE, TODAY)
    assert {one.kind for one in everything} == set(KINDS) - {"action", "debrief", "task"}
    near = calendar_dates(SAMPLE, TODAY, kinds=("notice",), months=3)
    assert near
    assert near == tuple(
        one for one in everything if one.kind == "notice" and one.date <= DAY(2027, 2, 21)
    )
    assert calendar_dates(SAMPLE, DAY(2026, 11, 30), months=3, kinds=("notice",))[-1].date <= DAY(
        2027, 2, 28
    )


def test_the_tasks_of_a_plan_last_as_long_as_they_take(plan: Plan) -> None:
    dates = calendar_dates(SAMPLE, TODAY, (plan,), kinds=("task",))
    tasks = [task for bought in plan.recommissioning for task in bought.tasks]
    assert len(dates) == len(tasks) + len(plan.checklist)
    spans = {(one.date, one.last) for one in dates if one.last}
    assert {(task.start, max(task.start, task.finish)) for task in tasks} == spans
    events = _events(calendar_file(SAMPLE, dates, TODAY))
    assert {str(event["status"]) for event in events} == {"TENTATIVE"}
    first = plan.header.start_date
    assert any(one.date == first and "First 4 hours" in one.summary for one in dates)


def test_the_file_keeps_to_the_standard() -> None:
    dates = calendar_dates(SAMPLE, TODAY)
    data = calendar_file(SAMPLE, dates, TODAY, 4)
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    made = icalendar.Calendar.from_ical(data)
    assert (made["version"], made["method"]) == ("2.0", "PUBLISH")
    events = _events(data)
    assert len(events) == len(dates) > 600
    assert len({str(event["uid"]) for event in events}) == len(events)
    for one, event in zip(dates, events, strict=True):
        for name in ("uid", "dtstamp", "dtstart", "dtend", "summary", "description", "categories"):
            assert name in event
        assert event.decoded("dtstart") == one.date
        assert event.decoded("dtend") == (one.last or one.date) + datetime.timedelta(days=1)
        assert event.decoded("dtstamp") == datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
        assert str(event["summary"]) == one.summary
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == datetime.timedelta(weeks=-4)
    assert made.errors == []


def test_a_newer_file_moves_events_and_doubles_none() -> None:
    code, held = next(
        (id_, one) for id_, one in SAMPLE.contracts.items() if one.end == DAY(2028, 3, 31)
    )
    moved = dataclasses.replace(held, end=DAY(2028, 6, 30), title="Another title")
    later = dataclasses.replace(
        SAMPLE.with_table("contract", {**SAMPLE.contracts, code: moved}), revision=9
    )
    before = {uid_of(one, "X"): one for one in calendar_dates(SAMPLE, TODAY)}
    after = {uid_of(one, "X"): one for one in calendar_dates(later, TODAY)}
    assert set(before) == set(after)
    changed = [uid for uid in before if before[uid] != after[uid]]
    assert {after[uid].kind for uid in changed} >= {"end", "notice"}
    (event,) = {
        str(e["sequence"]) for e in _events(calendar_file(later, tuple(after.values()), TODAY))
    }
    assert event == "9"


def test_the_same_register_and_day_give_the_same_bytes() -> None:
    again = read_register(sample_register_path())
    one = calendar_file(SAMPLE, calendar_dates(SAMPLE, TODAY), TODAY, 2)
    assert one == calendar_file(again, calendar_dates(again, TODAY), TODAY, 2)


def test_no_contact_is_in_the_calendar(plan: Plan) -> None:
    text = calendar_file(SAMPLE, calendar_dates(SAMPLE, TODAY, (plan,)), TODAY).decode()
    unfolded = text.replace("\r\n ", "")
    details = [
        detail
        for one in SAMPLE.contacts.values()
        for detail in (one.name, one.phone_day, one.phone_night, one.email)
        if detail
    ]
    assert len(details) > 100
    assert not [one for one in details if one in unfolded]


@pytest.mark.parametrize("title", ["A;B,C\\D", "Two\r\nlines BEGIN:VEVENT", "é" * 80, "\u202e x"])
def test_no_text_breaks_out_of_its_line(title: str) -> None:
    register = _register(
        Review("r1", "service", "care", DAY(2027, 1, 1)), Action("a1", title, due=TODAY)
    )
    data = calendar_file(register, calendar_dates(register, TODAY, kinds=("action",)), TODAY)
    (event,) = _events(data)
    assert str(event["summary"]).split() == title.split()
    assert max(map(len, data.split(b"\r\n"))) <= 75
