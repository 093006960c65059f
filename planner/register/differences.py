"""Record by record and field by field: two registers, and the one they parted from.

A field changed on one side only is that side's; changed on both to the same it is no difference;
changed on both differently it is a conflict. Values are compared as wholes, lists and amounts too;
where both changed a list, both may be chosen and its parts are joined. The fields of a plan, a
decision, a warning sign and a line of spend belong together, so those are compared as whole
records. Without a register they parted from, every difference is left to be chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner import fields
from planner.field_types import Field, RecordKind
from planner.progress import Progress, unreported
from planner.register.both_values import both_of
from planner.register.changes import COUNCIL_KIND
from planner.register.difference import NO_VALUES, Choice, Difference, Side, What
from planner.register.difference_words import in_words, record_named, record_summary
from planner.register.joined_before import is_another
from planner.register.records import Council, Record
from planner.register.register import Register

WHOLE_KINDS = frozenset({"plan", "decision", "warning_sign", "spend"})
"""Kinds of which the fields make sense only together, such as an approval and what it approves."""
NOT_THERE = "not there"
REMOVED = "removed"


def differences(
    mine: Register, theirs: Register, base: Register | None = None, report: Progress = unreported
) -> tuple[Difference, ...]:
    """Return in what two registers differ, in the order of kinds and of entry.

    `base` is the register both parted from, where it is known. What is in both alike is not told.
    """
    found = _Comparison(mine, theirs, base)
    found.council()
    for done, kind in enumerate(fields.KINDS):
        report(done, len(fields.KINDS), f"Comparing {kind.label_plural.lower()}")
        found.kind(kind)
    report(len(fields.KINDS), len(fields.KINDS), "Compared")
    return tuple(found.differences)


class _Comparison:
    def __init__(self, mine: Register, theirs: Register, base: Register | None) -> None:
        self.mine, self.theirs, self.base = mine, theirs, base
        self.differences: list[Difference] = []
        self._with_another: set[tuple[str, str]] = set()

    def council(self) -> None:
        base = None if self.base is None else self.base.council
        if self.mine.council != self.theirs.council:
            self._in_both(fields.COUNCIL, "", self.mine.council, self.theirs.council, base)

    def kind(self, kind: RecordKind) -> None:
        here, there = self.mine.of_kind(kind.name), self.theirs.of_kind(kind.name)
        before = None if self.base is None else self.base.of_kind(kind.name)
        if here is there:
            return
        for key, record in here.items():
            base = None if before is None else before.get(key)
            other = there.get(key)
            if other is None:
                self._only_here(kind, key, record, base)
            elif record != other:
                if before is not None and base is None and is_another(kind, record, other):
                    self._same_code(kind, key, record, other)
                else:
                    self._in_both(kind, key, record, other, base)
        for key, record in there.items():
            if key not in here and (kind.name, key) not in self._with_another:
                self._only_there(kind, key, record, None if before is None else before.get(key))

    def _in_both(
        self,
        kind: RecordKind,
        key: str,
        mine: Record | Council,
        theirs: Record | Council,
        base: Record | Council | None,
    ) -> None:
        if (kind.name, key) in self._with_another:
            return
        differing = tuple(
            one
            for one in kind.fields
            if getattr(mine, one.attribute) != getattr(theirs, one.attribute)
        )
        is_whole = kind.name in WHOLE_KINDS and mine != base and theirs != base
        groups = [differing] if is_whole else [(one,) for one in differing]
        for group in groups:
            self._fields(kind, key, group, mine, theirs, base)

    def _fields(
        self,
        kind: RecordKind,
        key: str,
        group: tuple[Field, ...],
        mine: Record | Council,
        theirs: Record | Council,
        base: Record | Council | None,
    ) -> None:
        values = {one.attribute: getattr(theirs, one.attribute) for one in group}
        side = self._side_of(group, mine, theirs, base)
        both = _both(group, mine, theirs, base) if side in (Side.CONFLICT, Side.APART) else {}
        words = [_group_in_words(group, one) for one in (mine, theirs)]
        says = "They differ further on than is shown here." if words[0] == words[1] else ""
        self._add(
            side, What.CHANGED, kind, key, record_named(kind, mine, self.mine),
            ", ".join(one.label for one in group), *words,
            was=(_group_in_words(group, base) or "blank") if side is Side.CONFLICT and base else "",
            says=says,
            choices=(Choice.MINE, Choice.THEIRS, *((Choice.BOTH,) if both else ())),
            values=values,
            both=both,
        )  # fmt: skip

    def _side_of(self, group: tuple[Field, ...], mine: Any, theirs: Any, base: Any) -> Side:
        if self.base is None:
            return Side.APART
        if all(getattr(mine, one.attribute) == _was(one, base) for one in group):
            return Side.THERE
        if all(getattr(theirs, one.attribute) == _was(one, base) for one in group):
            return Side.HERE
        return Side.CONFLICT

    def _only_here(self, kind: RecordKind, key: str, mine: Record, base: Record | None) -> None:
        if self.base is None:
            side, says = Side.APART, ""
        elif base is None:
            side, says = Side.HERE, ""
        elif base == mine:
            side, says = Side.THERE, ""
        else:
            side, says = Side.CONFLICT, "Changed here and removed in the other."
        self._add(
            side, What.ADDED if base is None else What.REMOVED, kind, key,
            record_named(kind, mine, self.mine), "", record_summary(kind, mine),
            NOT_THERE if base is None else REMOVED, says=says,
        )  # fmt: skip

    def _only_there(self, kind: RecordKind, key: str, theirs: Record, base: Record | None) -> None:
        if self.base is None:
            side, says = Side.APART, ""
        elif base is None:
            side, says = Side.THERE, _of_a_plan(kind)
        elif base == theirs:
            side, says = Side.HERE, ""
        else:
            side, says = Side.CONFLICT, "Removed here and changed in the other."
        self._add(
            side, What.ADDED if base is None else What.REMOVED, kind, key,
            record_named(kind, theirs, self.theirs), "",
            NOT_THERE if base is None else REMOVED, record_summary(kind, theirs), says=says,
            record=theirs,
        )  # fmt: skip

    def _same_code(self, kind: RecordKind, key: str, mine: Record, theirs: Record) -> None:
        parts = tuple(self._named_by(kind, key))
        named = record_named(kind, mine, self.mine)
        other = record_named(kind, theirs, self.theirs)
        self._add(
            Side.CONFLICT, What.ADDED, kind, key,
            named if named == other else f"{named} / {other}", "",
            record_summary(kind, mine), record_summary(kind, theirs),
            says="Each side added its own under this code; with both, theirs gets a code of its "
            "own and what points at it follows.",
            choices=(Choice.MINE, Choice.BOTH),
            unasked=Choice.BOTH,
            record=theirs,
            with_it=parts,
        )  # fmt: skip

    def _named_by(self, kind: RecordKind, key: str) -> Iterator[Record]:
        """Yield records of theirs that are named by one of theirs, such as its places."""
        for other in fields.KINDS:
            naming = [
                one.attribute
                for one in other.fields
                if one.name in other.key_fields and kind.name in one.links_to
            ]
            for other_key, record in self.theirs.of_kind(other.name).items() if naming else ():
                where = (other.name, other_key)
                if (
                    any(getattr(record, one) == key for one in naming)
                    and where not in self._with_another
                ):
                    self._with_another.add(where)
                    yield record

    def _add(
        self,
        side: Side,
        what: What,
        kind: RecordKind,
        key: str,
        named: str,
        label: str,
        mine: str,
        theirs: str,
        **rest: Any,
    ) -> None:
        rest.setdefault("unasked", Choice.THEIRS if side is Side.THERE else Choice.MINE)
        number = len(self.differences)
        shown = fields.COUNCIL.label if kind.name == COUNCIL_KIND else kind.label_plural
        self.differences.append(
            Difference(
                number, side, what, kind.name, shown, key, named, label, mine, theirs, **rest
            )
        )


def _both(group: tuple[Field, ...], mine: Any, theirs: Any, base: Any) -> Mapping[str, Any]:
    if len(group) != 1:
        return NO_VALUES
    (field,) = group
    here, there = getattr(mine, field.attribute), getattr(theirs, field.attribute)
    both = both_of(field, here, there, _was(field, base))
    return NO_VALUES if both is None else {field.attribute: both}


def _was(field: Field, base: Any) -> Any:
    """Return a value where the two parted; blank where the record was not there yet."""
    return field.default if base is None else getattr(base, field.attribute)


def _group_in_words(group: tuple[Field, ...], record: Any) -> str:
    if len(group) == 1:
        return in_words(group[0], getattr(record, group[0].attribute))
    return ", ".join(
        f"{one.label.lower()} {in_words(one, getattr(record, one.attribute), 60) or 'blank'}"
        for one in group
    )


def _of_a_plan(kind: RecordKind) -> str:
    return "The revision it was made from is one of the other register." * (kind.name == "plan")
