"""The sheets on what is to be done and known: timetable, gaps, actions, assumptions, contacts."""

from __future__ import annotations

from planner.document.palette import GAP_FILL, NOTE_FILL
from planner.document.ring_first import in_order
from planner.document.wording import class_word, counted, full_stop, start
from planner.document.workbook.cells import Value
from planner.document.workbook.sheets import Column, Flag, Sheet
from planner.fields import CLASSES
from planner.plan.card import NumberToRing
from planner.plan.plan import Plan

HOW_FAR = ("Not begun", "Under way", "Done")


def timetable(plan: Plan) -> Sheet:
    """Return the tasks of every re-commissioning."""
    rows: list[list[Value]] = [
        [
            work.title, class_word(work.class_), work.route, task.stage, task.title, task.owner,
            task.start, task.finish, task.p50, task.p80, task.low, task.likely, task.high,
            "every day" if task.every_day else "working days", task.total_float,
            "critical" if task.critical else "has time to spare", task.critical_share,
            task.notice or "", task.source,
            "Verified" if task.verified else "To be checked",
        ]
        for work in plan.recommissioning
        for task in work.tasks
    ]  # fmt: skip
    return Sheet(
        name="Timetable",
        table="Timetable",
        title="Re-commissioning: tasks and dates",
        scope="Likely dates by service. A critical task delays the new contract by a day for each "
        "day lost.",
        note="Durations are low, likely and high. Ends at P50 and P80, and the share on the "
        "critical path, come from drawn timetables. “To be checked” marks a duration without a "
        "source we have seen.",
        columns=[
            Column("Service", "text", 26),
            Column("Class", "text", 11, choices=[class_word(one) for one in CLASSES]),
            Column("Route", "text", 26),
            Column("Stage", "text", 18),
            Column("Task", "text", 32),
            Column("Owner", "text", 20, choices=[str(row[5]) for row in rows]),
            Column("Starts", "date", 13),
            Column("Ends", "date", 13),
            Column("Ends, P50", "date", 13),
            Column("Ends, P80", "date", 13),
            Column("Low", "count", 8),
            Column("Likely", "count", 8),
            Column("High", "count", 8),
            Column("Counted in", "text", 13, choices=("working days", "every day")),
            Column("Days to spare", "count", 9),
            Column("Critical path", "text", 16, choices=("critical", "has time to spare")),
            Column("On the critical path in", "percent", 13),
            Column("Notice", "text", 22),
            Column("Source", "text", 46),
            Column("Duration is", "text", 14, choices=("Verified", "To be checked")),
        ],
        rows=rows,
        flags=[Flag("Critical path", "critical", NOTE_FILL)],
    )


def restarts(plan: Plan) -> Sheet:
    """Return how sure each re-commissioning is: its dates, their bands, whether stop-gaps hold."""
    rows: list[list[Value]] = []
    for work in plan.recommissioning:
        chance = work.chance
        bands: list[Value] = [None] * 4
        holds: list[Value] = ["not known"] * 3
        if chance is not None:
            bands = [chance.p50_from, chance.p50_until, chance.p80_from, chance.p80_until]
            holds = ["no end"] * 3
            if chance.holds is not None:
                holds = [chance.holds, chance.holds_error, chance.holds_usual]
        rows.append(
            [
                work.title, class_word(work.class_), work.likely, work.p50, *bands[:2], work.p80,
                *bands[2:], work.stop_gap_ends or "none set", *holds, work.draws,
            ]
        )  # fmt: skip
    return Sheet(
        name="Restarts",
        table="Restarts",
        title="Re-commissioning: how sure the dates are",
        scope="When the new contract starts, from drawn timetables, and whether stop-gaps hold.",
        note="P50 and P80 lie between their two dates 19 times in 20. Stop-gaps hold where the new "
        "contract starts at the latest the day after their last.",
        columns=[
            Column("Service", "text", 30),
            Column("Class", "text", 11),
            Column("Likely", "date", 13),
            Column("P50", "date", 13),
            Column("P50 from", "date", 13),
            Column("P50 until", "date", 13),
            Column("P80", "date", 13),
            Column("P80 from", "date", 13),
            Column("P80 until", "date", 13),
            Column("Stop-gaps end", "date", 14),
            Column("Stop-gaps hold in", "percent", 12),
            Column("Standard error", "percent_1", 12),
            Column("Hold at usual pace", "percent", 12),
            Column("Timetables drawn", "count", 12),
        ],
        rows=rows,
    )


def gaps(plan: Plan) -> Sheet:
    """Return the gaps, worst first, and what would close them."""
    titles = {step.service: step.title for step in plan.step_in}
    titles |= {line.service: line.title for line in plan.decisions}
    rows: list[list[Value]] = [
        [
            number, gap.title, "Red finding" if gap.red else "Gap", gap.sentence,
            titles.get(gap.service or "", "whole plan"), start(gap.kind),
            "" if gap.people is None else gap.people, gap.when,
            " ".join(full_stop(line) for line in gap.closes),
        ]
        for number, gap in enumerate(plan.gaps, start=1)
    ]  # fmt: skip
    return Sheet(
        name="Gaps",
        table="Gaps",
        title=f"{counted(len(rows), 'gap', 'gaps')} in this plan, worst first",
        scope="What the plan cannot yet do.",
        note="The last column says what would close each gap, where anything in the register "
        "would.",
        columns=[
            Column("No.", "count", 9),
            Column("Gap", "text", 38),
            Column("Weight", "text", 13, choices=("Red finding", "Gap")),
            Column("In words", "text", 54),
            Column("Service", "text", 24),
            Column("About", "text", 12),
            Column("People", "count", 10),
            Column("When", "text", 24),
            Column("What would close it", "text", 48),
        ],
        rows=rows,
        flags=[Flag("Weight", "Red finding")],
    )


def actions(plan: Plan) -> Sheet:
    """Return the preventive actions and the checklist, each with its owner."""
    rows: list[list[Value]] = [
        [
            "Before it happens", action.title, action.owner,
            "none set" if action.due is None else action.due, start(action.status), action.worth,
            action.saves_breach, action.added_cost,
        ]
        for action in plan.all_preventive or plan.preventive
    ]  # fmt: skip
    rows += [
        [phase.title, item.text, item.owner, "", "", "", "", ""]
        for phase in plan.checklist
        for item in phase.items
    ]
    return Sheet(
        name="Actions",
        table="Actions",
        title="Actions: before it happens, then phase by phase",
        scope="Preventive actions first, by what they are worth; then the checklists.",
        note="Savings are person-days past the tolerable period, each measured alone: do not add.",
        columns=[
            Column("When", "text", 20),
            Column("Action", "text", 60),
            Column("Owner", "text", 26, choices=[str(row[2]) for row in rows]),
            Column("Due", "date", 13),
            Column("Status", "text", 13, choices=HOW_FAR),
            Column("What it is worth", "text", 40),
            Column("Saves, person-days", "count", 13),
            Column("Added cost, £", "pounds", 13),
        ],
        rows=rows,
    )


def assumptions(plan: Plan) -> Sheet:
    """Return what the plan rests on, with source and status."""
    rows: list[list[Value]] = [
        [line.group, line.text, line.value, line.source, start(line.status), line.if_wrong]
        for line in plan.assumptions
    ]
    rows += [
        ["What always applies", f"{note.heading}: {sentence}", "", note.source,
         "Verified" if note.verified else "To be checked", ""]
        for note in plan.notes
        for sentence in note.sentences
    ]  # fmt: skip
    return Sheet(
        name="Assumptions",
        table="Assumptions",
        title="Assumptions and sources",
        scope="What the plan rests on: the law, people and time, money, and the run.",
        note="Verified: seen in the named source. To be checked: from knowledge or an estimate. "
        "Our choice: a judgement.",
        columns=[
            Column("Group", "text", 20),
            Column("We assume", "text", 60),
            Column("Value", "text", 26),
            Column("Source", "text", 36),
            Column("Status", "text", 15, choices=("Verified", "To be checked", "Our choice")),
            Column("If wrong", "text", 40),
        ],
        rows=rows,
        flags=[Flag("Status", "To be checked", GAP_FILL)],
    )


def contacts(plan: Plan) -> Sheet:
    """Return every number to ring."""
    known: dict[NumberToRing, None] = dict.fromkeys(in_order(plan))
    known |= dict.fromkeys(line for sheet in plan.annex for line in sheet.contacts)
    rows: list[list[Value]] = [
        [line.role, line.place, line.day or "none", line.night or "none", line.email or "none"]
        for line in known
    ]
    return Sheet(
        name="Contacts",
        table="Contacts",
        secret="contacts",
        title="Numbers to ring",
        scope="Roles first: names change.",
        note="Telephone numbers are kept as text.",
        columns=[
            Column("Role", "text", 34),
            Column("Where", "text", 34),
            Column("Day", "text", 18),
            Column("Night", "text", 18),
            Column("Email", "text", 36),
        ],
        rows=rows,
    )


def providers(plan: Plan) -> Sheet:
    """Return the providers of the plan with their contracts."""
    rows: list[list[Value]] = []
    for sheet in plan.annex:
        start_of = [
            sheet.name,
            sheet.part,
            sheet.status,
            sheet.sector,
            sheet.parent or "none named",
        ]
        for line in sheet.contracts:
            rows.append(
                [*start_of, line.title, line.service, line.annual_value, line.people, line.end,
                 " ".join(line.clauses)]
            )  # fmt: skip
        if not sheet.contracts:
            rows.append([*start_of, "none in this register", "", "", "", "", ""])
    return Sheet(
        name="Providers",
        table="Providers",
        title="Providers in this plan, and their contracts",
        scope="One row for each contract.",
        note="Values are pounds a year, as the register has them.",
        columns=[
            Column("Provider", "text", 30),
            Column("Part in this plan", "text", 22),
            Column("Status", "text", 18),
            Column("Sector", "text", 20),
            Column("Parent", "text", 24),
            Column("Contract", "text", 34),
            Column("Service", "text", 26),
            Column("£ a year", "pounds", 13),
            Column("People", "count", 10),
            Column("Ends", "date", 13),
            Column("What it allows", "text", 48),
        ],
        rows=rows,
    )
