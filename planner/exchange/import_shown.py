"""A preview as a person goes through it: what is to be settled, and what changes in each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from planner import fields
from planner.exchange import mending
from planner.exchange.cells import shortened
from planner.exchange.import_preview import ImportPreview, ImportTotals, Outcome, RowOutcome
from planner.exchange.list_look import ListLook
from planner.register.edits import AddRecord, ChangeFields
from planner.register.records import Contract, Provider
from planner.register.register import Register
from planner.register.words import value_in_words

Weight = Literal["failure", "caution", "settled", "plain"]
_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """Something to settle or to know: a title, more words, and where it is settled.

    `weight` is "failure" where the import cannot go on, "caution" where somebody should look.
    "settled" where somebody answered. `step` is columns, suppliers or preview; `column` and `row`
    point into the sheet, -1 at none. `question` names what can be mended in one go; `choices` are
    its answers, each with its words, and `chosen` the one that stands.
    """

    weight: Weight
    title: str
    detail: str
    step: str
    column: int = -1
    row: str = ""
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row of a preview: where it stands, what becomes of it, and what changes or why not."""

    place: str
    outcome: str
    title: str
    supplier: str
    says: str
    looks: str


@dataclass(frozen=True)
class ImportShown:
    """A preview with what a person needs to decide on it."""

    preview: ImportPreview
    rows: tuple[RowShown, ...]
    problems: tuple[ImportProblem, ...]
    money: tuple[tuple[str, float], ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows are added, updated, unchanged and refused; they sum to all."""
        return {outcome.value: number for outcome, number in self.preview.counts.items()}


def shown(
    register: Register,
    preview: ImportPreview,
    looks: Sequence[ListLook],
    answers: Mapping[str, str] = MappingProxyType({}),
) -> ImportShown:
    """Return a preview in words, beside the register it was made for."""
    changes, suppliers = _changes(register, preview)
    rows = tuple(
        RowShown(
            row.place,
            row.outcome.value,
            row.title,
            row.whom
            or ", ".join(
                dict.fromkeys(suppliers[one] for one in row.contracts if one in suppliers)
            ),
            _says(row, changes),
            "; ".join(row.doubts),
        )
        for row in preview.rows
    )
    problems = problems_of(preview, looks, answers)
    money = money_in_words(preview.totals) if preview.money is None else preview.money
    return ImportShown(preview, rows, problems, money)


def money_in_words(totals: ImportTotals) -> tuple[tuple[str, float], ...]:
    """Return the money of a list in pounds, each part with its words; the last three sum up."""
    return (
        ("Value in the list", totals.read),
        ("Counted, once each", totals.counted),
        ("Not counted twice", totals.not_counted_twice),
        ("In refused rows", totals.refused),
    )


def problems_of(
    preview: ImportPreview,
    looks: Sequence[ListLook],
    answers: Mapping[str, str] = MappingProxyType({}),
) -> tuple[ImportProblem, ...]:
    """Return what somebody should settle or know before an import, the heaviest first."""
    mappings = [look.choice.mapping for look in looks if look.choice.mapping is not None]
    kept = {name: answer for one in mappings for name, answer in one.values}
    found = _mendings(preview, {**kept, **answers})
    for look in looks:
        found += [
            ImportProblem(
                "caution",
                f"Is column {column.letter} right?",
                f'"{column.heading}" is taken as {_label(look, column.field)}, {column.sure}.',
                "columns",
                column.place,
            )
            for column in look.columns
            if column.field and column.confidence < _ENOUGH
        ]
    found += _refusals(preview)
    found += _doubts(preview)
    if names := preview.names_to_review:
        many = len(names)
        title = f"{many:,} supplier names are close" if many > 1 else "One supplier name is close"
        first = names[0]
        words = f'"{first.name}" is {first.score:.0f}% like "{first.candidate}".'
        found.append(ImportProblem("caution", f"{title}, not equal", words, "suppliers"))
    found += [ImportProblem("plain", "Worth knowing", one, "preview") for one in preview.warnings]
    return tuple(found)


def _mendings(preview: ImportPreview, answers: Mapping[str, str]) -> list[ImportProblem]:
    """Return what can be mended for the whole list, each with its answers."""
    settled = mending.checked(answers)
    found = []
    asks: dict[str, list[tuple[RowOutcome, str]]] = {name: [] for name in mending.MENDINGS}
    for row in preview.rows:
        for about, words in row.asks:
            asks.setdefault(about, []).append((row, words))
    for name, asked in asks.items():
        one = mending.mending_called(name)
        if not asked or one is None:
            continue
        where = list(dict.fromkeys(row.place for row, _ in asked))
        words = shortened(asked[0][1], 160)
        found.append(
            ImportProblem(
                "settled" if name in answers else "caution",
                one.title(len(asked)),
                f"{words[:1].upper()}{words[1:]} ({_some(where)}).",
                "preview",
                row=where[0],
                question=name,
                choices=one.answers,
                chosen=settled.get(name, mending.BLANK),
            )
        )
    return sorted(found, key=lambda problem: problem.weight == "settled")


def _refusals(preview: ImportPreview) -> list[ImportProblem]:
    places: dict[str, list[str]] = defaultdict(list)
    for row in preview.rows:
        if row.outcome is Outcome.REFUSED:
            places[row.reason].append(row.place)
    return [
        ImportProblem(
            "caution",
            f"{len(where):,} {'row is' if len(where) == 1 else 'rows are'} refused",
            f"{reason[:1].upper()}{reason[1:]}: {_some(where)}.",
            "preview",
            row=where[0],
        )
        for reason, where in sorted(places.items(), key=lambda one: -len(one[1]))
    ]


def _doubts(preview: ImportPreview) -> list[ImportProblem]:
    """Gather cells left blank by the heading they stand under, so that each is told once."""
    places: dict[str, list[str]] = defaultdict(list)
    firsts: dict[str, str] = {}
    for row in preview.rows:
        settled = {words for _, words in row.asks}
        for doubt in row.doubts:
            if doubt in settled:
                continue
            about = doubt.split(":")[0] if ":" in doubt else doubt
            key = "Dates" if about.startswith("ends on") else about
            places[key].append(row.place)
            firsts.setdefault(key, doubt)
    return [
        ImportProblem(
            "caution",
            f"{about}: {len(where):,} {'cell' if len(where) == 1 else 'cells'} to look at",
            f"{shortened(firsts[about], 160)} ({_some(where)}).",
            "preview",
            row=where[0],
        )
        for about, where in sorted(places.items(), key=lambda one: -len(one[1]))
    ]


def _some(places: Sequence[str], most: int = 4) -> str:
    words = ", ".join(places[:most])
    return f"{words} and {len(places) - most:,} more" if len(places) > most else words


def _label(look: ListLook, field: str) -> str:
    mapping = look.choice.mapping
    return "" if mapping is None else mapping.field(field).label.lower()


def _says(row: RowOutcome, changes: dict[str, list[str]]) -> str:
    if row.reason or row.says:
        return row.reason or row.says
    return "; ".join(words for contract in row.contracts for words in changes.get(contract, ()))


def _changes(
    register: Register, preview: ImportPreview
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return what changes in each contract, before and after, and the supplier of each."""
    changes: dict[str, list[str]] = defaultdict(list)
    names = {one.id: one.name for one in register.providers.values()}
    suppliers = {
        one.id: names.get(one.provider, one.provider) for one in register.contracts.values()
    }
    for edit in preview.edit.edits:
        if isinstance(edit, AddRecord):
            record = edit.record
            if isinstance(record, Contract):
                suppliers[record.id] = names.get(record.provider, record.provider)
                changes[record.id].append(_new_words(record))
            elif isinstance(record, Provider):
                names[record.id] = record.name
        elif isinstance(edit, ChangeFields):
            words = _before_after(register, edit, names)
            of = edit.key
            if edit.kind == "contract":
                changes[of] += words
                if provider := edit.values.get("provider"):
                    suppliers[of] = names.get(provider, provider)
            elif edit.kind == "provider":
                for contract in register.contracts.values():
                    if contract.provider == of:
                        changes[contract.id] += [f"its supplier: {one}" for one in words]
            elif edit.kind == "review":
                changes[of.removeprefix("review-")] += words
    return changes, suppliers


def _new_words(contract: Contract) -> str:
    kind = fields.BY_NAME["contract"]
    parts = [
        f"{kind.field(name).label.lower()} {words}"
        for name in ("annual_value", "total_value", "start", "end")
        if (words := value_in_words(kind.field(name), getattr(contract, name)))
    ]
    return ", ".join(parts)


def _before_after(register: Register, edit: ChangeFields, names: Mapping[str, str]) -> list[str]:
    kind = fields.BY_NAME[edit.kind]
    before: Any = register.of_kind(edit.kind).get(edit.key)
    found = []
    for field in kind.fields:
        if field.attribute in edit.values or field.name in edit.values:
            value = edit.values.get(field.attribute, edit.values.get(field.name))
            old = getattr(before, field.attribute, None)
            if field.links_to == ("provider",):
                was, now = names.get(str(old), ""), names.get(str(value), "")
            else:
                was, now = value_in_words(field, old), value_in_words(field, value)
            found.append(f"{field.label}: {was or 'blank'} → {now or 'blank'}")
    return found
