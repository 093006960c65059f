"""The post-exercise report as the paper its workbook is written from."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.chart_tables import Heading
from planner.document.exercise_charts import calls_chart, effects_chart, every_courses_chart
from planner.document.exercise_framing import moment
from planner.document.exercise_report.aims import title_of
from planner.document.exercise_report.book import ReportBook
from planner.document.exercise_report.learnt import concerns
from planner.document.exercise_report.log import OTHER
from planner.document.exercise_report.story import story_lines
from planner.document.exercise_words import (
    ALONE,
    PERSON_DAY,
    beyond_words,
    call_sheet,
    comparison,
    effect_sheet,
    headline,
    money,
    restoring,
)
from planner.document.paper import Paper, PaperPart
from planner.document.plain_sheet import Cell, PlainSheet, plain_sheet
from planner.document.wording import full_stop, long_date, start
from planner.exercise.act_choices import act_words
from planner.exercise.log import Entry
from planner.plan.marking import exercise_marking_of


def exercise_paper(book: ReportBook) -> Paper:
    """Return the report as a paper: each table and chart becomes a sheet."""
    found = book.found
    bars = [
        one for one in (effects_chart(found, book.names), calls_chart(found)) if one is not None
    ]
    beside = [one for one in (comparison(found), money(found), restoring(found)) if one.rows]
    measured = [one for one in (effect_sheet(found), call_sheet(found)) if one.rows]
    held = f", {long_date(book.held)}" if book.held else ""
    dates = book.cold
    cold: tuple[str, ...] = ()
    if dates:
        cold = (f"The cold debrief is held between {long_date(dates[0])} and "
                f"{long_date(dates[1])}.",)  # fmt: skip
    parts = (
        PaperPart("Objectives", (full_stop(title_of(book)), *cold), (), (_objectives(book),)),
        PaperPart("Timeline", (), (), (_timeline(book),)),
        PaperPart("Log", (), (), (_log(book),)),
        PaperPart(
            "The room beside the best response",
            (
                f"{book.told.headline} {book.told.beside}".strip(),
                *filter(None, [beyond_words(book.register, found)]),
            ),
            every_courses_chart(found),
            tuple(beside),
        ),
        PaperPart("Decisions that made a difference", (ALONE,), tuple(bars), tuple(measured)),
        PaperPart("Lessons", (), (), (_lessons(book),)),
    )
    return Paper(
        title=f"Post-exercise report: {book.exercise.title}",
        subtitle=f"{book.exercise.title}{held}",
        headline=full_stop(headline(found)),
        made=f"{long_date(book.today)} from register revision {book.register.revision:,}",
        made_on=book.today,
        council=book.register.council.name,
        marking=exercise_marking_of(book.register),
        parts=tuple(part for part in parts if part.sentences or part.charts or _has_rows(part)),
        assumptions=(
            PERSON_DAY,
            "The best response is the model’s: it knows every option of the register on the day "
            "a loss is known, and keeps to what is agreed.",
            "A decision is measured by leaving it out with its corrections; an option by calling "
            f"it alone on the model’s day. {ALONE}",
        ),
    )


def _has_rows(part: PaperPart) -> bool:
    return any(table.rows for table in part.tables)


def _objectives(book: ReportBook) -> PlainSheet:
    rows = [
        (one.objective, start(one.verdict) or "not yet told", " ".join(map(full_stop, one.seen)))
        for one in book.debrief.objectives
    ]
    heads = (Heading("Objective"), Heading("Verdict"), Heading("What was seen"))
    return plain_sheet("Objectives", heads, rows)


def _timeline(book: ReportBook) -> PlainSheet:
    rows: list[Sequence[Cell]] = [
        (moment(play), kind, words, book.name(number) if number else "")
        for play, _, kind, words, number in story_lines(book)
    ]
    heads = (Heading("In play"), Heading("What"), Heading("In short"), Heading("No."))
    return plain_sheet("Timeline", heads, rows)


def _log(book: ReportBook) -> PlainSheet:
    heads = (
        Heading("Entry", "number"),
        Heading("No."),
        Heading("Written at"),
        Heading("In play"),
        Heading("Kind"),
        Heading("Words"),
        Heading("Reason"),
        Heading("Power"),
        Heading("Owner"),
        Heading("Options weighed"),
        Heading("In the model"),
        Heading("Look again"),
        Heading("Corrects entry", "number"),
        Heading("Standing"),
        Heading("Late"),
    )
    return plain_sheet("Log", heads, [_entry(book, one) for one in book.entries])


def _entry(book: ReportBook, one: Entry) -> Sequence[Cell]:
    kind = "Decision" if one.kind == "decision" else OTHER.get(one.kind, start(one.kind))
    late = f"decided at {one.decided_at:%H:%M}" if one.decided_at is not None else ""
    standing = ""
    if book.is_struck(one):
        last = book.last_correction[book.roots.get(one.number, one.number)]
        standing = f"{'corrected' if last.words else 'taken back'} by {book.name(last.number)}"
    return (
        one.number,
        book.names.get(one.number, ""),
        f"{one.at:%Y-%m-%d %H:%M}",
        moment(one.play),
        kind,
        " ".join(filter(None, (one.objective and full_stop(one.objective), one.words))),
        one.why,
        one.powers,
        one.owner,
        "; ".join(one.weighed),
        "" if one.act is None else act_words(book.register, one.act),
        "" if one.review_at is None else moment(one.review_at),
        one.corrects if one.corrects is not None else "",
        standing,
        late,
    )


def _lessons(book: ReportBook) -> PlainSheet:
    heads = (
        Heading("Kind"),
        Heading("What"),
        Heading("Concerns"),
        Heading("Owner"),
        Heading("Due", "date"),
        Heading("Done on", "date"),
        Heading("Note"),
    )
    rows = [
        (kind, one.title, concerns(book, one), one.owner or "", one.due, one.done_on or "",
         one.note or "")
        for kind, every in (("Lesson", book.lessons), ("Good practice", book.good_practice))
        for one in every
    ]  # fmt: skip
    return plain_sheet("Lessons and good practice", heads, rows)
