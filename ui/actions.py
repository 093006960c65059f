"""What can be done, declared once: menus, toolbars, context menus, palette and shortcut sheet.

Each page declares its own actions in a table `ACTIONS` beside it; the window gathers them. An
action is greyed out until somebody says how it is carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.parts.words import unmarked
from ui.theme import Look

MENUS = (
    "File",
    "Edit",
    "View",
    "Go",
    "Register",
    "Dependence",
    "Scenarios",
    "Plans",
    "Workshop",
    "Help",
)
"""The menus in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    `name` is "page.verb"; `text` stands in menus and in the palette, with no ellipsis unless it
    asks something more. `keys` are shortcuts, the first one shown; a shortcut of a page works only
    while that page is shown. `tip` says in a sentence what it does. `icon` names an SVG. `edits`
    marks what changes the register, which is greyed out while that is only read.
    """

    name: str
    text: str
    menu: str
    tip: str = ""
    keys: tuple[str, ...] = ()
    icon: str = ""
    page: str = ""
    is_switch: bool = False
    in_palette: bool = True
    edits: bool = False


class Actions(QObject):
    """Every action as a QAction, by its name."""

    def __init__(self, declared: Iterable[Action], look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._declared = {action.name: action for action in declared}
        self._made = {name: self._make(action) for name, action in self._declared.items()}
        self._wanted: set[str] = set()
        self._held = ""
        look.changed.connect(self._redraw)

    def __getitem__(self, name: str) -> QAction:
        """Return the QAction of a name; KeyError where none is declared."""
        return self._made[name]

    def __iter__(self) -> Iterator[Action]:
        """Go through what is declared, in order."""
        return iter(self._declared.values())

    def find(self, name: str) -> QAction | None:
        """Return the QAction of a name that can be carried out now, else None."""
        made = self._made.get(name)
        return made if made is not None and made.isEnabled() else None

    def declared(self, name: str) -> Action:
        """Return what is declared under a name."""
        return self._declared[name]

    def on(self, name: str, carry_out: Callable[[], object], *, enabled: bool = True) -> QAction:
        """Say how an action is carried out, in place of whoever said so before."""
        made = self._made[name]
        if made.property("carried_out"):
            made.triggered.disconnect()
        made.setProperty("carried_out", True)
        made.triggered.connect(lambda _checked=False: carry_out())
        self.enable(name, enabled)
        return made

    def off(self, name: str) -> None:
        """Forget how an action is carried out, as when the page that did it is closed."""
        made = self._made[name]
        if made.property("carried_out"):
            made.triggered.disconnect()
            made.setProperty("carried_out", False)
        self.enable(name, False)

    def enable(self, name: str, enabled: bool) -> None:
        """Let an action be carried out, or grey it out."""
        if enabled and self._made[name].property("carried_out"):
            self._wanted.add(name)
        else:
            self._wanted.discard(name)
        self._made[name].setEnabled(name in self._wanted and not self._holds(name))

    def hold_edits(self, reason: str) -> None:
        """Grey out all that changes the register and say why; "" lets it in again."""
        self._held = reason
        for name, action in self._declared.items():
            if action.edits:
                made = self._made[name]
                made.setToolTip(reason or _tip(action))
                made.setStatusTip(reason or action.tip)
                made.setEnabled(name in self._wanted and not reason)

    def name_step(self, name: str, sentence: str) -> None:
        """Name the step an action is about, as in "Undo: class of ..."; "" greys it out."""
        made, declared = self._made[name], self._declared[name]
        words = f"{declared.text}: {_middle(sentence)}" if sentence else declared.text
        made.setText(unmarked(words))
        made.setIconText(declared.text)
        if not self._holds(name):
            made.setToolTip(f"{words} ({made.shortcut().toString()})")
        self.enable(name, bool(sentence))

    def show_page(self, page: str) -> None:
        """Let the shortcuts of one page work, and those of no other page."""
        for name, action in self._declared.items():
            if action.page:
                keys = action.keys if action.page == page else ()
                self._made[name].setShortcuts([QKeySequence(one) for one in keys])

    def menu(self, title: str, parent: QWidget, names: Iterable[str] | None = None) -> QMenu:
        """Return a menu of the actions named, "-" being a line, or of all declared for it."""
        menu = QMenu(title, parent)
        if names is None:
            names = [action.name for action in self if action.menu == title]
        for name in names:
            if name == "-":
                menu.addSeparator()
            else:
                menu.addAction(self._made[name])
        return menu

    def _holds(self, name: str) -> bool:
        return bool(self._held) and self._declared[name].edits

    def _make(self, action: Action) -> QAction:
        made = QAction(action.text, self)
        made.setObjectName(action.name)
        made.setCheckable(action.is_switch)
        made.setEnabled(False)
        made.setToolTip(_tip(action))
        made.setStatusTip(action.tip)
        if not action.page:
            made.setShortcuts([QKeySequence(one) for one in action.keys])
        if action.icon:
            made.setIcon(self._look.icon(action.icon))
        self._window.addAction(made)
        return made

    def _redraw(self) -> None:
        for name, action in self._declared.items():
            if action.icon:
                self._made[name].setIcon(self._look.icon(action.icon))


def _tip(action: Action) -> str:
    first = QKeySequence(action.keys[0]).toString() if action.keys else ""
    return f"{action.tip or action.text} ({first})" if first else action.tip


def _middle(sentence: str) -> str:
    first, rest = sentence[:1], sentence[1:]
    return first.lower() + rest if rest[:1].islower() or rest[:1] == " " else sentence
