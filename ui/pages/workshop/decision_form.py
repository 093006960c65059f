"""Log a decision: in under ten seconds, for good, and with what it does in the model."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.errors import InputRefused
from planner.exercise.clock import DAY_MINUTES, clock_at
from planner.exercise.log import Act, Entry
from ui.pages.workshop.decision_fields import DecisionFields
from ui.pages.workshop.telling_time import decided_at, say
from ui.parts.elided import ElidedLabel
from ui.parts.words import button, label
from ui.playing import Playing
from ui.workbench import Workbench

DECISION = "D"
"""The letter decisions are numbered with; notes have another, and do nothing in the model."""


class DecisionForm(QWidget):
    """The form; what it logs goes through `Playing`. `logged` carries the entry that was kept."""

    logged = Signal(object)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._playing: Playing | None = None
        self._corrects: Entry | None = None
        self._letter = DECISION
        self._offered: tuple[object, ...] = ()
        self.title = label("Log a decision", "title")
        self.about = ElidedLabel("", "secondary")
        self.about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.more = button("More", self._toggle_more, "link")
        self.more.setCheckable(True)
        self.more.setToolTip("Options weighed, and when a late entry was decided")
        self.log_it = button("Log it", self.submit, "primary")
        self.log_it.setToolTip("Enter from any field, Ctrl+Enter from the reason")
        self.note_only = button("Note only", self._note)
        self.take_back = button("Take it back", self._take_back)
        self.take_back.hide()
        self.fields = DecisionFields(bench.look, (self.log_it, self.note_only, self.take_back))
        self.fields.entered.connect(self.submit)
        self.wrong = label("", "failure", wraps=True)
        self.wrong.hide()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 18, 10)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.fields)
        column.addWidget(self.wrong)

    @property
    def is_correcting(self) -> bool:
        """Whether the form corrects an entry."""
        return self._corrects is not None

    def show_playing(self, playing: Playing) -> None:
        """Log into another exercise."""
        self._playing = playing
        self.clear()
        self.offer()

    def offer(self) -> None:
        """Offer owners, powers and acts as they are at hand now; what is typed stays."""
        playing, session = self._playing, self._bench.session
        if playing is None:
            return
        self._name()
        # Words and notes change nothing that is at hand, and logging has to be quick.
        acting = tuple(one.number for one in playing.entries if one.act or one.corrects)
        known = (playing.code, id(playing.best), acting, session.revision)
        if known == self._offered:
            return
        self._offered = known
        self.fields.offer(self.fields.owner, playing.exercise.players)
        self.fields.offer(self.fields.powers, session.powers_at_hand(playing.best))
        self.fields.acts.offer(session.act_choices(playing.best, playing.entries))

    def focus(self) -> None:
        """Put the caret into Decision."""
        self.fields.decision.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.fields.decision.selectAll()

    def correct(self, entry: Entry, name: str) -> None:
        """Write a correction of an entry; the original stays as it is."""
        self.clear()
        self._corrects = entry
        self._letter = name[:1]
        self.title.setText(f"Correct {name}")
        self.fields.acts.setEnabled(self._letter == DECISION)
        session = self._bench.session
        self.fields.show_entry(entry, session.act_words(entry.act) if entry.act else "")
        self.take_back.show()
        self.note_only.hide()
        self._name()
        self.focus()

    def clear(self) -> None:
        """Empty the form and log decisions again."""
        self._corrects = None
        self._letter = DECISION
        self.title.setText("Log a decision")
        self.fields.acts.setEnabled(True)
        self.take_back.hide()
        self.note_only.show()
        self.fields.clear()
        self._refuse("")
        self._name()

    def submit(self) -> None:
        """Log what is typed, or say what is missing."""
        playing, fields = self._playing, self.fields
        if playing is None:
            return
        if not fields.words:
            self._refuse("Say what was decided, in a line.", fields.decision)
            return
        if not fields.why:
            self._refuse("Say why, in a few words.", fields.reason)
            return
        try:
            values = self._values(playing)
        except InputRefused as refused:
            self._refuse(refused.sentence)
            return
        if self._corrects is not None:
            number = self._corrects.number
            self._done(playing.correct(number, fields.words, fields.why, **values))
        else:
            self._done(playing.decide(fields.words, fields.why, **values))

    def _values(self, playing: Playing) -> dict[str, Any]:
        """Return what is typed beside what and why; InputRefused where something is not right."""
        fields = self.fields
        late = decided_at(fields.weighing.decided_at.text(), self._bench.session.now())
        return {
            "powers": fields.powers.currentText().strip(),
            "owner": fields.owner.currentText().strip(),
            "weighed": fields.weighing.weighed,
            "review_at": self._review_at(playing),
            "decided_at": late,
            "act": self._act(int(_play_at(playing, late) // DAY_MINUTES)),
        }

    def _act(self, day: int) -> Act | None:
        """Return what the decision does, from a day; one only corrected in its words keeps its."""
        act = self.fields.acts.act(day, self.fields.pounds)
        before = self._corrects.act if self._corrects is not None else None
        if act is None or before is None:
            return act
        is_same = dataclasses.replace(act, day=before.day, amount=before.amount) == before
        return dataclasses.replace(act, day=before.day) if is_same else act

    def _review_at(self, playing: Playing) -> float | None:
        value = self.fields.review.currentData()
        if value == "next":
            following = playing.following
            return self._bench.session.due_at(following) if following is not None else None
        return playing.clock.play + float(value) if value else None

    def _note(self) -> None:
        words = f"{self.fields.words} {self.fields.why}".strip()
        if not words:
            self._refuse("Write the note in Decision, in a line.", self.fields.decision)
        elif self._playing is not None:
            self._done(self._playing.log("note", words=words))

    def _take_back(self) -> None:
        if not self.fields.why:
            self._refuse("Say why it is taken back, in a few words.", self.fields.reason)
        elif self._playing is not None and self._corrects is not None:
            self._done(self._playing.correct(self._corrects.number, "", self.fields.why))

    def _done(self, kept: Entry | None) -> None:
        if kept is not None:
            self.clear()
            self.logged.emit(kept)

    def _refuse(self, words: str, field: QWidget | None = None) -> None:
        say(self.wrong, words)
        self.wrong.setVisible(bool(words))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self) -> None:
        """Say the number the entry will have, and that it is for good."""
        if self._playing is None:
            return
        names = self._bench.session.entry_names(self._playing.entries).values()
        number = sum(one.startswith(self._letter) for one in names) + 1
        words = "Kept for good; a mistake is corrected by a new line."
        if self.is_correcting:
            words = "The original stays in the log, struck through."
        say(self.about, f"{self._letter}-{number:02d}. {words}")

    def _toggle_more(self) -> None:
        self.fields.weighing.setVisible(self.more.isChecked())
        self.more.setText("Less" if self.more.isChecked() else "More")


def _play_at(playing: Playing, late: datetime.datetime | None) -> float:
    """Return the moment of play at a moment of the room; None stands for now."""
    if late is None:
        return playing.clock.play
    before = [one for one in playing.entries if one.at <= late]
    return clock_at(before, late, playing.exercise).play
