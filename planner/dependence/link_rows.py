"""The links of a network as rows of numbers, for work that must be quick."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

Row = Any
"""Numbers by place: a list, or a numpy array where they are many."""

NEVER = -1


class LinkRows(NamedTuple):
    """The links by number, sorted by the node that leans.

    Links `up_start[v]` up to `up_start[v + 1]` are those by which node v leans on others;
    `down_link[down_start[u]]` up to `down_link[down_start[u + 1]]` those by which others lean on u.
    `replace` is NEVER where a supplier is never replaced; `arrears` is what the customer of a link
    owes, in days of the supplier's income. `need` runs up to `need_count`.
    """

    up_start: Row
    down_start: Row
    down_link: Row
    link_up: Row
    link_down: Row
    share: Row
    buffer: Row
    replace: Row
    need: Row
    income: Row
    arrears: Row


def starts_and_links(
    nodes: int, link_up: Sequence[int], link_down: Sequence[int]
) -> tuple[list[int], list[int], list[int]]:
    """Return `up_start`, `down_start` and `down_link` of links sorted by the node that leans."""
    leaning = [0] * (nodes + 1)
    carrying = [0] * (nodes + 1)
    for up, down in zip(link_up, link_down, strict=True):
        leaning[down + 1] += 1
        carrying[up + 1] += 1
    by_up = sorted(range(len(link_up)), key=link_up.__getitem__)
    return list(accumulate(leaning)), list(accumulate(carrying)), by_up
