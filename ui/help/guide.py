"""The guide in a window of its own: contents, search, back, and a page to read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.help import topics
from ui.help.guide_page import GuidePage
from ui.parts.words import label
from ui.workbench import Workbench

_TOPIC = Qt.ItemDataRole.UserRole


class Guide(QDialog):
    """Stays open beside the window; what is done there goes on meanwhile."""

    def __init__(self, bench: Workbench, parent: QWidget, on_tour: Callable[[], object]) -> None:
        super().__init__(parent)
        self._bench = bench
        self._on_tour = on_tour
        self._past: list[str] = []
        self.topic = ""
        self.setWindowTitle("Guide")
        self.setModal(False)
        self.setProperty("kind", "surface")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        self.back_button = QToolButton()
        self.back_button.setAccessibleName("Back in the guide")
        self.back_button.setToolTip("Back (Alt+Left)")
        self.back_button.clicked.connect(lambda _checked=False: self.back())
        top.addWidget(self.back_button)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the guide")
        self.search.setAccessibleName("Search the guide")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_first)
        top.addWidget(self.search, 1)
        whole.addLayout(top)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self._found = label("Contents", "secondary")
        self._found.setContentsMargins(12, 4, 0, 0)
        column.addWidget(self._found)
        self.contents = QListWidget()
        self.contents.setAccessibleName("Contents of the guide")
        self.contents.currentItemChanged.connect(self._chosen)
        column.addWidget(self.contents, 1)
        split.addWidget(left)
        self.page = GuidePage(topics.FOLDER)
        self.page.anchorClicked.connect(self.follow)
        self.page.widened.connect(self._fit_pictures)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        self._split = split
        whole.addWidget(split, 1)
        QShortcut(QKeySequence("Alt+Left"), self, self.back)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        bench.look.changed.connect(self._redraw)
        self._list(topics.topics())
        self._size()

    def show_topic(self, topic: str) -> None:
        """Show a page of the guide; one that is not there shows the first."""
        try:
            self._read(topic)
        except KeyError:
            topic = "welcome"
            self._read(topic)
        if self.topic and self.topic != topic:
            self._past.append(self.topic)
        self._show(topic)

    def back(self) -> None:
        """Show the page before."""
        if self._past:
            self._show(self._past.pop())

    def follow(self, link: QUrl) -> None:
        """Follow a link to another page, or start the tour."""
        target = link.toString()
        if target == "tour:start":
            self.close()
            self._on_tour()
        elif target.startswith("field:"):
            self.show_topic(target)
        else:
            self.show_topic(target.partition("#")[0].removesuffix(".md"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, or clear the search first."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def _read(self, topic: str) -> str:
        return topics.text_of(topic, tuple(self._bench.actions))

    def _show(self, topic: str) -> None:
        self.topic = topic
        text = self._read(topic)
        self.page.setMarkdown(text)
        self._space()
        self.setWindowTitle(f"{text.split(chr(10), 1)[0].lstrip('# ')} - Guide")
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if words := self.search.text().strip():
            self.page.find(words)
        self._draw_back()
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(-1)
        for row in range(self.contents.count()):
            if self.contents.item(row).data(_TOPIC) == topic:
                self.contents.setCurrentRow(row)
        self.contents.blockSignals(False)

    def _fit_pictures(self) -> None:
        """Draw the page again at its new width, where it was read."""
        if "](pictures/" in self._read(self.topic or "welcome"):
            at = self.page.verticalScrollBar().value()
            self._show(self.topic or "welcome")
            self.page.verticalScrollBar().setValue(at)

    def _space(self) -> None:
        """Give paragraphs room and headings some more; markdown alone sets them solid."""
        px = self._bench.look.px
        cursor = QTextCursor(self.page.document())
        block = self.page.document().begin()
        while block.isValid():
            form = block.blockFormat()
            level = form.headingLevel()
            form.setTopMargin(px(14) if level > 1 else 0)
            form.setBottomMargin(px(6) if block.textList() is None else px(3))
            if "\ufffc" not in block.text():  # a picture is as high as it is
                form.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            block = block.next()

    def _list(self, shown: tuple[str, ...]) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        actions = tuple(self._bench.actions)
        for topic in shown:
            item = QListWidgetItem(topics.title_of(topic, actions))
            item.setData(_TOPIC, topic)
            self.contents.addItem(item)
            if topic == self.topic:
                self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)

    def _search(self, words: str) -> None:
        if not words.strip():
            self._found.setText("Contents")
            self._list(topics.topics())
            return
        shown = topics.found(words, tuple(self._bench.actions))
        many = len(shown)
        self._found.setText(
            "No page says that" if not many else "1 page" if many == 1 else f"{many} pages"
        )
        self._list(shown)

    def _open_first(self) -> None:
        if self.contents.count():
            self.contents.setFocus()
            self.contents.setCurrentRow(0)
            self.show_topic(self.contents.item(0).data(_TOPIC))

    def _chosen(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.show_topic(item.data(_TOPIC))

    def _draw_back(self) -> None:
        self.back_button.setIcon(self._bench.look.icon("back"))
        self.back_button.setEnabled(bool(self._past))

    def _redraw(self) -> None:
        self._size()
        if self.topic:
            self._show(self.topic)

    def _size(self) -> None:
        look = self._bench.look
        room = self.screen().availableSize()
        self.resize(
            min(look.px(860), round(room.width() * 0.9)),
            min(look.px(620), round(room.height() * 0.85)),
        )
        self._split.setSizes([look.px(240), look.px(620)])
        self.page.setFont(look.font(14))
        self.page.document().setDocumentMargin(look.px(16))
        self._draw_back()
