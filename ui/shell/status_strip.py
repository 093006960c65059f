"""The strip at the foot: findings, N-1, results out of date, the date of the rules, text size."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from planner.answers.overview import SERIOUS
from planner.document.wording import counted, percent, short_date
from ui.parts.words import divider, unmarked
from ui.shell.stale_results import Stale, stale_results
from ui.theme import TEXT_SIZES, Look
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.scenario.sweep import Sweep
    from ui.shell.team_strip import TeamWords

HEIGHT = 26
WAIT_AFTER_EDIT = 300
"""Milliseconds after an edit before the findings are counted again."""
WAIT_AFTER_OPENING = 200
"""Milliseconds that the first page has to itself before findings are counted beside it."""
SWEEP_AFTER = 2500
"""Milliseconds after opening until N-1 is worked out, so that the first page comes first."""


class StripButton(QPushButton):
    """A flat button with an icon and words of which some may be bold; it has a short form."""

    def __init__(self, look: Look, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "strip")
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: on_click())
        self._icon = QLabel()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(6)
        for part in (self._icon, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        self._full = self._short = ""

    def say(
        self,
        full: str,
        short: str = "",
        *,
        name: str = "",
        icon: str = "",
        token: str = "text",
        tip: str = "",
    ) -> None:
        """Show words in HTML, shorter ones where there is little room, and an icon."""
        self._full, self._short = full, short or full
        plain = name or full.replace("<b>", "").replace("</b>", "")
        self.setAccessibleName(plain)
        self.setToolTip(tip or plain)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.setPixmap(self._look.pixmap(icon, 14, token, self.devicePixelRatioF()))
        self.shorten(shortened=False)

    def shorten(self, *, shortened: bool) -> None:
        """Show the short words, or the full ones."""
        self._words.setText(self._short if shortened else self._full)
        self.updateGeometry()

    @property
    def words(self) -> str:
        """Return the words shown, without what makes them bold."""
        return self._words.text().replace("<b>", "").replace("</b>", "")

    def sizeHint(self) -> QSize:
        """Return the size of what is in it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the size of what is in it."""
        return self.sizeHint()


class StatusStrip(QFrame):
    """How the register stands, whatever page is shown; each part leads to where it comes from."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.setProperty("kind", "strip")
        self.setAccessibleName("How the register stands")
        look = bench.look
        self.findings = StripButton(look, lambda: bench.go("register", tab="findings"))
        self.secure = StripButton(look, lambda: bench.go("scenarios", show="sweep"))
        self.stale = StripButton(look, self._list_stale)
        self.ready = StripButton(look, lambda: None)
        self.team = StripButton(look, self._list_team)
        self._team: TeamWords | None = None
        self.rules = StripButton(look, lambda: bench.actions["help.about"].trigger())
        self.text_size = StripButton(look, self._list_sizes)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 0, 8, 0)
        self._row.setSpacing(4)
        self._lines: list[QWidget] = []
        for part in (self.ready, self.findings, self.secure, self.stale):
            self._row.addWidget(part)
            line = divider(upright=True)
            self._lines.append(line)
            self._row.addWidget(line, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.team)
        self._row.addStretch(1)
        self._row.addWidget(self.rules)
        self._row.addWidget(self.text_size)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_AFTER_EDIT)
        self._timer.timeout.connect(self._ask)
        self._sweep_timer = QTimer(self)
        self._sweep_timer.setSingleShot(True)
        self._sweep_timer.setInterval(SWEEP_AFTER)
        self._sweep_timer.timeout.connect(self.work_out_secure)
        look.changed.connect(self._redraw)
        bench.desk.opened.connect(self._start_over)
        bench.desk.edited.connect(lambda _touched: self._timer.start())
        bench.results.changed.connect(lambda _key: self._tell())
        bench.results.aged.connect(self._tell)
        self._rules_words = ""
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten words where the strip is narrow."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the words when first shown."""
        super().showEvent(event)
        self._fit()

    def show_team(self, words: TeamWords) -> None:
        """Show who else is in a team register, or that its server is away."""
        self._team = words
        self._tell()

    def _start_over(self) -> None:
        bench = self._bench
        self._timer.stop()
        self._sweep_timer.stop()
        self._rules_words = ""
        if bench.desk.is_open:
            QTimer.singleShot(WAIT_AFTER_OPENING, self, self._after_opening)
        self._tell()

    def _after_opening(self) -> None:
        bench = self._bench
        if not bench.desk.is_open:
            return
        bench.tasks.ask(
            self, bench.session.study(), "rules_date", then=self._tell_rules, quiet=True
        )
        self._ask()
        if bench.session.is_small():
            self._sweep_timer.start()

    def work_out_secure(self) -> None:
        """Fail everything in turn, quietly, for the secure share."""
        if self._bench.desk.is_open and self._bench.results.get("sweep") is None:
            self._bench.results.ask(self, "sweep", quiet=True, lane="long")

    def _ask(self) -> None:
        if self._bench.desk.is_open:
            self._bench.results.ask(self, "check", quiet=True)

    def _tell_rules(self, date: Any) -> None:
        self._rules_words = short_date(date)
        self._tell()

    def _redraw(self) -> None:
        self.setFixedHeight(self._bench.look.px(HEIGHT))
        for line in self._lines:
            line.setFixedHeight(self._bench.look.px(14))
        self._tell()

    def _tell(self) -> None:
        is_open = self._bench.desk.is_open
        self.ready.setVisible(not is_open)
        self.ready.say("Ready")
        self.ready.setEnabled(False)
        for part in (self.findings, self.secure, self.stale):
            part.setVisible(is_open)
        self._tell_team()
        for number, line in enumerate(self._lines):
            line.setVisible(is_open if number else not is_open)
        self.rules.setVisible(bool(self._rules_words) and is_open)
        self.rules.say(
            f"Rules: England, {self._rules_words}",
            self._rules_words,
            tip="The newest rules of law and procurement that results rest on",
        )
        self.text_size.say(
            f"{self._bench.look.text_size}%",
            icon="zoom_in",
            name=f"Text size {self._bench.look.text_size} per cent",
            tip="Text size (Ctrl+plus, Ctrl+minus)",
        )
        if is_open:
            self._tell_findings()
            self._tell_secure()
            self._tell_stale()
        self._fit()

    def _tell_findings(self) -> None:
        kept = self._bench.results.get("check")
        if kept is None:
            self.findings.say("Checking the register", "Checking")
            return
        many = len(kept.value)
        serious = sum(finding.weight >= SERIOUS for finding in kept.value)
        if not many:
            self.findings.say("No register findings", "No findings", icon="done", token="success")
            return
        noun = "finding" if many == 1 else "findings"
        tail = f", {serious:,} serious" if serious else ""
        self.findings.say(
            f"<b>{many:,}</b> register {noun}{tail}",
            f"<b>{many:,}</b> {noun}",
            icon="warning",
            token="caution" if serious else "text",
            tip="What is missing or contradictory in the register; opens the list",
        )

    def _tell_secure(self) -> None:
        kept = self._bench.results.get("sweep")
        if kept is None:
            small = self._bench.session.is_small()
            words = "N-1 being worked out" if small else "N-1 not worked out yet"
            self.secure.say(words, "N-1", tip="Fail every provider and asset in turn")
            return
        sweep: Sweep = kept.value
        people = sweep.secure_people_share
        tail = f", <b>{percent(people)}</b> of people" if people is not None else ""
        old = self._bench.results.is_stale("sweep")
        self.secure.say(
            f"N-1 secure <b>{percent(sweep.secure_share)}</b> of providers{tail}"
            + (", out of date" if old else ""),
            f"N-1 <b>{percent(sweep.secure_share)}</b>" + (", old" if old else ""),
            icon="clock" if old else "",
            token="caution",
            tip=f"Worked out at {kept.at}; the share whose failure alone costs no must service",
        )

    def _tell_team(self) -> None:
        desk, words = self._bench.desk, self._team
        is_shared = desk.is_open and desk.session.is_shared and words is not None
        self.team.setVisible(is_shared)
        if is_shared and words is not None:
            self.team.say(
                words.full,
                words.short,
                icon="warning" if words.is_lost else "people",
                token="caution" if words.is_lost else "text",
                tip=words.tip,
            )

    def _list_team(self) -> None:
        menu = QMenu("Who is in this register", self)
        lines = self._team.lines if self._team is not None else ()
        for line in lines or ("Nobody else has it open",):
            menu.addAction(unmarked(line)).setEnabled(False)
        self._pop_up(menu, self.team)

    def _stale(self) -> tuple[Stale, ...]:
        keys = [key for key in self._bench.results.stale() if key[0] != "check"]
        return stale_results(self._bench.desk.register, keys)

    def _tell_stale(self) -> None:
        many = len(self._stale())
        if many:
            self.stale.say(
                f"<b>{many}</b> {'result' if many == 1 else 'results'} out of date",
                f"<b>{many}</b> out of date",
                name=f"{counted(many, 'result', 'results')} out of date",
                icon="clock",
                token="caution",
                tip="The register changed since; lists them, to work them out again",
            )
        else:
            self.stale.say("All results up to date", "Up to date")

    def _list_stale(self) -> None:
        menu = QMenu("Results out of date", self)
        stale = self._stale()
        if not stale:
            menu.addAction("All results up to date").setEnabled(False)
        for one in stale:
            menu.addAction(unmarked(f"Work out again: {one.name}"), partial(self._show_again, one))
        if len(stale) > 1:
            menu.addSeparator()
            menu.addAction("Work out all again", partial(self._again, stale))
        self._pop_up(menu, self.stale)

    def _show_again(self, one: Stale) -> None:
        """Turn to the page that shows a result, and work it out again there."""
        if one.page:
            self._bench.go(one.page, **one.view)
        self._again((one,))

    def _again(self, stale: tuple[Stale, ...]) -> None:
        for one in stale:
            for key in one.keys:
                self._bench.results.ask(self, *key, title=one.name, lane="long", again=True)

    def _list_sizes(self) -> None:
        menu = QMenu("Text size", self)
        for size in TEXT_SIZES:
            action = menu.addAction(f"{size}%", partial(self._bench.look.use, text_size=size))
            action.setCheckable(True)
            action.setChecked(size == self._bench.look.text_size)
        self._pop_up(menu, self.text_size)

    def _pop_up(self, menu: QMenu, over: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(over.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _fit(self) -> None:
        if not self.isVisible():
            return
        parts = [
            part
            for part in (self.findings, self.secure, self.stale, self.team, self.rules)
            if not part.isHidden()
        ]
        for part in parts:
            part.shorten(shortened=False)
        for part in (self.rules, self.team, self.stale, self.secure, self.findings):
            if self._row.sizeHint().width() <= self.width():
                return
            if part in parts:
                part.shorten(shortened=True)
                self._row.invalidate()
        if self._row.sizeHint().width() > self.width():
            self.rules.hide()
