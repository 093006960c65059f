"""The tables of the register, driven as a person would."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from ui.table.arranging import Arrangement
from ui.table.change_preview import ChangePreview
from ui.table.record_table import RecordTable


@pytest.fixture
def table_of(window, qtbot):
    kept = []  # else a collection of garbage in another thread may take the widget away

    def make(kind):
        table = RecordTable(window.bench, kind)
        kept.append(table)
        qtbot.addWidget(table)
        table.resize(1200, 500)
        table.show()
        qtbot.waitExposed(table)
        return table

    yield make
    for table in kept:
        table.close()


def column(table, name):
    at = [one.name for one in table.model.shown].index(name)
    return [table.model.index(row, at).data() for row in range(table.model.rowCount())]


def at(table, key, name):
    names = [one.name for one in table.model.shown]
    return table.model.index(table.model.row_of(key), names.index(name))


def select(table, *indexes):
    selection = table.view.selectionModel()
    selection.setCurrentIndex(indexes[0], QItemSelectionModel.SelectionFlag.ClearAndSelect)
    for index in indexes:
        selection.select(index, QItemSelectionModel.SelectionFlag.Select)


def accepting_previews():
    """Press the button of the next preview, as a person would."""

    def press():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ChangePreview):
            dialog.go.click()
        else:
            QTimer.singleShot(20, press)

    QTimer.singleShot(20, press)


@pytest.mark.parametrize("kind", ["service", "contract", "place", "warning_sign", "scenario"])
def test_models_are_sound(table_of, qtmodeltester, kind):
    table = table_of(kind)
    qtmodeltester.check(table.model)
    table.group_by(table.model.shown[0].name)
    qtmodeltester.check(table.model)


def test_a_filter_under_a_heading_leaves_what_fits_and_says_what_it_cannot_read(table_of, qtbot):
    table = table_of("service")
    table.view.head.set_text("class", "must")
    table.view.head.set_text("+people", ">100")
    table.apply_filters()
    assert set(column(table, "class")) == {"must"}
    assert all(int(text.replace(",", "")) > 100 for text in column(table, "+people"))
    table.view.head.set_text("+people", "plenty")
    table.apply_filters()
    assert "cannot be read" in table._tip.text()
    table.clear_filters()
    assert table.model.rowCount() == len(table.model.register.services)


def test_filters_of_dates_ranges_and_blanks(table_of):
    table = table_of("contract")
    ends = {key: one.end for key, one in table.model.register.contracts.items()}
    day = datetime.date(2027, 4, 1)

    def shown(name, text):
        table.view.head.set_text(name, text)
        table.apply_filters()
        found = {table.model.key_at(row) for row in range(table.model.rowCount())}
        table.view.head.set_text(name, "")
        return found

    assert shown("end", "before 1 Apr 2027") == {k for k, d in ends.items() if d and d < day}
    assert shown("end", "2027") == {k for k, d in ends.items() if d and d.year == 2027}
    assert shown("end", "blank") == {k for k, d in ends.items() if d is None}
    values = {k: one.annual_value for k, one in table.model.register.contracts.items()}
    wanted = {k for k, v in values.items() if v is not None and 100_000 <= v <= 1_000_000}
    assert shown("annual_value", "100k to 1m") == wanted


def test_headings_sort_by_several_columns_with_blanks_last(table_of):
    table = table_of("service")
    table.model.arrange(Arrangement((("class", False), ("+people", True))), {})
    rows = list(zip(column(table, "class"), column(table, "+people"), strict=True))
    order = {"must": 0, "needed": 1, "could": 2, "": 3}
    keys = [(order[a or ""], -int(b.replace(",", "")) if b else 1) for a, b in rows]
    assert keys == sorted(keys)
    header = table.model.headerData(0, Qt.Orientation.Horizontal)
    assert header.endswith("1")


def test_a_cell_is_edited_with_the_right_editor_and_undone(table_of, qtbot, window):
    table = table_of("service")
    key = next(iter(table.model.register.services))
    index = at(table, key, "mtpd_days")
    table.view.setCurrentIndex(index)
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    (editor,) = table.view.viewport().findChildren(QLineEdit)
    editor.setText("many")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert "not a number" in window.bench.messages.words
    editor.setText("9")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.model.register.services[key].mtpd_days == 9)
    window.bench.desk.undo()
    assert table.model.register.services[key].mtpd_days != 9
    assert at(table, key, "mtpd_days").data() != "9"


def test_yes_and_no_are_chosen_from_a_list(table_of, qtbot):
    table = table_of("contract")
    key = next(iter(table.model.register.contracts))
    table.view.setCurrentIndex(at(table, key, "step_in_right"))
    table.view.edit(at(table, key, "step_in_right"))
    (editor,) = table.view.viewport().findChildren(QComboBox)
    assert [editor.itemText(i) for i in range(3)] == ["not known", "yes", "no"]


def test_a_class_typed_into_the_table_asks_for_its_reason(table_of):
    table = table_of("service")
    asked = []
    table.class_wanted.connect(lambda service, class_: asked.append((service, class_)))
    key = next(k for k, one in table.model.register.services.items() if one.class_ == "could")
    index = at(table, key, "class")
    assert table.view.put(index.row(), index.column(), "must") == ""
    assert asked == [(key, "must")]
    assert table.model.register.services[key].class_ == "could"


def test_filling_down_is_one_step_and_one_undo(table_of, qtbot, window):
    table = table_of("service")
    cells = [table.model.index(row, 0).siblingAtColumn(7) for row in range(4)]
    names = [one.name for one in table.model.shown]
    cells = [table.model.index(row, names.index("mtpd_days")) for row in range(4)]
    keys = [table.model.key_at(row) for row in range(4)]
    before = [table.model.register.services[key].mtpd_days for key in keys]
    select(table, *cells)
    table.fill_down()
    assert {table.model.register.services[key].mtpd_days for key in keys} == {before[0]}
    assert "Filled down" in window.bench.session.undo_sentence
    window.bench.desk.undo()
    assert [table.model.register.services[key].mtpd_days for key in keys] == before


def test_a_block_from_excel_is_pasted_after_a_look_and_faults_are_left(table_of, window):
    table = table_of("service")
    keys = [table.model.key_at(row) for row in range(2)]
    select(table, at(table, keys[0], "owner"))
    names = [one.name for one in table.model.shown]
    assert names[names.index("owner") :][:1] == ["owner"]
    table._show_columns(["title", "owner", "mtpd_days"])
    select(table, at(table, keys[0], "owner"))
    QGuiApplication.clipboard().setText("A. Farrow\t3\nL. Marsh\tsoon\n")
    accepting_previews()
    table.paste()
    services = table.model.register.services
    assert (services[keys[0]].owner, services[keys[0]].mtpd_days) == ("A. Farrow", 3)
    assert services[keys[1]].owner == "L. Marsh"
    assert "Pasted 3 cells" in window.bench.session.undo_sentence


def test_what_is_copied_is_pasted_back_as_it_was(table_of, window):
    table = table_of("contract")
    steps = len(window.bench.session.history())
    table.view.selectAll()
    table.view.copy()
    table.view.setCurrentIndex(table.model.index(0, 0))
    from ui.table.block_work import pasted

    found = pasted(table.view, QGuiApplication.clipboard().text())
    assert found
    assert not any(cell.changes_anything for cell in found)
    assert not any(cell.fault for cell in found)
    assert len(window.bench.session.history()) == steps


def test_find_and_replace_is_one_step(table_of, qtbot, window):
    table = table_of("service")
    table.find_replace()
    dialog = table._find
    dialog._find.setText("care")
    assert "Found in" in dialog._told.text()
    dialog._by.setText("CARE")
    accepting_previews()
    dialog.replace_all()
    assert "Replaced" in window.bench.session.undo_sentence
    dialog.close()


def test_rows_are_added_doubled_and_removed_with_undo_in_the_message_bar(table_of, window):
    table = table_of("service")
    count = table.model.rowCount()
    table.view.setCurrentIndex(table.model.index(0, 1))
    table.rows.double()
    assert table.model.rowCount() == count + 1
    table.rows.remove()
    assert table.model.rowCount() == count
    assert "Removed" in window.bench.messages.words


def test_views_keep_columns_filters_and_order_by_name(table_of):
    table = table_of("service")
    table._show_columns(["title", "class", "mtpd_days"])
    table.view.head.set_text("class", "must")
    table.model.arrangement = Arrangement((("mtpd_days", True),))
    table.apply_filters()
    kept = table.current_view()
    table.save_view("Musts")
    table.set_view("")
    assert table.model.rowCount() == len(table.model.register.services)
    table.set_view("Musts")
    assert table.current_view() == kept
    assert table.views.names() == ["Musts"]
    table.views.drop("Musts")
    assert table.views.names() == []


def test_groups_open_and_close_and_count_their_records(table_of):
    table = table_of("service")
    table.group_by("class")
    assert table.model.rowCount() > len(table.model.register.services)
    words = str(table.model.index(0, 0).data())
    table.model.toggle(table.model.lines[0].text)
    assert table.model.rowCount() < len(table.model.register.services) + 4
    assert words[1:] == str(table.model.index(0, 0).data())[1:]
    assert "people" in words
    assert "a year" in words


def test_a_heading_has_a_menu_that_sorts_groups_and_hides(table_of):
    table = table_of("service")
    names = [one.name for one in table.model.shown]

    def choose(name, words):
        shown = [one.name for one in table.model.shown]
        menu = table.menus.of_heading(shown.index(name))
        next(one for one in menu.actions() if one.text() == words).trigger()

    choose("title", "Sort falling")
    assert column(table, "title") == sorted(column(table, "title"), key=str.casefold)[::-1]
    choose("class", "Group by Class")
    assert table.model.arrangement.group == "class"
    choose("class", "Take the groups away")
    assert table.model.arrangement.group == ""
    choose("market", "Hide Market")
    assert [one.name for one in table.model.shown] == [one for one in names if one != "market"]


def test_a_table_comes_back_as_it_was_left(table_of):
    table = table_of("service")
    table.hide_column("market")
    table.sort_by("title", falls=True)
    table.close()
    again = table_of("service")
    assert "market" not in [one.name for one in again.model.shown]
    assert again.model.arrangement.sorts == (("title", True),)
    again.set_view("")


def test_what_is_chosen_elsewhere_is_chosen_here(table_of, window):
    table = table_of("provider")
    key = list(table.model.register.providers)[7]
    window.bench.desk.choose("provider", key)
    assert table.view.key() == key
    other = list(table.model.register.providers)[3]
    table.view.show_key(other)
    assert window.bench.desk.choice.key == other
