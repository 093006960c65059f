"""Plans in the real window: made, decided otherwise, ticked, sent on, read, exported, undone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.register.edits import ChangeFields
from ui.main_window import MainWindow
from ui.pages.plans.page import PlansPage

Settle = Callable[[MainWindow], None]
RED, CALM = "friday-liquidation", "ninety-days"


@pytest.fixture
def plans(window: MainWindow, settle: Settle, qtbot: QtBot) -> PlansPage:
    """Return the page Plans, shown on the sample council, which has no plan yet."""
    window.bench.go("plans", show="list")
    shown(window, settle, qtbot)
    page = window.page("plans")
    assert isinstance(page, PlansPage)
    return page


def shown(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    """Wait until what was edited is shown."""
    qtbot.wait(1)
    settle(window)


def made(window: MainWindow, settle: Settle, qtbot: QtBot, scenario: str) -> Any:
    """Make the plan of a scenario as one click on a result does, and return its page."""
    window.bench.go("plans", make=scenario)
    shown(window, settle, qtbot)
    shown(window, settle, qtbot)
    page = window.page("plans")
    assert isinstance(page, PlansPage)
    return page


def test_without_plans_the_page_says_what_belongs_there(plans: PlansPage) -> None:
    assert plans.list.is_empty
    assert not plans.bench.actions["plans.pdf"].isEnabled()


def test_one_click_makes_a_draft_whose_red_findings_block_the_review_until_undo_takes_it_back(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = made(window, settle, qtbot, RED)
    (record,) = window.bench.session.register.plans.values()
    assert (record.version, record.status) == (1, "draft")
    assert window.bench.messages.words.startswith("Kept as version 1")
    assert page.view() == {"show": "plan", "plan": record.id}
    assert page.plan.headline.text().startswith("Both must services keep going, but cover for 220")
    assert "5 red findings" in page.plan.findings.words
    assert not page.plan.send.isEnabled()
    assert "red findings block" in page.plan.send.toolTip()
    assert "red findings block" in page.plan.send_blocked.text()
    assert page.plan.send_blocked.isVisible()
    window.bench.desk.undo()
    shown(window, settle, qtbot)
    assert not window.bench.session.register.plans
    assert page.list.is_empty


def test_the_list_keeps_older_versions_under_the_latest_and_opens_one_with_enter(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    session = window.bench.session
    for _ in range(2):
        session.store_plan(session.make_plan(CALM))
    session.apply(ChangeFields("service", "residential-older", {"owner": "Somebody else"}))
    window.bench.go("plans", show="list")
    shown(window, settle, qtbot)
    page = window.page("plans")
    assert isinstance(page, PlansPage)
    assert [(one.version, one.older) for one in page.list.lines] == [(2, False), (1, True)]
    top = page.list.tree.topLevelItem(0)
    assert top is not None
    assert top.childCount() == 1
    assert top.text(4) == "Out of date"
    qtbot.keyClick(page.list.tree, Qt.Key.Key_Return)
    settle(window)
    assert page.view() == {"show": "plan", "plan": "plan-2"}
    assert page.plan.stale.words.startswith("Out of date.")


def test_deciding_otherwise_needs_a_reason_and_makes_the_plan_again(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = made(window, settle, qtbot, RED)
    page.plan.table.choose("home-care")
    qtbot.keyClick(page.plan.table, Qt.Key.Key_Return)
    offered = page.side.panel.decision
    assert [offered.itemData(row) for row in range(offered.count())] == ["keep_going", "recover"]
    qtbot.keyClick(page.side.panel, Qt.Key.Key_Escape)
    assert not page.side.is_deciding
    page.plan.table.choose("carers-breaks")
    qtbot.keyClick(page.plan.table, Qt.Key.Key_Return)
    panel = page.side.panel
    assert page.side.is_deciding
    panel.decision.setCurrentIndex(panel.decision.findData("let_go"))
    qtbot.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    assert panel.reason_wrong.text().startswith("Say why")
    before = len(window.bench.session.register.decisions)
    panel.reason.setPlainText("Families agreed to pause the breaks.")
    qtbot.mouseClick(panel.record_button, Qt.MouseButton.LeftButton)
    settle(window)
    shown(window, settle, qtbot)
    assert len(window.bench.session.register.decisions) == before + 1
    line = next(one for one in page.plan.table.lines if one.service == "carers-breaks")
    assert (line.decision, line.state) == ("let_go", "Reason recorded")
    assert window.bench.messages.words.startswith("Made again, version 1.")
    assert page.plan.stale.words == ""
    assert len(window.bench.session.register.plans) == 1


def test_a_tick_lives_on_in_the_next_version(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = made(window, settle, qtbot, CALM)
    tab = page.side.actions_tab
    title = tab.lines[0].title
    tab.tick(title)
    shown(window, settle, qtbot)
    assert tab.lines[0].done_on == window.bench.session.today()
    tab.due.setText("1 Oct 2020")
    tab.tree.setCurrentItem(tab.tree.topLevelItem(1).child(0))
    tab.due.setText("soon")
    tab.due.editingFinished.emit()
    assert "30 Nov 2026" in tab.wrong.text()
    tab.due.setText("1 Oct 2020")
    tab.due.editingFinished.emit()
    shown(window, settle, qtbot)
    assert "1 done, 1 late" in tab.summary.text()
    made(window, settle, qtbot, CALM)
    assert window.bench.session.register.plans["plan-2"].version == 2
    assert tab.lines[0].done_on == window.bench.session.today()


def test_a_calm_plan_goes_from_draft_to_approved_and_undo_takes_it_back(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page = made(window, settle, qtbot, CALM)
    plans = window.bench.session.register.plans
    qtbot.mouseClick(page.plan.send, Qt.MouseButton.LeftButton)
    shown(window, settle, qtbot)
    assert window.bench.session.register.plans["plan-1"].status == "reviewed"
    assert not page.plan.send.isEnabled()
    page.side.tabs.setCurrentWidget(page.side.sign_off)
    page.side.sign_off.approver.setText("Director")
    page.side.sign_off.approver.editingFinished.emit()
    shown(window, settle, qtbot)
    qtbot.mouseClick(page.plan.send, Qt.MouseButton.LeftButton)
    shown(window, settle, qtbot)
    assert page.plan.status.text() == "Approved, version 1"
    while window.bench.session.undo_sentence:
        window.bench.desk.undo()
    shown(window, settle, qtbot)
    assert plans["plan-1"].status == "draft"
    assert not window.bench.session.register.plans


def test_versions_are_compared_in_words(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    session = window.bench.session
    session.store_plan(session.make_plan(CALM))
    option = next(one for one in session.register.options.values()
                  if one.service == "residential-older" and one.agreed)  # fmt: skip
    session.apply(ChangeFields("option", option.id, {"agreed": False}))
    page = made(window, settle, qtbot, CALM)
    qtbot.mouseClick(page.plan.compare_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert page.view() == {"show": "compare", "plan": "plan-2", "with": "plan-1"}
    assert page.compare.headline.text() == "One thing differs."


def test_actions_of_all_plans_are_ticked_and_copied(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    session = window.bench.session
    for scenario in (RED, CALM):
        session.store_plan(session.make_plan(scenario))
    window.bench.go("plans", show="actions")
    shown(window, settle, qtbot)
    page = window.page("plans")
    assert isinstance(page, PlansPage)
    table, many = page.all_actions.table, len(page.all_actions.shown)
    assert len({line.plan for line in page.all_actions.shown}) == 2
    first = table.item(0, 0)
    assert first is not None
    first.setCheckState(Qt.CheckState.Checked)
    shown(window, settle, qtbot)
    assert len(page.all_actions.shown) == many - 1
    due = table.item(many - 2, 2)
    assert due is not None
    title = table.item(many - 2, 0).text()
    due.setText("1/10/2020")
    shown(window, settle, qtbot)
    assert (table.item(0, 0).text(), table.item(0, 3).text()) == (title, "Late")
    table.item(0, 2).setText("never")
    assert "write it as 30 Nov 2026" in window.bench.messages.words
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].split("\t")[:3] == ["Action", "Owner", "Due"]
    assert len(copied) == many


def test_the_preview_has_the_pages_of_the_pdf_and_finds_words(
    window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    page = made(window, settle, qtbot, CALM)
    window.bench.go("plans", show="preview", plan="plan-1")
    settle(window)
    qtbot.waitUntil(lambda: page.preview.reader.view.drawn > 0, timeout=10_000)
    session = window.bench.session
    session.write_pdf(session.stored_plan("plan-1"), tmp_path / "plan.pdf")
    view = page.preview.reader.view
    assert view.count == len(pypdf.PdfReader(tmp_path / "plan.pdf").pages)
    assert page.preview.reader.pages.count() == view.count
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert page.preview.reader.where.text() == f"Page {view.count} of {view.count}"
    page.preview.reader.search.setText("Contingency plan")
    qtbot.keyClick(page.preview.reader.search, Qt.Key.Key_Return)
    settle(window)
    assert page.preview.reader.found_words.text().startswith("1 of ")
    settle(window)


def test_both_files_are_exported_and_mailed_with_words_on_attaching(
    window: MainWindow,
    settle: Settle,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = made(window, settle, qtbot, CALM)
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    for name, how in (("a.pdf", "plans.pdf"), ("b", "plans.excel")):
        chosen = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=chosen: (chosen, ""))
        window.bench.actions[how].trigger()
        settle(window)
        assert window.bench.messages.words.startswith("Saved ")
    assert len(pypdf.PdfReader(tmp_path / "a.pdf").pages) > 3
    assert openpyxl.load_workbook(tmp_path / "b.xlsx", read_only=True).sheetnames
    page.exporting._mail(page.plan.sheet, tmp_path / "a.pdf")
    assert opened[0].toString().startswith("mailto:?subject=")
    assert "Attach a.pdf" in window.bench.messages.words


def test_a_cancelled_export_leaves_no_half_written_file(
    window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    page = made(window, settle, qtbot, RED)
    page.exporting.write(page.plan.sheet, "write_pdf", tmp_path / "out" / "c.pdf")
    (tmp_path / "out").mkdir()
    (task,) = window.bench.tasks.running
    qtbot.wait(100)
    task.cancel()
    settle(window)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_plan_that_cannot_be_made_says_so(plans: PlansPage, qtbot: QtBot) -> None:
    plans.bench.go("plans", make="no-such-scenario")
    qtbot.waitUntil(lambda: bool(plans.bench.messages.words))
    assert "not in the register" in plans.bench.messages.words
    assert plans.list.is_empty


def test_dates_are_read_as_people_write_them() -> None:
    from ui.pages.plans.date_field import read_date

    day = datetime.date(2026, 11, 30)
    for words in ("30 Nov 2026", "30 November 2026", "30/11/2026", "2026-11-30", "30/11/26"):
        assert read_date(words) == day
    assert read_date("  ") is None
    with pytest.raises(ValueError, match="write it as 30 Nov 2026"):
        read_date("soon")
