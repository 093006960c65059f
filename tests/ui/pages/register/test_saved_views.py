"""Saved views of a table: renamed, deleted and kept again, from the toolbar of the page."""

from __future__ import annotations

from planner.answers.deciding import council_sentence
from planner.answers.health import findings_by_key


def page_of(window):
    from ui.pages.register.page import RegisterPage

    return window.findChild(RegisterPage)


def test_a_view_is_deleted_and_its_table_and_the_council_are_told(window, settle, qtbot):
    window.bench.go("register", tab="service", show="table")
    settle(window)
    page = page_of(window)
    table = page.table
    table.save_view("Musts")
    page._show_view("Musts")
    assert page.toolbar.views.currentText() == "View: Musts"
    page.toolbar.drop_wanted.emit("Musts")
    assert table.views.names() == []
    assert page.toolbar.views.currentText() == "View: all"
    assert "View deleted." in window.bench.messages.words
    register = window.bench.desk.register
    assert page.nothing.sentence.text() == council_sentence(register)
    assert f"{len(register.services)} services" in council_sentence(register)
    qtbot.waitUntil(lambda: window.bench.results.get("check") is not None, timeout=15000)
    found = window.bench.results.get("check").value
    counts = findings_by_key(found, "contract")
    assert sum(n for n, _ in counts.values()) == sum(one.kind == "contract" for one in found)
