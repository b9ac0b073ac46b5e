"""Which program this is, as records name it."""

import hashlib
from functools import lru_cache
from pathlib import Path

from ranking.facts.files import file_bytes, files_in

MODEL = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def program() -> str:
    """Return which program this is: a digest of the model's source, eight hexadecimal digits."""
    digest = hashlib.sha256()
    for path in files_in(MODEL, "**/*.py"):
        name, text = path.relative_to(MODEL).as_posix(), file_bytes(path)
        digest.update(name.encode() + b"\0" + text + b"\0")
    return digest.hexdigest()[:8]
