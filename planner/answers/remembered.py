"""What this process has worked out about failures, kept from one question to the next.

A question comes with a register of its own, most often the last one with an edit or two. What the
edit cannot have changed need not be worked out again, so the last book of cases is kept here, the
one thing that answers remember. It changes no answer, only how soon it comes.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.register.register import Register
    from planner.scenario.case_book import CaseBook

_kept: list[CaseBook] = []
_one_at_a_time = threading.Lock()


def book_of(register: Register) -> CaseBook:
    """Return the book of cases of a register, with all that still holds of the last one asked."""
    from planner.scenario.case_book import CaseBook

    with _one_at_a_time:
        if not _kept:
            _kept.append(CaseBook(register))
        elif _kept[0].register is not register:
            _kept[0] = _kept[0].after(register)
        return _kept[0]
