"""What a supplier cell names: whom, how many, and under which name they are compared.

Rule for several suppliers in one cell. Line breaks, semicolons and upright bars always part
suppliers. So does a comma with no blank after it, as Contracts Finder writes lists ("A Ltd,B Ltd").
A comma with a blank after it belongs to one name ("Smith, Jones & Co Ltd"), unless what stands
before it ends like a company (Ltd, PLC, LLP ...) and what follows is neither a trading name nor
a description ("A Ltd, B Ltd" are two; "A Ltd, T/A B" is one). A cell with a postcode, or with the
number of a house after a company, names one supplier and its address, which is left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from planner.exchange.cells import Cell, as_lines, as_text, is_blank_word

LEGAL_FORMS = {
    "limited": "ltd",
    "ltd": "ltd",
    "plc": "plc",
    "llp": "llp",
    "lp": "lp",
    "cic": "cic",
    "cio": "cio",
    "inc": "inc",
    "incorporated": "inc",
    "cyf": "ltd",
    "cyfyngedig": "ltd",
    "gmbh": "gmbh",
}
_SHORT_FORMS = (
    (r"\bpublic limited company\b", "plc"),
    (r"\blimited liability partnership\b", "llp"),
    (r"\bcommunity interest company\b", "cic"),
    (r"\bcharitable incorporated organisation\b", "cio"),
    (r"\bc\.?\s?i\.?\s?c\b\.?", "cic"),
    (r"\bl\.l\.p\b\.?", "llp"),
    (r"\bp\.l\.c\b\.?", "plc"),
    (r"\bcompany\b", "co"),
    (r"\bassociates\b", "assoc"),
    (r"\bservice\b", "services"),
    (r"\bbrothers\b", "bros"),
    (r"\bunited kingdom\b", "uk"),
    (r"\bu\.k\b\.?", "uk"),
)
_TRADING = re.compile(
    r"[\s,(]+(?:t\s?/\s?as?|t\.a\.|trading\s+as|trading\s+under|ta(?=\s+[A-Z]))[\s:]+", re.I
)
_NOBODY = re.compile(
    r"redacted|withheld|unknown|anonymi[sz]ed|confidential|personal data|individual|"
    r"not awarded(?: to supplier)?|no award|no supplier|none appointed|not applicable|"
    r"to be (?:confirmed|advised|appointed|awarded)|various(?: suppliers| providers)?|"
    r"multiple(?: suppliers| providers)?|several suppliers|see (?:attached|list|notes?).*|"
    r"withheld section\s?\d+ supplier|lot\s?\d+|n/?a|no tenders? received|"
    r"sole trader|private individual|name withheld|not disclosed|cancelled|no bids received|"
    r"redacted[\s\-:].*|withheld[\s\-:].*|name redacted|tbc.*",
    re.I,
)
_LOT = re.compile(r"^\s*lots?\s*\d+[a-z]?(?:\s*(?:,|&|and)\s*\d+)*\s*[-:\u2013.)]\s*", re.I)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_ENDS_LEGAL = re.compile(
    r"\b(?:ltd|limited|plc|llp|cic|cio|inc|gmbh)\b\.?\)?$|\((?:uk|north|gb)\)$", re.I
)
_FOLLOWS_ONE = re.compile(
    r"^\s*(?:t\s?/\s?as?\b|trading as|c/o|part of|formerly|incorporating|a division|\(|"
    r"on behalf|registered|company n)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class SplitNames:
    """The suppliers a cell names, and how many of its parts name nobody."""

    names: tuple[str, ...]
    nobody: tuple[str, ...] = ()


def is_nobody(name: str) -> bool:
    """Return whether a text stands for no supplier: REDACTED, Unknown, NOT AWARDED TO SUPPLIER."""
    if not any(sign.isalnum() for sign in name):
        return True
    return is_blank_word(name) or _NOBODY.fullmatch(name.strip(" .*-[]()")) is not None


def split_suppliers(cell: Cell) -> SplitNames:
    """Return whom a supplier cell names, each once, in the order given."""
    parts: list[str] = []
    for line in re.split(r"[\r\n;|]+", _without_address(as_lines(cell))):
        parts += _parts_of_line(line)
    names: list[str] = []
    nobody: list[str] = []
    for part in parts:
        name = _without_lot(as_text(part).strip(" ,"))
        if not name:
            continue
        (nobody if is_nobody(name) else names).append(name)
    return SplitNames(tuple(dict.fromkeys(names)), tuple(nobody))


def _without_address(text: str) -> str:
    """Cut the address off a cell that names one supplier and says where it is.

    An address is known by its postcode, or by a company followed by the number of a house.
    """
    if _POSTCODE.search(text.upper()):
        company = re.search(
            r"^.*?\b(?:ltd|limited|plc|llp|cic|cio)\b\.?(?=\s*[,\r\n])", text, re.I | re.S
        )
        return company[0] if company else re.split(r"[\r\n]|,\s", text, maxsplit=1)[0]
    house = re.search(
        r"\b(?:ltd|limited|plc|llp|cic|cio)\b\.?\s*[,\r\n]\s*(?=\d+[a-z]?\s)", text, re.I
    )
    return text[: house.start()] + house[0].rstrip(", \r\n") if house else text


def one_supplier(cell: Cell) -> str:
    """Return the name in a cell that holds just one supplier, without the lot it was given."""
    return _without_lot(as_text(cell).strip(" ,"))


def _parts_of_line(line: str) -> list[str]:
    if "," not in line:
        return [line]
    pieces = re.split(r",(?=\S)(?!\d{3}\b)", line)
    if len(pieces) > 1 and _is_partners(pieces):
        pieces = [line]
    parts: list[str] = []
    for piece in pieces:
        parts += _parts_after_companies(piece)
    return parts


def _is_partners(pieces: list[str]) -> bool:
    """Return whether single surnames are strung together: "Smith,Jones & Co Ltd"."""
    last = pieces[-1]
    return all(len(piece.split()) == 1 for piece in pieces[:-1]) and bool(
        re.match(r"^\S+\s*(?:&|and)\s", last)
    )


def _parts_after_companies(piece: str) -> list[str]:
    """Cut "A Ltd, B Ltd, & C Ltd" after each company; leave "A, B & Co Ltd" whole."""
    found = piece.split(", ")
    parts = [found[0]]
    is_list = False
    for following in found[1:]:
        ended = _ENDS_LEGAL.search(parts[-1].strip()) is not None
        begins_last = re.match(r"^\s*(?:&|and)\s", following) is not None
        if (ended and not _FOLLOWS_ONE.match(following)) or (is_list and begins_last):
            parts.append(re.sub(r"^\s*(?:&|and)\s+", "", following))
            is_list = True
        else:
            parts[-1] += ", " + following
    return parts


def _without_lot(name: str) -> str:
    """Take "Lot 1 - East - A Limited" as A Limited, and "Lot 4 - North - No Award" as nobody."""
    bare = _LOT.sub("", name)
    if bare == name:
        return name
    pieces = [piece.strip() for piece in re.split(r"\s[-\u2013]\s", bare)]
    last = pieces[-1]
    if len(pieces) > 1 and (_ENDS_LEGAL.search(last) or is_nobody(last)):
        return last
    return bare.strip()


@lru_cache(maxsize=200_000)
def plain_name(name: str) -> str:
    """Return a name as it is compared: one case, no accents or signs, forms of company shortened.

    "WOOD &amp; Wood Signs, Limited" gives "wood and wood signs ltd". A trading name is left out.
    """
    text = unicodedata.normalize("NFKD", as_text(name)).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    legal = _TRADING.split(" " + text, maxsplit=1)[0].strip() or text
    legal = (
        re.sub(r"[\u2019'`]", "", legal)
        .replace("&", " and ")
        .replace("+", " and ")
        .replace("_", " ")
    )
    for pattern, short in _SHORT_FORMS:
        legal = re.sub(pattern, short, legal)
    words = re.findall(r"[^\W_]+", legal)
    joined = _initials_joined([LEGAL_FORMS.get(word, word) for word in words])
    if joined and joined[0] == "the" and len(joined) > 1:
        joined = joined[1:]
    return " ".join(joined)


def _initials_joined(words: list[str]) -> list[str]:
    """Write "A B C Transport" and "ABC Transport" alike."""
    joined: list[str] = []
    was_letter = False
    for word in words:
        letter = len(word) == 1 and word.isalpha()
        if letter and was_letter:
            joined[-1] += word
        else:
            joined.append(word)
        was_letter = letter
    return joined


@lru_cache(maxsize=200_000)
def core_name(name: str) -> tuple[str, str]:
    """Return a plain name without its form of company, and that form ("" where none is given)."""
    words = plain_name(name).split()
    form = ""
    while len(words) > 1 and words[-1] in LEGAL_FORMS.values():
        form = words.pop()
    return " ".join(words), form


@lru_cache(maxsize=200_000)
def trading_name(name: str) -> str:
    """Return the plain trading name after "T/A" or "trading as", or "" where there is none."""
    parts = _TRADING.split(" " + as_text(name), maxsplit=1)
    return core_name(parts[1])[0] if len(parts) == 2 and parts[1].strip() else ""
