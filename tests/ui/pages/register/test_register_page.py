"""The register page driven as a person would: fields, classes, findings, neighbours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from planner.register.edits import ChangeCouncil, ChangeFields
from planner.register.records import Service
from ui.pages.register.page import TABS


@pytest.fixture
def page(window, settle):
    """Return the register page of the sample council, its findings at hand."""
    window.bench.go("register", tab="service", show="table")
    settle(window)
    found = window.findChild(type_of_page())
    assert found is not None
    return found


def test_the_marking_of_the_council_stands_in_the_header(window, qtbot):
    marking = window.header.marking
    assert marking.text() == "OFFICIAL-SENSITIVE"
    assert marking.isVisible()
    assert marking.height() < window.header.height() - 8
    window.bench.desk.apply(ChangeCouncil({"marking": None}))
    assert not marking.isVisible()
    window.bench.desk.apply(ChangeCouncil({"marking": "R&D only"}))
    assert marking.text() == "R&D only"
    assert marking.isVisible()


def type_of_page():
    from ui.pages.register.page import RegisterPage

    return RegisterPage


def services(page):
    return page.bench.desk.register.services


def open_record(window, kind, key, settle):
    window.bench.go("register", tab=kind, key=key)
    settle(window)


def test_tabs_count_every_kind_and_make_their_table_when_first_shown(window, page):
    assert page.tabs.tabText(0).split() == ["Services", str(len(services(page)))]
    assert set(page.tables) == {"service"}
    page.tabs.setCurrentIndex(1)
    assert set(page.tables) == {"service", "provider"}


def test_a_field_is_saved_as_it_is_left_and_can_be_undone(window, page, settle, qtbot):
    open_record(window, "service", "home-care", settle)
    box = page.panel.form.boxes["owner"]
    before = services(page)["home-care"].owner
    box.editor.setFocus()
    box.editor.selectAll()
    QTest.keyClicks(box.editor, "Director of care")
    QTest.keyClick(box.editor, Qt.Key.Key_Return)
    assert services(page)["home-care"].owner == "Director of care"
    window.bench.desk.undo()
    assert services(page)["home-care"].owner == before
    assert box.text == before


def test_what_cannot_be_taken_is_said_beneath_its_field_and_changes_nothing(window, page, settle):
    open_record(window, "service", "home-care", settle)
    box = page.panel.form.boxes["mtpd_days"]
    before = services(page)["home-care"].mtpd_days
    box.editor.setText("soon")
    box.editor.editingFinished.emit()
    assert "soon" in box.error.text()
    assert box.error.isVisibleTo(page.panel)
    assert services(page)["home-care"].mtpd_days == before
    box.editor.setText("")
    box.editor.editingFinished.emit()
    assert not box.error.text()
    assert services(page)["home-care"].mtpd_days is None


def test_a_class_is_decided_on_the_board_by_a_key_with_its_reason(window, page, settle):
    window.bench.go("register", show="board")
    key = next(k for k, one in services(page).items() if one.class_ == "could")
    page.board.point(key, focus=True)
    cards = page.board.columns["could"].cards
    QTest.keyClick(cards, Qt.Key.Key_N)
    assert page.class_panel.isVisible()
    page.class_panel.record.click()
    assert page.class_panel.error.text()
    assert services(page)[key].class_ == "could"
    page.class_panel.reason.setPlainText("People lose the only company they have.")
    page.class_panel.record.click()
    assert services(page)[key].class_ == "needed"
    assert services(page)[key].class_reason == "People lose the only company they have."
    assert not page.class_panel.isVisible()
    window.bench.desk.undo()
    assert services(page)[key].class_ == "could"


def drag(cards, row, target):
    start = cards.visualItemRect(cards.item(row)).center()
    end = cards.viewport().mapFromGlobal(target.mapToGlobal(QPoint(target.width() // 2, 200)))
    view = cards.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + (end - start) * step / 5)
    return lambda: QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_a_card_dragged_to_another_column_asks_and_changes_nothing_yet(window, page, settle):
    window.bench.go("register", show="board")
    settle(window)
    could, must = page.board.columns["could"], page.board.columns["must"]
    key = could.cards.item(0).data(Qt.ItemDataRole.UserRole)
    drop = drag(could.cards, 0, must)
    assert must.target.isVisible()
    assert not could.target.isVisible()
    drop()
    assert (page.class_panel.service, page.class_panel.class_) == (key, "must")
    assert services(page)[key].class_ == "could"
    assert not must.target.isVisible()
    page.class_panel.cancel.click()
    assert services(page)[key].class_ == "could"


def test_an_added_service_without_a_class_gets_a_column_of_its_own(window, page, settle):
    from planner.register.edits import AddRecord

    window.bench.go("register", show="board")
    assert not page.board.columns[""].isVisible()
    window.bench.desk.apply(AddRecord(Service("new-one", "A new service")))
    settle(window)
    assert page.board.columns[""].isVisible()
    assert page.board.columns[""].cards.count() == 1
    page.board.point("new-one", focus=True)
    QTest.keyClick(page.board.columns[""].cards, Qt.Key.Key_M)
    page.class_panel.reason.setPlainText("Harm within a day.")
    settle(window)
    page.class_panel.record.click()
    assert page.class_panel.error.text() == ""
    assert services(page)["new-one"].class_ == "must"
    assert not page.board.columns[""].isVisible()


def test_mending_a_finding_makes_the_count_fall(window, page, settle, qtbot):
    desk = window.bench.desk
    desk.apply(ChangeFields("service", "home-care", {"mtpd_days": None}))
    window.bench.go("register", tab="findings")
    page.health.ask()
    settle(window)
    found = next(
        one
        for one in window.bench.results.get("check").value
        if (one.kind, one.key, one.field) == ("service", "home-care", "mtpd_days")
    )
    before = len(window.bench.results.get("check").value)
    page.mend(found)
    settle(window)
    box = page.panel.form.boxes["mtpd_days"]
    assert page.tab == "service"
    box.editor.setText("1")
    box.editor.editingFinished.emit()
    qtbot.waitUntil(lambda: len(window.bench.results.get("check").value) < before, timeout=15000)
    findings = page.tabs.tabText(TABS.index("findings"))
    assert findings.split()[-1] == str(len(window.bench.results.get("check").value))


def test_findings_are_filtered_by_weight_kind_and_the_chosen_record(window, page, settle):
    window.bench.go("register", tab="findings")
    settle(window)
    health = page.health
    everything = len(health._shown)
    health.weights.setCurrentIndex(health.weights.findData("serious"))
    assert 0 < len(health._shown) < everything
    assert "serious" in health.summary.text()
    assert "tidy" not in health.summary.text()
    health.weights.setCurrentIndex(0)
    one = health._shown[0]
    if one.kind in ("service", "provider", "contract"):
        window.bench.desk.choose(one.kind, one.key)
        health.only.setChecked(True)
        assert {(f.kind, f.key) for f in health._shown} == {(one.kind, one.key)}


def test_a_neighbour_is_one_click_away(window, page, settle):
    open_record(window, "service", "home-care", settle)
    groups = {group.label: group for group in page.panel.neighbours.groups}
    provider = groups["Providers"].members[0]
    page.panel.neighbours.toggle("Providers")
    page.panel.neighbours._go(provider)
    settle(window)
    assert page.tab == "provider"
    assert page.panel.name.text() == provider.name
    assert window.bench.desk.choice.key == provider.key


def test_the_history_of_a_record_tells_and_takes_back_a_step(window, page, settle):
    open_record(window, "service", "home-care", settle)
    desk, before = window.bench.desk, services(page)["home-care"].owner
    desk.apply(ChangeFields("service", "home-care", {"owner": "Somebody"}), "Moved team")
    settle(window)
    step = page.panel.history.steps[0]
    assert step.why == "Moved team"
    page.panel.history._take_back(step)
    assert services(page)["home-care"].owner == before


def test_the_council_has_a_form(window, page, settle):
    window.bench.go("register", tab="council")
    box = page.council.widget().form.boxes["budget_annual"]
    box.editor.setText("£1,234,000")
    box.editor.editingFinished.emit()
    assert page.bench.desk.register.council.budget_annual == 1_234_000
