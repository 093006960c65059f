"""Which rows of a national register may speak of a provider at all."""

from __future__ import annotations

import re

from planner.exchange.listed_bodies import ListedBody
from planner.exchange.registered_numbers import charity_number, company_number
from planner.exchange.supplier_names import core_name
from planner.register.register import Register

_KNOWN_SIZE = 4


class LikelyRows:
    """Tells rows that may speak of a provider from the many that cannot.

    A national register has millions of rows; only those with a known number, or a name that begins
    like a provider's, are compared at length.
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
        self.starts = {_start(one.name) for one in providers}
        self.starts |= {core_name(one.name)[0].replace(" ", "")[:_KNOWN_SIZE] for one in providers}

    def may_be_ours(self, body: ListedBody) -> bool:
        """Return whether a row may be about a provider of the register."""
        for one in body.subjects:
            if {one.company_number, one.charity_number, one.regulator_id} & self.numbers:
                return True
            if one.name and _start(one.name) in self.starts:
                return True
        return False


def _start(name: str) -> str:
    bare = re.sub(r"^the\s+", "", name.casefold())
    return re.sub(r"[\W_]+", "", bare)[:_KNOWN_SIZE]
