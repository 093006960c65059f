"""Which differently spelled suppliers are one and the same, and which only may be.

Joined as certain: the same company, charity or regulator's
number; the same name once case, signs, "Ltd" for
"Limited" and a trading name are set aside. Doubtful pairs go on a review list and stay apart until
somebody decides. Two company numbers are two companies, however alike their names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from planner.exchange.registered_numbers import charity_number, company_number
from planner.exchange.supplier_names import core_name, plain_name, trading_name
from planner.register.records import Provider

LEAST_SCORE = 88.0
_LARGEST_BLOCK = 40


@dataclass(frozen=True, slots=True)
class NamedSupplier:
    """A supplier as a list names it; numbers are sound or absent.

    `other_number` is any number that is neither a company's nor a charity's, such as a VAT number
    or the council's own supplier number.
    """

    name: str
    company_number: str | None = None
    charity_number: str | None = None
    other_number: str | None = None
    regulator_id: str | None = None


@dataclass(frozen=True, slots=True)
class NameDecision:
    """What a person decided about two spellings: one and the same, or two suppliers."""

    name: str
    candidate: str
    same: bool

    def as_json(self) -> dict[str, Any]:
        """Return the decision as plain values to keep."""
        return {"name": self.name, "candidate": self.candidate, "same": self.same}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> NameDecision:
        """Build a decision from what `as_json` gave."""
        return cls(str(kept["name"]), str(kept["candidate"]), bool(kept["same"]))


@dataclass(frozen=True, slots=True)
class NameDoubt:
    """Two names that may be one supplier. `score` is their likeness, 0 to 100."""

    name: str
    candidate: str
    score: float
    why: str

    def decided(self, *, same: bool) -> NameDecision:
        """Return the decision that the two are one supplier, or that they are two."""
        return NameDecision(self.name, self.candidate, same)

    def same_as(self, other: str) -> tuple[NameDecision, ...]:
        """Return the decisions that the name is not the candidate but another supplier."""
        return (self.decided(same=False), NameDecision(self.name, other, True))


@dataclass(frozen=True, slots=True)
class NameGroup:
    """One supplier with all its spellings; `provider` is its id where the register has it."""

    name: str
    spellings: tuple[str, ...]
    company_number: str | None = None
    charity_number: str | None = None
    regulator_id: str | None = None
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class NameMatches:
    """The outcome: every supplier's group, by its place in `groups`, and the review list."""

    groups: tuple[NameGroup, ...]
    group_of: Mapping[NamedSupplier, int]
    doubts: tuple[NameDoubt, ...]


def match_names(
    named: Iterable[NamedSupplier],
    known: Iterable[Provider] = (),
    decisions: Iterable[NameDecision] = (),
) -> NameMatches:
    """Join the names of one list, with the providers the register already has, and with decisions.

    The order of `named` decides the order of the groups; the first spelling names a group that is
    new, the register's own name one that is not.
    """
    return _Matching(tuple(dict.fromkeys(named)), tuple(known), tuple(decisions)).matches()


@dataclass(slots=True)
class _Entry:
    """One spelling in the matching; `provider` where it is the register's."""

    supplier: NamedSupplier
    core: str
    form: str
    provider: str | None = None


class _Matching:
    """One run of the matching: groups are joined by pointing each entry at an earlier one."""

    def __init__(
        self,
        named: Sequence[NamedSupplier],
        known: Sequence[Provider],
        decisions: Sequence[NameDecision],
    ) -> None:
        self.entries = [
            _entry(
                NamedSupplier(
                    one.name,
                    company_number(one.company_number),
                    charity_number(one.charity_number),
                    None,
                    one.regulator_id,
                ),
                one.id,
            )
            for one in known
        ] + [_entry(one) for one in named]
        self.first = len(known)
        self.leader = list(range(len(self.entries)))
        self.company: dict[int, str] = {
            index: one.supplier.company_number
            for index, one in enumerate(self.entries)
            if one.supplier.company_number
        }
        self.owner = {i: one.provider for i, one in enumerate(self.entries) if one.provider}
        self.decided: dict[frozenset[str], bool] = {
            frozenset((plain_name(one.name), plain_name(one.candidate))): one.same
            for one in decisions
        }
        self.doubts: dict[frozenset[str], NameDoubt] = {}

    def matches(self) -> NameMatches:
        self._join_by_number()
        self._join_by_name()
        self._join_by_decision()
        self._doubt_other_numbers()
        self._doubt_trading_names()
        self._doubt_likenesses()
        return self._outcome()

    def _lead(self, index: int) -> int:
        while self.leader[index] != index:
            self.leader[index] = self.leader[self.leader[index]]
            index = self.leader[index]
        return index

    def _join(self, one: int, other: int) -> bool:
        """Join two groups unless they carry different company numbers or register ids."""
        first, second = sorted((self._lead(one), self._lead(other)))
        if first == second:
            return True
        if first in self.owner and second in self.owner:
            return False
        numbers = self.company.get(first), self.company.get(second)
        if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
            return False
        self.leader[second] = first
        if number := numbers[0] or numbers[1]:
            self.company[first] = number
        return True

    def _join_by_number(self) -> None:
        for kind in ("company_number", "charity_number", "regulator_id"):
            seen: dict[str, int] = {}
            for index, entry in enumerate(self.entries):
                number = getattr(entry.supplier, kind)
                if number and seen.setdefault(number, index) != index:
                    self._join(seen[number], index)

    def _join_by_name(self) -> None:
        """Join equal names; a name without a form of company joins the one form there is."""
        by_core: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            if entry.core:
                by_core[entry.core].append(index)
        for core, found in by_core.items():
            forms = {self.entries[index].form for index in found} - {""}
            single = len(core.split()) == 1
            for index in found[1:]:
                self._join_or_doubt(found, index, forms, single)

    def _join_or_doubt(
        self, found: Sequence[int], index: int, forms: set[str], single: bool
    ) -> None:
        entry = self.entries[index]
        clash = ""
        for other in found:
            if other >= index:
                break
            form = self.entries[other].form
            if form != entry.form and (len(forms) > 1 or single) and not self._sure(other, index):
                clash = clash or "the same name, but not the same form of company"
                self._doubt(other, index, 96.0, clash)
            elif self._join(other, index):
                return
            else:
                numbers = [self.company.get(self._lead(one)) for one in (other, index)]
                why = "the same name"
                if all(numbers) and numbers[0] != numbers[1]:
                    why = f"the same name under two company numbers, {numbers[0]} and {numbers[1]}"
                self._doubt(other, index, 100.0, why)

    def _sure(self, one: int, other: int) -> bool:
        numbers = self.company.get(self._lead(one)), self.company.get(self._lead(other))
        return numbers[0] is not None and numbers[0] == numbers[1]

    def _join_by_decision(self) -> None:
        wanted = {name for pair, same in self.decided.items() if same for name in pair}
        by_plain: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            if (plain := plain_name(entry.supplier.name)) in wanted:
                by_plain[plain].append(index)
        for pair, same in self.decided.items():
            if not same:
                continue
            found = sorted(index for name in pair for index in by_plain.get(name, ()))
            for index in found[1:]:
                first, second = sorted((self._lead(found[0]), self._lead(index)))
                if first != second and not (first in self.owner and second in self.owner):
                    self.leader[second] = first  # a decision outweighs a company number

    def _doubt(self, one: int, other: int, score: float, why: str) -> None:
        if self._lead(one) == self._lead(other):
            return
        first, second = self.entries[one].supplier.name, self.entries[other].supplier.name
        pair = frozenset((plain_name(first), plain_name(second)))
        if pair in self.decided:
            return
        leads = frozenset((str(self._lead(one)), str(self._lead(other))))
        if leads not in self.doubts or self.doubts[leads].score < score:
            self.doubts[leads] = NameDoubt(second, first, round(score, 1), why)

    def _doubt_other_numbers(self) -> None:
        seen: dict[str, int] = {}
        for index, entry in enumerate(self.entries):
            number = entry.supplier.other_number
            if number and seen.setdefault(number, index) != index:
                other = self.entries[seen[number]]
                score = fuzz.token_set_ratio(entry.core, other.core)
                self._doubt(seen[number], index, max(score, 50.0), f"both carry number {number}")

    def _doubt_trading_names(self) -> None:
        by_core: dict[str, int] = {}
        for index, entry in enumerate(self.entries):
            by_core.setdefault(entry.core, index)
        for index, entry in enumerate(self.entries):
            trading = trading_name(entry.supplier.name)
            if trading and trading in by_core:
                self._doubt(by_core[trading], index, 95.0, "one is the trading name of the other")
            elif trading:
                by_core.setdefault(trading, index)

    def _doubt_likenesses(self) -> None:
        """Compare names that share a rare word or their first letters; the rest cannot be alike."""
        blocks: dict[str, list[int]] = defaultdict(list)
        seen: set[tuple[str, int]] = set()
        for index, entry in enumerate(self.entries):
            if not entry.core or (entry.core, self._lead(index)) in seen:
                continue
            seen.add((entry.core, self._lead(index)))
            for key in {*entry.core.split(), "^" + entry.core.replace(" ", "")[:4]}:
                blocks[key].append(index)
        compared: set[tuple[int, int]] = set()
        for found in blocks.values():
            if not 2 <= len(found) <= _LARGEST_BLOCK:
                continue
            for place, one in enumerate(found):
                for other in found[place + 1 :]:
                    if (one, other) not in compared:
                        compared.add((one, other))
                        self._compare(one, other)

    def _compare(self, one: int, other: int) -> None:
        first, second = self.entries[one].core, self.entries[other].core
        if first == second:
            return  # told already, when names were joined
        score = fuzz.ratio(first, second, score_cutoff=LEAST_SCORE)
        why = "spelled nearly alike"
        if not score:
            shorter, longer = sorted((set(first.split()), set(second.split())), key=len)
            if len(shorter) >= 2 and shorter < longer and len(longer) - len(shorter) <= 2:
                score, why = 90.0, "one name is the other with a word more"
            elif sorted(first.split()) == sorted(second.split()):
                score, why = 95.0, "the same words in another order"
        if score and _digits(first) == _digits(second):
            self._doubt(one, other, score, why)

    def _outcome(self) -> NameMatches:
        members: dict[int, list[int]] = defaultdict(list)
        for index in range(self.first, len(self.entries)):
            members[self._lead(index)].append(index)
        groups: list[NameGroup] = []
        group_of: dict[NamedSupplier, int] = {}
        for lead, found in members.items():
            group_of.update({self.entries[index].supplier: len(groups) for index in found})
            groups.append(self._group(lead, found))
        kept = [doubt for doubt in self.doubts.values() if self._still_open(doubt)]
        kept.sort(key=lambda doubt: (-doubt.score, doubt.name.casefold(), doubt.candidate))
        return NameMatches(tuple(groups), group_of, tuple(kept))

    def _still_open(self, doubt: NameDoubt) -> bool:
        return frozenset((plain_name(doubt.name), plain_name(doubt.candidate))) not in self.decided

    def _group(self, lead: int, found: Sequence[int]) -> NameGroup:
        suppliers = [self.entries[index].supplier for index in found]
        own = self.entries[lead]
        spellings = tuple(dict.fromkeys(one.name for one in suppliers))
        charity = next((one.charity_number for one in suppliers if one.charity_number), None)
        regulator = next((one.regulator_id for one in suppliers if one.regulator_id), None)
        name = own.supplier.name if own.provider else best_spelling(spellings)
        return NameGroup(name, spellings, self.company.get(lead), charity, regulator, own.provider)


def best_spelling(spellings: Sequence[str]) -> str:
    """Return the spelling fit for a document: the first not written all in capitals or small."""
    for name in spellings:
        if not name.isupper() and not name.islower():
            return name
    return spellings[0]


def _entry(supplier: NamedSupplier, provider: str | None = None) -> _Entry:
    core, form = core_name(supplier.name)
    return _Entry(supplier, core, form, provider)


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
