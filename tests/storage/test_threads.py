"""The window reads history on one thread while a person edits on another: nothing is lost."""

from __future__ import annotations

import threading

from planner.register.edits import AddRecord, ChangeCouncil
from planner.register.records import Service


def test_edits_are_kept_while_another_thread_reads_history(door, place):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    faults: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                for step in session.history()[-3:]:
                    session.changes_of(step)
            except BaseException as error:
                faults.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(60):
            session.apply(ChangeCouncil({"name": f"Name {number}"}))
    finally:
        stop.set()
        reader.join()
    assert faults == []
    session.close()
    assert door.open(place).register.council.name == "Name 59"


def test_history_is_read_while_a_save_runs(door, place):
    session = door.new(place)
    for number in range(5):
        session.apply(ChangeCouncil({"name": f"Name {number}"}))
    step = session.history()[-1]
    read: list[int] = []
    saving = threading.Thread(target=session.save)
    saving.start()
    while saving.is_alive():
        read.append(len(session.changes_of(step)))
    saving.join()
    assert session.is_saved
    assert set(read) <= {1}
