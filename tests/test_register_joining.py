"""Two files of one register that parted: compared, joined, and what is never touched by it."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.errors import BackstopError
from planner.exercise.log import Entry
from planner.progress import Cancelled
from planner.register.difference import Choice, Side
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord
from planner.register.parting import same_content
from planner.register.records import Exercise, Provider, Service
from planner.session import Session
from planner.storage.folders import Folders

SAMPLES = Path(__file__).parent / "samples"
START = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)

Opener = Callable[[Path, str], Session]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Open registers by people who each have a home of their own, on a clock that goes on."""
    ticks = itertools.count()
    sessions: list[Session] = []

    def now() -> datetime.datetime:
        return START + datetime.timedelta(seconds=next(ticks))

    def open_one(path: Path, who: str) -> Session:
        common = {"now": now, "folders": Folders.under(tmp_path / who), "machine": who}
        made = (
            Session.open(path, who, **common)
            if path.exists()
            else Session.new(path, "Ashmere", who, **common)
        )
        sessions.append(made)
        return made

    yield open_one
    for session in sessions:
        session.close(discard=True)


@pytest.fixture
def parted(tmp_path: Path, opened: Opener) -> tuple[Session, Session]:
    """One register of two steps that Mo and Anna each go on with in a copy of their own."""
    mine, theirs = tmp_path / "ours.backstop", tmp_path / "hers.backstop"
    first = opened(mine, "Mo")
    first.apply(AddRecord(Service("S1", "Home care", "must")))
    first.apply(AddRecord(Provider("P1", "Careful Ltd")))
    first.save()
    shutil.copy(mine, theirs)
    return first, opened(theirs, "Anna Lee")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_last_step_both_share_is_found_and_theirs_is_joined_as_one_step(parted):
    mine, theirs = parted
    mine.apply(ChangeFields("service", "S1", {"owner": "Adults"}))
    theirs.apply(ChangeFields("provider", "P1", {"cash_days": 30.0}))
    theirs.apply(AddRecord(Provider("P2", "Spare plc")))
    theirs.save()
    before, file = mine.register, digest(theirs.path)
    compared = mine.compare_with(theirs.path)
    assert compared.headline == (
        "Both are the same up to step 2 of Mo, 5 January 2026: “Added provider Careful Ltd (P1)”; "
        "1 change here and 2 changes in hers.backstop since."
    )
    assert compared.counts == {
        Side.CONFLICT: 0, Side.APART: 0, Side.THERE: 2, Side.HERE: 1,
    }  # fmt: skip
    step = mine.join(compared, {})
    assert step is not None
    assert step.sentence == "Joined with hers.backstop: 2 changes of Anna Lee"
    assert step.why.splitlines() == [
        "Anna Lee, 2026-01-05: Cash of Careful Ltd set to 30",
        "Anna Lee, 2026-01-05: Added provider Spare plc (P2)",
    ]
    assert mine.register.services["S1"].owner == "Adults"
    assert mine.register.providers["P1"].cash_days == 30.0
    assert "P2" in mine.register.providers
    assert digest(theirs.path) == file
    mine.undo()
    assert same_content(mine.register, before)


def test_nothing_is_taken_where_the_register_changed_since_it_was_compared(parted):
    mine, theirs = parted
    theirs.apply(ChangeFields("provider", "P1", {"cash_days": 30.0}))
    theirs.save()
    compared = mine.compare_with(theirs.path)
    mine.apply(ChangeFields("service", "S1", {"owner": "Adults"}))
    with pytest.raises(BackstopError, match="compare them again"):
        mine.join(compared, {})


def test_the_file_of_the_register_itself_is_compared_where_somebody_else_changed_it(parted):
    mine, theirs = parted
    mine.apply(ChangeFields("service", "S1", {"owner": "Adults"}))
    theirs.apply(ChangeFields("service", "S1", {"owner": "Children"}))
    theirs.save()
    shutil.copy(theirs.path, mine.path)
    (one,) = mine.compare_with(mine.path, called="the file as it is now").differences
    assert (one.side, one.mine, one.theirs) == (Side.CONFLICT, "Adults", "Children")


def test_an_earlier_state_of_the_register_differs_only_by_what_was_done_since(parted, tmp_path):
    mine, _ = parted
    backup = tmp_path / "earlier.backstop"
    shutil.copy(mine.path, backup)
    mine.apply(RemoveRecord("provider", "P1"))
    mine.undo()
    mine.apply(ChangeFields("service", "S1", {"owner": "Adults"}))
    compared = mine.compare_with(backup)
    assert [one.side for one in compared.differences] == [Side.HERE]
    assert mine.join(compared, {}) is None


def test_steps_with_the_same_words_but_other_changes_are_not_shared(tmp_path, opened, parted):
    """Two programs in the same second write the same sentence; what they changed decides."""
    mine, theirs = parted
    moment = START + datetime.timedelta(days=1)
    mine._now = theirs._now = lambda: moment
    for session, kpis in ((mine, ("on time",)), (theirs, ("every day",))):
        session._who = "Mo"
        session.apply(AddRecord(Service("S2", "Parks")))
        session.apply(ChangeFields("council", "", {"contacts": ()}))
        session.apply(ChangeFields("provider", "P1", {"contacts": ()}))
        values = {"outcome_measure": "x" * 80 + kpis[0], "legal_basis": kpis[0]}
        session.apply(ChangeFields("service", "S2", values))
    theirs.save()
    assert mine.history() == theirs.history()
    compared = mine.compare_with(theirs.path)
    assert compared.parting is not None
    assert compared.parting.revision == 3
    assert {one.side for one in compared.differences} == {Side.CONFLICT}


def test_registers_of_two_beginnings_share_nothing_and_nothing_is_taken_unasked(opened, tmp_path):
    mine, theirs = opened(tmp_path / "a.backstop", "Mo"), opened(tmp_path / "b.json", "Anna Lee")
    mine.apply(AddRecord(Service("S1", "Home care")))
    theirs.apply(AddRecord(Service("S1", "Care at home")))
    theirs.apply(AddRecord(Service("S2", "Parks")))
    theirs.save()
    compared = mine.compare_with(theirs.path)
    assert compared.parting is None
    assert compared.headline.startswith("The two share no step of history")
    assert compared.notes == ("b.json is JSON, which keeps no history.",)
    assert mine.join(compared, {}) is None
    wanted = {one.number: Choice.THEIRS for one in compared.differences}
    step = mine.join(compared, wanted)
    assert step is not None
    assert step.sentence == "Joined with b.json: 2 changes"
    assert [one.title for one in mine.register.services.values()] == ["Care at home", "Parks"]


@pytest.mark.parametrize("sample", ["version_0", "version_5"])
def test_files_of_earlier_versions_are_compared_and_never_touched(sample, opened, tmp_path):
    other = tmp_path / "other.backstop"
    shutil.copy(SAMPLES / f"{sample}.backstop", other)
    before = digest(other)
    mine = opened(tmp_path / "mine.backstop", "Mo")
    compared = mine.compare_with(other)
    assert any(one.kind == "service" for one in compared.differences)
    assert digest(other) == before
    assert list((tmp_path / "Mo" / "backups").rglob("other*")) == []


def test_a_file_that_is_no_register_is_refused_in_a_sentence(parted, tmp_path):
    (tmp_path / "x.backstop").write_text("hello")
    with pytest.raises(BackstopError, match=r"x\.backstop"):
        parted[0].compare_with(tmp_path / "x.backstop")
    with pytest.raises(BackstopError, match=r"gone\.backstop"):
        parted[0].compare_with(tmp_path / "gone.backstop")


def test_comparing_can_be_stopped_and_leaves_nothing_behind(parted, tmp_path):
    mine, theirs = parted
    kept = sorted((tmp_path / "Mo" / "working").iterdir())

    def stop(done: int, total: int, text: str) -> None:
        if text == "Checking what fits together":
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        mine.compare_with(theirs.path, stop)
    assert sorted((tmp_path / "Mo" / "working").iterdir()) == kept


def test_logs_of_exercises_are_never_joined_and_what_stays_behind_is_said(parted):
    mine, theirs = parted
    for session in parted:
        session.apply(AddRecord(Exercise("X1", "Careful stops")))
    note = Entry(number=0, kind="note", at=START, play=540.0, words="All hands.")
    theirs.log("X1", note)
    theirs.save()
    (told,) = mine.compare_with(theirs.path).notes
    assert told == (
        "The log of “Careful stops” (1 entry) is not taken over and stays in hers.backstop."
    )
    mine.log("X1", dataclasses.replace(note, words="Another."))
    assert "; here it has 1 entry" in mine.compare_with(theirs.path).notes[0]


def test_an_exercise_played_here_stays_though_it_was_removed_there(parted, tmp_path, opened):
    mine, _ = parted
    mine.apply(AddRecord(Exercise("X1", "Careful stops")))
    mine.save()
    copy = tmp_path / "copy.backstop"
    shutil.copy(mine.path, copy)
    theirs = opened(copy, "Ben")
    theirs.apply(RemoveRecord("exercise", "X1"))
    theirs.save()
    mine.log("X1", Entry(number=0, kind="note", at=START, play=540.0, words="All hands."))
    compared = mine.compare_with(copy)
    (one,) = compared.differences
    assert one.choices == (Choice.MINE,)
    assert "its log is kept for good" in one.says
    assert mine.join(compared, {one.number: Choice.THEIRS}) is None
