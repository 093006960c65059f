"""The watch list driven as a person would: pick, filter, rate a sign, take it back."""

from __future__ import annotations

import pytest

from planner.register.edits import RemoveRecord
from ui.pages.register.page import TABS, RegisterPage
from ui.parts.warning_badge import LETTERS, ORDER


@pytest.fixture
def page(window, settle, qtbot):
    """Return the register page of the sample council at its watch list."""
    window.bench.go("register", tab="watch", key="havenmoor")
    found = window.findChild(RegisterPage)
    qtbot.waitUntil(
        lambda: found.watch.view is not None and found.watch.view.found is not None, timeout=20_000
    )
    settle(window)
    qtbot.waitUntil(lambda: found.watch.panel.detail is not None, timeout=20_000)
    return found


def panel_of(page, settle, qtbot, provider):
    page.bench.desk.choose("provider", provider)
    qtbot.waitUntil(
        lambda: (
            page.watch.panel.detail is not None and page.watch.panel.detail.provider == provider
        ),
        timeout=20_000,
    )
    return page.watch.panel


def test_the_list_opens_with_the_riskiest_is_picked_from_and_filtered(page, qtbot):
    view = page.watch.view
    assert page.tab == "watch"
    assert view.rows[0].id == "havenmoor"
    assert view.headline.sentence == view.found.headline
    assert "confidential" in view._secret.text()
    assert page.side.currentWidget() is page.watch.panel
    assert page.watch.panel.name.text() == "Havenmoor Homecare Ltd"
    assert "Wages paid two days late" in page.watch.panel.words
    assert "verified" in page.watch.panel.words, "the ratios say that their edges are not checked"
    assert page.watch.panel.chart.chart is page.watch.panel.detail.history
    colours = {row.colour for row in page.watch.view.found.rows}
    assert colours <= set(LETTERS) == set(ORDER)
    assert len(set(LETTERS.values())) == len(LETTERS)
    view.table.picked.emit(3)
    fourth = view.rows[3]
    qtbot.waitUntil(lambda: page.watch.panel.row.id == fourth.id, timeout=20_000)
    view.show_only._buttons["due"].click()
    assert view.rows == view.found.due_this_month
    assert 0 < len(view.rows) < len(view.found.rows)
    assert all(row.due[0].date <= view.found.month_end for row in view.rows)
    assert "of 140 providers" in view._shown_words.text()


def test_rating_a_sign_is_one_step_that_can_be_taken_back(page, settle, qtbot, window):
    panel = panel_of(page, settle, qtbot, "poolside")
    before = panel.row
    steps = len(window.bench.session.history())
    panel.add.click()
    form = panel.form
    assert form.isVisible()
    form.record.click()
    assert "Choose a sign" in form.error.text()
    form.sign.setCurrentText("Winding-up petition or order")
    assert form._means[1].text() == "Petition threatened"
    form.record.click()
    assert "how bad" in form.error.text()
    form.ratings[1].click()
    form.source.setText("Court list")
    form.record.click()
    assert not form.isVisible()
    assert len(window.bench.session.history()) == steps + 1
    (sign,) = [
        one
        for one in window.bench.desk.register.warning_signs.values()
        if one.provider == "poolside" and one.rating == 1
    ]
    assert (sign.indicator, sign.source, sign.recorded_by) == (
        "Winding-up petition or order", "Court list", window.bench.session.who,
    )  # fmt: skip
    qtbot.waitUntil(lambda: page.watch.view.row_of("poolside").colour == "red", timeout=20_000)
    qtbot.waitUntil(lambda: panel.row.colour == "red", timeout=20_000)
    assert before.colour != "red"
    window.bench.desk.undo()
    qtbot.waitUntil(
        lambda: page.watch.view.row_of("poolside").colour == before.colour, timeout=20_000
    )


def test_other_tabs_show_their_own_panel_and_a_removed_provider_is_gone(
    page, window, settle, qtbot
):
    page.tabs.setCurrentIndex(TABS.index("provider"))
    assert page.side.currentWidget() is page.panel
    assert page.panel.key == "havenmoor"
    page.tabs.setCurrentIndex(TABS.index("watch"))
    settle(window)
    assert page.side.currentWidget() is page.watch.panel
    window.bench.desk.apply(RemoveRecord("provider", "poolside", with_dependents=True))
    qtbot.waitUntil(lambda: page.watch.view.row_of("poolside") is None, timeout=20_000)
    assert len(page.watch.view.found.rows) == 139
