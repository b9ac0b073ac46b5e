"""A dossier's code, and what it opens: the name of its row and the key of its content; neither tells the other.

The code is 24 letters and digits (31^24, 118 bits), drawn from the system's randomness. Scrypt (RFC 7914: 2^14, 8, 1;
16 MiB, some 80 ms) turns it into a secret, HKDF (RFC 5869) the secret into two that are independent: the name, by
which the row is found, and the key. The salt is the same for all, because the row must be found by the code alone:
against a drawn code there is no dictionary that a salt of its own would spoil.
Content is compressed, then sealed by AES-256-GCM under a nonce drawn for each save. Name and number of the save are
authenticated with it: neither a row under another's name nor an older save under a newer number opens.
"""

import secrets
import zlib
from dataclasses import dataclass, field
from threading import Lock

from store.keys import ALPHABET

CODE = 24
_SALT, _NAME, _KEY = b"board: tender dossier 1", b"name of the row", b"key of the content"
_COST = {"n": 2**14, "r": 8, "p": 1}
_NONCE, _SECRET = 12, 32
# One at a time: however many try codes at once, they take 16 MiB.
_turn = Lock()


class Altered(Exception):
    """What is there is not what was sealed: altered, damaged, or put in another's place."""


@dataclass(frozen=True, slots=True)
class DossierKey:
    """What a code opens: the name of a row (64 hexadecimal digits), and its key, which no message shows."""

    name: str
    key: bytes = field(repr=False)


def new_code() -> str:
    """Return a dossier's code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE))


def is_code(text: str) -> bool:
    """Return whether a text in its one form (store.keys.read) can be a dossier's code."""
    return len(text) == CODE and set(text) <= set(ALPHABET)


def opened_by(code: str) -> DossierKey:
    """Return the name and the key of a code."""
    # Loaded by whoever keeps a dossier: other pages need no cipher.
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    with _turn:
        secret = Scrypt(salt=_SALT, length=_SECRET, **_COST).derive(code.encode())
    name, key = (HKDFExpand(SHA256(), _SECRET, info).derive(secret) for info in (_NAME, _KEY))
    return DossierKey(name.hex(), key)


def sealed(by: DossierKey, number: int, content: bytes) -> bytes:
    """Return a content as it is kept: nonce, then what AES-256-GCM makes of it. number: of the save."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(by.key).encrypt(nonce, zlib.compress(content), _place(by, number))


def unsealed(by: DossierKey, number: int, encrypted: bytes) -> bytes:
    """Return the plain content of what `sealed` encrypted. Raises Altered where it was changed since."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return zlib.decompress(AESGCM(by.key).decrypt(encrypted[:_NONCE], encrypted[_NONCE:], _place(by, number)))
    except (InvalidTag, ValueError):
        raise Altered from None


def _place(by: DossierKey, number: int) -> bytes:
    return f"{by.name} {number}".encode()
