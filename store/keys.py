"""Codes, seats and keys: drawn from the system's randomness, kept only as digests, compared in constant time.

code  8 letters and digits that cannot be mistaken for one another (31^8, 40 bits): joins a meeting, and no more
seat  16 of them (79 bits): a participant's own, his way back to his weights; useless without the meeting's code
key   256 bits: the facilitator's
What is kept is SHA-256: they are random, so there is no dictionary against which salt or a slow digest would help.
"""

import hashlib
import hmac
import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE, SEAT = 8, 16
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def new_code() -> str:
    """Return a meeting's code."""
    return _drawn(CODE)


def new_seat() -> str:
    """Return a participant's token."""
    return _drawn(SEAT)


def new_key() -> str:
    """Return a facilitator's key."""
    return secrets.token_urlsafe(32)


def read(typed: str) -> str:
    """Return a code or seat as typed or read aloud, in its one form: capitals, without spaces and dashes."""
    return re.sub(r"[\s-]", "", typed[:80]).upper()


def is_code(text: str) -> bool:
    """Return whether a text in its one form can be a meeting's code."""
    return len(text) == CODE and set(text) <= set(ALPHABET)


def is_seat(text: str) -> bool:
    """Return whether a text in its one form can be a participant's token."""
    return len(text) == SEAT and set(text) <= set(ALPHABET)


def is_key(text: str) -> bool:
    """Return whether a text can be a facilitator's key."""
    return _KEY.fullmatch(text) is not None


def grouped(text: str) -> str:
    """Return a code or seat in groups of four, to be read aloud."""
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def digest(kind: str, text: str) -> str:
    """Return what is kept of a secret: 64 hexadecimal digits; kind ("code", "seat", "key") keeps them apart."""
    return hashlib.sha256(f"{kind}:{text}".encode()).hexdigest()


def same(stored: str, kind: str, text: str) -> bool:
    """Return whether a text is the secret of a digest, in a time that does not depend on the answer."""
    return hmac.compare_digest(stored, digest(kind, text))


def _drawn(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
