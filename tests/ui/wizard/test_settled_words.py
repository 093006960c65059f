"""A word of a list that is none of ours is settled beside the columns, and remembered with them."""

from __future__ import annotations

from planner.exchange import mending
from ui.wizard.import_wizard import ImportWizard
from ui.wizard.quiet_choice import QuietChoice

LIST = """Ref,Contract title,Supplier,Contract type
Z-1,A list of words,A Supplier Nobody Has,Purchase order
"""


def test_a_word_is_settled_in_the_column_step_and_kept_with_the_mapping(window, tmp_path, qtbot):
    path = tmp_path / "words.csv"
    path.write_text(LIST, encoding="utf-8")
    wizard = ImportWizard(window.bench, path)
    wizard.setParent(window.centralWidget())
    wizard.resize(1280, 700)
    wizard.show()

    def is_ready() -> bool:
        return not (wizard.draft.is_looking or wizard.draft.is_working)

    qtbot.waitUntil(is_ready, timeout=30_000)
    assert wizard.step == "Columns"
    question = mending.value_question("kind", "Purchase order")
    (choice,) = [
        one
        for one in wizard.panel.findChildren(QuietChoice)
        if one.property("question") == question
    ]
    choice.setCurrentIndex(choice.findData("framework_call_off"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(is_ready, timeout=30_000)
    wizard.preview_step.name.setText("our words")
    with qtbot.waitSignal(wizard.closed, timeout=30_000):
        wizard.apply()
    made = [
        one
        for one in window.bench.desk.register.contracts.values()
        if one.title == "A list of words"
    ]
    assert [one.kind for one in made] == ["framework_call_off"]
    kept = window.bench.session.remembered_mapping("our words")
    assert dict(kept.values) == {question: "framework_call_off"}
