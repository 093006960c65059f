"""Health of the supply chain: links, shares, parents and shared assets."""

from __future__ import annotations

from collections.abc import Iterator

from planner.register.findings import LITTLE, MUCH, SOME, Examination, Finding
from planner.register.records import SupplyLink

# Shares that people enter with two digits may sum to a little over 1.
_ROUNDING = 0.005


def links_without_a_share(seen: Examination) -> Iterator[Finding]:
    """Find links that pass on nothing because their share is not known."""
    for key, link in seen.register.supply_links.items():
        if link.share is None:
            what = f"How much {_names(seen, link)} matters is not known; it counts as nothing"
            yield _of(seen, key, link, MUCH, "share", what, "enter a share from 0 to 1")


def essential_links_never_replaced(seen: Examination) -> Iterator[Finding]:
    """Find essential links whose loss would last for good."""
    for key, link in seen.register.supply_links.items():
        if link.kind == "essential" and link.replace_days is None:
            what = (
                f"How soon {_names(seen, link)} could be replaced is not known; it counts as never"
            )
            yield _of(seen, key, link, SOME, "replace_days", what, "enter the days")


def links_between_providers_without_an_income_share(seen: Examination) -> Iterator[Finding]:
    """Find suppliers whose lost income is not known where a customer fails."""
    for key, link in seen.register.supply_links.items():
        trade = link.kind != "parent" and link.upstream in seen.register.providers
        if trade and link.income_share is None:
            supplier = seen.register.providers[link.upstream].name
            customer = seen.register.providers[link.downstream].name
            what = f"How much of its income {supplier} earns from {customer} is not known"
            yield _of(seen, key, link, LITTLE, "income_share", what, "ask the supplier")


def income_shares_of_a_supplier_over_the_whole(seen: Examination) -> Iterator[Finding]:
    """Find suppliers whose customers would bring more than all of their income."""
    sums: dict[str, float] = {}
    for link in seen.register.supply_links.values():
        sums[link.upstream] = sums.get(link.upstream, 0.0) + (link.income_share or 0.0)
    for code, total in sums.items():
        if total > 1 + _ROUNDING and code in seen.register.providers:
            supplier = seen.register.providers[code]
            what = f"The customers of {supplier.name} bring {total:.0%} of its income"
            weight = MUCH * seen.reach_of_provider(supplier)
            mend = "lower the shares of income on its links to 100% or less"
            yield seen.finding(what, weight, "provider", code, "", mend)


def shares_of_links_over_the_whole(seen: Examination) -> Iterator[Finding]:
    """Find providers that lean on one input, or on partial links, for more than all they do."""
    sums: dict[tuple[str, str], float] = {}
    for link in seen.register.supply_links.values():
        if link.kind == "essential" and not link.input:
            continue
        what_is_leaned_on = f"for {link.input}" if link.kind == "essential" else "in part"
        group = (link.downstream, what_is_leaned_on)
        sums[group] = sums.get(group, 0.0) + (link.share or 0.0)
    for (code, leaned_on), total in sums.items():
        if total > 1 + _ROUNDING:
            provider = seen.register.providers[code]
            what = f"The shares of what {provider.name} leans on {leaned_on} come to {total:.0%}"
            weight = SOME * seen.reach_of_provider(provider)
            mend = "lower the shares of these links to 100% or less"
            yield seen.finding(what, weight, "provider", code, "", mend)


def children_without_a_parent_link(seen: Examination) -> Iterator[Finding]:
    """Find providers that a failure of their own group would not touch, nor is it ruled out."""
    linked = {
        link.downstream for link in seen.register.supply_links.values() if link.kind == "parent"
    }
    for provider in seen.register.providers.values():
        if provider.parent is not None and provider.id not in linked:
            above = seen.register.providers[provider.parent].name
            what = f"A failure of {above} would not reach {provider.name}, which it owns"
            weight = SOME * seen.reach_of_provider(provider)
            mend = "add a parent link, with share 0 if it is ring-fenced"
            yield seen.finding(what, weight, "provider", provider.id, "parent", mend)


def parent_links_that_contradict_the_owner(seen: Examination) -> Iterator[Finding]:
    """Find parent links from a body that is not entered as the parent."""
    for key, link in seen.register.supply_links.items():
        if link.kind == "parent":
            child = seen.register.providers[link.downstream]
            if child.parent != link.upstream:
                what = (
                    f"{_names(seen, link)} is a parent link, but the parent of {child.name} differs"
                )
                yield _of(seen, key, link, SOME, "upstream", what, "correct one of the two")


def providers_leaning_on_assets_of_their_own(seen: Examination) -> Iterator[Finding]:
    """Find assets that fail together with the one provider that leans on them."""
    for key, link in seen.register.supply_links.items():
        asset = seen.register.assets.get(link.upstream)
        if asset is not None and asset.owner == link.downstream:
            owner = seen.register.providers[link.downstream].name
            what = f"{owner} leans on {asset.name}, which it owns; after its failure both are gone"
            mend = "agree a right of access, or name the true owner"
            if not asset.access_right:
                yield _of(seen, key, link, SOME, "upstream", what, mend)


def assets_leaned_on_without_a_known_right_of_access(seen: Examination) -> Iterator[Finding]:
    """Find assets that services need and that the council may not be able to use."""
    for asset in seen.register.assets.values():
        leaning = [
            link for link in seen.register.supply_links.values() if link.upstream == asset.id
        ]
        if leaning and asset.access_right is None:
            what = f"Whether the council may use {asset.name} at once is not known"
            providers = seen.register.providers
            weight = SOME * sum(
                seen.reach_of_provider(providers[link.downstream]) for link in leaning
            )
            mend = "say yes or no, from the lease or licence"
            yield seen.finding(what, weight, "asset", asset.id, "access_right", mend)


def _names(seen: Examination, link: SupplyLink) -> str:
    register = seen.register
    upstream = register.providers.get(link.upstream) or register.assets[link.upstream]
    return f"{upstream.name} to {register.providers[link.downstream].name}"


def _of(
    seen: Examination,
    key: str,
    link: SupplyLink,
    effect: float,
    field: str,
    sentence: str,
    mend: str,
) -> Finding:
    weight = effect * seen.reach_of_provider(seen.register.providers[link.downstream])
    return seen.finding(sentence, weight, "supply_link", key, field, mend)


CHECKS = (
    links_without_a_share,
    essential_links_never_replaced,
    links_between_providers_without_an_income_share,
    income_shares_of_a_supplier_over_the_whole,
    shares_of_links_over_the_whole,
    children_without_a_parent_link,
    parent_links_that_contradict_the_owner,
    providers_leaning_on_assets_of_their_own,
    assets_leaned_on_without_a_known_right_of_access,
)
