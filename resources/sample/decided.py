"""What officers of the sample council decided before any failure, and the workshop they plan."""

from __future__ import annotations

import datetime

from planner.register.records import Decision, Exercise, Inject, Lesson

_EXERCISE = "workshop-havenmoor"
_INJECTS = (
    (0, 0, "Duty manager", "Havenmoor's office does not answer; six morning visits were missed."),
    (12, 0, "Finance", "A liquidator rings: wages were not paid and nothing trades on."),
    (25, 1, "Brokerage", "The agency offers 36 carers for tomorrow: £60.10 a person a day."),
    (40, 3, "Day opportunities", "Beck Row has four of ten staff and asks whom to ring first."),
    (55, 4, "Communications", "A family is on local radio. What may be said, and by whom?"),
    (70, 14, "Procurement", "Legal asks whether the direct awards are strictly necessary."),
    (85, 29, "Carers lead", "Willow and Wren's trustees say they cannot pay December's wages."),
    (100, 56, "Director", "The in-house team is worn out and goes back to reablement."),
)


def decisions() -> list[Decision]:
    """Return the officers' decisions, with their reasons, that plans must keep to."""
    return [
        Decision(
            id="D-001",
            scenario="friday-liquidation",
            service="welfare-calls",
            decision="let_go",
            reason="Volunteers of the lunch clubs will ring everyone once a week.",
            decided_by="Communities manager",
            decided_on=datetime.date(2026, 11, 12),
            powers="Scheme of delegation, part 3",
        ),
        Decision(
            id="D-002",
            scenario="leisure-trust",
            service="leisure-centres",
            decision="bridge",
            reason="Cabinet wants the pools open by spring and agreed an interim operator.",
            decided_by="Cabinet",
            decided_on=datetime.date(2026, 10, 20),
            powers="Local Government Act 2000 s.9D",
        ),
    ]


def workshop() -> list[Exercise | Inject | Lesson]:
    """Return a table-top exercise of the first story, its news in order, and one old lesson."""
    exercise = Exercise(
        id=_EXERCISE,
        title="Friday at four: a home care firm closes",
        scenario="friday-liquidation",
        date=datetime.date(2026, 12, 10),
        aim="To find out whether everybody is safe by the second night.",
        objectives=(
            "Name who decides within the first hour",
            "List everyone at risk, whoever pays",
            "Agree which services wait",
        ),
        players=(
            "Director of adult services",
            "Head of adult commissioning",
            "Section 151 officer",
            "Contracts solicitor",
            "Communications duty officer",
        ),
    )
    injects = [
        Inject(
            id=f"N-{number:02d}",
            exercise=_EXERCISE,
            title=text.split(";")[0].split(".")[0].split(":")[0],
            minute=minute,
            day=day,
            sent_to=to,
            content=text,
        )
        for number, (minute, day, to, text) in enumerate(_INJECTS, start=1)
    ]
    lesson = Lesson(
        id="L-001",
        title="The list of self-funders was six months old; ask providers for it each quarter",
        owner="Brokerage duty desk",
        due=datetime.date(2026, 12, 18),
    )
    return [exercise, *injects, lesson]
