"""How a failure spreads, told day by day: a sentence for each day and the state of each box."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.dependence.picture import PEOPLE, SERVICES, Box
from planner.document.wording import (
    count,
    counted,
    listed,
    people,
    percent,
    short_date,
    start,
)
from planner.scenario.cascade import STILL
from planner.scenario.spread import Spread

NOBODY = 0.5


@dataclass(frozen=True, slots=True)
class State:
    """What a day of a failure has done to a box.

    `share` is the part of the work still done, 0 to 1; `lost` how many people have lost their
    service. `words` say it, `short` in a word or two; both are "" where nothing happened. `cause`
    says why.
    """

    share: float = 1.0
    lost: float = 0.0
    words: str = ""
    short: str = ""
    cause: str = ""

    @property
    def is_hit(self) -> bool:
        """Return whether anything happened."""
        return bool(self.words)

    @property
    def is_stopped(self) -> bool:
        """Return whether none of the work is done."""
        return self.share <= STILL


UNTOUCHED = State()


@dataclass(frozen=True)
class SpreadTold:
    """A spread with its words. `group_by` says what the people of the map are grouped by."""

    spread: Spread
    group_by: str

    def sentence(self, day: int) -> str:
        """Return what has happened by a day, in a sentence or two."""
        spread = self.spread
        down = spread.down(day)
        stopped = [spread.names[key] for key in down if spread.is_stopped(key, day)]
        partly = [
            f"{spread.names[key]}{' is down' if at == 0 else ''} to "
            f"{percent(spread.shares[key][day])}"
            for at, key in enumerate(key for key in down if not spread.is_stopped(key, day))
        ]
        said = []
        if stopped:
            said.append(f"{listed(stopped, 3)} {'has' if len(stopped) == 1 else 'have'} stopped")
        if partly:
            said.append(listed(partly, 3))
        if not said:
            said.append("Everybody works as usual")
        lost, without = spread.people_lost(day), spread.people_without(day)
        if lost < NOBODY:
            return f"{'; '.join(said)}. Nobody has lost a service."
        have = "has" if round(lost) == 1 else "have"
        left = (
            f"the best use of the options leaves {count(without)} without"
            if without >= NOBODY
            else "the options serve everybody"
        )
        return f"{'; '.join(said)}. {start(people(lost))} {have} lost a service; {left}."

    def day_words(self, day: int) -> str:
        """Return a day and its date."""
        return f"Day {day}, {short_date(self.spread.date(day))}"

    def ending(self) -> str:
        """Return what the whole failure comes to, told when it has been played."""
        spread = self.spread
        lost = [spread.people_lost(day) for day in spread.change_days]
        worst = max(range(len(lost)), key=lambda at: lost[at], default=0)
        without = max(
            spread.change_days, key=lambda day: (spread.people_without(day), -day), default=0
        )
        others = len(spread.shares) - 1
        dragged = (
            f"{counted(others, 'other is', 'others are')} pulled down" if others > 0
            else "Nobody else is pulled down"
        )  # fmt: skip
        if lost and lost[worst] >= NOBODY:
            return (
                f"{dragged}. At worst {people(lost[worst])} lose a service, from day "
                f"{spread.change_days[worst]}; most are left without on day {without}: "
                f"{count(spread.people_without(without))}."
            )
        return f"{dragged}. Nobody loses a service."

    def of_box(self, box: Box, day: int) -> State:
        """Return the state of a box on a day."""
        if box.column == PEOPLE:
            return self._people(self.group_by, box.members, day)
        if box.column == SERVICES:
            return self._people("service", box.members, day)
        return self._work([member.partition(" ")[2] for member in box.members], day)

    def of_record(self, kind: str, key: str, day: int) -> State:
        """Return the state of one record on a day; `kind` "people" is a group of people."""
        if kind in ("provider", "asset"):
            return self._work([key], day)
        if kind in ("service", "people"):
            return self._people(self.group_by if kind == "people" else kind, [key], day)
        return UNTOUCHED

    def _people(self, what: str, keys: Iterable[str], day: int) -> State:
        members = tuple(keys)
        lost = self.spread.people_lost(day, what, members)
        if lost < NOBODY:
            return UNTOUCHED
        short = words = f"{count(lost)} lost"
        if what == "service":
            without = self.spread.people_without(day, members)
            left = f"{count(without)} without" if without >= NOBODY else "all served"
            words = f"{count(lost)} lost, {left}"
        return State(1.0, lost, words, short)

    def _work(self, keys: list[str], day: int) -> State:
        hit = [key for key in keys if self.spread.share([key], day) < 1 - STILL]
        if not hit:
            return UNTOUCHED
        share = self.spread.share(hit, day)
        lost = self.spread.people_lost(day, "provider", keys)
        cause = next((" ← ".join(self.spread.causes.get(key, ())) for key in hit), "")
        if len(keys) > 1:
            words = f"{len(hit)} of {len(keys)} down"
            return State(share, lost, words, words, cause)
        days = self.spread.shares[hit[0]]
        since = next(at for at in range(day, -1, -1) if at == 0 or days[at - 1] >= 1 - STILL)
        if share <= STILL:
            return State(share, lost, f"stopped, day {since}", "stopped", cause)
        return State(
            share, lost, f"{percent(share)} of its work left", f"{percent(share)} left", cause
        )


def causes_of(told: SpreadTold, keys: Iterable[str]) -> tuple[str, ...]:
    """Return why any of these failed, nearest cause first."""
    return next((told.spread.causes[key] for key in keys if key in told.spread.causes), ())
