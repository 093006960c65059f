"""Supply links as a map shows them: ribbons to the last column, arrows between providers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.dependence.picture import PROVIDERS, SUPPLIERS, Lean, Ribbon
from planner.dependence.reach import Node
from planner.register.records import SupplyLink
from planner.register.register import Register

BoxOf = Mapping[tuple[int, str], str]


def ribbons_and_leans(
    register: Register,
    links: Iterable[SupplyLink],
    box_of: BoxOf,
    by_record: Mapping[tuple[int, str], list[float]],
    centre: Node | None,
) -> tuple[list[Ribbon], tuple[Lean, ...]]:
    """Return ribbons from providers to what they lean on, and leans within a column.

    A ribbon carries the people of each provider that leans, once for each supplier.
    """
    carried: dict[tuple[str, str], dict[str, list[float]]] = {}
    words: dict[tuple[str, str], set[str]] = {}
    leans: dict[tuple[str, str], list[Lean]] = {}
    for link in links:
        end, column = _box(register, box_of, link.upstream)
        start, own_column = _box(register, box_of, link.downstream)
        if end == start or not end or not start:
            continue
        if own_column == PROVIDERS and column == SUPPLIERS:
            amounts = by_record.get((PROVIDERS, f"provider {link.downstream}"), [0.0, 0.0])
            carried.setdefault((start, end), {})[link.downstream] = amounts
            words.setdefault((start, end), set()).add(link_word(link))
        else:
            lean = _lean(register, link, end, start, centre)
            leans.setdefault((lean.start, lean.end), []).append(lean)
    ribbons = []
    for (start, end), members in carried.items():
        said = words[start, end]
        word = next(iter(said)) if len(said) == 1 else ""
        chosen = sum(amounts[1] for amounts in members.values())
        others = sum(amounts[0] for amounts in members.values())
        if chosen:
            ribbons.append(Ribbon(start, end, chosen, True, len(members), word))
        if others or not chosen:
            ribbons.append(Ribbon(start, end, others, False, len(members), word))
    return ribbons, tuple(_as_one(same) for same in leans.values())


def link_word(link: SupplyLink) -> str:
    """Return in a word or two what a link supplies."""
    return "owner" if link.kind == "parent" else link.input or link.kind


def _box(register: Register, box_of: BoxOf, key: str) -> tuple[str, int]:
    name = f"asset {key}" if key in register.assets else f"provider {key}"
    for column in (PROVIDERS, SUPPLIERS):
        if (column, name) in box_of:
            return box_of[column, name], column
    return "", SUPPLIERS


def _lean(
    register: Register, link: SupplyLink, supplier: str, customer: str, centre: Node | None
) -> Lean:
    """Return the stronger of the two ways in which the ends of a link lean on each other."""
    names = {id_: one.name for id_, one in register.providers.items()}
    names |= {id_: one.name for id_, one in register.assets.items()}
    up, down = names[link.upstream], names[link.downstream]
    share, income = link.share or 0.0, link.income_share or 0.0
    is_chosen = centre is not None and centre[1] in (link.upstream, link.downstream)
    if income > share:
        return Lean(
            customer,
            supplier,
            f"{income:.0%} of income",
            f"{up} earns {income:.0%} of its income from {down}",
            is_chosen,
        )
    what = link_word(link)
    part = f", {share:.0%}" if share and share < 1 else ""
    after = f", felt after {link.buffer_days} days" if link.buffer_days else ""
    return Lean(
        supplier,
        customer,
        f"{what}{part}",
        f"{down} leans on {up} for {'ownership' if what == 'owner' else what}{part}{after}",
        is_chosen,
    )


def _as_one(same: list[Lean]) -> Lean:
    first = same[0]
    if len(same) == 1:
        return first
    return Lean(
        first.start,
        first.end,
        f"{len(same)} links",
        ". ".join(lean.sentence for lean in same[:6]),
        any(lean.is_chosen for lean in same),
    )
