from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.document import wording


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "not known"),
        (0, "£0"),
        (0.3, "under £1"),
        (1234.5, "£1,234"),
        (-46.8, "\u2212£47"),
        (2_275_000, "£2,275,000"),
    ],
)
def test_pounds(amount, words):
    assert wording.pounds(amount) == words


@given(st.one_of(st.none(), st.floats(0.01, 1e9)))
def test_what_is_not_zero_is_never_printed_as_zero(number):
    assert wording.count(number) != "0"
    assert wording.pounds(number) != "£0"


def test_dates_in_text_and_in_tables():
    day = datetime.date(2027, 5, 4)
    assert wording.long_date(day) == "4 May 2027"
    assert wording.short_date(datetime.date(2026, 11, 30)) == "30 Nov 2026"
    assert wording.long_date(None) == "not known"


@pytest.mark.parametrize(
    ("title", "words"),
    [("Home care", "home care"), ("SEND transport", "SEND transport"), ("A", "A"), ("", "")],
)
def test_titles_inside_a_sentence_keep_their_initials(title, words):
    assert wording.middle(title) == words


def test_runs_of_numbers_are_joined():
    assert wording.runs([3, 5, 6, 7, 9]) == ["3", "5 to 7", "9"]


def test_long_lists_say_how_many_more():
    assert wording.listed(["a", "b", "c", "d"], most=3) == "a, b and 2 others"
    assert wording.listed(["a", "b", "c"], most=3) == "a, b and c"


@pytest.mark.parametrize(("hours", "words"), [(1, "1 hour"), (24, "24 hours"), (72, "3 days"),
                                              (336, "2 weeks")])  # fmt: skip
def test_time_limits(hours, words):
    assert wording.within(hours) == words


def test_names_keep_their_capital_inside_a_sentence():
    assert wording.middle("West Berkshire Council Transport") == "West Berkshire Council Transport"
    assert wording.middle("Home care for older people") == "home care for older people"
    assert wording.middle("An administrator keeps it. Ring first.").startswith("an administrator")
