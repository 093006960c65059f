"""What another cut of contracts would do: split, bundle, or move people between providers.

A what-if is an edit like any other, made in a copy: the same contracts in other hands, the same
people and the same money in all. What it changes is told by market (HHI and the largest share, the
20 and 25 % limits) and by failing each provider in turn before and after (MODEL sections 5 and 8).
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.dependence.concentration import Concentration, Market, concentration
from planner.dependence.likelihood import likelihoods
from planner.errors import InputRefused
from planner.progress import Progress, unreported
from planner.register.changes import apply_changes
from planner.register.edits import AddRecord, ChangeFields, Edit, Together
from planner.register.records import Contract, Place, Provider
from planner.register.register import Register
from planner.scenario.case_book import CaseBook
from planner.scenario.sweep import Sweep, sweep

NEW = "new"
LIMITS = (0.20, 0.25)


@dataclass(frozen=True, slots=True)
class Split:
    """One contract cut into lots: who gets which share of its people and money (0 to 1).

    The first to be named keeps the contract itself; a provider called "new" is one not yet known,
    as fit as any. Shares add up to 1.
    """

    contract: str
    lots: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Contracts of one service put into one pair of hands."""

    contracts: tuple[str, ...]
    provider: str


@dataclass(frozen=True, slots=True)
class Move:
    """A number of people of a contract, and their part of its money, moved to another provider."""

    contract: str
    provider: str
    people: int


Cut = Split | Bundle | Move


@dataclass(frozen=True, slots=True)
class MarketChange:
    """One market before and after, as concentration measures it; None where it was not there."""

    market: str
    before: Market | None
    after: Market | None


@dataclass(frozen=True, slots=True)
class LotsEffect:
    """What a cut changes.

    `edit` makes it true in a register. `markets` are those it touches; `over_20` and `over_25`
    count holders of a market above the limit before and after. The sweeps give N-1 before and
    after; `expected` is must person-days past the limit a year, each case times its chance.
    """

    edit: Edit
    sentence: str
    markets: tuple[MarketChange, ...]
    over_20: tuple[int, int]
    over_25: tuple[int, int]
    before: Sweep
    after: Sweep
    expected: tuple[float, float]

    def secure_share(self) -> tuple[float, float]:
        """Return the share of providers that can fail alone, before and after."""
        return self.before.secure_share, self.after.secure_share

    def late_days(self) -> tuple[float, float]:
        """Return must person-days past the limit over all single failures, before and after."""
        return tuple(  # type: ignore[return-value]
            sum(fall.breach_person_days.must for fall in one.falls)
            for one in (self.before, self.after)
        )

    def worst(self) -> tuple[float, float]:
        """Return must person-days past the limit in the worst single failure, before and after."""
        return tuple(  # type: ignore[return-value]
            max((fall.breach_person_days.must for fall in one.falls), default=0.0)
            for one in (self.before, self.after)
        )


def edit_of(register: Register, cuts: Sequence[Cut]) -> Edit:
    """Return the edit that makes cuts true, as one step.

    InputRefused where a contract or provider is not there, shares do not add up, contracts of
    different services are bundled, or more people are moved than there are.
    """
    edits: list[Edit] = []
    now = register
    for cut in cuts:
        of_cut = _edits_of(now, cut)
        edits += of_cut
        for edit in of_cut:
            now = apply_changes(now, edit.changes(now))
    return Together(told(register, cuts), tuple(edits))


def effect(
    register: Register,
    cuts: Sequence[Cut],
    *,
    today: datetime.date | None = None,
    book: CaseBook | None = None,
    report: Progress = unreported,
) -> LotsEffect:
    """Return what cuts would change in concentration and in N-1; the register stays as it is.

    Warning signs count as of `today`.
    """
    edit = edit_of(register, cuts)
    after = apply_changes(register, edit.changes(register))
    if book is None:
        book = CaseBook(register)
    before_sweep = sweep(register, book=book, report=report)
    after_sweep = sweep(after, book=book.after(after), report=report)
    before_shares, after_shares = concentration(register), concentration(after)
    return LotsEffect(
        edit=edit,
        sentence=told(register, cuts),
        markets=_markets(register, cuts, before_shares, after_shares),
        over_20=_over(LIMITS[0], before_shares, after_shares),
        over_25=_over(LIMITS[1], before_shares, after_shares),
        before=before_sweep,
        after=after_sweep,
        expected=(
            _expected(register, before_sweep, today),
            _expected(after, after_sweep, today),
        ),
    )


def told(register: Register, cuts: Sequence[Cut]) -> str:
    """Return what cuts do in one sentence."""
    return "; ".join(_told(register, cut) for cut in cuts)


def _told(register: Register, cut: Cut) -> str:
    def who(id_: str) -> str:
        if id_ == NEW or id_ not in register.providers:
            return "a new provider"
        return register.providers[id_].name

    if isinstance(cut, Split):
        parts = ", ".join(f"{share:.0%} to {who(id_)}" for id_, share in cut.lots)
        return f"{_contract(register, cut.contract).title} split: {parts}"
    if isinstance(cut, Bundle):
        return f"{len(cut.contracts)} contracts bundled with {who(cut.provider)}"
    title = _contract(register, cut.contract).title
    return f"{cut.people:,} people of {title} moved to {who(cut.provider)}"


def _contract(register: Register, id_: str) -> Contract:
    contract = register.contracts.get(id_)
    if contract is None:
        raise InputRefused.one(
            f"contract {id_}", "there is no such contract", "give the code of one in the register"
        )
    return contract


def _edits_of(register: Register, cut: Cut) -> list[Edit]:
    if isinstance(cut, Split):
        return _split(register, cut)
    if isinstance(cut, Bundle):
        return _bundle(register, cut)
    return _move(register, cut)


def _provider(register: Register, id_: str, edits: list[Edit]) -> str:
    """Return the provider meant, adding one that is not yet known to the edits."""
    if id_ in register.providers:
        return id_
    if not id_.startswith(NEW):
        raise InputRefused.one(
            f"provider {id_}",
            "there is no such provider",
            'give the code of one in the register, or "new" for one not yet known',
        )
    added = [one.record for one in edits if isinstance(one, AddRecord)]
    taken = {one.id for one in added if isinstance(one, Provider)} | set(register.providers)
    number = next(n for n in range(1, 10_000) if f"new-provider-{n}" not in taken)
    name = f"New provider {number}"
    edits.append(AddRecord(Provider(f"new-provider-{number}", name)))
    return f"new-provider-{number}"


def _split(register: Register, cut: Split) -> list[Edit]:
    contract = _contract(register, cut.contract)
    shares = [share for _, share in cut.lots]
    if len(shares) < 2 or min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise InputRefused.one(
            f"contract {contract.id}",
            f"its lots add up to {sum(shares):.0%}",
            "give two or more shares above nothing that add up to 100%",
        )
    edits: list[Edit] = []
    owners = [_provider(register, id_, edits) for id_, _ in cut.lots]
    places = register.places_of_contract.get(contract.id, ())
    counts = _shared_out([place.people for place in places], shares)
    for number, (owner, share) in enumerate(zip(owners, shares, strict=True)):
        mine = [(place, count[number]) for place, count in zip(places, counts, strict=True)]
        if number == 0:
            edits += _kept(register, contract, owner, share, mine)
        else:
            edits += _added(register, contract, owner, share, mine, number + 1)
    return edits


def _kept(
    register: Register,
    contract: Contract,
    owner: str,
    share: float,
    mine: Iterable[tuple[Place, int | None]],
) -> list[Edit]:
    edits: list[Edit] = [
        ChangeFields(
            "contract",
            contract.id,
            {
                "provider": owner,
                "annual_value": _part(contract.annual_value, share),
                "total_value": _part(contract.total_value, share),
                "bond_amount": _part(contract.bond_amount, share),
            },
        )
    ]
    for key, place in register.places.items():
        for of_mine, people in mine:
            if of_mine == place and people != place.people:
                edits.append(ChangeFields("place", key, {"people": people}))
    return edits


def _added(
    register: Register,
    contract: Contract,
    owner: str,
    share: float,
    mine: Iterable[tuple[Place, int | None]],
    number: int,
) -> list[Edit]:
    id_ = next(
        f"{contract.id}-lot-{n}"
        for n in range(number, 10_000)
        if f"{contract.id}-lot-{n}" not in register.contracts
    )
    lot = replace(
        contract,
        id=id_,
        title=f"{contract.title}, lot {number}",
        provider=owner,
        annual_value=_part(contract.annual_value, share),
        total_value=_part(contract.total_value, share),
        bond_amount=_part(contract.bond_amount, share),
    )
    edits: list[Edit] = [AddRecord(lot)]
    edits += [
        AddRecord(replace(place, contract=id_, people=people)) for place, people in mine if people
    ]
    return edits


def _part(amount: float | None, share: float) -> float | None:
    """Return a share of an amount; what is not known stays so."""
    return None if amount is None else amount * share


def _shared_out(places: Sequence[int | None], shares: Sequence[float]) -> list[list[int | None]]:
    """Return whole people by place and lot that add up to each place; None where unknown.

    By largest remainder; what rounding gave or took is carried to the next place, so that the lots
    come as near their shares as whole people can.
    """
    found: list[list[int | None]] = []
    carried = [0.0] * len(shares)
    for people in places:
        if people is None:
            found.append([None] * len(shares))
            continue
        exact = [people * share + over for share, over in zip(shares, carried, strict=True)]
        whole = [max(0, math.floor(part + 1e-9)) for part in exact]
        while (left := people - sum(whole)) != 0:
            step = 1 if left > 0 else -1
            open_ = [at for at, count in enumerate(whole) if step > 0 or count > 0]
            at = max(open_, key=lambda at: (step * (exact[at] - whole[at]), -at))
            whole[at] += step
        carried = [part - count for part, count in zip(exact, whole, strict=True)]
        found.append(list(whole))
    return found


def _bundle(register: Register, cut: Bundle) -> list[Edit]:
    contracts = [_contract(register, id_) for id_ in cut.contracts]
    services = {contract.service for contract in contracts}
    if len(contracts) < 2 or len(services) > 1:
        raise InputRefused.one(
            f"contracts {', '.join(cut.contracts)}",
            "a bundle takes two or more contracts of one service",
            "name contracts of the same service",
        )
    edits: list[Edit] = []
    owner = _provider(register, cut.provider, edits)
    edits += [
        ChangeFields("contract", contract.id, {"provider": owner})
        for contract in contracts
        if contract.provider != owner
    ]
    return edits


def _move(register: Register, cut: Move) -> list[Edit]:
    contract = _contract(register, cut.contract)
    people = register.people_of_contract(contract.id) or 0
    if not 0 < cut.people < people:
        raise InputRefused.one(
            f"contract {contract.id}",
            f"{cut.people:,} of its {people:,} people cannot be moved",
            f"give a number from 1 to {max(1, people - 1):,}, or bundle the whole contract",
        )
    share = cut.people / people
    return _split(
        register,
        Split(contract.id, ((contract.provider, 1 - share), (cut.provider, share))),
    )


def _markets(
    register: Register, cuts: Sequence[Cut], before: Concentration, after: Concentration
) -> tuple[MarketChange, ...]:
    ids = {
        id_
        for cut in cuts
        for id_ in (cut.contracts if isinstance(cut, Bundle) else (cut.contract,))
    }
    services = [register.services[register.contracts[id_].service] for id_ in sorted(ids)]
    names = dict.fromkeys(service.market or service.title for service in services)
    old, new = _by_name(before), _by_name(after)
    return tuple(MarketChange(name, old.get(name), new.get(name)) for name in names)


def _by_name(found: Concentration) -> Mapping[str, Market]:
    return {market.market: market for market in found.markets}


def _over(limit: float, *found: Concentration) -> tuple[int, int]:
    """Return how many markets have a provider above a limit, before and after."""
    before, after = (
        sum(market.largest_share > limit + 1e-9 for market in one.markets) for one in found
    )
    return before, after


def _expected(register: Register, found: Sweep, today: datetime.date | None) -> float:
    likely = likelihoods(register, today)
    return sum(fall.breach_person_days.must * likely[fall.id].probability for fall in found.falls)
