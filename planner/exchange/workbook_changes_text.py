"""The differences between a workbook and the register as text to print."""

from __future__ import annotations

from planner.exchange.workbook_changes import WorkbookChanges
from planner.exchange.workbook_edit import Difference, What

_TITLES = {
    What.ADDED: "New in the workbook",
    What.CHANGED: "Changed in the workbook",
    What.CONFLICT: "Changed in both; the register's stays unless you say otherwise",
    What.REMOVED: "In the register but not in the workbook; removed only if you say so",
    What.REFUSED: "Refused",
}


def counts_in_words(changes: WorkbookChanges) -> str:
    """Return how many differences of each kind there are, in a sentence without its full stop."""
    words = {
        What.ADDED: "added",
        What.CHANGED: "changed",
        What.CONFLICT: "in conflict",
        What.REMOVED: "without a row",
        What.REFUSED: "refused",
    }
    parts = [f"{number:,} {words[what]}" for what, number in changes.counts.items() if number]
    same = sum(changes.unchanged.values())
    parts.append(f"{same:,} {'row is' if same == 1 else 'rows are'} as before")
    return ", ".join(parts)


def changes_text(changes: WorkbookChanges, longest: int = 20) -> str:
    """Return the differences as text to print; lists are cut at `longest` lines, and say so."""
    made = "a template" if changes.revision is None else f"made from revision {changes.revision}"
    lines = [f"{changes.name}: register workbook, {made}", f"{counts_in_words(changes)}."]
    if changes.examples:
        lines.append(f"{changes.examples:,} worked examples were left out.")
    lines += [f"  {note}" for note in changes.notes]
    for what, title in _TITLES.items():
        found = [one for one in changes.differences if one.what is what]
        if not found:
            continue
        lines += ["", f"{title}: {len(found):,}"]
        lines += [f"  {difference_in_words(one)}" for one in found[:longest]]
        if len(found) > longest:
            lines.append(f"  ... and {len(found) - longest:,} more")
    return "\n".join(lines)


def difference_in_words(one: Difference) -> str:
    """Return one difference as a line: where, what, before and after."""
    where = f"{one.place}: " if one.place else ""
    subject = f"{one.named}{', ' if one.named and one.field else ''}{one.field}"
    told = f"{where}{subject}".rstrip(": ")
    if one.what in (What.CHANGED, What.CONFLICT) and one.field:
        told += f": {one.before or 'blank'} → {one.after or 'blank'}"
        if one.exported:
            told += f" (was {one.exported})"
    elif one.what in (What.ADDED, What.CONFLICT) and one.after:
        told += f": {one.after}"
    return f"{told}. {one.says}" if one.says else told
