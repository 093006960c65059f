"""The panel about the chosen record: head, fields, findings, neighbours and history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner import fields
from ui.desk import Touched
from ui.pages.register.neighbour_list import NeighbourList
from ui.pages.register.record_form import RecordForm
from ui.pages.register.record_history import RecordHistory
from ui.parts.badge import Badge
from ui.parts.words import button, divider, label, restyle
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.findings import Finding

SHOWN_FINDINGS = 4
LEARNT_ABOUT = ("service", "provider")
"""Kinds of record whose lessons are told of."""


class RecordPanel(QWidget):
    """Everything about one record. `class_wanted` carries a service and the class asked for."""

    class_wanted = Signal(str, str)
    all_findings = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.kind, self.key = "", ""
        self.forms: dict[str, RecordForm] = {}
        self.form: RecordForm | None = None
        self._code = label("", "secondary")
        self._badge = Badge(bench.look)
        self.name = label("", "title", wraps=True)
        self.sentence = label("", "secondary", wraps=True)
        self.lessons = button("", self._go_lessons, "link")
        self.lessons.hide()
        head = QWidget()
        top = QVBoxLayout(head)
        top.setContentsMargins(16, 12, 16, 10)
        top.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.name, 1)
        for item in (self._code, row, self.sentence):
            top.addWidget(item) if isinstance(item, QWidget) else top.addLayout(item)
        top.addWidget(self.lessons, 0, Qt.AlignmentFlag.AlignLeft)
        self.findings = QFrame()
        self._found = QVBoxLayout(self.findings)
        self._found.setContentsMargins(10, 6, 10, 6)
        self._found.setSpacing(2)
        self.neighbours = NeighbourList(bench)
        self.history = RecordHistory(bench)
        body = QWidget()
        body.setProperty("kind", "panel")
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(16, 10, 16, 16)
        self._body.setSpacing(10)
        for part in (self.findings, self.neighbours, self.history):
            self._body.addWidget(part)
        self._body.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(divider())
        column.addWidget(self.scroller, 1)
        bench.desk.edited.connect(self._follow)
        bench.results.changed.connect(self._answered)

    def _answered(self, key: tuple[object, ...]) -> None:
        if key[0] == "check":
            self._tell_findings()

    def show_record(self, kind: str, key: str) -> None:
        """Show a record."""
        if kind not in self.forms:
            form = RecordForm(self._bench, kind)
            form.class_wanted.connect(lambda class_: self.class_wanted.emit(self.key, class_))
            form.moved.connect(lambda new: self._bench.desk.choose(kind, new))
            self.forms[kind] = form
            self._body.insertWidget(0, form)
        is_other = (kind, key) != (self.kind, self.key)
        self.kind, self.key = kind, key
        self.form = self.forms[kind]
        for form in self.forms.values():
            form.setVisible(form is self.form)
        self._tell_head()
        self.form.show_key(key)
        self._tell_findings()
        self.neighbours.show_record(kind, key)
        self.history.show_record(kind, key)
        if is_other:
            self.scroller.verticalScrollBar().setValue(0)

    def enter(self, field: str) -> bool:
        """Put the cursor into a field of the record shown."""
        if self.form is None:
            return False
        if field == "class" and self.form.class_choice is not None:
            next(iter(self.form.class_choice.buttons.values())).setFocus()
            return True
        return self.form.enter(field)

    def _tell_head(self) -> None:
        found = self._bench.session.summary(self.kind, self.key)
        if found is None:
            return
        self._code.setText("   ".join(part for part in (found.code, found.kind_label) if part))
        self.name.setText(found.name)
        self.sentence.setText(found.sentence)
        self.sentence.setVisible(bool(found.sentence))
        self._badge.show_class(found.class_)
        self._badge.setVisible(found.has_class)
        self._tell_lessons()

    def _tell_lessons(self) -> None:
        """Say how many lessons concern a service or provider, the ones to act on first."""
        is_planned = self.kind in LEARNT_ABOUT
        found = self._bench.session.lessons_for(self.kind, self.key) if is_planned else ()
        self.lessons.setVisible(bool(found))
        self.lessons.setText(f"{len(found)} {'lesson' if len(found) == 1 else 'lessons'}")
        told = [f"{line.lesson.title} ({line.status_words.lower()})" for line, _ in found]
        self.lessons.setToolTip("\n".join(told))
        self.lessons.setAccessibleDescription(". ".join(told))

    def _go_lessons(self) -> None:
        self._bench.go("workshop", show="learn", **{self.kind: self.key})

    def _tell_findings(self) -> None:
        while (item := self._found.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        kept = self._bench.results.get("check")
        found: list[Finding] = [
            one
            for one in (kept.value if kept is not None else ())
            if (one.kind, one.key) == (self.kind, self.key)
        ]
        self.findings.setVisible(bool(found))
        if not found:
            return
        from planner.answers.health import weight_word

        worst = weight_word(found[0].weight)
        restyle(self.findings, "notice-failure" if worst == "serious" else "notice-caution")
        noun = "finding" if len(found) == 1 else "findings"
        self._found.addWidget(label(f"{len(found)} {noun}, {worst}", "strong"))
        for one in found[:SHOWN_FINDINGS]:
            self._found.addWidget(label(one.sentence, "secondary", wraps=True))
            if one.field:
                field = fields.BY_NAME[one.kind].field(one.field)
                link = button(f"Mend: {field.label}", partial(self.enter, one.field), "link")
                link.setAccessibleName(f"{one.sentence} {one.mend}")
                link.setToolTip(one.mend)
                self._found.addWidget(link)
        if len(found) > SHOWN_FINDINGS:
            self._found.addWidget(
                button(f"All {len(found)} findings", self.all_findings.emit, "link")
            )

    def _follow(self, touched: Touched) -> None:
        register = self._bench.desk.register
        if self.key and self.kind and self.key in register.of_kind(self.kind):
            self._tell_head()
            if self.form is not None:
                self.form.show_key(self.key)
            if self.isVisible():
                self.neighbours.show_record(self.kind, self.key)
                self.history.show_record(self.kind, self.key)
