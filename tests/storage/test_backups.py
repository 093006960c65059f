"""Backups are kept often at first and thinned as they grow old."""

from __future__ import annotations

import datetime
from datetime import timedelta

import pytest

from planner.storage.backups import back_up, backups_of, kept, set_aside

NOW = datetime.datetime(2026, 6, 17, 12, 0, tzinfo=datetime.UTC)  # a Wednesday


def ages(*hours):
    return [NOW - timedelta(hours=hour) for hour in hours]


def at(*texts):
    return [datetime.datetime.fromisoformat(text + "+00:00") for text in texts]


LAST_OF_MONTHS = [
    datetime.datetime(2024 + m // 12, m % 12 + 1, 28, tzinfo=datetime.UTC) for m in range(29)
]


@pytest.mark.parametrize(
    ("what", "taken", "expected"),
    [
        ("nothing to keep", [], []),
        ("the newest is kept however old", ages(24 * 2000), ages(24 * 2000)),
        ("all of the last three days", ages(0, 1, 2, 30, 47), ages(0, 1, 2, 30, 47)),
        # 17 June 12:00 less 74 h is 14 June 10:00; 73 h is 11:00 of the same day.
        ("the last of a day after", ages(0, 24, 48, 73, 74, 98), ages(0, 24, 48, 73, 98)),
        (
            "days without copies do not count",
            ages(0, 24 * 5, 24 * 5 + 1, 24 * 400, 24 * 400 + 1, 24 * 500, 24 * 500 + 1),
            ages(0, 24 * 5, 24 * 5 + 1, 24 * 400, 24 * 400 + 1, 24 * 500),
        ),
        # Sunday 31 December 2023 ends a week, 1 January begins one; both end or begin a month too.
        (
            "the last of a week across a year",
            [*ages(*range(0, 24 * 14, 24)), *at("2024-01-02T09:00", "2024-01-01T09:00")],
            [*ages(*range(0, 24 * 14, 24)), *at("2024-01-02T09:00")],
        ),
        (
            "the leap day is the last of its month",
            [*ages(*range(0, 24 * 14, 24)), *at("2024-02-29T09:00", "2024-02-28T09:00")],
            [*ages(*range(0, 24 * 14, 24)), *at("2024-02-29T09:00")],
        ),
        # Copies are named in UTC, in which the hour that a clock is put back does not come twice.
        (
            "both of the hour that comes twice",
            at("2025-10-26T00:30", "2025-10-26T01:30"),
            at("2025-10-26T00:30", "2025-10-26T01:30"),
        ),
        ("24 months that have copies", LAST_OF_MONTHS, LAST_OF_MONTHS[-24:]),
        (
            "a copy named in the future pushes nothing out",
            [*at("2099-01-01T00:00"), *LAST_OF_MONTHS],
            [*at("2099-01-01T00:00"), *LAST_OF_MONTHS[-24:]],
        ),
    ],
)
def test_thinning(what, taken, expected):
    assert kept(taken, NOW) == frozenset(expected), what


def test_a_year_of_daily_saves_leaves_a_few_dozen_copies():
    taken = [NOW - timedelta(days=day) for day in range(365)]
    assert 25 <= len(kept(taken, NOW)) <= 40


def test_what_is_kept_one_after_the_other_is_what_would_be_kept_at_once():
    """Thinning day after day keeps a copy of every week and month that a single thinning keeps."""
    moments = [NOW + timedelta(hours=7 * n) for n in range(900)]
    left: frozenset[datetime.datetime] = frozenset()
    for moment in moments:
        left = kept({*left, moment}, moment)
    assert left == kept(moments, moments[-1])


@pytest.mark.parametrize("leap", [timedelta(days=365 * 73), -timedelta(days=365 * 50)])
def test_a_clock_that_is_wrong_for_a_day_costs_no_week_and_no_month(leap):
    months = [NOW - timedelta(days=30 * n) for n in range(1, 22)]
    weeks = [NOW - timedelta(days=7 * n) for n in range(1, 9)]
    left = kept({*months, *weeks, NOW}, NOW)
    for hour in range(5):  # five saves while the clock is wrong
        wrong = NOW + leap + timedelta(hours=hour)
        left = kept({*left, wrong}, wrong)
        assert wrong in left
    right = NOW + timedelta(days=1)
    left = kept({*left, right}, right)
    assert {right, NOW, *weeks} <= left
    assert {(one.year, one.month) for one in months} <= {(one.year, one.month) for one in left}


def test_a_clock_set_back_still_keeps_copies_and_writes_over_none(tmp_path):
    source, folder = tmp_path / "a.backstop", tmp_path / "backups"
    source.write_text("right")
    back_up(source, folder, NOW)
    source.write_text("set back")
    back_up(source, folder, NOW - timedelta(days=3))
    source.write_text("same second")
    back_up(source, folder, NOW, always=True)
    assert [path.read_text() for path in backups_of(folder).values()] == [
        "set back",
        "right",
        "same second",
    ]


def test_what_is_unfit_lies_beside_the_backups_and_is_never_thinned(tmp_path):
    source, folder = tmp_path / "a.backstop", tmp_path / "backups"
    source.write_text("damaged")
    first, second = set_aside(source, folder, NOW), set_aside(source, folder, NOW)
    assert first != second
    assert first.read_text() == second.read_text() == "damaged"
    back_up(source, folder, NOW + timedelta(days=900))
    assert len(backups_of(folder)) == 1
    assert first.exists()
    assert second.exists()


def test_a_copy_that_was_cut_short_is_tidied_away(tmp_path):
    source, folder = tmp_path / "a.backstop", tmp_path / "backups"
    source.write_text("one")
    folder.mkdir()
    (folder / "2026-01-01 000000.part").write_text("o")
    back_up(source, folder, NOW)
    assert [path.name for path in folder.iterdir()] == ["2026-06-17 120000.backstop"]


def test_copies_are_taken_ten_minutes_apart_unless_asked(tmp_path):
    source, folder = tmp_path / "a.backstop", tmp_path / "backups"
    source.write_text("one")
    assert back_up(source, folder, NOW) is not None
    source.write_text("two")
    assert back_up(source, folder, NOW + timedelta(minutes=5)) is None
    assert back_up(source, folder, NOW + timedelta(minutes=6), always=True) is not None
    assert [path.read_text() for path in backups_of(folder).values()] == ["one", "two"]


def test_old_copies_are_removed_and_other_files_left(tmp_path):
    source, folder = tmp_path / "a.backstop", tmp_path / "backups"
    source.write_text("one")
    folder.mkdir()
    (folder / "mine.backstop").write_text("kept by hand")
    (folder / "2020-01-04 000000.backstop").write_text("old")
    (folder / "2020-01-05 000000.backstop").write_text("old")
    for day in range(14):
        back_up(source, folder, NOW - timedelta(days=13 - day))
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "2020-01-05 000000.backstop"
    assert names[-1] == "mine.backstop"
    assert len(names) == 16
