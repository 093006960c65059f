"""A step of very many changes is taken back off the window's thread, and nothing is lost by it."""

from __future__ import annotations

from planner.register.edits import AddRecord, ChangeCouncil, Together
from planner.register.records import Provider
from ui.desk import MANY


def many() -> Together:
    return Together(
        "Added many providers",
        tuple(AddRecord(Provider(f"new-{n}", f"New {n}")) for n in range(MANY + 5)),
    )


def test_a_large_step_is_undone_and_redone_with_words_while_edits_wait(window, settle):
    desk = window.bench.desk
    before = dict(desk.register.providers)
    desk.apply(many())
    assert len(desk.register.providers) == len(before) + MANY + 5
    titles = []
    window.bench.tasks.started.connect(lambda task: titles.append(task.title))
    heard = []
    desk.edited.connect(heard.append)
    window.bench.actions["edit.undo"].trigger()
    assert any("large change" in title for title in titles)
    desk.apply(ChangeCouncil({"name": "Waited for it"}))
    settle(window)
    assert dict(desk.register.providers) == before
    assert desk.register.council.name == "Waited for it"
    assert len(heard) == 2
    desk.undo()
    desk.redo()
    assert desk.register.council.name == "Waited for it"
    desk.undo()
    window.bench.actions["edit.redo"].trigger()
    settle(window)


def test_what_the_last_step_changed_is_at_hand_and_the_same_as_what_is_kept(sample):
    step = sample.apply(many())
    kept = sample._kept.changes_of(step.number)
    assert sample.changes_of(step) == kept
    assert sample.undo_size() == len(kept)
    undone = sample.undo()
    assert {change.key for change in sample.changes_of(undone)} == {c.key for c in kept}
    assert all(change.after is None for change in sample.changes_of(undone))
    redone = sample.redo()
    assert sample.changes_of(redone) == kept
    sample.close()
