"""Beside the steps: what is to be settled, and what the import would do as things stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.parts.words import button, divider, label, restyle
from ui.wizard.draft import ImportDraft
from ui.wizard.quiet_choice import QuietChoice
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.import_shown import ImportProblem

MOST = 12
WIDTH = 312
_ICONS = {"failure": "cross", "caution": "warning", "settled": "tick", "plain": "info"}
_TOKENS = {
    "failure": "failure",
    "caution": "caution",
    "settled": "success",
    "plain": "accent_text",
}
_COUNTS = (
    ("added", "Added"),
    ("updated", "Updated"),
    ("unchanged", "Unchanged"),
    ("refused", "Refused, with reason"),
)
_LINKS = {
    "columns": "Show the column",
    "suppliers": "Decide on the names",
    "preview": "Show in the preview",
}


class SidePanel(QFrame):
    """Problems, and the live count of rows, which sums to the rows read."""

    def __init__(
        self,
        bench: Workbench,
        draft: ImportDraft,
        on_show: Callable[[ImportProblem], object],
    ) -> None:
        super().__init__()
        self._bench = bench
        self._draft = draft
        self._on_show = on_show
        self._drawn: object = None
        self._asked = ""
        self.setProperty("kind", "inspector")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        self._title = label("", "title", wraps=True)
        head.addWidget(self._title)
        head.addWidget(
            label("Every row is accounted for. Nothing is dropped in silence.", "secondary",
                  wraps=True)
        )  # fmt: skip
        whole.addLayout(head)
        body = QWidget()
        body.setProperty("kind", "panel")
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Problems to settle")
        area.setWidget(body)
        whole.addWidget(area, 1)
        whole.addWidget(divider())
        foot = QGridLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        self._total = label("", "strong", wraps=True)
        foot.addWidget(self._total, 0, 0, 1, 2)
        self.counts: dict[str, QLabel] = {}
        for row, (outcome, words) in enumerate(_COUNTS, start=1):
            foot.addWidget(label(words), row, 0)
            number = label("", "")
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            foot.addWidget(number, row, 1)
            self.counts[outcome] = number
        whole.addLayout(foot)
        draft.reckoned.connect(self.refresh)
        bench.look.changed.connect(self._size)
        self._size()

    def refresh(self) -> None:
        """Show the problems and counts as they stand; old ones stay while new ones are awaited."""
        draft = self._draft
        shown = draft.shown
        problems = shown.problems if shown is not None else ()
        settle = [one for one in problems if one.weight not in ("plain", "settled")]
        if draft.problem:
            self._title.setText("This cannot be imported yet")
        elif shown is None:
            self._title.setText("Working it out…" if draft.is_working else "Nothing chosen yet")
        else:
            many = len(settle)
            words = "1 problem to settle" if many == 1 else f"{many:,} problems to settle"
            self._title.setText(words if many else "Nothing left to settle")
        if self._drawn != (draft.problem, problems):
            self._drawn = (draft.problem, problems)
            self._draw(draft.problem, problems)
        self._count()

    def _draw(self, problem: str, problems: Sequence[ImportProblem]) -> None:
        focused = self.focusWidget()
        had_focus = isinstance(focused, QuietChoice) and focused.hasFocus()
        while self._list.count() > 1:
            item = self._list.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if problem:
            self._list.insertWidget(0, self._sentence(problem))
        for place, one in enumerate(problems[:MOST]):
            card = self._problem(one)
            self._list.insertWidget(place, card)
            choice = card.findChild(QuietChoice)
            if had_focus and choice is not None and one.question == self._asked:
                choice.setFocus()
        if len(problems) > MOST:
            more = label(f"… and {len(problems) - MOST:,} more, told row by row in the preview.",
                         "secondary", wraps=True)  # fmt: skip
            more.setContentsMargins(16, 8, 16, 8)
            self._list.insertWidget(MOST, more)

    def sentence(self) -> str:
        """Return the counts in one line."""
        shown = self._draft.shown
        if shown is None:
            return self._draft.problem
        parts = ", ".join(f"{number:,} {outcome}" for outcome, number in shown.counts.items())
        wait = "" if self._draft.is_fresh else " (being worked out again)"
        return f"{shown.preview.rows_read:,} {shown.preview.rows_are}: {parts}{wait}"

    def _count(self) -> None:
        shown = self._draft.shown
        if shown is None:
            self._total.setText("")
            for number in self.counts.values():
                number.setText("")
            return
        state = "if imported now" if self._draft.is_fresh else "before your last change"
        self._total.setText(f"{shown.preview.rows_read:,} {shown.preview.rows_are} {state}")
        for outcome, many in shown.counts.items():
            self.counts[outcome].setText(f"{many:,}")
            kind = "failure" if outcome == "refused" and many else ""
            restyle(self.counts[outcome], kind)

    def _sentence(self, words: str) -> QWidget:
        said = label(words, "failure", wraps=True)
        said.setContentsMargins(16, 8, 16, 8)
        return said

    def _problem(self, one: ImportProblem) -> QWidget:
        card = QWidget()
        card.setAccessibleName(f"{one.title}. {one.detail}")
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        icon = QLabel()
        icon.setPixmap(
            self._bench.look.pixmap(
                _ICONS[one.weight], 14, _TOKENS[one.weight], self.devicePixelRatioF()
            )
        )
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(one.title, "strong", wraps=True))
        words.addWidget(label(one.detail, "secondary", wraps=True))
        if one.question:
            words.addWidget(self._answers(one))
        elif one.weight != "plain":
            show = button(_LINKS[one.step], lambda: self._on_show(one), "link")
            show.setAccessibleName(f"{_LINKS[one.step]}: {one.title}")
            words.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        column.addLayout(row)
        column.addWidget(divider())
        return card

    def _answers(self, one: ImportProblem) -> QWidget:
        """Return the choice of how something is read; choosing works the preview out again."""
        choice = QuietChoice()
        choice.setAccessibleName(f"{one.title}: how it is read")
        choice.setProperty("question", one.question)
        for value, answer in one.choices:
            choice.addItem(answer, value)
        choice.setCurrentIndex(choice.findData(one.chosen))
        choice.activated.connect(lambda _at: self._answer(one.question, choice.currentData()))
        return choice

    def _answer(self, question: str, answer: str) -> None:
        self._asked = question
        self._draft.answer(question, answer)

    def _size(self) -> None:
        self.setFixedWidth(self._bench.look.px(WIDTH))
