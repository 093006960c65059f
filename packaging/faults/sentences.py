"""Whether what a person is told is fit to be told: one sentence, what, where and how."""

from __future__ import annotations

import re

_UNFIT = {
    "a traceback": re.compile(r"Traceback|File \"|line \d+, in "),
    "a class of Python": re.compile(r"\b[A-Za-z.]+(?:Error|Exception)\b|<class |\(sqlite3\."),
    "a number of an error": re.compile(r"\[?[Ee]rrno|WinError"),
    "a link to a manual": re.compile(r"https?://"),
    "a statement of SQL": re.compile(r"\b(?:INSERT INTO|PRAGMA|SELECT .+ FROM|UPDATE .+ SET)\b"),
    "the name of a working folder": re.compile(r"\b[0-9a-f]{32}\b|register\.sqlite|\.saving-\d+"),
    "nothing": re.compile(r"^\s*$"),
    "None": re.compile(r"\bNone\b"),
}


def unfit(sentence: str, *, mends: bool = True) -> list[str]:
    """Return what makes words unfit to be told, nothing where they are one fair sentence.

    With `mends` they have to say what can be done.
    """
    found = [f"it holds {what}" for what, pattern in _UNFIT.items() if pattern.search(sentence)]
    if not sentence.rstrip().endswith((".", "”", "?")):
        found.append("it does not end as a sentence")
    if "\n" in sentence:
        found.append("it has several lines")
    if len(sentence) > 400:
        found.append(f"it is {len(sentence)} characters long")
    if re.search(r"[a-z]{3}\.\s+[A-Z]", sentence):
        found.append("it is several sentences")
    if (
        mends
        and not sentence.startswith("There is nothing to ")
        and not re.search(r"[;,:]| so | choose | check ", sentence)
    ):
        found.append("it says no way to mend it")
    return found
