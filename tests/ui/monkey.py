"""A person who does anything at all, from a seed: acts that are valid one by one."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QMimeData, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
)

from tests.ui.monkey_words import CTRL, KEYS, NOT, PASTES, VIEWS, WORDS, K
from ui.main_window import MainWindow


class Monkey:
    """Acts on a window; `acts` says what was done, `refused` what the window refused and why.

    File dialogs are answered with files of `folder` or given up; menus and boxes by a timer.
    """

    def __init__(self, window: MainWindow, folder: Path, seed: int, patch: Any) -> None:
        self.window, self.folder, self.random = window, folder, random.Random(seed)
        self.acts: list[str] = []
        self.refused: list[str] = []
        self.number = 0
        window.bench.desk.refused.connect(self.refused.append)
        window.files.dialogs.to_open = lambda *_: self.to_open()
        window.files.dialogs.to_write = lambda _w, _t, start, _f: self.to_write(start)
        patch.setattr(
            QFileDialog,
            "getSaveFileName",
            staticmethod(lambda *a, **k: (str(self.to_write("a.csv") or ""), "")),
        )
        patch.setattr(
            QFileDialog,
            "getOpenFileName",
            staticmethod(lambda *a, **k: (str(self.to_open() or ""), "")),
        )
        patch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *a, **k: ([], "")))
        patch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *a, **k: ""))
        patch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: True))
        self.timer = QTimer(window)
        self.timer.timeout.connect(self.answer)
        self.timer.start(40)

    def to_open(self):
        files = [
            one
            for one in self.folder.iterdir()
            if one.suffix in (".backstop", ".json") and not one.name.startswith(".")
        ]
        return self.random.choice([None, *files]) if self.random.random() < 0.5 else None

    def to_write(self, start):
        if self.random.random() < 0.5:
            return None
        self.number += 1
        return self.folder / f"out{self.number}{Path(start).suffix}"

    def answer(self):
        popup = QApplication.activePopupWidget()
        modal = QApplication.activeModalWidget()
        if isinstance(popup, QMenu):
            actions = [
                a
                for a in popup.actions()
                if a.isEnabled()
                and not a.menu()
                and not a.isSeparator()
                and a.objectName() not in NOT
            ]
            if actions and self.random.random() < 0.6:
                one = self.random.choice(actions)
                self.acts.append(f"menu {one.text()!r}")
                popup.close()
                one.trigger()
            else:
                popup.close()
        elif popup is not None:
            popup.close()
        elif modal is not None:
            self.acts.append(f"modal {modal.windowTitle()!r}")
            if hasattr(modal, "accept") and self.random.random() < 0.6:
                for e in modal.findChildren(QLineEdit):
                    if e.isVisible() and e.isEnabled() and not e.isReadOnly():
                        e.setText(self.random.choice(WORDS))
                modal.accept()
            else:
                modal.close()

    def top(self):
        tops = [
            w
            for w in QApplication.topLevelWidgets()
            if w.isVisible()
            and not isinstance(w, QMenu)
            and w.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
        ]
        return self.random.choice(tops) if tops else self.window

    def visible(self, kind):
        return [w for w in self.top().findChildren(kind) if w.isVisible() and w.isEnabled()]

    def pick(self, found):
        return self.random.choice(found) if found else None

    def act(self) -> None:
        """Do one thing."""
        kinds = [
            self.action,
            self.go,
            self.click,
            self.click,
            self.type,
            self.type,
            self.keys,
            self.keys,
            self.cells,
            self.cells,
            self.paste,
            self.choose,
            self.look,
            self.undo,
            self.trail,
            self.combo,
            self.mouse,
            self.files,
        ]
        getattr(self, self.random.choice(kinds).__name__)()

    def say(self, words):
        self.acts.append(words)

    def action(self):
        names = [
            a.name
            for a in self.window.bench.actions
            if a.name not in NOT and self.window.bench.actions[a.name].isEnabled()
        ]
        name = self.random.choice(names)
        if (
            name in ("file.welcome", "file.sample", "file.new", "file.open")
            and self.random.random() < 0.7
        ):
            return
        self.say(f"action {name}")
        self.window.bench.actions[name].trigger()

    def go(self):
        if self.window.bench.desk.is_open:
            bench = self.window.bench
            page, view = self.random.choice(VIEWS)
            view = dict(view)
            register = bench.desk.register
            if self.random.random() < 0.3:
                what = self.random.random()
                if what < 0.25 and register.scenarios:
                    page, view = (
                        "scenarios",
                        {
                            "show": self.random.choice(["result", "builder"]),
                            "scenario": self.random.choice([*register.scenarios, "none"]),
                        },
                    )
                elif what < 0.5 and register.plans:
                    page, view = (
                        "plans",
                        {"show": "plan", "plan": self.random.choice([*register.plans, "none"])},
                    )
                elif what < 0.6:
                    page, view = (
                        "scenarios",
                        {"show": "compare", "scenarios": ",".join(list(register.scenarios)[:3])},
                    )
                else:
                    page, view = (
                        "register",
                        {
                            "tab": self.random.choice(
                                [
                                    "service",
                                    "provider",
                                    "contract",
                                    "system",
                                    "contact",
                                    "plan",
                                    "site",
                                    "staff_group",
                                    "x",
                                ]
                            )
                        },
                    )
            self.say(f"go {page} {view}")
            bench.go(page, **view)

    def click(self):
        one = self.pick([b for b in self.visible(QAbstractButton) if b.objectName() not in NOT])
        if one is not None:
            self.say(f"click {type(one).__name__} {one.text() or one.accessibleName()!r}")
            one.click()

    def type(self):
        one = self.pick(
            self.visible(QLineEdit)
            + self.visible(QPlainTextEdit)
            + self.visible(QTextEdit)
            + self.visible(QAbstractSpinBox)
        )
        if one is None:
            return
        words = self.random.choice(WORDS)
        self.say(f"type {words[:20]!r} in {type(one).__name__} {one.accessibleName()!r}")
        one.setFocus()
        for letter in words[:60]:
            QApplication.sendEvent(
                one, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            )
            if self.random.random() < 0.05:
                QApplication.processEvents()
        end = self.random.choice([K.Key_Return, K.Key_Tab, K.Key_Escape, None])
        if end is not None:
            self.key(end)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)

    def keys(self):
        for _ in range(self.random.randint(1, 8)):
            if self.random.random() < 0.25:
                key = self.random.choice(CTRL)
                self.say(f"Ctrl+{key.name}")
                self.key(key, Qt.KeyboardModifier.ControlModifier)
            else:
                key = self.random.choice(KEYS)
                shift = (
                    Qt.KeyboardModifier.ShiftModifier
                    if self.random.random() < 0.2
                    else Qt.KeyboardModifier.NoModifier
                )
                self.say(f"{key.name} on {type(QApplication.focusWidget()).__name__}")
                self.key(key, shift)

    def cells(self):
        view = self.pick(self.visible(QAbstractItemView))
        if view is None or view.model() is None:
            return
        model = view.model()
        rows, columns = (
            model.rowCount(QModelIndex()),
            1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex()),
        )
        if not rows or not columns:
            return
        index = model.index(self.random.randrange(rows), self.random.randrange(columns))
        view.setFocus()
        view.setCurrentIndex(index)
        self.say(f"cell {index.row()},{index.column()} of {view.accessibleName()!r}")
        if model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            if self.random.random() < 0.5:
                words = self.random.choice(WORDS)
                self.say(f"  set {words[:20]!r}")
                model.setData(index, words)
            else:
                self.key(K.Key_F2)
                self.type()
        elif self.random.random() < 0.5:
            self.key(K.Key_Return)
        elif self.random.random() < 0.3:
            view.selectAll()
            if self.random.random() < 0.2:
                self.key(K.Key_Delete)

    def paste(self):
        data = QMimeData()
        text = self.random.choice(PASTES)
        if self.random.random() < 0.2:
            data.setHtml("<table><tr><td>a</td><td>b</td></tr></table>")
        elif self.random.random() < 0.2:
            data.setData("application/x-odd", b"\xff\xfe")
        else:
            data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        self.say(f"paste {text[:20]!r} on {type(QApplication.focusWidget()).__name__}")
        self.key(K.Key_V, Qt.KeyboardModifier.ControlModifier)

    def choose(self):
        desk = self.window.bench.desk
        if desk.is_open:
            kind = self.random.choice(
                ["service", "provider", "contract", "plan", "scenario", "system", "contact"]
            )
            try:
                found = list(desk.register.of_kind(kind))
            except Exception:
                return
            if found:
                key = self.random.choice(found)
                self.say(f"choose {kind} {key}")
                desk.choose(kind, key)

    def look(self):
        if self.random.random() < 0.3:
            theme = self.random.choice(["light", "dark", "high_contrast", "projector"])
            size = self.random.choice([90, 100, 150, 200])
            self.say(f"look {theme} {size}")
            self.window.bench.look.use(theme, size)

    def undo(self):
        desk = self.window.bench.desk
        if desk.is_open:
            for _ in range(self.random.randint(1, 12)):
                (desk.undo if self.random.random() < 0.6 else desk.redo)()
            self.say("undo storm")

    def trail(self):
        self.say("trail")
        for _ in range(self.random.randint(1, 6)):
            (
                self.window.bench.trail.back
                if self.random.random() < 0.6
                else self.window.bench.trail.forward
            )()

    def combo(self):
        one = self.pick(self.visible(QComboBox))
        if one is not None and one.count():
            at = self.random.randrange(one.count())
            self.say(f"combo {one.accessibleName()!r} {at}")
            one.setCurrentIndex(at)
            one.activated.emit(at)

    def mouse(self):
        top = self.top()
        point = QPoint(
            self.random.randrange(max(1, top.width())), self.random.randrange(max(1, top.height()))
        )
        child = top.childAt(point)
        if child is None or (isinstance(child, QAbstractButton) and child.objectName() in NOT):
            return
        where = child.mapFrom(top, point)
        how = self.random.choice(
            [QTest.mouseClick, QTest.mouseDClick, QTest.mouseMove, "right", "drag"]
        )
        self.say(f"mouse {getattr(how, '__name__', how)} {child.accessibleName()!r}")
        if how == QTest.mouseMove:
            QTest.mouseMove(child, where)
        elif how == "right":
            QTest.mouseClick(
                child, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, where
            )
        elif how == "drag":
            QTest.mousePress(
                child, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where
            )
            QTest.mouseMove(child, where + QPoint(4, 4))
            QTest.mouseRelease(
                child,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                where + QPoint(4, 4),
            )
        else:
            how(child, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)

    def files(self):
        if self.random.random() < 0.15:
            found = [
                one
                for one in self.folder.iterdir()
                if one.suffix in (".backstop", ".json") and not one.name.startswith(".")
            ]
            if self.random.random() < 0.3 or not found:
                self.say("open sample")
                self.window.files.open_sample()
            else:
                path = self.random.choice(found)
                self.say(f"open {path.name}")
                self.window.open_path(path)
