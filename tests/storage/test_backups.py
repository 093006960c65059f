"""Backups are kept often at first and thinned as they grow old."""

from __future__ import annotations

import datetime
from datetime import timedelta

import pytest

from planner.storage.backups import back_up, backups_of, kept

NOW = datetime.datetime(2026, 6, 17, 12, 0, tzinfo=datetime.UTC)  # a Wednesday


def ages(*hours):
    return [NOW - timedelta(hours=hour) for hour in hours]


@pytest.mark.parametrize(
    ("what", "taken", "expected"),
    [
        ("nothing to keep", [], []),
        ("the newest is kept however old", ages(24 * 2000), ages(24 * 2000)),
        ("all of the last two days", ages(0, 1, 2, 30, 47), ages(0, 1, 2, 30, 47)),
        # 17 June 12:00 less 74 h is 14 June 10:00; 73 h is 11:00 of the same day.
        ("the last of each day after that", ages(0, 73, 74, 98), ages(0, 73, 98)),
        ("two copies of one older day", ages(0, 24 * 5, 24 * 5 + 1), ages(0, 24 * 5)),
        # 20 and 21 days before are 28 and 27 May, of one week; 27 days before is the week before.
        ("the last of each week", ages(0, 24 * 20, 24 * 21, 24 * 27), ages(0, 24 * 20, 24 * 27)),
        # 100 and 105 days before are 9 and 4 March.
        ("the last of each month", ages(0, 24 * 100, 24 * 105), ages(0, 24 * 100)),
        ("none older than two years", ages(0, 24 * 800), ages(0)),
    ],
)
def test_thinning(what, taken, expected):
    assert kept(taken, NOW) == frozenset(expected), what


def test_a_year_of_daily_saves_leaves_a_few_dozen_copies():
    taken = [NOW - timedelta(days=day) for day in range(365)]
    assert 25 <= len(kept(taken, NOW)) <= 40


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
    back_up(source, folder, NOW - timedelta(days=900))
    (folder / "mine.backstop").write_text("kept by hand")
    back_up(source, folder, NOW)
    assert sorted(path.name for path in folder.iterdir()) == [
        "2026-06-17 120000.backstop",
        "mine.backstop",
    ]
