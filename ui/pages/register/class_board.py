"""The class board: must, needed and could as columns of cards; moving one asks for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner import fields
from planner.answers.deciding import people_of_services
from planner.document.wording import counted, days, people
from ui.pages.register.class_cards import HEIGHT, Card, CardList, paint_card
from ui.parts.badge import Badge
from ui.parts.elided import ElidedLabel
from ui.parts.words import label, restyle
from ui.workbench import Workbench

MEANINGS = {
    "must": "Harm or a breach of the law within the tolerable period. Never let go silently.",
    "needed": "Wellbeing suffers, other routes exist for some. Bridged if the reserve allows.",
    "could": "Valued, not urgent. May be let go with a recorded reason.",
    "": "Nobody has decided yet. They are treated as must until then.",
}
ORDERS = ("most people", "name", "shortest limit")
_ORDER: dict[str, Callable[[Card], tuple[float, str]]] = {
    "most people": lambda card: (-(card.people or 0), card.title.casefold()),
    "name": lambda card: (0, card.title.casefold()),
    "shortest limit": lambda card: (
        float("inf") if card.limit is None else card.limit,
        card.title.casefold(),
    ),
}


class ClassColumn(QFrame):
    """A column of the board: badge, totals, what the class means, and its cards."""

    def __init__(self, bench: Workbench, class_: str) -> None:
        super().__init__()
        self.class_ = class_
        self.setMinimumWidth(1)
        self.setProperty("kind", "card")
        name = class_.capitalize() if class_ else "No class yet"
        self.cards = CardList(bench.look, name)
        self._totals = ElidedLabel("", "secondary")
        self.target = QLabel(f"Drop to class as {class_}")
        self.target.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.target.setProperty("kind", "tag")
        self.target.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Badge(bench.look, class_ or None, 20))
        head.addWidget(label(name, "title"))
        head.addStretch(1)
        head.addWidget(self._totals)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 6)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(10, 0, 10, 2)
        top.addLayout(head)
        top.addWidget(label(MEANINGS[class_], "secondary", wraps=True))
        top.addWidget(self.target)
        column.addLayout(top)
        column.addWidget(self.cards, 1)

    def show_cards(self, cards: list[Card]) -> None:
        """Show the services of the class."""
        self.cards.show_cards(cards)
        known = [card.people for card in cards if card.people is not None]
        reach = f", {people(sum(known))}" if known else ""
        words = f"{counted(len(cards), 'service', 'services')}{reach}"
        self._totals.setText(words)
        self.cards.setAccessibleDescription(f"{words}. {MEANINGS[self.class_]}")

    def mark(self, is_target: bool) -> None:
        """Show whether a card dragged now would land here."""
        restyle(self, "drop-here" if is_target else "card")
        self.target.setVisible(is_target)


class ClassBoard(QWidget):
    """All services by class. `class_wanted` carries a service and the class asked for it."""

    class_wanted = Signal(str, str)
    chosen = Signal(str)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._order, self._words = ORDERS[0], ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 12)
        row.setSpacing(12)
        self.columns = {class_: ClassColumn(bench, class_) for class_ in (*fields.CLASSES, "")}
        for column in self.columns.values():
            row.addWidget(column, 1)
            column.cards.wanted.connect(self._want)
            column.cards.picked.connect(self._pick)
            column.cards.dragged.connect(self._drag)
            column.cards.dropped.connect(self._drop)
            column.cards.let_go.connect(self._let_go)
        self.ghost = Ghost(bench, self)
        bench.desk.edited.connect(self._edited)
        bench.results.changed.connect(self._answered)

    def _edited(self, _touched: object) -> None:
        if self.isVisible():
            self.refresh()

    def _answered(self, key: tuple[object, ...]) -> None:
        if key[0] == "check" and self.isVisible():
            self.refresh()

    def order_by(self, order: str) -> None:
        """Order the cards by most people, name or shortest limit."""
        self._order = order
        self.refresh()

    def filter_by(self, words: str) -> None:
        """Show only services with these words in their name, market or owner."""
        self._words = words.casefold()
        self.refresh()

    def refresh(self) -> None:
        """Show the services as they stand now."""
        register = self._bench.desk.register
        reached = people_of_services(register)
        kept = self._bench.results.get("check")
        counts = Counter(
            one.key for one in (kept.value if kept is not None else ()) if one.kind == "service"
        )
        cards: dict[str, list[Card]] = {class_: [] for class_ in self.columns}
        for key, service in register.services.items():
            sought = f"{service.title} {service.market or ''} {service.owner or ''}".casefold()
            if self._words and self._words not in sought:
                continue
            limit = service.mtpd_days
            words = f"{people(reached.get(key))}, limit {days(limit)}"
            card = Card(key, service.title, words, reached.get(key), limit, counts[key])
            cards[service.class_ or ""].append(card)
        for class_, column in self.columns.items():
            column.show_cards(sorted(cards[class_], key=_ORDER[self._order]))
        any_open = any(one.class_ is None for one in register.services.values())
        self.columns[""].setVisible(any_open)

    def point(self, key: str, *, focus: bool = False) -> None:
        """Put the cursor on the card of a service."""
        for column in self.columns.values():
            if column.cards.point(key):
                if focus:
                    column.cards.setFocus()
            else:
                column.cards.clearSelection()

    def _want(self, key: str, class_: str) -> None:
        service = self._bench.desk.register.services.get(key)
        if service is not None and service.class_ != class_:
            self.class_wanted.emit(key, class_)

    def _pick(self, key: str) -> None:
        for column in self.columns.values():
            if column.cards.key() != key:
                column.cards.clearSelection()
        self.chosen.emit(key)

    def _under(self, place: QPoint) -> ClassColumn | None:
        here = self.mapFromGlobal(place)
        for column in self.columns.values():
            if column.class_ and column.isVisible() and column.geometry().contains(here):
                return column
        return None

    def _drag(self, card: Card, place: QPoint) -> None:
        target = self._under(place)
        service = self._bench.desk.register.services.get(card.key)
        for column in self.columns.values():
            is_other = service is not None and column.class_ != service.class_
            column.mark(column is target and is_other)
        self.ghost.follow(card, self.mapFromGlobal(place))

    def _drop(self, card: Card, place: QPoint) -> None:
        target = self._under(place)
        self._let_go()
        if target is not None:
            self._want(card.key, target.class_)

    def _let_go(self) -> None:
        self.ghost.hide()
        for column in self.columns.values():
            column.mark(False)


class Ghost(QWidget):
    """The card under the mouse while it is dragged."""

    def __init__(self, bench: Workbench, board: QWidget) -> None:
        super().__init__(board)
        self._look = bench.look
        self._card: Card | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, card: Card, at: QPoint) -> None:
        """Show a card under a place."""
        self._card = card
        self.resize(self._look.px(270), self._look.px(HEIGHT))
        self.move(at - QPoint(self.width() // 3, self.height() // 2))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        if self._card is not None:
            painter = QPainter(self)
            box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            paint_card(painter, box, self._card, self._look, is_current=True)
            painter.end()
