"""The room beside the best response and doing nothing, and the decisions that made a difference."""

from __future__ import annotations

from planner.document.blocks import PANEL, SOURCE, Block, Column, OnOnePage
from planner.document.building import (
    LooseRow,
    chart,
    guarded,
    panel,
    say,
    section,
    table,
)
from planner.document.exercise_charts import calls_chart, courses_chart, effects_chart, first_days
from planner.document.exercise_report.book import ReportBook
from planner.document.exercise_words import (
    ALONE,
    LEAST,
    NAMES,
    PERSON_DAY,
    beyond_words,
    called_words,
    comparison,
    headline,
    measure_of,
    money,
    restoring,
)
from planner.document.finding_document import opening
from planner.document.plain_sheet import PlainSheet, in_words
from planner.document.wording import class_word, count, counted, pounds
from planner.document.words import bold, brief, joined, plum
from planner.fields import CLASSES

MOST_ROWS = 12


def beside_pages(book: ReportBook) -> list[Block]:
    """Return the comparison, then what made the difference."""
    found = book.found
    story = opening(
        "beside", "The room beside the best response", headline(found),
        f"{book.told.headline} {book.told.beside}".strip(),
        "The room beside the best response",
    )  # fmt: skip
    measure = measure_of(found)
    drawn = courses_chart(found, measure.class_, first_days(found, measure.class_))
    choices = [
        (
            *story,
            *chart(drawn, scale=scale),
            *_sheet(comparison(found), padding),
            *guarded("money", _sheet(money(found), padding)),
            *_sheet(restoring(found, classes), padding),
            *_notes(book),
        )
        for scale, padding, classes in (
            (0.92, 2.6, CLASSES),
            (0.76, 1.8, CLASSES),
            (0.84, 2.2, CLASSES[:1]),
            (0.62, 1.0, CLASSES[:1]),
        )
    ]
    return [OnOnePage(tuple(choices)), *_differences(book)]


def _notes(book: ReportBook) -> list[Block]:
    words = [
        f"{PERSON_DAY} The best response is the model’s: it knows every option of the "
        "register on the day a loss is known, and keeps to what is agreed."
    ]
    if beyond := beyond_words(book.register, book.found):
        words.append(beyond)
    story: list[Block] = [say(SOURCE, " ".join(words))]
    if book.found.room.has_unknown:
        gap = "The register counts nobody in a service that was hit; nothing here counts them."
        story.append(panel([say(PANEL, plum("Known gap. "), gap)], gap=True))
    return story


def _sheet(sheet: PlainSheet, padding: float) -> list[Block]:
    if not sheet.rows:
        return []
    texts = sum(one.kind in {"text", "class"} for one in sheet.columns)
    named = [one for one in sheet.columns if one.words not in NAMES and "£" not in one.words]
    share = 260 / (len(sheet.columns) - len(named)) if len(sheet.columns) > len(named) else 0
    columns = [
        Column(
            one.words,
            (221 if len(named) == 1 else (161, 60)[at]) if one in named else share,
            figures=one.kind not in {"text", "class"} or (texts > 2 and one not in named),
            secret="money" if one.kind == "pounds" else "",
            people=one.kind == "people",
        )
        for at, one in enumerate(sheet.columns)
    ]
    rows: list[LooseRow] = [
        [
            class_word(str(cell)) if one.kind == "class" else in_words(cell, one.kind)
            for cell, one in zip(row, sheet.columns, strict=True)
        ]
        for row in sheet.rows
    ]
    return section(sheet.title, table(columns, rows, padding, sheet.title))


def _differences(book: ReportBook) -> list[Block]:
    found = book.found
    measure = measure_of(found)
    most = max((abs(measure.saved(one.worth)) for one in found.effects), default=0.0)
    title = "The decisions that made a difference"
    if most <= LEAST:
        title = "No single decision made a difference by itself"
    story = opening(
        "differences", "The room beside the best response", title,
        "Each decision was left out, with its corrections, and the days were worked out again. "
        f"{ALONE}",
        "Decisions that made a difference",
    )  # fmt: skip
    choices = [
        (
            *story,
            *chart(effects_chart(found, book.names, bars)),
            *_added(book),
            *chart(calls_chart(found, bars)),
            *_calls(book, rows),
            *_releases(book),
        )
        for bars, rows in ((8, MOST_ROWS), (6, MOST_ROWS), (6, 8), (5, 5), (4, 3))
    ]
    return [OnOnePage(tuple(choices))]


def _added(book: ReportBook) -> list[Block]:
    """Return the decisions without which fewer people would have waited."""
    measure = measure_of(book.found)
    added = [one for one in book.found.effects if measure.saved(one.worth) < -LEAST]
    rows: list[LooseRow] = [
        [
            book.name(one.number),
            brief(one.words, 140),
            brief(one.why, 140) or "none given",
            count(-measure.saved(one.worth)),
        ]
        for one in sorted(added, key=lambda one: measure.saved(one.worth))[:MOST_ROWS]
    ]
    columns = [
        Column("No.", 34),
        Column("Decision", 180),
        Column("Reason given", 167),
        Column("Person-days added", 100, True, people=True),
    ]
    if not rows:
        return []
    title = "Decisions that added person-days"
    return section(title, table(columns, rows, 3.0, title))


def _calls(book: ReportBook, most: int) -> list[Block]:
    measure = measure_of(book.found)
    rows: list[LooseRow] = [
        [
            brief(one.label, 80),
            brief(one.title, 60),
            f"day {one.best_day}",
            called_words(one),
            count(measure.saved(one.worth)),
        ]
        for one in book.found.calls
        if not one.is_as_best
    ]
    more = len(rows) - most
    columns = [
        Column("Option", 132),
        Column("Service", 101),
        Column("Best response", 62),
        Column("The room", 120),
        Column("Its day would save", 66, True, people=True),
    ]
    title = "When the room called what the best response calls"
    as_best = sum(one.is_as_best for one in book.found.calls)
    note = f"{counted(as_best, 'option was', 'options were')} called when the best response does."
    if more > 0:
        note += f" {counted(more, 'further option is', 'further options are')} in the workbook."
    if not rows:
        return section(title, say("body", note)) if book.found.calls else []
    made = table(columns, rows[:most], 2.6, title)
    return section(title, made, say(SOURCE, f"{note} {measure.words.capitalize()}. {ALONE}"))


def _releases(book: ReportBook) -> list[Block]:
    if not book.found.releases:
        return []
    measure = measure_of(book.found)
    lines = [
        say(
            PANEL,
            bold(f"{brief(one.name, 80)}. "),
            joined(
                f"The best response draws {pounds(one.drawn)}; the room released "
                f"{pounds(one.released)}. Releasing all of it would save "
                f"{count(measure.saved(one.worth))} {measure.words}.",
            ),
        )
        for one in book.found.releases
    ]
    return guarded("money", section("Money released", panel(lines), say(SOURCE, ALONE)))
