"""Bytes made unfit at random: flipped, cut, repeated, and stuffed with what readers stumble on."""

from __future__ import annotations

import random

NASTY_TEXTS = (
    "\0", "\ud800", "\ufeff", "\u202e", "\u2028", "\x1a", "\x85", "\U0010ffff", "\ufffe",
    "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "<script>", "&lol;",
    "NaN", "Infinity", "-Infinity", "1e999", "-0", "0x10", "1_000", "9" * 400, "1" * 5000,
    "99999-99-99", "0000-00-00", "2026-02-30", "31/12/9999", "9999-12-31", "0001-01-01",
    "../../x", "CON", "NUL.txt", "a" * 40_000, "[" * 3_000, "{\"a\":" * 2_000, '"', "'", "\\",
    ",", ";", "|", "\n", "\r\n", "%s%n", "{0}", "\u0661\u0662", "\u00bd", "\u00a31", "1,2,3", "",
)  # fmt: skip
"""Texts that have broken readers of files before, here or elsewhere."""
NASTY_NUMBERS = (
    0, -1, 1, 2, 127, 128, 255, 256, 2**15, 2**16, 2**31 - 1, 2**31, 2**32, 2**53, 2**53 + 1,
    2**63 - 1, 2**63, 2**64, 10**30, -(2**63), -(2**63) - 1, 0.1, -0.0, 1e-320, 1e308, 1e22,
)  # fmt: skip


def as_bytes(text: str) -> bytes:
    """Return a text as UTF-8, broken where the text is."""
    return text.encode("utf-8", "surrogatepass")


def mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with one to eight things done to it anywhere."""
    held = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(held) + 1)
        match chance.randrange(9):
            case 0 if held:
                held[at % len(held)] ^= 1 << chance.randrange(8)
            case 1 if held:
                held[at % len(held)] = chance.choice((0, 1, 9, 10, 13, 34, 44, 127, 128, 255))
            case 2:
                del held[at : at + chance.choice((1, 1, 4, 64, 4096))]
            case 3:
                held[at:at] = as_bytes(chance.choice(NASTY_TEXTS))
            case 4:
                del held[at:]
            case 5:
                length = chance.choice((1, 8, 100, 2000))
                held[at:at] = held[at : at + length] * chance.choice((1, 2, 50))
            case 6:
                other = chance.randrange(len(held) + 1)
                held[at : at + 100] = held[other : other + 100]
            case 7:
                wide = chance.choice((1, 2, 4, 8))
                number = int(chance.choice(NASTY_NUMBERS)) % 256**wide
                held[at : at + wide] = number.to_bytes(wide, chance.choice(("little", "big")))
            case _:
                held[at : at + 8] = chance.randbytes(8)
    return bytes(held[:4_000_000])


def other_encoding(data: bytes, chance: random.Random) -> bytes:
    """Return text in an encoding its reader may not expect, with or without a mark, or mixed."""
    text = data.decode("utf-8", "replace")
    name = chance.choice(
        ("utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-32-be", "cp1252", "cp850", "utf-7",
         "latin-1", "cp037", "shift_jis")
    )  # fmt: skip
    turned = text.encode(name, "replace")
    if chance.random() < 0.3:
        at = chance.randrange(len(data) + 1)
        return data[:at] + turned[at:]
    return turned
