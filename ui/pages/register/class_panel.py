"""The decision about a class: reason, law, tolerable period, and what it changes, before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from planner import fields
from planner.answers.deciding import class_edit, consequence_sentences, secure_sentence
from planner.answers.typed import read_plain, typed_text
from planner.document.wording import class_word, short_date
from planner.errors import BackstopError
from ui.parts.badge import Badge
from ui.parts.field_editors import FieldBox, LongText
from ui.parts.words import button, divider, label, restyle
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.plan.class_change import ClassConsequences
    from planner.register.classes import Suggestion

LONGEST = 500
_SERVICE = fields.BY_NAME["service"]


class ClassPanel(QWidget):
    """Asks for the reason of a class; `closed` follows a decision and a cancel alike."""

    closed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._look = bench.look
        self.service, self.class_ = "", ""
        self._sweep: Task | None = None
        self._code = label("", "secondary")
        self._name = label("", "title", wraps=True)
        self._from, self._to = Badge(bench.look), Badge(bench.look)
        self._from_word, self._to_word = label(""), label("", "strong")
        self._ask = label("", "label")
        self._count = label("", "caption")
        self.reason = LongText()
        self.reason.textChanged.connect(self._counted)
        self._ask.setBuddy(self.reason)
        self.error = label("", "failure", wraps=True)
        self.basis = FieldBox(bench.look, _SERVICE.field("legal_basis"))
        self.limit = FieldBox(bench.look, _SERVICE.field("mtpd_days"))
        self._suggested = label("", "secondary", wraps=True)
        self.use = button("Use what is suggested", self._use_suggestion, "link")
        self._suggestion: Suggestion | None = None
        self._decided = label("", "secondary", wraps=True)
        self.consequences = QFrame()
        self.consequences.setProperty("kind", "card")
        self._told = QVBoxLayout(self.consequences)
        self.cancel = button("Cancel", self.give_up)
        self.record = button("Record decision", self.decide, "primary")
        self._lay_out()
        bench.look.changed.connect(self._fit)
        self._fit()

    def ask(self, service: str, class_: str) -> None:
        """Ask why a service should have a class; nothing changes until it is recorded."""
        known = self._bench.desk.register.services[service]
        self._stop()
        self.service, self.class_ = service, class_
        self._code.setText(f"{service}   Changing class")
        self._name.setText(known.title)
        self._from.show_class(known.class_)
        self._to.show_class(class_)
        self._from_word.setText(class_word(known.class_))
        self._to_word.setText(class_)
        self._ask.setText(f"Why is it a {class_}? (required)")
        self.reason.setAccessibleName(self._ask.text())
        self.reason.setPlainText("")
        self._say("")
        self.basis.show_text(known.legal_basis or "")
        limit = _SERVICE.field("mtpd_days")
        self.limit.show_text(typed_text(limit, known.mtpd_days, self._bench.desk.register))
        session = self._bench.session
        today = short_date(session.today())
        self._decided.setText(f"Kept in the history as decided by {session.who} on {today}.")
        self._suggestion = None
        self._suggested.setText("Looking up what the law suggests.")
        self.use.hide()
        self._show_told((("clock", "Working out what this changes."),))
        results = self._bench.results
        results.ask(self, "suggest_class", service, then=self._suggest, quiet=True)
        results.ask(self, "class_consequences", service, class_, then=self._tell, quiet=True)
        self.reason.setFocus()

    def decide(self) -> None:
        """Record the decision as one step, or say what is missing."""
        reason = self.reason.toPlainText().strip()
        if not reason:
            self._say("Say why it has this class; the reason is printed in the plan.")
            self.reason.setFocus()
            return
        if len(reason) > LONGEST:
            self._say(f"The reason is longer than {LONGEST} characters; shorten it.")
            return
        try:
            limit: Any = read_plain(self.limit.field, self.limit.text)
        except BackstopError as error:
            self.limit.show_error(error.sentence)
            return
        desk = self._bench.desk
        edit = class_edit(desk.register, self.service, self.class_, reason, self.basis.text, limit)
        try:
            desk.apply(edit, reason, offer_undo=True)
        except BackstopError as error:
            self._say(error.sentence)
            return
        self._stop()
        self.closed.emit()

    def give_up(self) -> None:
        """Leave the class as it is."""
        self._stop()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the class as it is, Ctrl+Enter records."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.decide()
        else:
            super().keyPressEvent(event)

    def _stop(self) -> None:
        sweep, self._sweep = self._sweep, None
        if sweep is not None and sweep in self._bench.tasks.running:
            sweep.cancel()

    def _suggest(self, found: Suggestion | None) -> None:
        self._suggestion = found
        if found is None:
            self._suggested.setText("No common service is like it, so nothing is suggested.")
            return
        self._suggested.setText(f"Suggested: {found.class_}. {found.why}")
        self.use.setVisible(found.class_ == self.class_)

    def _use_suggestion(self) -> None:
        if self._suggestion is not None:
            self.basis.show_text(self._suggestion.legal_basis)
            if not self.limit.text:
                self.limit.show_text(str(self._suggestion.tolerable_days))

    def _tell(self, found: ClassConsequences) -> None:
        told = consequence_sentences(found, self.class_)
        results, session = self._bench.results, self._bench.session
        before = results.get("sweep")
        if before is None or results.is_stale("sweep") or not session.is_small():
            self._show_told(told)
            return
        self._show_told((*told, ("clock", "Working out N-1 with this class.")))
        asked = (self.service, self.class_)
        self._sweep = results.ask(
            self,
            "sweep_with_class",
            *asked,
            then=lambda after: (
                self._show_told((*told, ("dependence", secure_sentence(before.value, after))))
                if asked == (self.service, self.class_)
                else None
            ),
            title="Working out what the class changes",
            lane="long",
        )

    def _show_told(self, told: tuple[tuple[str, str], ...]) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._told.addWidget(label("What this changes", "strong"))
        for icon, sentence in told:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            drawn = QLabel()
            side = self._look.px(16)
            token = "caution" if icon in ("warning", "clock") else "text"
            drawn.setPixmap(self._look.icon(icon, token).pixmap(side, side))
            row.addWidget(drawn, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(sentence, "secondary", wraps=True), 1)
            self._told.addWidget(line)

    def _counted(self) -> None:
        number = len(self.reason.toPlainText())
        self._count.setText(f"{number} / {LONGEST}")
        if number and self.error.text():
            self._say("")

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        restyle(self.reason, "wrong" if sentence else "")
        self.reason.setAccessibleDescription(sentence)

    def _fit(self) -> None:
        self.reason.setStyleSheet(f"min-height: {self._look.px(70)}px;")
        self.reason.setMaximumHeight(self._look.px(82))

    def _lay_out(self) -> None:
        classes = QHBoxLayout()
        classes.setSpacing(8)
        arrow = label("\N{RIGHTWARDS ARROW}")
        arrow.setAccessibleName("becomes")
        for part in (self._from, self._from_word, arrow, self._to, self._to_word):
            classes.addWidget(part)
        classes.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.addWidget(self._code)
        head.addWidget(self._name)
        head.addLayout(classes)
        asked = QHBoxLayout()
        asked.addWidget(self._ask, 1)
        asked.addWidget(self._count)
        body = QWidget()
        body.setProperty("kind", "panel")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 10, 16, 10)
        inner.setSpacing(6)
        inner.addLayout(asked)
        for shown in (
            self.reason,
            self.error,
            label("Say what happens to people, and how soon. This is printed in the plan.",
                  "caption", wraps=True),
            self.basis,
            self._suggested,
            self.use,
            self.limit,
            self._decided,
            self.consequences,
        ):  # fmt: skip
            inner.addWidget(shown)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.record)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(divider())
        column.addWidget(scroll, 1)
        column.addWidget(divider())
        column.addLayout(foot)
