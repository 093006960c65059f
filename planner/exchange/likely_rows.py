"""Which rows of a national register may speak of a provider at all."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from planner.exchange.listed_bodies import ListedBody
from planner.exchange.registered_numbers import charity_number, company_number
from planner.exchange.supplier_names import core_name
from planner.register.register import Register

_KNOWN_SIZE = 4
_LIKE = 80.0


class LikelyRows:
    """Tells rows that may speak of a provider from the many that cannot.

    A national register has millions of rows; only those with a known number, or a name that begins
    and reads like a provider's, are compared at length.
    """

    def __init__(self, register: Register) -> None:
        providers = register.providers.values()
        self.numbers = {
            number
            for one in providers
            for number in (
                company_number(one.company_number),
                charity_number(one.charity_number),
                one.regulator_id,
            )
            if number
        }
        self.cores: dict[str, set[str]] = {}
        for one in providers:
            core = core_name(one.name)[0]
            for start in {_start(one.name), core.replace(" ", "")[:_KNOWN_SIZE]}:
                self.cores.setdefault(start, set()).add(core)

    def may_be_ours(self, body: ListedBody) -> bool:
        """Return whether a row may be about a provider of the register."""
        for one in body.subjects:
            if {one.company_number, one.charity_number, one.regulator_id} & self.numbers:
                return True
            if one.name and self._is_like(one.name):
                return True
        return False

    def _is_like(self, name: str) -> bool:
        known = self.cores.get(_start(name))
        if not known:
            return False
        core = core_name(name)[0]
        return core in known or any(
            fuzz.ratio(core, other, score_cutoff=_LIKE) or _is_within(core, other)
            for other in known
        )


def _is_within(one: str, other: str) -> bool:
    """Return whether one name is the other with up to two words more, as names are reviewed."""
    shorter, longer = sorted((set(one.split()), set(other.split())), key=len)
    return len(shorter) >= 2 and shorter < longer and len(longer) - len(shorter) <= 2


def _start(name: str) -> str:
    bare = re.sub(r"^the\s+", "", name.casefold())
    return re.sub(r"[\W_]+", "", bare)[:_KNOWN_SIZE]
