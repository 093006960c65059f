"""What is kept beside edits: past versions brought up, exercises, backups, settings, joining."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from faults.acting import Act, Ended, Say, a_register, add, leave, opened, tried
from faults.acts_edited import with_backups
from faults.places import Place
from planner.answers import caring, personal
from planner.exercise.log import Entry
from planner.register.edits import AddRecord
from planner.register.records import Exercise, Scenario

SAMPLES = Path(__file__).resolve().parents[2] / "tests" / "samples"
ROOM = datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.UTC)
CODE = "heron"


def _of_version(number: int) -> Callable[[Place], None]:
    def prepare(place: Place) -> None:
        place.emptied()
        shutil.copy(SAMPLES / f"version_{number}.backstop", place.register)

    return prepare


def _bring_up(place: Place, say: Say) -> None:
    working = opened(place, say)
    if working is None:
        return
    working.step("add", lambda: working.session.apply(add(901)))
    working.save()
    leave(working, say)


def _with_exercise(place: Place) -> None:
    a_register(place)
    with place.open() as session:
        session.apply(AddRecord(Scenario("X-1", "It stops")))
        session.apply(
            AddRecord(
                Exercise(
                    CODE,
                    "Exercise Heron",
                    scenario="X-1",
                    start_day=0,
                    start_time="09:00",
                    speed=12.0,
                )
            )
        )
        session.save()


def _play(place: Place, say: Say) -> None:
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    for number in range(1, 7):
        at = ROOM + datetime.timedelta(seconds=number)
        kind = ("start", "note", "pause", "resume", "note", "note")[number - 1]
        entry = Entry(
            number=0, kind=kind, at=at, play=float(number), who="Sam", words=f"No. {number}"
        )
        say("logging", number)
        if tried(say, "log", lambda entry=entry: session.log(CODE, entry)) is not None:
            say("logged", len(session.log_of(CODE)))
        tried(say, "pulse", lambda at=at: session.keep_pulse(CODE, at))
        if number == 3:
            working.save()
    working.step("add", lambda: session.apply(add(4)))
    leave(working, say)


def _log_holds(place: Place, ended: Ended) -> list[str]:
    """Return what is wrong with the log of the exercise: an entry lost, or out of order."""
    logged = ended.number("logged")
    with place.open(who="Eve") as session:
        log = session.log_of(CODE)
        found = (
            []
            if len(log) in {logged, logged + 1}
            else [f"lost: {logged} entries, {len(log)} found"]
        )
        if [one.number for one in log] != list(range(1, len(log) + 1)):
            found.append("torn: the entries of the log are not numbered in order")
        return found


def _restore(place: Place, say: Say) -> None:
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    backups = tried(say, "look", lambda: caring.backups_of(session.path, session.folders))
    if backups:
        working.step("restore", lambda: session.restore(backups[len(backups) // 2]))
        working.step("undo", session.undo)
        working.save()
    leave(working, say)


def _repair(place: Place, say: Say) -> None:
    target = place.share / "other.backstop"

    def repair() -> object:
        return caring.repair_file(place.register, target, "Sam", place.folders, place.clock())

    if tried(say, "repair", repair) is not None:
        say("repaired", target.name)


def _repaired_holds(place: Place, ended: Ended) -> list[str]:
    """Return what is wrong with the repaired file: not there, half of one, or not to be opened."""
    target = place.share / "other.backstop"
    if not target.is_file():
        return ["lost: the repaired file is gone"] if ended.every("repaired") else []
    try:
        with place.elsewhere(target) as session:
            return [] if len(session.register.services) == 1 else ["torn: the repaired file"]
    except Exception as error:
        return [f"torn: the repaired file does not open: {error!r}"]


def _remember(place: Place, say: Say) -> None:
    for number in range(1, 6):
        say("remembering", number)

        def remember(name: str = f"Sam {number}") -> bool:
            personal.remember_user_name(place.folders, name)
            return True

        if tried(say, "remember", remember):
            say("remembered", number)


def _with_settings(place: Place) -> None:
    a_register(place)
    personal.remember_user_name(place.folders, "Sam 0")


def _settings_hold(place: Place, ended: Ended) -> list[str]:
    """Return what is wrong with the settings: gone, or older than what was acknowledged."""
    path, remembered = place.folders.settings / "settings.json", ended.number("remembered")
    try:
        name = json.loads(path.read_text("utf-8"))["user_name"]
    except (OSError, ValueError, KeyError) as error:
        return [f"torn: the settings cannot be read: {error!r}"]
    wanted = {f"Sam {number}" for number in (remembered, ended.number("remembering"))}
    return [] if name in wanted else [f"lost: {wanted} was remembered and {name} is found"]


def _with_a_twin(place: Place) -> None:
    a_register(place)
    twin = place.out / "twin.backstop"
    shutil.copy(place.register, twin)
    with place.open(twin) as session:
        for number in range(60, 90):
            session.apply(add(number))
        session.save()
    with place.open() as session:
        session.apply(add(33))
        session.save()


def _join(place: Place, say: Say) -> None:
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    compared = tried(say, "compare", lambda: session.compare_with(place.out / "twin.backstop"))
    if compared is not None:
        working.step("join", lambda: session.join(compared, {}))
        working.save()
    leave(working, say)


KEPT = (
    *(Act(f"bringing up version {n}", _of_version(n), _bring_up) for n in range(6)),
    Act("workshop", _with_exercise, _play, holds=_log_holds),
    Act("restoring", with_backups, _restore),
    Act("repairing", a_register, _repair, holds=_repaired_holds),
    Act("remembering", _with_settings, _remember, holds=_settings_hold),
    Act("joining", _with_a_twin, _join),
)
