"""Files that a command is given."""

from pathlib import Path

from ranking.errors import ScenarioError


def content_of(path: Path, most: int, wanted: str) -> bytes:
    """Return the bytes of a file; `wanted`: what it should be, in words.

    Raises ScenarioError where it cannot be read or is longer than `most` bytes.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ScenarioError(f"{path}: {why}; {wanted} that can be read") from None
    if len(content) > most:
        raise ScenarioError(f"{path}: longer than {most} bytes; {wanted} of at most that")
    return content
