"""A walk through the sample council: a bubble beside the real buttons, one step after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.parts.words import button, label
from ui.workbench import Workbench

AT = "help/tour_step"
POINTER = 10
WIDTH = 330
Target = Callable[[], QWidget | None]


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step: what it says, beside which part of the window, and what is shown meanwhile."""

    title: str
    words: str
    target: str
    page: str = ""
    view: Mapping[str, str] = field(default_factory=dict)


STEPS: tuple[TourStep, ...] = (
    TourStep(
        "The register",
        "Everything starts with what the council knows: services, providers, contracts and the "
        "people served. Orrinshaw is made up, so change whatever you like.",
        "register",
        "register",
    ),
    TourStep(
        "What is missing",
        "Findings say what is missing or contradictory, the heaviest first. Each leads to the "
        "cell that mends it.",
        "findings",
        "register",
        {"tab": "findings"},
    ),
    TourStep(
        "Bring your own list in",
        "File, Import a list takes a spreadsheet of any layout. Nothing changes until you have "
        "seen what would. You find every command in this menu.",
        "menu",
        "register",
    ),
    TourStep(
        "Who depends on whom",
        "The map runs from people to services to providers and what stands behind them. Choose "
        "one and let it fail to see what stops, day by day.",
        "dependence",
        "dependence",
        {"show": "map"},
    ),
    TourStep(
        "What happens if",
        "A scenario lets a provider fail with a given warning, and works out the best response "
        "with the options you have.",
        "scenarios",
        "scenarios",
        {"show": "list"},
    ),
    TourStep(
        "How secure we are",
        "This says for how many providers the must services could be kept going if just that one "
        "failed. Press it to see which are not secure.",
        "secure",
        "scenarios",
    ),
    TourStep(
        "What we will do",
        "A plan keeps the response with decisions, step-in, the new contract and who does what "
        "by when. Workshop, below, plays the failure with those who decide.",
        "plans",
        "plans",
        {"show": "list"},
    ),
    TourStep(
        "Find anything",
        "Ctrl+K finds any record or command. F1 opens the guide at the page for what is shown. "
        "Ctrl+Z takes anything back. That is all: look round.",
        "search",
    ),
)


class Tour(QWidget):
    """The bubble of the tour; Enter goes on, Escape leaves, and it can be taken up again."""

    left = Signal()

    def __init__(self, bench: Workbench, window: QWidget, targets: Mapping[str, Target]) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._targets = targets
        self._side = "left"
        self._tip = QPoint()
        self.at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._place = label("", "caption")
        self._title = label("", "title", wraps=True)
        self._words = label("", wraps=True)
        self._column.addWidget(self._place)
        self._column.addWidget(self._title)
        self._column.addWidget(self._words)
        row = QHBoxLayout()
        self.leave_button = button("Leave the tour", self.leave, "link")
        self.back_button = button("Back", self.back)
        self.next_button = button("Next", self.next, "primary")
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        self._column.addLayout(row)
        window.installEventFilter(self)
        bench.look.changed.connect(self._lay)
        bench.trail.moved.connect(lambda _stop: self._soon())
        self.hide()

    @property
    def is_shown(self) -> bool:
        """Return whether the tour is going on."""
        return not self.isHidden()

    def start(self) -> None:
        """Begin, or take up where it was left."""
        kept = int(str(self._bench.memory.value(AT, 0)))
        self.show_step(kept if 0 <= kept < len(STEPS) else 0)

    def show_step(self, at: int) -> None:
        """Show one step beside what it is about."""
        self.at = at
        step = STEPS[at]
        self._bench.memory.setValue(AT, at)
        if step.page:
            self._bench.go(step.page, **step.view)
        self._place.setText(f"Step {at + 1} of {len(STEPS)}")
        self._title.setText(step.title)
        self._words.setText(step.words)
        self.back_button.setEnabled(at > 0)
        self.next_button.setText("Done" if at == len(STEPS) - 1 else "Next")
        self.setAccessibleName(f"Tour, step {at + 1} of {len(STEPS)}: {step.title}")
        self.setAccessibleDescription(step.words)
        self.show()
        self.raise_()
        self._lay()
        self.next_button.setFocus()
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self, f"{step.title}. {step.words}")
        )
        self._soon()

    def next(self) -> None:
        """Go on; after the last step the tour is over and begins anew next time."""
        if self.at + 1 < len(STEPS):
            self.show_step(self.at + 1)
        else:
            self._bench.memory.setValue(AT, 0)
            self._end()

    def back(self) -> None:
        """Go to the step before."""
        if self.at:
            self.show_step(self.at - 1)

    def leave(self) -> None:
        """Leave the tour; it is taken up at this step next time."""
        self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on and back with the arrow keys, leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next()
        elif event.key() == Qt.Key.Key_Left:
            self.back()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the target when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.is_shown:
            self._soon()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bubble with its pointer."""
        theme = self._bench.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach = self._bench.look.px(POINTER)
        body = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        inner = body.adjusted(
            reach if self._side == "left" else 0,
            reach if self._side == "top" else 0,
            0,
            -reach if self._side == "bottom" else 0,
        )
        path = QPainterPath()
        path.addRoundedRect(inner, 6, 6)
        pointer = QPainterPath()
        tip = QPoint(self._tip)
        if self._side == "left":
            pointer.moveTo(body.left(), tip.y())
            pointer.lineTo(inner.left() + 2, tip.y() - reach)
            pointer.lineTo(inner.left() + 2, tip.y() + reach)
        else:
            edge, end = (
                (inner.top() + 2, body.top())
                if self._side == "top"
                else (inner.bottom() - 2, body.bottom())
            )
            pointer.moveTo(tip.x(), end)
            pointer.lineTo(tip.x() - reach, edge)
            pointer.lineTo(tip.x() + reach, edge)
        pointer.closeSubpath()
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(QColor(theme.surface))
        painter.drawPath(path.united(pointer))
        painter.end()

    def _soon(self) -> None:
        QTimer.singleShot(0, self, self._lay)

    def _end(self) -> None:
        self.hide()
        self._window.setFocus()
        self.left.emit()

    def _lay(self) -> None:
        """Stand beside the target, wholly within the window."""
        if not self.is_shown:
            return
        px = self._bench.look.px
        target = self._targets[STEPS[self.at].target]()
        if target is None or not isValid(target) or not target.isVisible():
            target = self._window
        size = target.size()
        start = target.mapTo(self._window, QPoint(0, 0)) if target is not self._window else QPoint()
        whole = self._window.size()
        self._side = self._side_for(start, size, whole)
        reach, pad = px(POINTER), px(14)
        self._column.setContentsMargins(
            pad + (reach if self._side == "left" else 0),
            pad + (reach if self._side == "top" else 0),
            pad,
            pad + (reach if self._side == "bottom" else 0),
        )
        width = min(px(WIDTH), whole.width() - 20)
        self.setFixedWidth(width)
        self._column.activate()
        height = min(max(self.heightForWidth(width), self.sizeHint().height()), whole.height())
        self.resize(width, height)
        middle = QPoint(start.x() + size.width() // 2, start.y() + size.height() // 2)
        if self._side == "left":
            corner = QPoint(start.x() + size.width() + 2, middle.y() - height // 2)
        elif self._side == "top":
            corner = QPoint(middle.x() - width // 2, start.y() + size.height() + 2)
        else:
            corner = QPoint(middle.x() - width // 2, start.y() - height - 2)
        corner.setX(max(4, min(corner.x(), whole.width() - width - 4)))
        corner.setY(max(4, min(corner.y(), whole.height() - height - 4)))
        self.move(corner)
        edge = px(POINTER) * 2
        self._tip = QPoint(
            max(edge, min(middle.x() - corner.x(), width - edge)),
            max(edge, min(middle.y() - corner.y(), height - edge)),
        )
        self.raise_()
        self.update()

    @staticmethod
    def _side_for(start: QPoint, size: QSize, whole: QSize) -> str:
        """Return the side of the bubble that points at the target."""
        if start.x() + size.width() < whole.width() // 4 and size.height() < whole.height() // 2:
            if start.y() < whole.height() // 12 or start.y() > whole.height() * 11 // 12:
                return "top" if start.y() < whole.height() // 2 else "bottom"
            return "left"
        return "top" if start.y() < whole.height() // 2 else "bottom"
