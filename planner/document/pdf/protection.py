"""A password on a PDF: AES-256, the only kind that ISO 32000-2 still keeps (revision 6).

Who has the password may do everything; above all, what reads a document aloud may read it. Each
file has a key of its own by chance, so that the same document never gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import stringprep
import unicodedata
from typing import Any

from Crypto.Cipher import AES
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfdoc import DummyDoc, PDFDictionary, PDFName, PDFObject

from planner.errors import InputRefused

BLOCK = 16
LONGEST = 127
"""Bytes of a password that count; a longer one is refused, so that none is cut unseen."""
SHORTEST = 8
EVERYTHING = -4
"""The permission bits of ISO 32000-2, table 22, with every right, reading aloud included."""
UNTYPED = frozenset(("Cc", "Cs", "Co", "Cn"))
ROUNDS = 64
NO_START = bytes(BLOCK)
HASHES = (hashlib.sha256, hashlib.sha384, hashlib.sha512)


def checked(password: str) -> str:
    """Return a password that can be used; InputRefused where it is too short, long or unsayable."""
    prepared = _prepared(password)
    wrong, mend = "", ""
    if len(prepared) < SHORTEST:
        wrong, mend = f"has fewer than {SHORTEST} characters", "use a longer one"
    elif len(prepared.encode(errors="replace")) > LONGEST:
        wrong, mend = f"is longer than {LONGEST} bytes", "use a shorter one"
    elif any(unicodedata.category(one) in UNTYPED for one in prepared):
        wrong, mend = "holds a character that nobody can type", "leave that character out"
    if wrong:
        raise InputRefused.one("Password", wrong, mend)
    return password


def _prepared(password: str) -> str:
    """Return a password as every reader compares it (SASLprep, RFC 4013)."""
    spaced = (" " if stringprep.in_table_c12(one) else one for one in password)
    kept = "".join(one for one in spaced if not stringprep.in_table_b1(one))
    return unicodedata.normalize("NFKC", kept)


class Protection(StandardEncryption):  # type: ignore[misc]
    """The encryption of a file that opens with a password; ReportLab asks it for every string."""

    def __init__(self, password: str) -> None:
        super().__init__(checked(password), strength=128)
        self._password = _prepared(password).encode()
        self._key = os.urandom(32)

    def prepare(self, document: Any, _unused: Any = None) -> None:
        """Work out what the file says of its key (ISO 32000-2, 7.6.4.4.6 to 7.6.4.4.8)."""
        level = PDFDictionary({"BaseVersion": PDFName("1.7"), "ExtensionLevel": 8})
        catalog = document.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "Extensions"]
        catalog.Extensions = PDFDictionary({"ADBE": level})
        user = self._lock(b"")
        owner = self._lock(user[0])
        rights = EVERYTHING.to_bytes(4, "little", signed=True)
        said = rights + b"\xff" * 4 + b"Tadb" + os.urandom(4)
        self._said = {
            "U": user[0],
            "UE": user[1],
            "O": owner[0],
            "OE": owner[1],
            "Perms": AES.new(self._key, AES.MODE_ECB).encrypt(said),
        }
        self.prepared = 1

    def _lock(self, user: bytes) -> tuple[bytes, bytes]:
        """Return what proves the password, and the key of the file locked with it."""
        proof, lock = os.urandom(8), os.urandom(8)
        proven = slow_hash(self._password, proof, user) + proof + lock
        key = slow_hash(self._password, lock, user)
        return proven, AES.new(key, AES.MODE_CBC, NO_START).encrypt(self._key)

    def encode(self, plain: bytes | str) -> bytes:
        """Return a string or a stream encrypted, after the block it starts from."""
        data = plain.encode("latin-1") if isinstance(plain, str) else plain
        fill = BLOCK - len(data) % BLOCK
        start = os.urandom(BLOCK)
        return start + AES.new(self._key, AES.MODE_CBC, start).encrypt(data + bytes([fill]) * fill)

    def info(self) -> PDFObject:
        """Return the dictionary that says how the file is encrypted."""
        return _Said(self._said)


class _Said(PDFObject):  # type: ignore[misc]
    """The encryption dictionary, itself never encrypted."""

    __RefOnly__ = 1

    def __init__(self, said: dict[str, bytes]) -> None:
        self.said = said

    def format(self, _document: Any) -> bytes:
        """Return its bytes."""
        method = PDFDictionary(
            {"CFM": PDFName("AESV3"), "AuthEvent": PDFName("DocOpen"), "Length": 32}
        )
        entries = {
            "Filter": PDFName("Standard"),
            "V": 5,
            "R": 6,
            "Length": 256,
            "P": EVERYTHING,
            "EncryptMetadata": "true",
            "CF": PDFDictionary({"StdCF": method}),
            "StmF": PDFName("StdCF"),
            "StrF": PDFName("StdCF"),
            **{key: f"<{value.hex()}>" for key, value in self.said.items()},
        }
        return bytes(PDFDictionary(entries).format(DummyDoc()))


def slow_hash(password: bytes, salt: bytes, user: bytes) -> bytes:
    """Return the hash of a password that takes long to guess (ISO 32000-2, algorithm 2.B)."""
    key = hashlib.sha256(password + salt + user).digest()
    done, last = 0, 0
    while done < ROUNDS or last > done - 32:
        text = (password + key + user) * 64
        mixed = AES.new(key[:16], AES.MODE_CBC, key[16:32]).encrypt(text)
        key = HASHES[sum(mixed[:16]) % 3](mixed).digest()
        done, last = done + 1, mixed[-1]
    return key[:32]
