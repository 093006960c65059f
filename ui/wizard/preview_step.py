"""Last step: every row with what becomes of it, the money, and what was refused to take away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import pounds
from ui.parts.words import Segments, button, label
from ui.table.plain_table import Column, PlainTable
from ui.wizard.draft import ImportDraft
from ui.workbench import Workbench

OUTCOMES = ("all", "added", "updated", "unchanged", "refused")
ALL = "all"
MOST_AMOUNTS = 5
"""Parts of a list's money that stand side by side."""
WIDE = 760
"""Width at 100 % text from which the filter and the buttons stand in one line."""


def file_to_write(parent: QWidget, name: str) -> Path | None:
    """Ask where to save; None where the person gives up."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the refused rows", name, "CSV (*.csv)")
    return Path(chosen) if chosen else None


class PreviewStep(QWidget):
    """What the import would do, row by row, filtered by outcome."""

    def __init__(self, bench: Workbench, draft: ImportDraft) -> None:
        super().__init__()
        self._bench = bench
        self._draft = draft
        self._outcome = ALL
        self._shown: object = None
        self.ask_where: Callable[[QWidget, str], Path | None] = file_to_write
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        self._headline = label("", "headline", wraps=True)
        top.addWidget(self._headline)
        self._money = QGridLayout()
        self._money.setHorizontalSpacing(24)
        self._money.setVerticalSpacing(0)
        self._amounts = []
        self._parts = []
        for place in range(MOST_AMOUNTS):
            amount, words = label("", "strong"), label("", "secondary")
            self._money.addWidget(amount, 0, place)
            self._money.addWidget(words, 1, place)
            self._amounts.append(amount)
            self._parts.append(words)
        self._money.setColumnStretch(MOST_AMOUNTS, 1)
        top.addLayout(self._money)
        self._facts = label("", "secondary", wraps=True)
        top.addWidget(self._facts)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row = row
        self.filter = Segments(
            "Rows shown", [(one, one.capitalize()) for one in OUTCOMES], self._filter
        )
        self.filter.press(ALL)
        row.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        both = QHBoxLayout()
        self.copy = button("Copy refused rows", self._copy_refused)
        self.save = button("Save refused rows…", self._save_refused)
        both.addWidget(self.copy)
        both.addWidget(self.save)
        both.addStretch(1)
        row.addLayout(both)
        top.addLayout(row)
        column.addLayout(top)
        self.table = PlainTable(bench.look, "Rows of the list")
        column.addWidget(self.table, 1)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(20, 0, 20, 6)
        self._name_words = label("Remember these columns as")
        self.name = QLineEdit()
        self.name.setAccessibleName("Name under which these columns are remembered")
        self.name.setPlaceholderText("contracts register")
        self._name_words.setBuddy(self.name)
        bottom.addWidget(self._name_words)
        bottom.addWidget(self.name, 1)
        column.addLayout(bottom)
        draft.reckoned.connect(self.refresh)

    def refresh(self) -> None:
        """Show the preview as it stands."""
        self._name_words.setVisible(self._draft.has_tables)
        self.name.setVisible(self._draft.has_tables)
        shown = self._draft.shown
        if shown is None:
            self._headline.setText(self._draft.problem or "Working out what would change…")
            self._shown = None
            for one in (self.copy, self.save):
                one.setEnabled(False)
            self.table.show_rows([], [])
            return
        counts = shown.counts
        preview = shown.preview
        new = [f"{number:,} {kind}" for kind, number in preview.added.items() if number]
        words = f"New: {', '.join(new)}" if new else "Nothing new"
        changed = counts["updated"]
        if preview.money is None:
            words += f"; {changed:,} {'row changes' if changed == 1 else 'rows change'} a contract"
        elif changed:
            words += f"; {changed:,} of your providers {'changes' if changed == 1 else 'change'}"
        self._headline.setText(words)
        money = [*((pounds(amount), part) for part, amount in shown.money)]
        money += [("", "")] * (MOST_AMOUNTS - len(money))
        for place, (told, part) in enumerate(money):
            self._amounts[place].setText(told)
            self._parts[place].setText(part)
            self._amounts[place].setVisible(bool(part))
            self._parts[place].setVisible(bool(part))
        self._facts.setText(". ".join(preview.facts) + "." if preview.facts else "")
        self._facts.setVisible(bool(preview.facts))
        for name in (self.copy, self.save):
            name.setEnabled(bool(counts["refused"]))
        for one, words in zip(self.filter.findChildren(QPushButton), OUTCOMES, strict=True):
            number = preview.rows_read if words == ALL else counts[words]
            one.setText(f"{words.capitalize()} {number:,}")
        if shown is not self._shown:
            self._shown = shown
            self._fill()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beneath the filter where the text is too large for one line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= self._bench.look.px(WIDE)
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )

    def show_outcome(self, outcome: str) -> None:
        """Show the rows of one outcome, or all."""
        self.filter.press(outcome)
        self._filter(outcome)

    def _filter(self, outcome: str) -> None:
        self._outcome = outcome
        self._fill()

    def _fill(self) -> None:
        shown = self._draft.shown
        if shown is None:
            return
        rows = [one for one in shown.rows if self._outcome == ALL or one.outcome == self._outcome]
        is_numbered = all(one.place.startswith("row ") and one.place[4:].isdigit() for one in rows)
        self.table.show_rows(
            [
                Column("Row" if is_numbered else "Where", "number" if is_numbered else "text", 60)
                if is_numbered
                else Column("Where", "text", 150),
                Column("Becomes", "text", 90),
                Column(shown.preview.titles[0], "text", 200),
                Column(shown.preview.titles[1], "text", 150),
                Column("What changes, or why not", "text", 330),
                Column("To look at", "text", 240),
            ],
            [
                (
                    int(one.place[4:]) if is_numbered else one.place,
                    one.outcome,
                    one.title,
                    one.supplier,
                    one.says,
                    one.looks,
                )
                for one in rows
            ],
        )

    def _refused(self, then: Callable[[str], None]) -> None:
        shown = self._draft.shown
        if shown is None:
            return
        self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "refused_rows",
            tuple(self._draft.good),
            shown.preview,
            then=then,
            failed=lambda error: self._bench.messages.say(
                "Not read.", error.sentence, tone="failure"
            ),
            title="Gathering the refused rows",
        )

    def _copy_refused(self) -> None:
        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._bench.messages.say("Refused rows copied.", "Paste them into a spreadsheet.")

        self._refused(copied)

    def _save_refused(self) -> None:
        look = self._draft.good[0]
        path = self.ask_where(self, str(look.choice.path.with_name("refused rows.csv")))
        if path is None:
            return

        def write(text: str) -> None:
            try:
                path.write_text(text, encoding="utf-8-sig", newline="")
            except OSError as error:
                self._bench.messages.say(
                    "Not saved.", f"{path.name}: {error.strerror}.", tone="failure"
                )
                return
            self._bench.messages.say(f"Saved {path.name}.", "Mend it and import it again.")

        self._refused(write)
