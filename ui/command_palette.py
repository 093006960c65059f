"""The Ctrl+K palette: any record, page, setting or command by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planner.answers.name_search import Findable, NameSearch, findable_records
from ui.parts.words import label
from ui.theme import Look
from ui.workbench import Workbench

WIDTH = 560
ROWS = 10
ROW = 30
MADE_AT_ONCE = 4000
"""Records up to which their names are made ready at once; more are made ready on a thread."""
ROLE = Qt.ItemDataRole.UserRole
PAGES = frozenset({"go.register", "go.dependence", "go.scenarios", "go.plans", "go.workshop"})
SETTINGS = ("Your name", "Theme", "Text size", "Save by itself")
NEVER = frozenset({"view.palette"})


class CommandPalette(QFrame):
    """A field and a list under the header; Enter goes there, Escape goes back."""

    def __init__(self, bench: Workbench, window: QWidget, under: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._under = under
        self._before: QWidget | None = None
        self._records: tuple[object, list[Findable]] | None = None
        self._search = NameSearch(())
        self._slices: Iterator[list[Findable]] | None = None
        self.setProperty("kind", "palette")
        self.setAccessibleName("Search or type a command")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search or type a command")
        self.field.setAccessibleName("Search or type a command")
        self.field.textEdited.connect(lambda _text: self._look_up())
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Rows(bench.look, self.list))
        self.list.itemClicked.connect(lambda _item: self.carry_out())
        self._none = label("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next_slice)
        bench.desk.opened.connect(self._forget)
        self.hide()

    def open(self) -> None:
        """Show the palette, ready to type."""
        if not self.isHidden():
            self.close_up()
            return
        self._before = QApplication.focusWidget()
        self._make_ready()
        self.field.clear()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look_up()

    def close_up(self) -> None:
        """Hide the palette and go back to where the person was."""
        self._timer.stop()
        self._slices = None
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def found(self) -> list[Findable]:
        """Return what is listed, best first."""
        return [self.list.item(row).data(ROLE) for row in range(self.list.count())]

    def carry_out(self) -> None:
        """Go to the current one, or carry it out."""
        if self.list.currentRow() < 0:
            return
        one: Findable = self.list.currentItem().data(ROLE)
        self.close_up()
        # Once the palette is gone, so that what comes next has the focus.
        QTimer.singleShot(0, self, lambda: self._go(one))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the list with the arrow keys of the field; close where the focus goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._close_if_left)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: ROWS,
            Qt.Key.Key_PageUp: -ROWS,
        }
        key = Qt.Key(event.key())
        if key in steps:
            last = self.list.count() - 1
            self._point_at(max(0, min(last, self.list.currentRow() + steps[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.carry_out()
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        elif key == Qt.Key.Key_Tab:
            pass
        else:
            return False
        return True

    def _close_if_left(self) -> None:
        focused = QApplication.focusWidget()
        if self.isVisible() and focused is not None and not self.isAncestorOf(focused):
            self._before = None
            self.close_up()

    def _forget(self) -> None:
        self._records = None

    def _make_ready(self) -> None:
        desk = self._bench.desk
        if not desk.is_open:
            self._search = NameSearch(self._commands())
            return
        register = desk.register
        if self._records is not None and self._records[0] is register:
            self._search = NameSearch([*self._commands(), *self._records[1]])
        elif sum(len(table) for table in register.tables.values()) <= MADE_AT_ONCE:
            self._take((register, findable_records(register)))
        else:
            earlier = self._records[1] if self._records is not None else []
            self._search = NameSearch([*self._commands(), *earlier])
            self._bench.tasks.do(
                self,
                lambda report: (register, findable_records(register)),
                then=self._take,
                quiet=True,
                key="palette",
            )

    def _take(self, made: tuple[object, list[Findable]]) -> None:
        self._records = made
        self._search = NameSearch([*self._commands(), *made[1]])
        if self.isVisible():
            self._look_up()

    def _commands(self) -> Iterator[Findable]:
        for action in self._bench.actions:
            made = self._bench.actions[action.name]
            if action.in_palette and made.isEnabled() and action.name not in NEVER:
                kind = "page" if action.name in PAGES else "command"
                keys = made.shortcut().toString() if not made.shortcut().isEmpty() else ""
                yield Findable(kind, action.name, made.text().replace("…", ""), keys)
        for name in SETTINGS:
            yield Findable("setting", "view.settings", name)

    def _look_up(self) -> None:
        self._timer.stop()
        self._slices = self._search.in_slices(self.field.text())
        self._next_slice()

    def _next_slice(self) -> None:
        best = next(self._slices, None) if self._slices is not None else None
        if best is None:
            self._timer.stop()
            return
        self._show(best)
        if not self._timer.isActive():
            self._timer.start(0)

    def _show(self, best: list[Findable]) -> None:
        if best != self.found():
            self.list.clear()
            for one in best:
                item = QListWidgetItem(f"{one.name}, {_kind(one)}")
                item.setData(ROLE, one)
                self.list.addItem(item)
            self._point_at(0)
        self.list.setVisible(bool(best))
        self._none.setVisible(not best)
        self._none.setText("Nothing has a name like that. Try fewer letters.")
        self._place()

    def _point_at(self, row: int) -> None:
        self.list.setCurrentRow(row)
        item = self.list.item(row)
        if item is not None and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, item.text()))

    def _place(self) -> None:
        look, window = self._bench.look, self._window
        width = min(look.px(WIDTH), window.width() - 24)
        rows = min(ROWS, self.list.count())
        self.list.setFixedHeight(max(1, rows) * look.px(ROW) + 2)
        self.setFixedWidth(width)
        self.adjustSize()
        corner = self._under.mapTo(window, self._under.rect().topLeft())
        left = corner.x() + (self._under.width() - width) // 2
        self.move(max(12, min(left, window.width() - width - 12)), corner.y() - 4)

    def _go(self, one: Findable) -> None:
        bench = self._bench
        go: dict[str, Callable[[], object]] = {
            "scenario": lambda: bench.go("scenarios", show="result", scenario=one.key),
            "plan": lambda: bench.go("plans", show="plan", plan=one.key),
        }
        if one.kind in ("command", "page", "setting"):
            bench.actions[one.key].trigger()
        elif one.kind in go:
            bench.desk.choose(one.kind, one.key)
            go[one.kind]()
        else:
            bench.desk.choose(one.kind, one.key)
            bench.go("register", tab=one.kind, key=one.key)


def _kind(one: Findable) -> str:
    if one.kind in ("command", "page", "setting"):
        return one.kind.capitalize()
    return one.more.split(" ", 1)[0] if one.more else one.kind.capitalize()


class _Rows(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, self._look.px(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, theme = self._look, self._look.theme
        shown: Any = option
        one: Findable = index.data(ROLE)
        selected = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(shown.rect, QColor(theme.selected))
            painter.fillRect(shown.rect.adjusted(0, 0, 3 - shown.rect.width(), 0), theme.accent)
        inner = shown.rect.adjusted(look.px(12), 0, -look.px(10), 0)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(look.font(12))
        end = one.more if one.kind not in ("command", "page") else _kind(one)
        if one.kind in ("command", "page") and one.more:
            end = f"{one.more}   {_kind(one)}"
        end = end or _kind(one)
        painter.setPen(QColor(theme.selected_text if selected else theme.secondary))
        painter.drawText(inner, right, end)
        used = painter.fontMetrics().horizontalAdvance(end) + look.px(16)
        painter.setFont(look.font(13))
        painter.setPen(QColor(theme.selected_text if selected else theme.text))
        room = inner.adjusted(0, 0, -used, 0)
        words = painter.fontMetrics().elidedText(
            one.name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()
