"""The full log: decisions with their reasons, corrections linked, old entries still legible."""

from __future__ import annotations

from planner.document.blocks import BODY, CELL, CELL_GREY, H3, SOURCE, Block, CellPart, Column
from planner.document.building import LooseRow, guarded, say, section, table
from planner.document.exercise_framing import moment
from planner.document.exercise_report.book import ReportBook
from planner.document.finding_document import opening
from planner.document.wording import counted, full_stop, listed, small, start
from planner.document.words import Words, bold, brief, joined, kept_from, link, semibold, struck
from planner.exercise.act_choices import act_words
from planner.exercise.log import Entry

LONGEST = 400
OTHER = {
    "start": "Play begins",
    "pause": "The clock is held",
    "resume": "The clock runs again",
    "speed": "The clock runs at another speed",
    "jump": "The clock goes to",
    "end": "Play ends",
    "show": "News shown",
    "skip": "News left out",
    "more_time": "More time to decide",
    "note": "Note",
    "observation": "Observed",
    "reveal": "The reveal was shown",
    "debrief": "Debrief",
    "correction": "Correction",
}


def log_pages(book: ReportBook) -> list[Block]:
    """Return every entry: decisions first, then all else, then the corrections together."""
    decided = [one for one in book.entries if book.kind_at_root(one) == "decision"]
    others = [one for one in book.entries if book.kind_at_root(one) != "decision"]
    late = sum(one.is_late for one in book.entries)
    lead = "Nothing is taken out of a log: what was corrected stays, struck through."
    if late:
        number = f"{start(small(late))} {'entry was' if late == 1 else 'entries were'}"
        lead += f" {number} written late, and {'says' if late == 1 else 'say'} so."
    story = opening(
        "log", "The full log", _title(book), lead, "The full log", new_page=bool(book.entries)
    )
    if decided:
        story += section("Decisions and their reasons", _decisions(book, decided))
    story += _corrections(book)
    if others:
        story += section("All else that was logged", _others(book, others))
    who = sorted({one.who for one in book.entries if one.who})
    if who:
        words = say(SOURCE, "The log was written by ", listed([brief(one, 60) for one in who]), ".")
        story += guarded("contacts", [words])
    return story


def _title(book: ReportBook) -> str:
    number, total = len(book.decisions), len(book.entries)
    if not total:
        return "Nothing is logged yet"
    decided = counted(number, "decision stands", "decisions stand")
    return f"{decided} among {counted(total, 'entry', 'entries')}"


def _decisions(book: ReportBook, entries: list[Entry]) -> Block:
    columns = [
        Column("No.", 34),
        Column("Time", 34),
        Column("In play", 62),
        Column("Decision", 146),
        Column("Reason given", 101),
        Column("Power, owner", 104),
    ]
    rows = [_decision(book, one) for one in entries]
    return table(columns, rows, 3.2, "Decisions in the order in which they were logged")


def _decision(book: ReportBook, entry: Entry) -> LooseRow:
    gone = book.is_struck(entry)
    what: list[CellPart] = []
    if entry.corrects is not None:
        root = book.roots[entry.number]
        verb = "Corrects" if entry.words else "Takes back"
        what.append(say(CELL, link(f"{verb} {book.name(entry.corrects)}", _place(root)), "."))
    if entry.words:
        what.append(say(CELL, _shown(brief(entry.words, LONGEST), gone)))
    more: list[Words] = []
    if entry.act is not None:
        act = f"In the model: {act_words(book.register, entry.act)}, from day {entry.act.day}."
        more.append(_secret(_shown(act, gone), act))
    if entry.weighed:
        told = "; ".join(brief(one, 90) for one in entry.weighed)
        more.append(_shown(f"{' ' if more else ''}Weighed: {full_stop(told)}", gone))
    if more:
        what.append(say(CELL_GREY, *more))
    if gone:
        last = book.last_correction[book.roots.get(entry.number, entry.number)]
        root = book.roots.get(entry.number, entry.number)
        words = f"Corrected by {book.name(last.number)}" if last.words else (
            f"Taken back by {book.name(last.number)}")  # fmt: skip
        what.append(say(CELL, link(words, _place(root)), "."))
    if entry.is_late and entry.decided_at is not None:
        late = f"Late entry: decided at {entry.decided_at:%H:%M}, written at {entry.at:%H:%M}."
        what.append(say(CELL, semibold(late)))
    held = [brief(one, 160) for one in (entry.powers, entry.owner) if one]
    power: list[CellPart] = [say(CELL, _shown("; ".join(held), gone))] if held else []
    if entry.review_at is not None:
        power.append(say(CELL_GREY, f"Look again: {moment(entry.review_at)}"))
    return [
        bold(book.name(entry.number)),
        f"{entry.at:%H:%M}",
        moment(entry.play),
        what or "",
        _shown(brief(entry.why, LONGEST), gone) if entry.why else "none given",
        power or "",
    ]


def _corrections(book: ReportBook) -> list[Block]:
    """Return each entry that was corrected with all of its corrections, as places to link to."""
    by_number = {one.number: one for one in book.entries}
    blocks: list[Block] = []
    for root in sorted(set(book.roots.values())):
        first = by_number.get(root)
        chain = [one for one in book.entries if book.roots.get(one.number) == root]
        lines: list[Block] = []
        for one in ([first] if first is not None else []) + chain:
            gone = book.is_struck(one)
            told = brief(one.words, LONGEST) or "Taken back."
            because = f" Reason: {full_stop(brief(one.why, LONGEST))}" if one.why else ""
            lines.append(
                say(BODY, bold(f"{book.name(one.number)}, {one.at:%H:%M}. "),
                    _shown(full_stop(told), gone), _shown(because, gone))
            )  # fmt: skip
        numbers = listed([book.name(one.number) for one in chain])
        words = f"{book.name(root)}, corrected by {numbers}"
        blocks += section(words, *lines, style=H3, key=_place(root))
    return section("Corrections, from the first entry to the last", *blocks) if blocks else []


def _others(book: ReportBook, entries: list[Entry]) -> Block:
    rows: list[LooseRow] = []
    for one in entries:
        gone = book.is_struck(one)
        label = OTHER.get(one.kind, start(one.kind))
        told = brief(one.words, LONGEST)
        if one.kind in {"jump", "start"}:
            told = f"{moment(one.play)}. {told}".rstrip(" .") + "."
        if one.kind == "speed" and one.speed is not None:
            told = f"{one.speed:g} minutes of play in a minute. {told}".strip()
        if one.kind == "more_time" and one.minutes is not None:
            told = f"{counted(one.minutes, 'minute', 'minutes')} more. {told}".strip()
        if one.kind == "debrief":
            told = " ".join(full_stop(brief(part, LONGEST)) for part in
                            (one.objective, one.words, one.why) if part)  # fmt: skip
        cell: list[CellPart] = []
        if one.corrects is not None:
            place = _place(book.roots[one.number])
            cell.append(say(CELL, link(f"Corrects {book.name(one.corrects)}", place), "."))
        cell.append(say(CELL, _shown(told, gone)))
        if gone:
            root = book.roots.get(one.number, one.number)
            name = book.name(book.last_correction[root].number)
            cell.append(say(CELL, link(f"Corrected by {name}", _place(root)), "."))
        if one.is_late and one.decided_at is not None:
            cell.append(say(CELL, semibold(f"Late entry: of {one.decided_at:%H:%M}.")))
        rows.append([bold(book.name(one.number)), f"{one.at:%H:%M}", moment(one.play), label, cell])
    columns = [
        Column("No.", 34),
        Column("Time", 36),
        Column("In play", 64),
        Column("Kind", 90),
        Column("Words", 257),
    ]
    return table(columns, rows, 2.2, "Entries that are no decisions")


def _place(root: int) -> str:
    return f"entry-{root}"


def _shown(words: str, gone: bool) -> Words:
    return struck(words) if gone else words


def _secret(words: Words, told: str) -> Words:
    return kept_from("money", words) if "£" in told else joined(words)
