"""The checklists of a plan, phase by phase: tick, owner and due date."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted, short_date
from ui.pages.plans.date_field import DateField
from ui.parts.words import button, label
from ui.theme import Look

if TYPE_CHECKING:
    from planner.plan.to_do import ActionLine

LINE = Qt.ItemDataRole.UserRole
SECOND = Qt.ItemDataRole.UserRole + 1
PHASE_HEIGHT = 30
HEIGHT = 42


class ActionsTab(QWidget):
    """Checklists with owners and due dates; what changes is handed on to be kept.

    `lessons_wanted` carries the services of the plan, with commas, whose lessons are asked for.
    """

    lessons_wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        today: Callable[[], datetime.date],
        note: Callable[[ActionLine, Mapping[str, Any]], object],
        add: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._look = look
        self._today = today
        self._note = note
        self._lines: tuple[ActionLine, ...] = ()
        self._services = ""
        self.tree = QTreeWidget()
        self.tree.setColumnCount(1)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("Actions by phase")
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(0)
        self.tree.setItemDelegate(_TwoLines(self.tree, look))
        self.tree.setStyleSheet("QTreeView::item:selected { border-left: 0; }")
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.itemChanged.connect(self._ticked)
        self.tree.currentItemChanged.connect(self._show_details)
        self.words = label("", wraps=True)
        self.owner = QLineEdit()
        self.owner.setAccessibleName("Owner of the action")
        self.owner.editingFinished.connect(self._set_owner)
        self.due = DateField("Due date of the action")
        self.due.taken.connect(self._set_due)
        self.wrong = label("", "failure", wraps=True)
        self.due.refused.connect(self._refuse)
        self.new = QLineEdit()
        self.new.setAccessibleName("Add an action")
        self.new.setPlaceholderText("Add an action, then press Enter")
        self.new.returnPressed.connect(lambda: self._add(add))
        self.summary = label("", "secondary", wraps=True)
        self.lessons = button("", lambda: self.lessons_wanted.emit(self._services), "link")
        self.lessons.hide()
        self._details = QFrame()
        form = QFormLayout(self._details)
        form.setContentsMargins(16, 8, 16, 4)
        form.setSpacing(6)
        form.addRow(self.words)
        form.addRow(label("Owner", "label"), self.owner)
        form.addRow(label("Due", "label"), self.due)
        form.addRow(self.wrong)
        self._details.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 16, 8)
        foot.addWidget(self.new)
        foot.addWidget(self.summary)
        foot.addWidget(self.lessons, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addWidget(self._details)
        column.addLayout(foot)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def lines(self) -> tuple[ActionLine, ...]:
        """Return the actions shown."""
        return self._lines

    def show_lines(self, lines: Sequence[ActionLine], summary: str) -> None:
        """Show actions in place of those before; the one chosen stays chosen."""
        chosen = self._chosen()
        place = self.tree.verticalScrollBar().value()
        self._lines = tuple(lines)
        self.summary.setText(summary)
        self.tree.blockSignals(True)
        self.tree.clear()
        for phase in dict.fromkeys(line.phase for line in lines):
            mine = [line for line in lines if line.phase == phase]
            done = sum(line.done_on is not None for line in mine)
            top = QTreeWidgetItem([phase])
            top.setData(0, SECOND, f"{done} of {len(mine)} done")
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(top)
            for line in mine:
                top.addChild(self._item(line))
        self.tree.expandAll()
        if chosen is not None:
            self._choose(chosen.title)
        self.tree.verticalScrollBar().setValue(place)
        self.tree.blockSignals(False)
        self._show_details()

    def show_lessons(self, lessons: Sequence[str], services: Sequence[str]) -> None:
        """Show how many lessons concern the plan of some services; pointing at it reads them."""
        self._services = ",".join(services)
        many = counted(len(lessons), "lesson", "lessons")
        verb = "concerns" if len(lessons) == 1 else "concern"
        self.lessons.setText(f"{many} {verb} this plan")
        self.lessons.setToolTip("\n".join(lessons))
        self.lessons.setAccessibleDescription(" ".join(lessons))
        self.lessons.setVisible(bool(lessons))

    def tick(self, title: str, *, done: bool = True) -> None:
        """Tick an action by its words, as a click on its box does."""
        self._choose(title)
        state = Qt.CheckState.Checked if done else Qt.CheckState.Unchecked
        item = self.tree.currentItem()
        if item is not None:
            item.setCheckState(0, state)

    def _item(self, line: ActionLine) -> QTreeWidgetItem:
        told = line.owner or "Nobody yet"
        if line.done_on is not None:
            told = f"{told}, done {short_date(line.done_on)}"
        elif line.due is not None:
            late = "late, was due" if line.late else "due"
            told = f"{told}, {late} {short_date(line.due)}"
        item = QTreeWidgetItem([line.title])
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        done = line.done_on is not None
        item.setCheckState(0, Qt.CheckState.Checked if done else Qt.CheckState.Unchecked)
        item.setData(0, LINE, line)
        item.setData(0, SECOND, told)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.title}, {told}")
        item.setToolTip(0, f"{line.title}\n{told}")
        return item

    def _chosen(self) -> ActionLine | None:
        item = self.tree.currentItem()
        return item.data(0, LINE) if item is not None else None

    def _choose(self, title: str) -> None:
        for place in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(place)
            assert top is not None
            for row in range(top.childCount()):
                item = top.child(row)
                if item is not None and item.data(0, LINE).title == title:
                    self.tree.setCurrentItem(item)
                    return

    def _ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        line: ActionLine | None = item.data(0, LINE)
        if line is None:
            return
        done = item.checkState(0) == Qt.CheckState.Checked
        if done != (line.done_on is not None):
            self._note(line, {"done_on": self._today() if done else None})

    def _show_details(self, *_: object) -> None:
        line = self._chosen()
        self._details.setVisible(line is not None)
        if line is None:
            return
        self.words.setText(line.title)
        self.owner.setText(line.owner or "")
        self.due.show_date(line.due)
        self._refuse("")

    def _refuse(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def _set_owner(self) -> None:
        line = self._chosen()
        owner = self.owner.text().strip() or None
        if line is not None and owner != line.owner:
            self._note(line, {"owner": owner})

    def _set_due(self, due: datetime.date | None) -> None:
        line = self._chosen()
        if line is not None:
            self._note(line, {"due": due})

    def _add(self, add: Callable[[str], object]) -> None:
        title = self.new.text().strip()
        if title:
            self.new.clear()
            add(title)

    def _fit(self) -> None:
        if self._lines:
            self.show_lines(self._lines, self.summary.text())


class _TwoLines(QStyledItemDelegate):
    """Draws an action in two lines, its words above who does it by when; phases in one."""

    def __init__(self, tree: QTreeWidget, look: Look) -> None:
        super().__init__(tree)
        self._tree = tree
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        height = HEIGHT if index.data(LINE) is not None else PHASE_HEIGHT
        return QSize(self._look.px(120), self._look.px(height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        look, theme, px = self._look, self._look.theme, self._look.px
        line: ActionLine | None = index.data(LINE)
        box = QRect(option.rect)
        painter.save()
        second = str(index.data(SECOND) or "")
        if line is None:
            room = box.adjusted(px(16), 0, -px(10), 0)
            painter.setFont(look.font(12))
            painter.setPen(theme.colour("secondary"))
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, align, second)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(second) - px(8))
            painter.setFont(look.font(13, strong=True))
            self._words(painter, room, str(index.data()), "text")
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("selected"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.colour("accent"))
        tick = QStyleOptionViewItem(option)
        side = px(16)
        tick.rect = QRect(box.left() + px(16), box.center().y() - side // 2, side, side)
        done = line.done_on is not None
        tick.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if done else QStyle.StateFlag.State_Off
        )
        self._tree.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, tick, painter, self._tree
        )
        room = box.adjusted(px(16) + side + px(8), px(3), -px(8), -px(3))
        upper, lower = QRect(room), QRect(room)
        upper.setHeight(room.height() // 2)
        lower.setTop(upper.bottom() + 1)
        painter.setFont(look.font(13))
        self._words(painter, upper, line.title, "selected_text" if chosen else "text")
        painter.setFont(look.font(11))
        quiet = "selected_text" if chosen else "secondary"
        self._words(painter, lower, second, "failure" if line.late else quiet)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tick with a click on the box, or with Space."""
        if index.data(LINE) is None:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pressed = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            across = event.position().x() - option.rect.left()
            pressed = across < self._look.px(16 + 16 + 6)
        else:
            return False
        if not pressed:
            return False
        now = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        then = Qt.CheckState.Unchecked if now == Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(index, then, Qt.ItemDataRole.CheckStateRole)

    def _words(self, painter: QPainter, room: QRect, words: str, token: str) -> None:
        painter.setPen(self._look.theme.colour(token))
        metrics = painter.fontMetrics()
        fitted = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
