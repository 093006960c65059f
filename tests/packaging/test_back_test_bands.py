"""The back-test of the bands: its sums by hand, and the totals of the real files where they are."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT.parent / "shared" / "data"


@pytest.fixture(scope="module")
def back_test():
    """Return the script as a module."""
    path = PROJECT / "packaging" / "back_test_bands.py"
    found = importlib.util.spec_from_file_location("back_test_bands", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module
    found.loader.exec_module(module)
    yield module
    del sys.modules[found.name]


@pytest.fixture(scope="module")
def homes(back_test):
    """Return the real homes; skipped where their files are not at hand."""
    if not (FOLDER / back_test.HOMES).is_file():
        pytest.skip("the closures of care homes are not beside this project")
    return back_test.read_homes(FOLDER)


def test_wilsons_interval_by_hand(back_test):
    """10 of 100 with z = 1.96: 5.52% to 17.44% (Wilson 1927, as in any table)."""
    found = back_test.rate("x", 10, 100)
    assert (found.low, found.high) == (
        pytest.approx(0.0552, abs=1e-4),
        pytest.approx(0.1744, abs=1e-4),
    )
    assert found.bands == "4"
    none = back_test.rate("x", 0, 100)
    assert none.low == 0.0
    assert none.high == pytest.approx(0.0370, abs=1e-4)
    assert none.bands == "1 to 3"
    with pytest.raises(ValueError, match="no rate"):
        back_test.rate("x", 0, 0)


def test_home_years_by_hand(back_test):
    """Open at the start of a year: opened before it, and not closed in an earlier one."""
    home = back_test.Home(2014.2, 2018, True, True, "For-Profit", "good")
    assert [year for year in range(2012, 2021) if home.was_open(year)] == [2015, 2016, 2017, 2018]
    unknown = back_test.Home(None, None, False, False, "", "")
    assert not unknown.was_open(2015)
    young = back_test.Home(2018.4, 2018, False, True, "For-Profit", "")
    forced, every = back_test.home_rates([home, young], "x", 2016)
    assert (forced.ended, forced.years) == (1, 3)
    assert (every.ended, every.years) == (1, 3), "one that came and went within a year is neither"


def test_the_real_totals_replay(back_test, homes):
    assert len(homes) == 29_458
    assert sum(home.closed is not None for home in homes) == 14_708
    assert sum(home.forced for home in homes) == 816
    published = back_test.published_totals(FOLDER)
    assert sorted(published) == list(range(2011, 2024))
    assert back_test.replayed_totals(homes) == published


def test_what_the_guide_says_is_what_comes_out(back_test, homes):
    text = (PROJECT / "resources" / "help" / "watch_list.md").read_text(encoding="utf-8")
    found = {one.name: one for one in back_test.care_home_rates(homes)}
    forced, every = found["Care homes 2012-2023, forced"], found["Care homes 2012-2023, all"]
    assert f"{forced.ended} of {forced.years:,} home-years" in text
    assert f"{100 * forced.share:.2f}% of homes to close in a year" in text
    assert f"between {100 * forced.low:.2f}% and {100 * forced.high:.2f}%" in text
    assert f"All closures together were {100 * every.share:.2f}%" in text
    worst = found["Last inadequate, 2016-2023, all"]
    middling = found["Last requires improvement, 2016-2023, all"]
    assert f"{100 * worst.share:.1f}% a year" in text
    assert f"at {100 * middling.share:.1f}%" in text
    assert f"({100 * found['Local Authority, all'].share:.1f}% a year)" in text
    assert (forced.bands, every.bands, worst.bands, middling.bands) == ("2", "3", "4", "3")
    assert forced.low < 0.0052


def test_the_rating_sign_alone_gives_the_bands_that_were_seen(back_test, homes):
    from planner.dependence.indicators import by_id
    from planner.dependence.warning_score import band_of, combined, part_of

    weight = by_id()["rating_drop"].weight
    bands = [band_of(combined([part_of(rating, weight)])) for rating in range(4)]
    assert bands == [2, 3, 3, 4]


def test_childrens_homes_leave_the_register(back_test, homes):
    found = list(back_test.childrens_home_rates(FOLDER))
    assert [(one.ended, one.years) for one in found] == [
        (140, 1850), (149, 1852), (126, 1924), (110, 2002),
    ]  # fmt: skip
    assert all(0.04 < one.low < one.high < 0.1 for one in found)
