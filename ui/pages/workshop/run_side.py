"""The right of the facilitator's view: the projector, the model, prompts, reviews and notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.exercise.log import in_force
from ui.pages.workshop.live_picture import LivePicture
from ui.pages.workshop.model_says import ModelSays
from ui.pages.workshop.report_button import ReportButton
from ui.pages.workshop.telling_time import play_words, room_time, say
from ui.pages.workshop.weighing import PROMPTS
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, divider, label, restyle
from ui.playing import Playing
from ui.workbench import Workbench

SEEN = (
    ("spread", "The spread"),
    ("numbers", "People without"),
    ("decisions", "Decisions"),
    ("next_to_fall", "Next to fall"),
    ("money", "Money spent"),
)
"""What the room may see beside the news, and what that is called."""
LAST_NOTES = 3


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Where the buttons at the foot lead."""

    reveal: Callable[[], object]
    debrief: Callable[[], object]


class RunSide(QWidget):
    """One panel; the presenter's window is looked at, never kept."""

    def __init__(self, bench: Workbench, ways: WaysOn) -> None:
        super().__init__()
        self._bench = bench
        self._playing: Playing | None = None
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.where = label("", "tag")
        self.picture = LivePicture(bench.look)
        self.project = button("Show", bench.actions["workshop.project"].trigger)
        self.project.setAccessibleName("Show on the projector")
        self.project.setToolTip("Open the room's screen, or bring it to the front (F11)")
        self.blank = button("Blank", bench.actions["workshop.blank"].trigger)
        self.seen: dict[str, QCheckBox] = {}
        for name, words in SEEN:
            box = QCheckBox(words)
            box.setAccessibleName(f"The room sees: {words.lower()}")
            box.toggled.connect(partial(self._let_see, name))
            self.seen[name] = box
        self.model = ModelSays(bench)
        self.prompts = label("", wraps=True)
        self.reviews_title = label("To look at again", "title", wraps=True)
        self.reviews = label("", wraps=True)
        self.trouble_title = label("Decisions that change nothing", "title", wraps=True)
        self.trouble = label("", "caution", wraps=True)
        self.note = QLineEdit()
        self.note.setAccessibleName("Note")
        self.note.setPlaceholderText("A note for the log, then Enter")
        self.note.returnPressed.connect(self._note)
        self.notes = label("", "secondary", wraps=True)
        self.report = ReportButton(bench)
        self._lay_out(ways)

    def show_playing(self, playing: Playing) -> None:
        """Tell of another exercise."""
        self._playing = playing
        self.report.code = playing.code
        self.model.show_playing(playing)
        self.refresh()

    def show_window(self, window: QWidget | None) -> None:
        """Show the picture of the room's screen, and where that is."""
        self.picture.look_at(window)
        self.tell_where(window)

    def tell_where(self, window: QWidget | None) -> None:
        """Say on which screen the room's window is."""
        is_open = window is not None and window.isVisible()
        words, kind = "Not shown", "tag"
        if window is not None and is_open:
            screens = QGuiApplication.screens()
            on = screens.index(window.screen()) if window.screen() in screens else 0
            is_other = window.screen() is not self.screen()
            words = f"Screen {on + 1}, live" if is_other else "One screen"
            kind = "tag-success"
        if self._playing is not None and self._playing.is_blank and is_open:
            words, kind = "Blank", "tag-caution"
        say(self.where, words)
        restyle(self.where, kind)
        project = "To the front" if is_open else "Show"
        if self.project.text() != project:
            self.project.setText(project)
        is_blank = self._playing is not None and self._playing.is_blank
        self.blank.setText("Show again" if is_blank else "Blank")

    def refresh(self) -> None:
        """Show what the room may see, prompts, what is due and the last notes."""
        playing = self._playing
        if playing is None:
            return
        for name, box in self.seen.items():
            box.blockSignals(True)
            box.setChecked(getattr(playing.visible, name))
            box.blockSignals(False)
        inject = playing.current
        asked = inject.prompts if inject is not None and inject.prompts else ()
        say(self.prompts, "\n".join(asked or (asks for _, asks in PROMPTS)))
        notes = [one for one in playing.entries if one.kind == "note"][-LAST_NOTES:]
        say(self.notes, "\n".join(f"{room_time(one.at)} {one.words}" for one in reversed(notes)))
        self.notes.setVisible(bool(notes))
        self.tell_trouble()
        self.tell_reviews()
        self.model.refresh()

    def tell_reviews(self) -> None:
        """Say which decisions are to be looked at again by now."""
        playing = self._playing
        if playing is None:
            return
        due = [one for one in in_force(playing.entries)
               if one.review_at is not None and one.review_at <= playing.clock.play]  # fmt: skip
        names = self._bench.session.entry_names(playing.entries) if due else {}
        say(self.reviews, "\n".join(
            f"{names.get(one.number, '')} {one.words}, due {play_words(one.review_at or 0.0)}"
            for one in due[-LAST_NOTES:]
        ))  # fmt: skip
        self.reviews.setVisible(bool(due))
        self.reviews_title.setVisible(bool(due))

    def tell_trouble(self) -> None:
        """Say which decisions do nothing in the model, and why."""
        playing = self._playing
        found: Mapping[int, str] = {}
        if playing is not None and playing.room is not None:
            session = self._bench.session
            found = session.act_trouble(playing.code, playing.room, playing.entries)
            names = session.entry_names(playing.entries)
            say(self.trouble, "\n".join(f"{names.get(at, '')}: {words}"
                                        for at, words in found.items()))  # fmt: skip
        self.trouble.setVisible(bool(found))
        self.trouble_title.setVisible(bool(found))

    def focus_note(self) -> None:
        """Put the caret into Note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self.note)

    def _let_see(self, name: str, is_on: bool) -> None:
        if self._playing is not None:
            self._playing.let_see(**{name: is_on})

    def _note(self) -> None:
        words = self.note.text().strip()
        if words and self._playing is not None and self._playing.log("note", words=words):
            self.note.clear()

    def _lay_out(self, ways: WaysOn) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        head = FlowRow(across=12)
        head.addWidget(label("On the projector", "title"))
        head.turn()
        head.addWidget(self.where)
        column.addLayout(head)
        column.addWidget(self.picture)
        keys = FlowRow(across=8)
        keys.addWidget(self.project)
        keys.addWidget(self.blank)
        column.addLayout(keys)
        column.addWidget(label("The room may see", "label"))
        ticks = FlowRow(across=14, down=5)
        for box in self.seen.values():
            ticks.addWidget(box)
        column.addLayout(ticks)
        column.addWidget(divider())
        column.addWidget(self.model)
        column.addWidget(self.trouble_title)
        column.addWidget(self.trouble)
        column.addWidget(self.reviews_title)
        column.addWidget(self.reviews)
        column.addWidget(divider())
        column.addWidget(label("Prompts, if the room is stuck", "title", wraps=True))
        column.addWidget(self.prompts)
        column.addWidget(divider())
        column.addWidget(label("Notes", "title"))
        column.addWidget(self.note)
        column.addWidget(self.notes)
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Projector, model, prompts and notes")
        scroll.setWidget(inner)
        foot = FlowRow(across=8)
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(button("Reveal", ways.reveal))
        foot.addWidget(button("Hot debrief", ways.debrief))
        foot.addWidget(self.report)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(divider())
        whole.addLayout(foot)
