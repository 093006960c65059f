"""What the page about pairs shows: sentences, rows, and the matrix of the worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.document.charts import PairMatrix
from planner.document.outcome_words import LEGAL
from planner.document.wording import count, counted, listed, percent
from planner.register.register import Register
from planner.scenario.outcome import CLASSES
from planner.scenario.pairs import Pair, Pairs, Tie, is_worse, secure_for
from planner.scenario.sweep import Sweep, counts_people

IN_MATRIX = 10
MOST_REASONS = 3
NEAREST = ("stand-in", "supplier", "course", "pool", "fund", "service")
"""Kinds of tie, those that say most first: two that share a service need not meet otherwise."""

UNCOUNTED = "The register counts no people, so what losing two of them would do is not known."


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair as a table shows it; days are must person-days past the limit, `net` pounds.

    `together` is what both do, `apart` the sum of each alone, `more` the rest. `why` are sentences
    that say what makes it worse, the nearest first. `hidden` tells that each alone is secure.
    """

    first: str
    second: str
    first_name: str
    second_name: str
    together: float
    apart: float
    more: float
    net: float
    why: tuple[str, ...]
    hidden: bool
    worse: bool
    secure: bool


@dataclass(frozen=True, slots=True)
class SecureShare:
    """The share of providers whose failure alone breaks no service of some classes, in words."""

    words: str
    share: float | None


@dataclass(frozen=True, slots=True)
class PairsReport:
    """All pairs as people read them, worst first; `worked_out` is False for a first look."""

    headline: str
    total: int
    meeting: int
    secure_share: float | None
    hidden: int
    worse: int
    worked_out: bool
    alone: tuple[SecureShare, ...]
    rows: tuple[PairRow, ...]
    matrix: PairMatrix


def report_of(register: Register, found: Pairs, sweep: Sweep) -> PairsReport:
    """Return what a page about pairs shows."""
    rows = tuple(_row(register, pair) for pair in found.pairs)
    has_people = counts_people(sweep.falls)
    single = {fall.id: fall.breach_person_days.must for fall in sweep.falls}
    return PairsReport(
        headline=headline(rows, found) if has_people or not found.total else UNCOUNTED,
        total=found.total,
        meeting=found.meeting,
        secure_share=found.secure_share if has_people else None,
        hidden=found.hidden,
        worse=found.worse,
        worked_out=found.worked_out,
        alone=tuple(
            SecureShare(words, secure_for(sweep.falls, classes) if has_people else None)
            for words, classes in (
                ("for must services", CLASSES[:1]),
                ("for must and needed", CLASSES[:2]),
                ("for every service", CLASSES),
            )
        ),
        rows=rows,
        matrix=matrix_of(rows, single, found.worked_out),
    )


def headline(rows: Sequence[PairRow], found: Pairs) -> str:
    """Return in one sentence what fails only in pairs, or that nothing does."""
    if not found.total:
        return "There are no two providers or assets in the register to lose together yet."
    so_far = "" if found.worked_out else "So far: "
    hidden = next((row for row in rows if row.hidden), None)
    if hidden is None:
        worst = next((row for row in rows if row.worse), None)
        if worst is None:
            return f"{so_far}No two of them do more harm together than apart."
        return (
            f"{so_far}No two break a must service that each alone would not; worst together: "
            f"{short(worst.first_name)} and {short(worst.second_name)}."
        )
    if found.hidden == 1:
        return (
            f"{so_far}{short(hidden.first_name)} and {short(hidden.second_name)} break a must "
            "service together, though neither does alone."
        )
    return (
        f"{so_far}{counted(found.hidden, 'pair', 'pairs')} would break a must service though "
        f"neither alone would; the worst is {short(hidden.first_name)} with "
        f"{short(hidden.second_name)}."
    )


def short(name: str) -> str:
    """Return the name of a firm without its legal form."""
    return LEGAL.sub("", name)


def _row(register: Register, pair: Pair) -> PairRow:
    together = pair.breach.must
    more = pair.worse.must
    return PairRow(
        first=pair.first,
        second=pair.second,
        first_name=name_of(register, pair.first),
        second_name=name_of(register, pair.second),
        together=together,
        apart=max(0.0, together - more),
        more=max(0.0, more),
        net=pair.net,
        why=reasons(register, pair),
        hidden=pair.was_secure and not pair.secure,
        worse=is_worse(pair),
        secure=pair.secure,
    )


def name_of(register: Register, id_: str) -> str:
    """Return the name of a provider or asset."""
    if id_ in register.providers:
        return register.providers[id_].name
    return register.assets[id_].name


def reasons(register: Register, pair: Pair) -> tuple[str, ...]:
    """Return why two failures are more than their sum, in sentences, the nearest first."""
    if not is_worse(pair):
        return ()
    found: list[str] = []
    for kind in NEAREST:
        ties = [tie for tie in pair.ties if tie.kind == kind]
        if ties:
            found += _sentences(register, pair, kind, ties)
    return tuple(found[:MOST_REASONS])


def _sentences(register: Register, pair: Pair, kind: str, ties: Sequence[Tie]) -> list[str]:
    two = (pair.first, pair.second)
    named = {id_: short(name_of(register, id_)) for id_ in two}
    other = {two[0]: two[1], two[1]: two[0]}
    if kind == "stand-in":
        return [f"{named[tie.id]} would have stood in for {named[other[tie.id]]}." for tie in ties]
    if kind == "supplier":
        names = listed([short(name_of(register, tie.id)) for tie in ties], 3)
        return [f"{names} would have stood in, and goes down with one of them."]
    if kind == "course":
        within = [tie.id for tie in ties if tie.id in two]
        if within:
            return [f"{named[one]} leans on {named[other[one]]}." for one in within]
        names = listed([short(name_of(register, tie.id)) for tie in ties], 3)
        lean = "lean" if len(ties) > 1 else "leans"
        return [f"{names} {lean} on both."]
    if kind == "pool":
        names = listed([register.pools[tie.id].name for tie in ties], 3)
        return [f"Options for both draw on the same places: {names}."]
    if kind == "fund":
        names = listed([register.reserves[tie.id].name for tie in ties], 3)
        are = "are" if len(ties) > 1 else "is"
        return [f"{names} {are} too small for both." if ties else "No fund may pay for both."]
    names = listed([register.services[tie.id].title for tie in ties], 3)
    return [f"Both serve {names}."]


def matrix_of(rows: Sequence[PairRow], single: dict[str, float], worked_out: bool) -> PairMatrix:
    """Return the worst pairs as a square of cases, alone on the diagonal.

    Where not all were worked out, pairs that were not looked at stay blank.
    """
    ids: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: -row.more):
        if row.secure or not row.worse or len(ids) >= IN_MATRIX:
            continue
        for id_, name in ((row.first, row.first_name), (row.second, row.second_name)):
            if len(ids) < IN_MATRIX:
                ids.setdefault(id_, short(name))
    keys = tuple(ids)
    known = {frozenset((row.first, row.second)): row for row in rows}
    found: PairRow | None
    cells = []
    for at, one in enumerate(keys):
        of_one: list[float | None] = []
        for other in keys[:at]:
            found = known.get(frozenset((one, other)))
            # A pair that is not among those kept does no more than the two apart.
            apart = single[one] + single[other] if worked_out else None
            of_one.append(found.together if found is not None else apart)
        of_one.append(single[one])
        cells.append(tuple(of_one))
    worst = next((row for row in sorted(rows, key=lambda row: -row.more) if row.worse), None)
    title = (
        f"{short(worst.first_name)} and {short(worst.second_name)} do most harm beyond their sum"
        if worst is not None
        else "No two do more harm together than apart"
    )
    if len(title.split()) > 15:
        title = "Two together can do far more than each alone"
    told = "; ".join(
        f"{short(row.first_name)} with {short(row.second_name)}: {count(row.together)}, of which "
        f"{count(row.more)} only because both fail"
        for row in sorted(rows, key=lambda row: -row.more)[:3]
        if row.worse
    )
    return PairMatrix(
        title=title,
        subtitle="Must person-days past the limit if both fail; alone on the diagonal",
        alt=f"{title}. {told or 'No pair is worse than its parts'}.",
        names=tuple(ids.values()),
        keys=keys,
        cells=tuple(cells),
    )


def share_words(report: PairsReport) -> tuple[str, ...]:
    """Return the secure shares in sentences, for papers and the command line."""
    if all(one.share is None for one in report.alone):
        return ("Not known: the register counts no people.",)
    lines = [
        f"{percent(one.share)} of providers can fail alone and stay secure {one.words}."
        for one in report.alone
        if one.share is not None
    ]
    if report.secure_share is not None:
        lines.append(f"{percent(report.secure_share)} of pairs of providers are secure for must.")
    return tuple(lines)
