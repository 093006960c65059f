"""A map of dependence complete: the picture, where it lies, and everything it says."""

from __future__ import annotations

from dataclasses import dataclass

from planner.dependence.captive import Captive
from planner.dependence.concentration import Concentration
from planner.dependence.draw_picture import draw_picture
from planner.dependence.layout import Layout, lay_out
from planner.dependence.network import Network
from planner.dependence.picture import SUPPLIERS, Picture
from planner.dependence.reach import Node
from planner.document.map_lines import Line, lines
from planner.document.map_words import (
    Figure,
    Standing,
    box_sentence,
    figures,
    headline,
    ribbon_sentence,
    second_line,
    short_pounds,
)
from planner.document.wording import count
from planner.register.register import Register
from planner.scenario.spread import pulled_down


@dataclass(frozen=True)
class DependenceMap:
    """A picture with its layout and all its words. `centre` is what it was drawn round."""

    centre: Node | None
    picture: Picture
    layout: Layout
    headline: str
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]

    def hint(self, box_id: str) -> str:
        """Return a sentence on one box, for whoever points at it."""
        return box_sentence(self.picture, self.picture.by_id[box_id])

    def second_line(self, box_id: str) -> str:
        """Return the words under the name of a box."""
        return second_line(self.picture, self.picture.by_id[box_id])

    def ribbon_hint(self, number: int) -> str:
        """Return a sentence on one ribbon, by its place among the picture's."""
        return ribbon_sentence(self.picture, self.picture.ribbons[number])

    def amount(self, number: float | None) -> str:
        """Return people or pounds as the picture measures them, as short as a box needs."""
        return short_pounds(number) if self.picture.measure == "money" else count(number)

    def short_line(self, box_id: str) -> str:
        """Return the words beside the name of a box that has one line only."""
        box = self.picture.by_id[box_id]
        if box.column == SUPPLIERS:
            return box.detail
        if box.amount:
            return self.amount(box.amount)
        return "not known" if box.whole is None else "not shown" if box.whole else ""


def dependence_map(
    register: Register,
    network: Network,
    captive: tuple[Captive, ...],
    concentration: Concentration,
    centre: Node | None,
    depth: int | None,
    measure: str,
    group_by: str,
    funder: str | None,
    roll_up: str,
) -> DependenceMap:
    """Return the map round a centre; None is the whole register."""
    picture = draw_picture(
        register,
        centre,
        depth,
        measure=measure,
        group_by=group_by,
        funder=funder,
        roll_up=roll_up,
    )
    can_stop = centre is not None and centre[0] in ("provider", "asset")
    standing = Standing(
        captive,
        concentration,
        pulled_down(register, centre[1], network) if centre is not None and can_stop else (),
    )
    return DependenceMap(
        centre,
        picture,
        lay_out(picture),
        headline(register, centre, group_by, standing),
        figures(register, centre, standing),
        lines(register, centre, picture, standing),
    )


def largest_provider(register: Register) -> str:
    """Return the provider paid most a year, or serving most where no pay is known; "" if none."""

    def size(key: str) -> tuple[float, int, str]:
        contracts = register.contracts_of_provider[key]
        return (
            -sum(contract.annual_value or contract.total_value or 0.0 for contract in contracts),
            -sum(register.people_of_contract(contract.id) or 0 for contract in contracts),
            key,
        )

    return min(register.contracts_of_provider, key=size, default="")
