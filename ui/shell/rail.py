"""The rail at the left: the pages in the order of the work, and the settings at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from ui.theme import Look

WIDTH = 84


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page of the rail: its name, its words, and where its class is, loaded when shown."""

    name: str
    text: str
    module: str
    type_name: str


class Rail(QFrame):
    """A button with icon and words for each page; dimmed while no register is open."""

    def __init__(
        self,
        look: Look,
        pages: Sequence[PageKind],
        on_page: Callable[[str], object],
        on_settings: Callable[[], object],
    ) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "rail")
        self.setAccessibleName("Pages")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._column = QVBoxLayout(self)
        for number, page in enumerate(pages, 1):
            button = self._made(page.text, page.name)
            button.setCheckable(True)
            button.setToolTip(f"{page.text} (Ctrl+{number})")
            button.clicked.connect(lambda _checked=False, name=page.name: on_page(name))
            self._group.addButton(button)
            self._buttons[page.name] = button
        self._column.addStretch(1)
        self._settings = self._made("Settings", "settings")
        self._settings.setToolTip("Your name, look and how saving works (Ctrl+,)")
        self._settings.clicked.connect(lambda _checked=False: on_settings())
        look.changed.connect(self._redraw)
        self._redraw()

    def show_page(self, name: str) -> None:
        """Show which page is shown; "" where it is none of them."""
        self._group.setExclusive(False)
        for one, button in self._buttons.items():
            button.setChecked(one == name)
        self._group.setExclusive(True)
        self._redraw_icons()

    def enable(self, enabled: bool) -> None:
        """Let the pages be chosen, or dim them."""
        for button in self._buttons.values():
            button.setEnabled(enabled)

    def button(self, name: str) -> QToolButton:
        """Return the button of a page."""
        return self._buttons[name]

    def _made(self, text: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "rail")
        button.setProperty("icon_name", icon)
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def _redraw(self) -> None:
        px = self._look.px
        self.setFixedWidth(px(WIDTH))
        self._column.setContentsMargins(0, px(8), 0, px(8))
        self._column.setSpacing(px(4))
        for button in (*self._buttons.values(), self._settings):
            button.setFixedSize(px(WIDTH) - 8, px(56))
            side = px(20)
            button.setIconSize(
                button.iconSize().scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio)
            )
        self._redraw_icons()

    def _redraw_icons(self) -> None:
        for button in (*self._buttons.values(), self._settings):
            token = "accent_text" if button.isChecked() else "text"
            button.setIcon(self._look.icon(button.property("icon_name"), token))
