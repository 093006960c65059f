"""The supply network of a register: who leans on whom, by node and link.

Nodes are providers first, then assets, each in the order of entry. A *need* is what one provider
leans on as a whole: the essential links that supply one input, or all its partial and parent links
together. The losses of the links of one need add up (MODEL section 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from planner.dependence.link_rows import NEVER, LinkRows, starts_and_links
from planner.register.records import SupplyLink
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class Link:
    """One supply link between two nodes.

    `up` and `down` are node numbers, `need` the number of the need it belongs to. Shares are 0 to
    1, times whole days; `replace_days` None means never replaced. Blank shares count as nothing
    known to be lost, and register health says so.
    """

    up: int
    down: int
    need: int
    kind: str
    share: float
    buffer_days: int
    replace_days: int | None
    income_share: float
    payment_days: float
    record: SupplyLink


@dataclass(frozen=True)
class Network:
    """The nodes and links of one register.

    `ids` and `names` run over the nodes; the first `provider_count` are providers. `links` are
    sorted by the node that leans.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    provider_count: int
    links: tuple[Link, ...]
    need_count: int

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Node number of each provider and asset id."""
        return MappingProxyType({id_: number for number, id_ in enumerate(self.ids)})

    @cached_property
    def links_down(self) -> tuple[tuple[Link, ...], ...]:
        """For each node, the links by which others lean on it."""
        return self._by("up")

    @cached_property
    def links_up(self) -> tuple[tuple[Link, ...], ...]:
        """For each node, the links by which it leans on others."""
        return self._by("down")

    @cached_property
    def rows(self) -> LinkRows:
        """Return the links as rows of numbers."""
        links = self.links
        up, down = [link.up for link in links], [link.down for link in links]
        return LinkRows(
            *starts_and_links(len(self.ids), up, down),
            link_up=up,
            link_down=down,
            share=[link.share for link in links],
            buffer=[link.buffer_days for link in links],
            replace=[NEVER if link.replace_days is None else link.replace_days for link in links],
            need=[link.need for link in links],
            income=[link.income_share for link in links],
            arrears=[link.income_share * link.payment_days for link in links],
        )

    def _by(self, end: str) -> tuple[tuple[Link, ...], ...]:
        found: list[list[Link]] = [[] for _ in self.ids]
        for link in self.links:
            found[getattr(link, end)].append(link)
        return tuple(tuple(links) for links in found)


def build_network(register: Register) -> Network:
    """Build the network of a register."""
    ids = (*register.providers, *register.assets)
    names = (
        *(provider.name for provider in register.providers.values()),
        *(asset.name for asset in register.assets.values()),
    )
    index = {id_: number for number, id_ in enumerate(ids)}
    needs: dict[tuple[int, str], int] = {}
    links: list[Link] = []
    for key, record in register.supply_links.items():
        down = index[record.downstream]
        name = "together"
        if record.kind == "essential":
            name = f"input {record.input}" if record.input else f"link {key}"
        links.append(
            Link(
                up=index[record.upstream],
                down=down,
                need=needs.setdefault((down, name), len(needs)),
                kind=record.kind,
                share=record.share or 0.0,
                buffer_days=record.buffer_days or 0,
                replace_days=record.replace_days,
                income_share=record.income_share or 0.0,
                payment_days=record.payment_days or 0,
                record=record,
            )
        )
    links.sort(key=lambda link: link.down)
    return Network(ids, names, len(register.providers), tuple(links), len(needs))
