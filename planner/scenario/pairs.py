"""N-2: every two providers, owners and assets failed together (MODEL section 5).

Pairs whose effects do not meet are the sum of their parts, exactly; whether today's funds pay for
both is told without solving. Only pairs that meet, or that the funds are too small for, are worked
out together. The screen loses no pair: what it lets pass is proven to add.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from planner.executors import SerialExecutor, Shared, in_order
from planner.progress import Progress, unreported
from planner.register.register import Register
from planner.scenario.case_book import CaseBook
from planner.scenario.outcome import SECURE_BELOW, ByClass
from planner.scenario.question import class_of
from planner.scenario.sweep import Fall, only_parents
from planner.scenario.telling import by_class
from planner.scenario.toll import Failing, Toll

CHUNK = 12
"""Pairs worked out between two reports of progress."""
KEPT = 400
"""Pairs kept by rank, beside all that are worse than their parts."""
WORSE = 0.5
"""Person-days by which a pair must be worse than its parts to be called worse."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What two failures have in common: `kind`, and the id of the one thing.

    "course": one touches who the other brings down; "service": both strike it; "pool": the
    options of both draw on it; "stand-in": this one of the two would have stood in for the other;
    "supplier": it would have stood in, and the other brings it down; "fund": it is too small for
    both.
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two failures on the same day, answered together.

    `breach` and `unmet` are person-days by class after the best response, `cost` and `net` pounds
    (gross, and above the money freed). `worse` is the breach and `worse_unmet` the unmet beyond the
    sum of the two alone, `dearer` the net pounds. `was_secure` tells whether each alone is secure.
    """

    first: str
    second: str
    breach: ByClass
    unmet: ByClass
    cost: float
    net: float
    worse: ByClass
    worse_unmet: ByClass
    dearer: float
    was_secure: bool
    ties: tuple[Tie, ...]

    @property
    def secure(self) -> bool:
        """Return whether nobody is left without a must service past the tolerable period."""
        return self.breach.must < SECURE_BELOW

    @property
    def rank(self) -> tuple[float, ...]:
        """Return what pairs are ranked by, worst largest: the tuple of MODEL section 4."""
        breach, unmet = self.breach, self.unmet
        return (
            round(breach.must, 3),
            round(unmet.must, 3),
            round(breach.needed, 3),
            round(unmet.needed, 3),
            round(breach.could, 3),
            round(unmet.could, 3),
            round(self.cost, 2),
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs counted, and those worth showing, worst first.

    `total` pairs stand behind `secure_share` (pairs of providers, as N-1 counts them; None where
    there are none). `meeting` were worked out together, `worked_out` tells whether all of these
    are: if not, the counts and shares are those of the pairs looked at. `hidden` counts pairs that
    are not secure though each of the two alone is.
    """

    pairs: tuple[Pair, ...]
    total: int
    meeting: int
    secure_share: float | None
    hidden: int
    worse: int
    worked_out: bool

    def between(self, first: str, second: str) -> Pair | None:
        """Return the pair of two ids in either order, None where it is not kept."""
        wanted = {first, second}
        return next((one for one in self.pairs if {one.first, one.second} == wanted), None)


def pairs(
    book: CaseBook,
    *,
    most: int | None = None,
    executor: Executor | None = None,
    report: Progress = unreported,
) -> Pairs:
    """Fail every two together, answer them with the best response, and rank them.

    With `most`, only so many of the pairs that need working out are, those with most at stake
    first: a first look. Whatever executor works them out, the answer is the same.
    """
    ids = book.network.ids
    alone: dict[str, Toll] = {}
    for done, id_ in enumerate(ids):
        report(done, len(ids), "Failing each alone")
        alone[id_] = book.held(book.parts([Failing(id_)]))
    apart, meeting = _screened(book, report)
    days = {id_: _must_days(book, id_) for id_ in ids}
    meeting.sort(key=lambda two: _promise(book, days, two), reverse=True)
    chosen = meeting if most is None else meeting[:most]
    found = [_pair(book, alone, two, None) for two in apart]
    chunks = [chosen[at : at + CHUNK] for at in range(0, len(chosen), CHUNK)]
    work = partial(_together, Shared(book))
    text = "Failing two together"
    results = in_order(executor or SerialExecutor(), work, chunks, report, text)
    for chunk, tolls in zip(chunks, results, strict=True):
        found += [_pair(book, alone, two, toll) for two, toll in zip(chunk, tolls, strict=True)]
    return _gathered(book.register, found, len(meeting), len(chosen) == len(meeting))


def _screened(
    book: CaseBook, report: Progress
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the pairs that add, and those that have to be worked out together."""
    apart: list[tuple[str, str]] = []
    meeting: list[tuple[str, str]] = []
    ids = book.network.ids
    for done, two in enumerate(itertools.combinations(ids, 2)):
        if done % 500 == 0:
            report(done, len(ids) * (len(ids) - 1) // 2, "Looking for pairs that meet")
        parts = book.parts(map(Failing, two))
        adds = len(parts) == 2 and book.holds(book.toll(part) for part in parts)
        (apart if adds else meeting).append(two)
    return apart, meeting


def _promise(
    book: CaseBook, days: dict[str, dict[str, float]], two: tuple[str, str]
) -> tuple[float, float]:
    """Return must person-days that one of two might have kept the other from losing, and all.

    Those of services for which one would have stood in, or that both serve: where most harm can
    come from failing together.
    """
    first, second = (book.settled(frozenset({id_}))[0] for id_ in two)
    at_stake = 0.0
    for mine, other, theirs in (
        (days[two[0]], second, days[two[1]]),
        (days[two[1]], first, days[two[0]]),
    ):
        for service, lost in mine.items():
            if book.ties.suppliers[service] & other.lowered:
                at_stake += lost
            else:
                at_stake += min(lost, theirs.get(service, 0.0))
    return at_stake, sum(sum(days[id_].values()) for id_ in two)


def _must_days(book: CaseBook, id_: str) -> dict[str, float]:
    """Return must person-days by service that a failure displaces before any response."""
    return {
        hit.service: sum(float(group.displaced.sum()) for group in hit.groups)
        for hit in book.struck_by(book.settled(frozenset({id_}))[0])
        if class_of(book.register, hit.service) == "must"
    }


def _together(
    book: Shared[CaseBook], twos: Sequence[tuple[str, str]]
) -> list[tuple[ByClass, ByClass, float, float]]:
    """Return breach, unmet, cost and net cost of pairs that meet."""
    found = []
    for two in twos:
        toll = book.value.held(book.value.parts(map(Failing, two)))
        found.append((toll.breach, toll.unmet, toll.cost, toll.net.total))
    return found


def _pair(
    book: CaseBook,
    alone: dict[str, Toll],
    two: tuple[str, str],
    joint: tuple[ByClass, ByClass, float, float] | None,
) -> Pair:
    first, second = (alone[id_] for id_ in two)
    breach, unmet = first.breach.plus(second.breach), first.unmet.plus(second.unmet)
    cost, net = first.cost + second.cost, first.net.total + second.net.total
    was_secure = max(first.breach.must, second.breach.must) < SECURE_BELOW
    if joint is None:
        none = ByClass()
        return Pair(*two, clean(breach), clean(unmet), cost, net, none, none, 0.0, was_secure, ())
    return Pair(
        *two,
        clean(joint[0]),
        clean(joint[1]),
        joint[2],
        joint[3],
        clean(joint[0].less(breach)),
        clean(joint[1].less(unmet)),
        joint[3] - net,
        was_secure,
        tuple(_ties(book, two)),
    )


def clean(numbers: ByClass) -> ByClass:
    """Return person-days without the rounding noise of a solver."""
    return by_class(numbers.as_dict())


def _ties(book: CaseBook, two: tuple[str, str]) -> Iterator[Tie]:
    """Yield what two failures have in common, the nearest first."""
    first, second = (book.settled(frozenset({id_}))[0] for id_ in two)
    mine, theirs = book.ties.of(first), book.ties.of(second)
    for id_ in sorted(first.nodes & second.nodes):
        yield Tie("course", id_)
    for shared, fallen in ((theirs, first), (mine, second)):
        for id_ in sorted(shared.suppliers & fallen.lowered):
            yield Tie("stand-in" if id_ in fallen.failing else "supplier", id_)
    for id_ in sorted(mine.services & theirs.services):
        yield Tie("service", id_)
    for id_ in sorted(mine.pools & theirs.pools):
        yield Tie("pool", id_)
    short = book.short_of(book.toll(part) for part in book.parts(map(Failing, two)))
    for id_ in sorted(short or ()):
        yield Tie("fund", id_)


def _gathered(register: Register, found: list[Pair], meeting: int, worked_out: bool) -> Pairs:
    owners = only_parents(register)
    counted = [
        pair
        for pair in found
        if all(id_ in register.providers and id_ not in owners for id_ in (pair.first, pair.second))
    ]
    found.sort(key=lambda pair: (*(-part for part in pair.rank), pair.first, pair.second))
    hidden = [pair for pair in found if pair.was_secure and not pair.secure]
    worse = [pair for pair in found if is_worse(pair)]
    kept = {(one.first, one.second) for one in (*found[:KEPT], *worse, *hidden)}
    return Pairs(
        pairs=tuple(pair for pair in found if (pair.first, pair.second) in kept),
        total=len(found),
        meeting=meeting,
        secure_share=sum(pair.secure for pair in counted) / len(counted) if counted else None,
        hidden=len(hidden),
        worse=len(worse),
        worked_out=worked_out,
    )


def is_worse(pair: Pair) -> bool:
    """Return whether two failures together leave more people waiting than the two apart."""
    return pair.worse.must > WORSE or pair.worse_unmet.must > WORSE


def secure_for(falls: Sequence[Fall], classes: Sequence[str]) -> float | None:
    """Return the share of providers whose failure breaches no service of some classes.

    None where there is no provider. "must" alone is N-1 as it is usually told.
    """
    providers = [fall for fall in falls if fall.kind == "provider"]
    if not providers:
        return None
    held = [
        fall
        for fall in providers
        if all(fall.breach_person_days.as_dict()[one] < SECURE_BELOW for one in classes)
    ]
    return len(held) / len(providers)
