"""A register goes out as a workbook, is edited as a person does, and comes back in the window."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from planner.register.edits import ChangeFields
from ui.wizard.import_wizard import ImportWizard
from ui.wizard.workbook_review import WorkbookReview


@pytest.fixture
def exported(window, tmp_path):
    """Return the path of the register as a workbook, and it opened to be edited."""
    path = tmp_path / "our register.xlsx"
    window.bench.session.export_workbook(path)
    return path, openpyxl.load_workbook(path)


@pytest.fixture
def reviewed(window, qtbot):
    """Return a function that brings a workbook in through the import and waits for it."""

    def open_on(path) -> WorkbookReview:
        window.bench.go("register", show="import", file=str(path))
        page = window.page("register")
        qtbot.waitUntil(lambda: isinstance(page.wizard, WorkbookReview), timeout=20_000)
        ready(page.wizard)
        return page.wizard

    def ready(review) -> None:
        qtbot.waitUntil(
            lambda: not review.comparison.is_working and not window.bench.tasks.running,
            timeout=20_000,
        )

    open_on.ready = ready
    return open_on


def column(sheet, heading):
    return [cell.value for cell in sheet[1]].index(heading) + 1


def row_of(review, field):
    return next(at for at, one in enumerate(review.table.ones) if one.field == field)


def undo(window, qtbot):
    (made,) = [
        one for one in window.bench.messages.findChildren(QPushButton) if one.text() == "Undo"
    ]
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def test_a_workbook_comes_back_as_one_step_and_undo_takes_it_back(
    window, exported, reviewed, qtbot, settle
):
    path, book = exported
    before = window.bench.desk.register
    first, second = list(before.services.values())[:2]
    services = book["Services"]
    services.cell(2, column(services, "Owner")).value = "=1+1"
    services.cell(2, column(services, "Owner")).data_type = "s"
    services.cell(3, column(services, "Tolerable period (days)")).value = "soon"
    book["Providers"].append([None, "A Provider Nobody Has"])
    book["Reserves"].delete_rows(2)
    book.save(path)

    review = reviewed(path)
    assert [one.what for one in review.table.ones] == ["changed", "refused", "added", "removed"]
    assert review.on.text() == "Take 2 differences"
    removed = row_of(review, "")
    with qtbot.waitSignal(review.closed, timeout=20_000):
        qtbot.mouseClick(review.on, Qt.MouseButton.LeftButton)

    after = window.bench.desk.register
    assert removed >= 0
    assert after.services[first.id].owner == "=1+1"
    assert after.services[second.id] == second
    assert after.providers["a-provider-nobody-has"].name == "A Provider Nobody Has"
    assert after.reserves == before.reserves
    assert "Took the workbook our register.xlsx: 1 added, 1 changed" in window.bench.messages.words
    undo(window, qtbot)
    assert window.bench.desk.register.tables == before.tables
    settle(window)


def test_rows_are_chosen_with_the_mouse_the_keys_and_all_at_once(window, exported, reviewed, qtbot):
    path, book = exported
    services = book["Services"]
    for row, heading in ((2, "Owner"), (3, "Market"), (4, "Legal basis")):
        services.cell(row, column(services, heading)).value = "something else"
    book["Reserves"].delete_rows(2)
    book.save(path)
    review = reviewed(path)
    table = review.table
    assert len(review.comparison.taken) == 3

    place = table.visualRect(table.model().index(row_of(review, "Market"), 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(review.comparison.taken) == 2
    assert table.model().index(row_of(review, "Market"), 0).data() == "leave"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert len(review.comparison.taken) == 3
    wide = QPoint(place.x() + 200, place.y())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=wide)
    assert len(review.comparison.taken) == 3

    review.show_what("removed")
    assert [one.what for one in table.ones] == ["removed"]
    review.take_shown.click()
    assert len(review.comparison.taken) == 4
    review.show_what("all")
    review.show_sheet("Services")
    assert {one.kind_label for one in table.ones} == {"Services"}
    review.leave_shown.click()
    assert len(review.comparison.taken) == 1
    review.show_sheet("")
    review.leave_shown.click()
    assert not review.on.isEnabled()


def test_an_edit_meanwhile_is_compared_again_and_shown_as_changed_by_both(
    window, exported, reviewed, qtbot
):
    path, book = exported
    services = book["Services"]
    first, second = list(window.bench.desk.register.services)[:2]
    services.cell(2, column(services, "Owner")).value = "Theirs"
    services.cell(3, column(services, "Owner")).value = "Theirs too"
    book.save(path)
    review = reviewed(path)
    table = review.table
    review.comparison.take([table.ones[1]], False)
    window.bench.desk.apply(ChangeFields("service", first, {"owner": "Ours"}))
    reviewed.ready(review)

    conflict = table.ones[0]
    assert (conflict.what, conflict.before, conflict.after) == ("conflict", "Ours", "Theirs")
    assert conflict.exported
    assert review.comparison.taken == frozenset()
    review.comparison.take([conflict], True)
    with qtbot.waitSignal(review.closed, timeout=20_000):
        review.apply()
    services_now = window.bench.desk.register.services
    assert services_now[first].owner == "Theirs"
    assert services_now[second].owner != "Theirs too"


def test_a_workbook_nobody_changed_says_so_and_another_file_can_be_chosen(
    window, exported, reviewed, qtbot
):
    path, _book = exported
    review = reviewed(path)
    assert review.table.ones == []
    assert not review.on.isEnabled()
    assert "The workbook holds what the register holds" in review._headline.text()
    page = window.page("register")
    review.back()
    qtbot.waitUntil(lambda: isinstance(page.wizard, ImportWizard), timeout=5_000)
    page.wizard.leave()


def test_a_workbook_among_lists_is_left_out_in_words(window, exported, tmp_path, qtbot):
    path, _book = exported
    listed = tmp_path / "list.csv"
    listed.write_text("Title,Supplier\nCare,Alder Ltd\n", encoding="utf-8")
    wizard = ImportWizard(window.bench)
    wizard.setParent(window.centralWidget())
    wizard.show()
    wizard.draft.add([path, listed])
    qtbot.waitUntil(
        lambda: not (wizard.draft.is_looking or wizard.draft.is_working), timeout=20_000
    )
    assert [one.choice.path for one in wizard.draft.looks] == [listed]
    assert "comes back by itself" in window.bench.messages.words
    wizard.leave()
