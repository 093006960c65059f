"""Marked content of a page: what was drawn, cut where the owner changes, with its marks around."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.document.pdf.structure import Element

PAINTS = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI"])


@dataclass(frozen=True, slots=True)
class Artifact:
    """What belongs to the page and not to the document, such as its header; by kind of PDF."""

    kind: str = ""
    subtype: str = ""

    @property
    def opening(self) -> str:
        """The operator that opens it."""
        if not self.kind:
            return "/Artifact BMC"
        subtype = f" /Subtype /{self.subtype}" if self.subtype else ""
        return f"/Artifact << /Type /{self.kind}{subtype} >> BDC"


Owner = Element | Artifact
PLAIN = Artifact()
REPEATED = Artifact("Pagination")
"""What a page repeats of the one before, such as the headings of a table that goes on."""


class Switch(str):
    """A place among the operators of a page from where what is painted has another owner."""

    owner: Owner

    def __new__(cls, owner: Owner) -> Switch:
        """Return a place without words: where it is left in, it says nothing."""
        made = super().__new__(cls, "")
        made.owner = owner
        return made


def paints(operators: str) -> bool:
    """Return whether an entry of ReportLab's list of operators leaves something on the page."""
    if operators.endswith("ET") or "Tj" in operators or "TJ" in operators:
        return " Tj" in operators or " TJ" in operators
    words = operators.rsplit(None, 1)
    return bool(words) and words[-1] in PAINTS


def marked(code: Sequence[str], number: Callable[[Element], int]) -> list[str]:
    """Return the operators of a page with marked content around everything that paints.

    `number` gives the next MCID of an element. Marks open as late and close as early as they
    can, so that they stand inside the saving and restoring of the graphics state.
    """
    written: list[str] = []
    owner: Owner = PLAIN
    run: list[str] = []
    for entry in code:
        if not isinstance(entry, Switch):
            run.append(entry)
            continue
        if entry.owner is not owner:
            written += _wrapped(run, owner, number)
            run, owner = [], entry.owner
    return written + _wrapped(run, owner, number)


def _wrapped(run: list[str], owner: Owner, number: Callable[[Element], int]) -> list[str]:
    """Return operators that have one owner, with its marks around those that paint."""
    painting = [at for at, entry in enumerate(run) if paints(entry)]
    if not painting:
        return run
    first, last = _level(run, _start(run, painting[0]), painting[-1])
    if isinstance(owner, Artifact):
        opening = owner.opening
    else:
        opening = f"/{owner.role} << /MCID {number(owner)} >> BDC"
    return [*run[:first], opening, *run[first : last + 1], "EMC", *run[last + 1 :]]


STATE = frozenset(
    ("q", "Q", "cm", "w", "J", "j", "M", "d", "gs", "rg", "RG", "g", "G", "k", "K", "ET", "Tr")
)


def _start(run: Sequence[str], painting: int) -> int:
    """Return where the path of the first painting operator begins: no mark may stand in a path."""
    at = 0
    while at < painting and (not run[at].strip() or run[at].split()[-1] in STATE):
        at += 1
    return at


def _level(run: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Return the first and last operator, widened until each q between them has its Q."""
    depth = least = 0
    for entry in run[first : last + 1]:
        depth += _step(entry)
        least = min(least, depth)
    while least < 0 and first > 0:
        first -= 1
        step = _step(run[first])
        least, depth = least + step, depth + step
    end = last
    while depth > 0 and end < len(run) - 1:
        end += 1
        depth += _step(run[end])
        if depth == 0:
            return first, end
    return first, last


def _step(entry: str) -> int:
    return {"q": 1, "Q": -1}.get(entry.strip(), 0)
