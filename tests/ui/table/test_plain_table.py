"""A table of results: sorted with blanks last, walked by key, copied to Excel."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.table.plain_table import Column, Named, PlainTable

COLUMNS = (
    Column("Class", "class", 90),
    Column("Service", "text", 160),
    Column("People", "people", 80, bar=True),
    Column("£ a year", "pounds", 100),
    Column("Next review", "date", 110),
)
ROWS = (
    ("needed", "Day care", 40, 125_000.0, datetime.date(2026, 11, 30)),
    ("must", "Home care", 640, None, datetime.date(2027, 1, 12)),
    (None, "Lunch <clubs>", None, 60_000.0, None),
)


@pytest.fixture
def table(qtbot, look):
    table = PlainTable(look, "Services")
    qtbot.addWidget(table)
    table.resize(700, 300)
    table.show_rows(COLUMNS, ROWS)
    table.show()
    return table


def column(table, at):
    model = table.model()
    return [model.index(row, at).data() for row in range(model.rowCount())]


def test_the_model_is_sound(table, qtmodeltester):
    qtmodeltester.check(table.model())


def test_headings_sort_and_blanks_stay_last(table):
    header = table.horizontalHeader()
    header.setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert column(table, 2) == ["640", "40", ""]
    header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    assert column(table, 2) == ["40", "640", ""]
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert column(table, 1) == ["Home care", "Day care", "Lunch <clubs>"]
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert column(table, 1) == ["Day care", "Home care", "Lunch <clubs>"]


def test_rows_are_told_by_their_number_as_given(table, qtbot):
    heard = []
    table.picked.connect(heard.append)
    table.opened.connect(lambda row: heard.append(("open", row)))
    table.horizontalHeader().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard[-1] == ("open", 1)
    table.pick(2)
    assert table.row == 2
    assert heard[-1] == ("open", 1)


def test_a_copy_is_text_with_tabs_and_a_table_in_html(table, qtbot):
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().split("\n")
    assert lines[0].split("\t") == ["Class", "Service", "People", "£ a year", "Next review"]
    assert lines[2].split("\t") == ["must", "Home care", "640", "", "12 Jan 2027"]
    assert "<td>Lunch &lt;clubs&gt;</td>" in mime.html()


def test_a_blank_is_read_as_not_known(table):
    index = table.model().index(2, 2)
    assert index.data(Qt.ItemDataRole.DisplayRole) == ""
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "not known"


def test_rows_are_sorted_within_their_section(table, qtbot, qtmodeltester):
    rows = [("A", 1), ("B", 2), ("C", 4), (Named("D", "people", "a provider"), 3)]
    table.show_rows((Column("Name"), Column("People", "people")), rows, {2: "Secure (2 cases)"})
    qtmodeltester.check(table.model())
    assert column(table, 0) == ["A", "B", "Secure (2 cases)", "C", "D"]
    assert table.columnSpan(2, 0) == 2
    table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 0) == ["B", "A", "Secure (2 cases)", "C", "D"]
    heard = []
    table.picked.connect(heard.append)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert heard[-3:] == [0, 2, 3]
    table.selectAll()
    assert set(table.selected) == {0, 1, 2, 3}
    table.show_rows((Column("Name"), Column("People", "people")), rows)
    assert table.columnSpan(2, 0) == 1
