"""A session does on a server what it does on a file: the same script, the same answers."""

from __future__ import annotations

import datetime

import pytest

from planner.errors import BackstopError, InputRefused
from planner.exchange.register_json import read_register
from planner.exercise.log import Entry
from planner.register.edits import (
    AddRecord,
    ChangeClass,
    ChangeCouncil,
    ChangeFields,
    RemoveRecord,
    Together,
)
from planner.register.records import Exercise, Inject, Place, Service, WarningSign
from planner.session import Session
from resources.sample import sample_register_path


def script(session, folder):
    """Do something of everything and return all that a person would see of it."""
    seen = []
    services, providers = list(session.register.services), list(session.register.providers)
    contract = next(iter(session.register.contracts))
    edits = [
        AddRecord(Service("S-new", "Meals", "needed", mtpd_days=3)),
        ChangeClass("S-new", "must", "People go hungry."),
        ChangeFields("service", "S-new", {"title": "Meals at home", "owner": "Sam"}),
        ChangeFields("service", "S-new", {"title": "Meals at home"}),
        ChangeCouncil({"budget_annual": 1_234_567.89}),
        AddRecord(Place(contract, "Everywhere", "standard", "council", people=7)),
        AddRecord(WarningSign(providers[0], datetime.date(2026, 1, 4), "credit_score", rating=2)),
        RemoveRecord("provider", providers[1], with_dependents=True),
        Together("Brought in", tuple(AddRecord(Service(f"N{n}", "New")) for n in range(40))),
        RemoveRecord("service", services[0]),
        AddRecord(Service("S-new", "Again")),
        ChangeFields("service", "S-new", {"mtpd_days": -1}),
        ChangeFields("service", "nowhere", {"title": "x"}),
    ]
    for edit in edits:
        try:
            step = session.apply(edit, "Because")
        except InputRefused as refused:
            seen.append(refused.sentence)
        else:
            seen.append(step and (step.number, step.sentence, step.why, session.told(step)))
    seen += [session.undo().sentence, session.undo().sentence, session.redo_sentence]
    seen += [session.redo().sentence, session.undo_sentence, session.undo_size()]
    seen.append(session.take_back(3).sentence)
    with pytest.raises(BackstopError) as refused:
        session.take_back(1)
    seen.append(refused.value.sentence)
    session.apply(AddRecord(Exercise("heron", "Heron")))
    session.apply(AddRecord(Inject("heron-1", "heron", "The rota is empty")))
    for kind in ("start", "show"):
        inject = "heron-1" if kind == "show" else ""
        seen.append(
            session.log(
                "heron", Entry(number=0, kind=kind, at=session.now(), play=0.0, inject=inject)
            )
        )
    session.keep_pulse("heron", session.now())
    session.keep_pulse("heron", session.now() + datetime.timedelta(seconds=1))
    seen += [session.pulse("heron"), session.log_of("heron"), session.log_stays]
    for kind, key in (("inject", "heron-1"), ("exercise", "heron")):
        with pytest.raises(BackstopError) as refused:
            session.apply(RemoveRecord(kind, key, with_dependents=True))
        seen.append(refused.value.sentence)
    seen += [(step.number, step.who, step.sentence, step.why) for step in session.history()]
    seen += [session.recorders(), dict(session.class_decisions())]
    seen += [contents(session.register_at(revision)) for revision in (0, 4, session.revision)]
    seen.append(session.check(datetime.date(2026, 1, 5)))
    session.export_json(folder / "out.json")
    seen.append((folder / "out.json").read_text("utf-8"))
    return seen


def contents(register):
    return register.council, {kind: list(rows.items()) for kind, rows in register.tables.items()}


def test_the_same_script_gives_the_same_answers_on_a_file_and_on_a_server(team):
    sample = read_register(sample_register_path())
    path = team.folder / "same.backstop"
    with Session.of(path, sample, "Sam", **team.common) as session:
        on_file = script(session, team.folder)
        register = session.register
    team.put(sample)
    on_server = script(team.open("Sam"), team.folder)
    for one, other in zip(on_file, on_server, strict=True):
        assert one == other
    opened = team.open("Alex")
    assert contents(opened.register) == contents(register)
    assert len(opened.log_of("heron")) == 2
    assert opened.is_saved
    assert opened.unsaved_steps == 0


def test_two_people_log_one_exercise_and_the_chain_of_the_log_stays_whole(team):
    team.put(edits=[AddRecord(Exercise("heron", "Heron"))])
    ann, bob = team.open("Ann"), team.open("Bob")
    for number in range(1, 7):
        session = (ann, bob)[number % 2]
        entry = Entry(number=0, kind="note", at=session.now(), play=0.0, words=f"Note {number}")
        assert session.log("heron", entry).number == number
    assert ann.catch_up() or bob.catch_up()
    ann.catch_up()
    assert [entry.words for entry in ann.log_of("heron")] == [f"Note {n}" for n in range(1, 7)]
    assert ann.log_of("heron") == bob.log_of("heron") == team.open("Cyn").log_of("heron")
    team.sql("UPDATE exercise_log SET entry = replace(entry, 'Note 2', 'Not 2') WHERE number = 2")
    assert "was changed outside Backstop" in "".join(team.open("Dan").notices)
    # An exercise that somebody else began to play stays, though nobody here has seen its log.
    dan, eve = team.open("Dan"), team.open("Eve")
    dan.apply(AddRecord(Exercise("otter", "Otter")))
    eve.catch_up()
    dan.log("otter", Entry(number=0, kind="start", at=dan.now(), play=0.0))
    with pytest.raises(BackstopError, match="was played and its log of 1 entry"):
        eve.apply(RemoveRecord("exercise", "otter"))
    dan.apply(AddRecord(Exercise("stoat", "Stoat")))
    eve.apply(RemoveRecord("exercise", "stoat"))
    with pytest.raises(BackstopError, match="was removed by another person"):
        dan.log("stoat", Entry(number=0, kind="start", at=dan.now(), play=0.0))
