"""Warning signs that registers of other bodies give of a provider, none of them twice."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from planner.exchange.body_rows import SITE_RATING
from planner.exchange.cells import shortened
from planner.exchange.listed_bodies import ListedBody, ListedSign
from planner.register.records import WarningSign
from planner.register.register import Register

SAME_DAYS = 90
"""Days within which a sign that says the same as the last one is not added again."""


class BodySigns:
    """Turns what a list says into signs of one source, beside those the register has of it."""

    def __init__(self, register: Register, source: str, today: datetime.date) -> None:
        self.register = register
        self.source = source
        self.today = today

    def of(self, provider: str, bodies: Sequence[ListedBody]) -> list[WarningSign]:
        """Return the signs that rows give of one provider, one of each kind, and not twice."""
        by_kind: dict[str, list[ListedSign]] = {}
        for body in bodies:
            for sign in body.signs:
                by_kind.setdefault(sign.indicator, []).append(sign)
        found = []
        for indicator, signs in by_kind.items():
            rating, words, seen = _together(indicator, signs)
            new = self._sign(provider, indicator, rating, words, seen or self.today)
            if not self._is_said(new):
                found.append(new)
        clears = frozenset().union(*(body.clears for body in bodies)) - set(by_kind)
        for indicator in sorted(clears):
            last = self._last(provider, indicator)
            if last is not None and last.rating and last.date < self.today:
                words = f"The list of {self.source} gives it as sound again"
                found.append(self._sign(provider, indicator, 0, words, self.today))
        return found

    def _sign(
        self, provider: str, indicator: str, rating: int, words: str, seen: datetime.date
    ) -> WarningSign:
        day = min(seen, self.today)
        return WarningSign(
            provider, day, indicator, rating, self.source, words[:1].upper() + words[1:]
        )

    def _is_said(self, new: WarningSign) -> bool:
        last = self._last(new.provider, new.indicator)
        if last is None:
            return False
        if last.date >= new.date:
            return True
        return last.rating == new.rating and (new.date - last.date).days < SAME_DAYS

    def _last(self, provider: str, indicator: str) -> WarningSign | None:
        """Return the latest sign of a kind that this source gave of a provider."""
        own = [
            one
            for one in self.register.warning_signs.values()
            if one.provider == provider and one.indicator == indicator and one.source == self.source
        ]
        return max(own, key=lambda one: one.date, default=None)


def _together(indicator: str, signs: Sequence[ListedSign]) -> tuple[int, str, datetime.date | None]:
    """Return one rating, its words and its day for all a provider's homes.

    One home's rating is the provider's. Of several, half or more decide; fewer count one less, so
    that one poor home of many does not speak for all of them.
    """
    worst = max(one.rating for one in signs)
    chosen = [one for one in signs if one.rating == worst]
    rating = worst
    if indicator == SITE_RATING and worst and len(chosen) * 2 < len(signs):
        rating = worst - 1
    words = "; ".join(shortened(one.words, 120) for one in chosen[:5])
    if len(signs) > 1:
        words = f"{len(chosen)} of {len(signs)}: {words}"
    days = [one.seen for one in chosen if one.seen is not None]
    return rating, words, max(days, default=None)
