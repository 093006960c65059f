"""What breaks between a person and the server: nothing is lost, doubled or said wrongly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from planner.errors import BackstopError
from planner.register.edits import AddRecord, ChangeFields
from planner.register.records import Exercise, Service
from planner.session import PasswordNeeded, Session, Unreachable, keep_link, link_to
from planner.storage import team_schema
from planner.storage.team_server import TeamServer, Unsure


def title(text):
    return ChangeFields("service", "S1", {"title": text})


class Cutting:
    """Cuts the connection at the next commits: before the server has it, or after."""

    def __init__(self, patch):
        import psycopg

        self.when = []
        self.is_away = False
        cutting = self

        class Cut(psycopg.Connection):
            def commit(self):
                when = cutting.when.pop(0) if cutting.when else ""
                if when == "after":
                    super().commit()
                if when:
                    self.close()
                    raise psycopg.OperationalError("server closed the connection unexpectedly")
                super().commit()

        def connect(server):
            if self.is_away:
                raise psycopg.OperationalError("connection refused")
            return Cut.connect(
                **server.address.connecting(""), application_name="Cut", client_encoding="utf8"
            )

        patch.setattr(TeamServer, "_connect", connect)


def test_an_edit_whose_answer_was_lost_is_kept_once_and_one_that_was_cut_is_kept_too(
    team, monkeypatch
):
    team.put()
    other = team.open("Bob")
    cutting = Cutting(monkeypatch)
    ann = team.open("Ann")
    cutting.when = ["after"]
    step = ann.apply(title("Once"))
    assert (step.number, ann.revision) == (1, 1)
    cutting.when = ["before"]
    assert ann.apply(title("Twice")).number == 2
    other.catch_up()
    assert [step.sentence for step in other.history()] == [
        "Service of Home care changed from Home care to Once",
        "Service of Once changed from Once to Twice",
    ]
    assert ann.history() == other.history()
    assert ann.undo_sentence.endswith("to Twice")


@pytest.mark.parametrize(("when", "words"), [("after", "did keep"), ("before", "did not keep")])
def test_where_nobody_can_say_whether_an_edit_was_kept_it_is_said_and_found_out(
    team, monkeypatch, when, words
):
    team.put()
    cutting = Cutting(monkeypatch)
    ann = team.open("Ann")
    cutting.when = [when]

    began = []

    def work_begins(connection, lineage):
        began.append(1)
        cutting.is_away = True
        return taken(connection, lineage)

    taken = team_schema.take_turn
    monkeypatch.setattr("planner.storage.team_reading.take_turn", work_begins)
    with pytest.raises(Unsure, match="was cut while your change was being kept"):
        ann.apply(title("Perhaps"))
    assert began == [1]
    assert ann.register.services["S1"].title == "Home care"
    with pytest.raises(Unreachable):
        ann.catch_up()
    cutting.is_away = False
    assert ann.catch_up()
    assert words in ann.notices[-1]
    kept = when == "after"
    assert ann.register.services["S1"].title == ("Perhaps" if kept else "Home care")
    assert (ann.apply(title("Perhaps")) is None) == kept
    assert [step.number for step in ann.history()] == [1]


def test_an_entry_of_a_log_whose_answer_was_lost_is_there_once(team, monkeypatch):
    from planner.exercise.log import Entry

    team.put(edits=[AddRecord(Exercise("heron", "Heron"))])
    cutting = Cutting(monkeypatch)
    ann = team.open("Ann")
    for number, when in enumerate(("after", "before", ""), start=1):
        cutting.when = [when] if when else []
        entry = Entry(number=0, kind="note", at=ann.now(), play=0.0, words=when)
        assert ann.log("heron", entry).number == number
    assert [entry.words for entry in ann.log_of("heron")] == ["after", "before", ""]


def test_a_server_that_is_killed_has_every_acknowledged_edit_when_it_is_back(team, postgres):
    team.put()
    ann, bob = team.open("Ann"), team.open("Bob")
    kept: list[tuple[str, int]] = []
    refused = []

    def edit(session):
        for number in range(400):
            try:
                step = session.apply(AddRecord(Service(f"{session.who}{number}", "New")))
            except Unreachable as error:
                refused.append(error)
                return
            kept.append((f"{session.who}{number}", step.number))

    people = [threading.Thread(target=edit, args=(session,)) for session in (ann, bob)]
    for person in people:
        person.start()
    while len(kept) < 30 and any(person.is_alive() for person in people):
        pass
    postgres.kill()
    for person in people:
        person.join()
    assert len(refused) == 2
    try:
        with pytest.raises(Unreachable, match="The server on this computer cannot be reached"):
            ann.apply(title("Nobody there"))
        with pytest.raises(Unreachable):
            ann.catch_up()
        assert ann.register.services["S1"].title == "Home care"
    finally:
        postgres.start()
    ann.catch_up()
    by_key = {change.key: step.number for step in ann.history() for change in ann.changes_of(step)}
    assert {key: by_key[key] for key, _ in kept} == dict(kept)
    assert list(by_key.values()) == list(range(1, len(by_key) + 1))
    ann.apply(title("Back"))
    bob.catch_up()
    assert bob.register == ann.register


def test_a_person_killed_in_the_middle_loses_nothing_acknowledged_and_holds_nobody_up(team):
    team.put()
    ann = team.open("Ann")
    script = Path(__file__).with_name("editor_to_kill.py")
    editor = subprocess.Popen(
        [sys.executable, str(script), str(team.link)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(script.parents[2])},
    )
    try:
        told = [editor.stdout.readline() for _ in range(12)]
        editor.send_signal(signal.SIGKILL)
        told += editor.stdout.readlines()
    finally:
        editor.kill()
        editor.wait()
        editor.stdout.close()
    ann.apply(title("Goes on"))
    acknowledged = [line.strip() for line in told if line.endswith("\n")]
    assert len(acknowledged) >= 12
    assert set(acknowledged) <= set(ann.register.services)
    assert len(ann.register.services) - len(acknowledged) in (2, 3)
    again = team.open("Bob")
    assert again.register == ann.register


REFUSED = {
    "no server": ("r1", {"host": "/nowhere"}, Unreachable, "The server on this computer cannot"),
    "no database": ("r1", {"database": "absent"}, Unreachable, "There is no database absent on"),
    "no register": ("absent", {}, BackstopError, "There is no register absent on this computer"),
    "no password": ("r1", {"user": "locked"}, PasswordNeeded, "does not let you in as locked"),
    "another's": ("other", {}, BackstopError, "schema backstop_other .* another program"),
}


def test_a_server_or_register_that_is_not_there_is_told_in_one_sentence(postgres, tmp_path):
    with postgres.connection() as connection:
        connection.execute("CREATE SCHEMA backstop_other")
        connection.execute("CREATE TABLE backstop_other.facts (name text, value text)")
        connection.execute("INSERT INTO backstop_other.facts VALUES ('version', '5')")
    for register, parts, kind, words in REFUSED.values():
        host = parts.pop("host", "")
        url = postgres.url(register, **parts)
        url = url.replace(str(postgres.folder), host) if host else url
        link = link_to(url)
        with pytest.raises(kind, match=words) as found:
            Session.open(link, "Ann")
        assert "\n" not in found.value.sentence
        assert found.value.sentence.endswith(".")


def test_a_password_lets_in_and_is_nowhere_shown(team, postgres):
    team.url = team.url.replace("backstop@", "locked@")
    team.put(password="rook pawn")
    for wrong in ("", "queen pawn"):
        with pytest.raises(PasswordNeeded) as found:
            team.open("Ann", password=wrong)
        assert "pawn" not in found.value.sentence + repr(found.value.__cause__)
    ann = team.open("Ann", password="rook pawn")
    ann.apply(title("Let in"))
    postgres.stop()
    try:
        with pytest.raises(Unreachable) as lost:
            ann.apply(title("Away"))
    finally:
        postgres.start()
    told = lost.value.sentence + repr(lost.value.__cause__) + repr(ann.__dict__)
    assert "pawn" not in told
    ann.apply(title("Again"))
    kept = [path.read_bytes() for path in team.folder.rglob("*") if path.is_file()]
    assert not any(b"rook pawn" in content for content in kept)


def test_a_newer_register_is_refused_and_an_older_one_brought_up_in_one_go(team, monkeypatch):
    team.put()
    old = team.open("Ann")
    monkeypatch.setattr(
        team_schema,
        "STEPS",
        {5: ("ALTER TABLE {schema}.services ADD COLUMN tried TEXT", "SELECT 1 / 0")},
    )
    for module in ("team_schema", "team_register"):
        monkeypatch.setattr(f"planner.storage.{module}.LATEST_VERSION", 6)
    with pytest.raises(BackstopError, match="division by zero"):
        team.open("Bob")
    columns = (
        "SELECT count(*) FROM information_schema.columns "
        f"WHERE table_schema = '{team.schema}' AND column_name = 'tried'"
    )
    assert team.sql(columns) == [(0,)]
    sound = "ALTER TABLE {schema}.services ADD COLUMN tried TEXT"
    monkeypatch.setattr(team_schema, "STEPS", {5: (sound,)})
    bob = team.open("Bob")
    assert "was brought up from version 5 to 6" in bob.notices[0]
    assert team.sql(columns) == [(1,)]
    monkeypatch.undo()
    with pytest.raises(BackstopError, match=r"newer Backstop \(version 6, this one reads up to 5"):
        team.open("Cyn")
    with pytest.raises(BackstopError, match="newer Backstop"):
        old.apply(title("Too late"))
    assert old.register.services["S1"].title == "Home care"


def test_a_register_put_back_on_the_server_is_read_anew_and_that_is_said(team):
    team.put(edits=[title("One")])
    ann, bob = team.open("Ann"), team.open("Bob")
    ann.apply(title("Two"))
    bob.apply(ChangeFields("service", "S2", {"title": "Trees"}))
    ann.catch_up()
    for table, column in (("team_steps", "step"), ("changes", "step"), ("steps", "number")):
        team.sql(f"DELETE FROM {table} WHERE {column} > 1")
    team.sql("UPDATE services SET title = 'One' WHERE key = 'S1'")
    team.sql("UPDATE services SET title = 'Parks' WHERE key = 'S2'")
    assert ann.catch_up()
    assert "changed on the server by other means" in ann.notices[-1]
    assert ann.register.services["S1"].title == "One"
    ann.apply(title("Three"))
    ann.apply(title("Four"))
    # As many steps as before, but others.
    assert bob.catch_up()
    assert bob.register == ann.register
    assert bob.history() == ann.history()
    team.sql(f"DROP SCHEMA {team.schema} CASCADE")
    with pytest.raises(BackstopError, match="is not there any more"):
        ann.apply(title("Gone"))
    team.link.unlink()
    team.put()
    with pytest.raises(BackstopError, match="Another register was put in the place"):
        ann.apply(title("Another's"))


def test_values_that_backstop_would_never_have_kept_are_refused(team):
    team.put()
    for unfit, words in (("mtpd_days = -1", "services, mtpd_days"), ("class = 'x'", "class")):
        team.sql(f"UPDATE services SET {unfit} WHERE key = 'S1'")
        with pytest.raises(BackstopError, match=f"damaged and cannot be opened .*{words}"):
            team.open("Ann")
        team.sql("UPDATE services SET mtpd_days = NULL, class = NULL WHERE key = 'S1'")
    team.open("Ann").apply(title("Whole"))


def test_one_who_may_only_read_reads_and_colleagues_cannot_change_what_was_kept(team):
    team.put(members="colleague")
    ann = team.open("Ann")
    ann.apply(title("One"))
    keep_link(team.link, team.url.replace("backstop@", "colleague@"))
    bob = team.open("Bob")
    assert bob.apply(title("Two")).number == 2
    with team.postgres.connection() as connection:
        import psycopg

        connection.execute("SET ROLE colleague")
        for table in ("steps", "changes", "exercise_log", "team_steps", "facts"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"DELETE FROM {team.schema}.{table}")
    team.sql(f"REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {team.schema} FROM colleague")
    reader = team.open("Cyn")
    assert reader.register.services["S1"].title == "Two"
    with pytest.raises(BackstopError, match="does not give you the right to that"):
        reader.apply(title("Three"))
    assert reader.register.services["S1"].title == "Two"
