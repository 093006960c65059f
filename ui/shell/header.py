"""The header: menus, way back, what is open and whether it is saved, search, undo and help."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QToolButton,
)

from ui.parts.elided import ElidedLabel
from ui.parts.words import label
from ui.shell.rail import WIDTH as RAIL_WIDTH
from ui.theme import Look
from ui.workbench import Workbench

HEIGHT = 44
SEARCH_WIDTH = 420


class Header(QFrame):
    """The line at the top of the window, at every page."""

    def __init__(self, bench: Workbench, open_menu: Callable[[], object]) -> None:
        super().__init__()
        self._bench = bench
        self.setProperty("kind", "header")
        self.setAccessibleName("Header")
        self.menu_button = QToolButton()
        self.menu_button.setProperty("kind", "logo")
        self.menu_button.setAccessibleName("Menu")
        self.menu_button.setToolTip("Menu (F10)")
        self.menu_button.clicked.connect(lambda _checked=False: open_menu())
        self._back = self._tool("go.back")
        self._forward = self._tool("go.forward")
        self._title = ElidedLabel("", "strong")
        self._state = ElidedLabel("", "secondary")
        self.search = SearchBox(bench.look, bench.actions["view.palette"])
        self.marking = Marking()
        self._undo = self._tool("edit.undo")
        self._redo = self._tool("edit.redo")
        self._help = self._tool("help.guide")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.menu_button)
        row.addWidget(self._back)
        row.addWidget(self._forward)
        row.addSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._state)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addStretch(2)
        row.addWidget(self.marking, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(6)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addWidget(self._help)
        bench.look.changed.connect(self._redraw)
        self._redraw()
        self.show_register("", "")

    @property
    def title(self) -> str:
        """Return the name of what is open, as shown."""
        return self._title.text()

    @property
    def state(self) -> str:
        """Return the words that say whether all is saved."""
        return self._state.text()

    def show_register(self, title: str, state: str, *, unsaved: bool = False) -> None:
        """Show what is open and whether it is saved; "" where nothing is."""
        self._title.setText(title or "No register open")
        self._title.setAccessibleName(title or "No register open")
        self._state.setText(state)
        self._state.setAccessibleName(state)
        kind = "state-unsaved" if unsaved else "secondary"
        if self._state.property("kind") != kind:
            self._state.setProperty("kind", kind)
            self._state.style().unpolish(self._state)
            self._state.style().polish(self._state)

    def show_marking(self, marking: str) -> None:
        """Show the protective marking of what is open; nothing where it has none."""
        self.marking.setText(marking)
        self.marking.setAccessibleName(f"Protective marking: {marking}")
        self.marking.setVisible(bool(marking))

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._bench.actions[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(self._bench.actions.declared(name).text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _redraw(self) -> None:
        look = self._bench.look
        self.setFixedHeight(look.px(HEIGHT))
        self.menu_button.setFixedSize(look.px(RAIL_WIDTH), look.px(HEIGHT) - 2)
        self.menu_button.setIcon(logo(look))
        self.menu_button.setIconSize(QSize(look.px(22), look.px(22)))
        for button in (self._back, self._forward, self._undo, self._redo, self._help):
            button.setIconSize(QSize(look.px(16), look.px(16)))
            button.setFixedSize(look.px(28), look.px(28))


class Marking(ElidedLabel):
    """The protective marking in its box."""

    def __init__(self) -> None:
        super().__init__("", "marking")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the words."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.end()
        super().paintEvent(event)


class SearchBox(QPushButton):
    """What looks like a search field and opens the palette, where the typing is done."""

    def __init__(self, look: Look, action: QAction) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "search")
        self.setAutoDefault(False)
        self.setAccessibleName("Search or type a command")
        self.setToolTip("Find any record, place or command (Ctrl+K)")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: action.trigger())
        self._icon = QLabel()
        self._words = ElidedLabel("Search or type a command")
        self._keys = label("Ctrl+K", "keys")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 6, 0)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignVCenter)
        for part in (self._icon, self._words, self._keys):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._redraw)
        self._redraw()

    def minimumSizeHint(self) -> QSize:
        """Return room for the icon and a few letters."""
        return QSize(self._look.px(90), self._look.px(28))

    def sizeHint(self) -> QSize:
        """Return the width it has where there is room."""
        return QSize(self._look.px(SEARCH_WIDTH), self._look.px(28))

    def _redraw(self) -> None:
        self.setMaximumWidth(self._look.px(SEARCH_WIDTH))
        self.setFixedHeight(self._look.px(28))
        self._icon.setPixmap(self._look.pixmap("search", 15, "text", self.devicePixelRatioF()))


def logo(look: Look) -> QIcon:
    """Return the mark of Backstop: a bar in the colour of text and a B in that of the accent."""
    icon = QIcon()
    for side in (22, 33, 44, 64, 96):
        drawn = QPixmap(side, side)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        for name, token in (("logo_bar", "text"), ("logo_letter", "accent_text")):
            part = look.pixmap(name, 96, token)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(drawn.rect(), part, part.rect())
        painter.end()
        icon.addPixmap(drawn)
    return icon
