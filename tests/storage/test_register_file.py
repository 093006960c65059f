"""A register as a document: opened, edited, saved, never torn and never written over."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from planner.errors import BackstopError
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord, Together
from planner.register.records import Event, Provider, Reserve, Scenario, Service
from planner.storage.publish import SaveFailed
from planner.storage.register_file import ChangedByAnother


def rows_of(register):
    return {kind: list(rows.items()) for kind, rows in register.tables.items()}


def test_a_new_register_is_a_file_at_once_and_says_so(door, place):
    session = door.new(place)
    assert place.is_file()
    assert session.is_saved
    assert session.register.council.name == "Ashmere"


def test_what_was_saved_is_what_is_opened_with_its_history(door, place):
    session = door.new(place)
    session.apply(
        Together(
            "Set up",
            (
                AddRecord(Service("S1", "Home care")),
                AddRecord(Reserve("R1", "Fund", 0.0, ("S1",))),
                AddRecord(Provider("P1", "Müller & “Söhne”", asset_lock=False)),
                AddRecord(
                    Scenario(
                        "X1",
                        "Both",
                        events=(Event("insolvency", "P1", severity=0.5),),
                        financial_cascade=False,
                        reserve_overrides={"R1": 2.5},
                    )
                ),
            ),
        ),
        why="first look",
    )
    session.undo()
    session.redo()
    session.save()
    kept, steps = session.register, session.history()
    session.close()
    reopened = door.open(place)
    assert rows_of(reopened.register) == rows_of(kept)
    assert reopened.register.revision == 3
    assert reopened.history() == steps
    assert steps[0].why == "first look"
    assert reopened.undo_sentence == "Set up"
    assert reopened.notices == ()


def test_the_saved_file_is_one_plain_file_without_companions(door, place):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    session.save()
    session.close()
    assert [one.name for one in place.parent.iterdir()] == [place.name]
    with place.open("rb") as file:
        header = file.read(20)
    assert header[18] == header[19] == 1, "the file is marked for write-ahead logging"


def test_edits_that_were_not_saved_wait_for_the_next_opening(door, place):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    assert not session.is_saved
    session.close()
    again = door.open(place)
    assert "S1" in again.register.services
    assert not again.is_saved
    assert again.notices == ("Recovered 1 change that was not saved in ashmere.backstop.",)
    again.save()
    again.close()
    assert door.open(place).notices == ()


def test_edits_are_given_up_when_the_person_says_so(door, place):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    session.close(discard=True)
    assert not door.open(place).register.services


def test_a_file_changed_by_another_is_not_written_over(door, place, tmp_path):
    mine = door.new(place)
    mine.apply(AddRecord(Service("S1", "Home care")))
    other = door.open(place, "Alex")
    other.apply(AddRecord(Service("S2", "Libraries")))
    other.save()
    theirs = place.read_bytes()
    assert mine.is_changed_by_another()
    with pytest.raises(ChangedByAnother, match="save your work under another name"):
        mine.save()
    assert place.read_bytes() == theirs
    assert not mine.is_saved
    mine.save_as(tmp_path / "mine.backstop")
    assert mine.is_saved
    mine.close()
    assert list(door.open(tmp_path / "mine.backstop").register.services) == ["S1"]


def test_a_second_window_is_told_that_the_register_is_open(door, place):
    door.new(place)
    second = door.open(place, "Alex")
    words = " ".join(second.notices)
    assert "open in another window on this computer" in words
    assert "Sam has had this register open on laptop" in words


def test_a_register_is_not_made_or_saved_over_another(door, place, tmp_path):
    session = door.new(place)
    with pytest.raises(SaveFailed, match="is there already"):
        door.new(place)
    other = tmp_path / "other.backstop"
    other.write_text("a letter")
    with pytest.raises(SaveFailed, match="is there already"):
        session.save_as(other)
    assert session.path == place.resolve()
    session.save_as(other, overwrite=True)
    assert session.path == other.resolve()


def test_after_saving_under_another_name_work_is_recovered_for_that_name(door, place, tmp_path):
    session = door.new(place)
    session.save_as(tmp_path / "second.backstop")
    session.apply(AddRecord(Service("S1", "Home care")))
    session.close()
    assert not door.open(place).register.services
    assert door.open(tmp_path / "second.backstop").register.services


def test_a_file_deleted_in_the_meantime_is_written_again(door, place):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    place.unlink()
    session.save()
    assert place.is_file()


def test_a_held_file_leaves_the_work_beside_it_under_a_dated_name(door, place, monkeypatch):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    before = place.read_bytes()
    waits = []
    monkeypatch.setattr("planner.storage.publish.time.sleep", waits.append)
    replace = Path.replace

    def held(self, target):
        if Path(target) == place.resolve():
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    saved = session._kept.save(door.now(), wait=waits.append)
    assert not saved.in_place
    assert saved.path.name == "ashmere 2026-01-05 120000.backstop"
    assert saved.path.name in saved.sentence
    assert len(waits) >= 3
    assert place.read_bytes() == before
    assert not session.is_saved


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not a Backstop register"),
        (b"PK\x03\x04 a workbook", "is not a Backstop register"),
        (b"SQLite format 3\x00" + b"\x07" * 5000, "damaged"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_a_sentence(door, place, content, words):
    place.write_bytes(content)
    with pytest.raises(BackstopError, match=words) as refused:
        door.open(place)
    assert len(str(refused.value).splitlines()) == 1
    assert list(door.folders.working.iterdir()) == []


def test_a_database_of_another_program_is_refused(door, place):
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with pytest.raises(BackstopError, match="another program"):
        door.open(place)


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TABLE contracts",
        "DROP TABLE steps",
        "UPDATE services SET mbco = 'x'",
        "UPDATE services SET mbco = 1.5",
        "UPDATE services SET regulated = 7",
        "UPDATE services SET class = 'vital'",
        "INSERT INTO contracts (key, rank, id, title, service, provider)"
        " VALUES ('C', 1, 'C', 'C', 'S1', 'nobody')",
    ],
)
def test_a_register_with_harmed_tables_is_refused_in_a_sentence(door, place, harm):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    session.save()
    session.close()
    connection = sqlite3.connect(place)
    connection.execute(harm)
    connection.commit()
    connection.close()
    with pytest.raises(BackstopError, match="damaged and cannot be opened"):
        door.open(place)


def test_names_with_odd_signs_are_names_like_any_other(door, tmp_path):
    place = tmp_path / "Père & fils 100% #1?.backstop"
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    session.save()
    session.close()
    assert "S1" in door.open(place).register.services


def test_a_missing_file_is_refused_in_a_sentence(door, place):
    with pytest.raises(BackstopError, match="There is no file"):
        door.open(place)


def test_saving_keeps_a_backup_of_what_was_there(door, place):
    session = door.new(place)
    before = place.read_bytes()
    session.apply(AddRecord(Service("S1", "Home care")))
    session.save()
    (backup,) = door.folders.backups.rglob("*.backstop")
    assert backup.read_bytes() == before


def test_records_put_back_again_and_again_keep_their_order(door, place):
    session = door.new(place)
    for code in "ABC":
        session.apply(AddRecord(Service(code, code)))
    for _ in range(25):
        session.apply(RemoveRecord("service", "B"))
        session.undo()
    session.apply(ChangeFields("service", "B", {"owner": "Director"}))
    session.close()
    assert list(door.open(place).register.services) == ["A", "B", "C"]
