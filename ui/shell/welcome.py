"""The welcome page: ways to begin, registers opened before, and the work in four steps."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.answers import personal
from planner.session import users_folders
from ui.parts.words import button, divider, label, restyle
from ui.shell.choice_card import ChoiceCard
from ui.shell.files import RegisterFiles
from ui.shell.recent_list import RecentList
from ui.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

    from planner.answers.personal import RecentRegister

WIDEST = 1080
TWO_COLUMNS_FROM = 900
STEPS = (
    ("register", "1. Register", "Bring in your contracts from Excel"),
    ("dependence", "2. Dependence", "See who relies on whom"),
    ("scenarios", "3. Scenarios", "Fail a provider, see what is left"),
    ("plans", "4. Plans", "Step in, pay for it, re-commission"),
)


class Welcome(QScrollArea):
    """What is shown while no register is open."""

    def __init__(self, bench: Workbench, files: RegisterFiles) -> None:
        super().__init__()
        self._bench = bench
        self._files = files
        self.setAccessibleName("Welcome")
        self.setWidgetResizable(True)
        self.setProperty("kind", "welcome")
        body = QWidget()
        body.setProperty("kind", "welcome")
        self._centre = QWidget(body)
        across = QHBoxLayout(body)
        across.addStretch(1)
        across.addWidget(self._centre, 100)
        across.addStretch(1)
        column = QVBoxLayout(self._centre)
        column.setContentsMargins(20, 40, 20, 20)
        column.setSpacing(0)
        column.addWidget(label("Decide before the failure.", "welcome", wraps=True))
        column.addSpacing(6)
        self._promise = label(
            "Which services must keep going, who can take them over in time, and what money and "
            "paperwork it takes.",
            "promise",
            wraps=True,
        )
        column.addWidget(self._promise)
        column.addSpacing(26)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(28)
        self._columns.addLayout(self._ways(), 43)
        self._columns.addWidget(self._recent_card(), 62)
        column.addLayout(self._columns)
        column.addSpacing(26)
        column.addWidget(self._steps())
        column.addStretch(1)
        column.addSpacing(16)
        column.addLayout(self._promise_of_privacy())
        self.setWidget(body)
        bench.look.changed.connect(self._redraw)
        self._redraw()

    def refresh(self) -> None:
        """Look which recent registers are there; a share that is away does not hold the window."""
        self._bench.tasks.do(
            self,
            lambda report: personal.recent_registers(users_folders()),
            then=self._show_recent,
            quiet=True,
            key="recent registers",
        )

    def show_dragging(self, dragging: bool) -> None:
        """Light up where a file may be dropped."""
        restyle(self._drop, "drop-here" if dragging else "drop")

    @property
    def recent(self) -> RecentList:
        """Return the list of registers opened before."""
        return self._recent

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two columns above each other where there is no room beside each other."""
        super().resizeEvent(event)
        self._fit()

    def _ways(self) -> QVBoxLayout:
        look, files = self._bench.look, self._files
        ways = QVBoxLayout()
        ways.setSpacing(10)
        self._cards = (
            ChoiceCard(
                look,
                "import",
                "Start from a spreadsheet",
                "Excel or CSV, any layout. About 10 minutes.",
                files.import_list,
                "Ctrl+I",
                "choice-first",
            ),
            ChoiceCard(
                look,
                "plus",
                "New empty register",
                "Type services and contracts in by hand.",
                files.new,
                "Ctrl+N",
            ),
            ChoiceCard(
                look,
                "folder",
                "Open a register",
                "A .backstop file, or one exported as JSON.",
                files.open,
                "Ctrl+O",
            ),
            ChoiceCard(
                look,
                "building",
                "Look round the sample council",
                "Orrinshaw, ready made. A fresh copy each time.",
                files.open_sample,
            ),
        )
        for card in self._cards:
            ways.addWidget(card)
        self._drop = QFrame()
        self._drop.setProperty("kind", "drop")
        inside = QHBoxLayout(self._drop)
        inside.addStretch(1)
        self._drop_icon = QLabel()
        inside.addWidget(self._drop_icon)
        inside.addWidget(label("Drop a register or a spreadsheet here"))
        inside.addStretch(1)
        ways.addWidget(self._drop)
        self.template = button(
            "Get a template for Excel…", self._bench.actions["file.template"].trigger, "link"
        )
        self.team = button(
            "Open a team register on a server…", self._bench.actions["file.team"].trigger, "link"
        )
        links = QHBoxLayout()
        links.addWidget(self.template)
        links.addWidget(self.team)
        links.addStretch(1)
        ways.addLayout(links)
        ways.addStretch(1)
        return ways

    def _recent_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 10)
        head.addWidget(label("Recent registers", "title"))
        head.addStretch(1)
        self._hint = label("Enter opens, Delete removes from the list", "secondary")
        head.addWidget(self._hint)
        column.addLayout(head)
        column.addWidget(divider())
        self._recent = RecentList(self._bench.look)
        self._recent.asked.connect(self._files.open_path)
        self._recent.dropped.connect(self._forget)
        self._none = label(
            "No register was opened here yet. Start from a spreadsheet, or look round the sample "
            "council first.",
            "secondary",
            wraps=True,
        )
        self._none.setContentsMargins(14, 16, 14, 16)
        column.addWidget(self._recent, 1)
        column.addWidget(self._none, 1)
        column.addWidget(divider())
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        foot.setSpacing(8)
        self._undo_icon = QLabel()
        foot.addWidget(self._undo_icon)
        foot.addWidget(
            label(
                "Every edit is kept as you make it, and each register has dated backups.",
                "secondary",
                wraps=True,
            ),
            1,
        )
        foot.addWidget(button("Backups…", self._open_backups, "link"))
        column.addLayout(foot)
        self._show_recent(())
        return card

    def _steps(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(16)
        self._step_icons: list[tuple[QLabel, str]] = []
        for number, (icon, title, words) in enumerate(STEPS):
            if number:
                row.addWidget(divider(upright=True))
            step = QVBoxLayout()
            step.setSpacing(4)
            head = QHBoxLayout()
            head.setSpacing(8)
            picture = QLabel()
            self._step_icons.append((picture, icon))
            head.addWidget(picture)
            head.addWidget(label(title, "strong"), 1)
            step.addLayout(head)
            step.addWidget(label(words, "secondary", wraps=True))
            row.addLayout(step, 1)
        return card

    def _promise_of_privacy(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._lock = QLabel()
        row.addWidget(self._lock)
        row.addWidget(
            label(
                "Works without a network. Counts of people, never names. Nothing leaves this "
                "computer unless you export it.",
                "secondary",
                wraps=True,
            ),
            1,
        )
        return row

    def _show_recent(self, recent: tuple[RecentRegister, ...]) -> None:
        self._recent.show_recent(recent, datetime.date.today())
        self._recent.setVisible(bool(recent))
        self._hint.setVisible(bool(recent))
        self._none.setVisible(not recent)

    def _forget(self, path: Path) -> None:
        self._bench.tasks.do(
            self, lambda report: personal.forget_recent(users_folders(), path), quiet=True
        )
        if not self._recent.count():
            self._show_recent(())
            self._cards[0].setFocus()

    def _open_backups(self) -> None:
        action = self._bench.actions.find("file.backups")
        if action is not None:
            action.trigger()

    def _redraw(self) -> None:
        look = self._bench.look
        self._centre.setMaximumWidth(look.px(WIDEST) + 40)
        self._promise.setMaximumWidth(look.px(680))
        self._drop.setFixedHeight(look.px(48))
        ratio = self.devicePixelRatioF()
        self._drop_icon.setPixmap(look.pixmap("import", 16, "secondary", ratio))
        self._undo_icon.setPixmap(look.pixmap("undo", 14, "secondary", ratio))
        self._lock.setPixmap(look.pixmap("lock", 14, "secondary", ratio))
        for picture, icon in self._step_icons:
            picture.setPixmap(look.pixmap(icon, 18, "text", ratio))
        self._recent.setMinimumHeight(look.px(156))
        self._fit()

    def _fit(self) -> None:
        wide = self.viewport().width() >= self._bench.look.px(TWO_COLUMNS_FROM)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
