"""Documents that leave the building: made from a plan or the register, in any format and edition.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.documents_offered import OFFERS, DocumentOffer, KindOfDocument
from planner.answers.exercise_papering import ExercisePapering
from planner.answers.reporting import Reporting
from planner.answers.writing import write_as
from planner.errors import InputRefused
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.document import Document
    from planner.exercise.log import Entry
    from planner.plan.plan import Plan


class Documenting(ExercisePapering, Reporting):
    """Documents made, redacted and written."""

    def document(
        self,
        key: KindOfDocument,
        plan: Plan | None = None,
        *,
        exercise: str = "",
        entries: Sequence[Entry] = (),
        redacted: bool = False,
        report: Progress = unreported,
    ) -> Document:
        """Return a document, whole or as a redacted edition.

        `plan` is needed for those made from one, `exercise` (its code) likewise; `entries` are its
        log, where a study is asked. InputRefused where it is missing.
        """
        offer = next(one for one in OFFERS if one.key == key)
        _need_exercise(offer, exercise)
        if offer.of_plan and plan is None:
            raise InputRefused.one(
                offer.title,
                "is made from a plan, and none was named",
                "name a scenario to plan for",
            )
        if offer.of_exercise:
            made = self._of_exercise(key, exercise, entries, report)
        elif plan is not None and offer.of_plan:
            made = self._of_plan(key, plan)
        else:
            made = self._of_register(key, report)
        if not redacted:
            return made
        from planner.document.redaction.edition import redacted as without_secrets
        from planner.document.redaction.secrets import secrets_of

        plans = [] if plan is None else [plan]
        return without_secrets(made, secrets_of(self.register, plans))

    def write_document(
        self,
        key: KindOfDocument,
        paths: Sequence[Path],
        plan: Plan | None = None,
        *,
        exercise: str = "",
        entries: Sequence[Entry] = (),
        redacted: bool = False,
        password: str = "",
        template: Path | None = None,
        report: Progress = unreported,
    ) -> None:
        """Write a document to each path, in the format its ending asks for, each whole or not.

        `password` locks the PDF (AES-256); `template` is a Word file whose styles and logo are
        taken. InputRefused for an ending it cannot be written in, BackstopError where a place
        cannot be written.
        """
        offer = next(one for one in OFFERS if one.key == key)
        for path in paths:
            if path.suffix.lower() not in offer.endings:
                raise InputRefused.one(
                    path.name,
                    f"is not a file that the {offer.title.lower()} can be written to",
                    f"end its name in {' or '.join(offer.endings)}",
                )
        _need_exercise(offer, exercise)
        made: Document | None = None
        for path in paths:
            if path.suffix.lower() == ".xlsx" and offer.of_exercise:
                self.write_exercise_workbook(exercise, path, entries, report, redacted=redacted)
                continue
            if path.suffix.lower() == ".xlsx":
                assert plan is not None
                self.write_workbook(plan, path, report, redacted=redacted)
                continue
            if made is None:
                made = self.document(
                    key,
                    plan,
                    exercise=exercise,
                    entries=entries,
                    redacted=redacted,
                    report=report,
                )
            write_as(made, path, password=password, template=template, report=report)

    def _of_plan(self, key: KindOfDocument, plan: Plan) -> Document:
        stale = bool(self.is_stale(plan))
        if key == "plan":
            from planner.document.contingency.whole import contingency_plan
            from planner.plan.version_lines import version_lines

            versions = version_lines(self.register, plan.header.scenario)
            return contingency_plan(plan, stale=stale, versions=versions)
        if key == "summary":
            from planner.document.scrutiny_summary import scrutiny_summary

            return scrutiny_summary(plan, stale=stale)
        from planner.document.action_cards import action_cards

        return action_cards(plan, stale=stale)

    def _of_exercise(
        self, key: KindOfDocument, exercise: str, entries: Sequence[Entry], report: Progress
    ) -> Document:
        if key == "exercise-pack":
            return self.exercise_pack(exercise, report)
        if key == "facilitators-list":
            return self.facilitators_list(exercise)
        return self.exercise_report(exercise, entries, report)

    def _of_register(self, key: KindOfDocument, report: Progress) -> Document:
        if key == "n1-report":
            return self.n1_report(report=report)
        if key == "reserve-paper":
            return self.reserve_paper(report=report)
        from planner.document.register_book import register_book

        return register_book(self.register, self.today(), report, decided=self.class_decisions())


def _need_exercise(offer: DocumentOffer, exercise: str) -> None:
    """Refuse to make a document of an exercise where none was named."""
    if offer.of_exercise and not exercise:
        raise InputRefused.one(
            offer.title,
            "is made from an exercise, and none was named",
            "name the exercise; the page Workshop lists them",
        )
