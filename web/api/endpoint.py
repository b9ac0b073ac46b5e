"""A row of the table of endpoints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from web.api.question import Own, Question

JSON, CSV, CSL, BIBTEX = (
    "application/json",
    "text/csv",
    "application/vnd.citationstyles.csl+json",
    "application/x-bibtex",
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint.

    path     below /api/v1; names in braces are read by the builder from the question's path
    summary  one line; build: the answer, an object for JSON or the bytes of a file
    shape    of a JSON answer; None for a table whose shape is made of the data package's schema, and for files
    entries  of the address that matter beside the scenario (others are checked all the same); own: of its own
    example  entries that show it; media: of the answer; heavy: takes its turn in the queue of the files
    needed   entries without which there is no question
    """

    path: str
    summary: str
    build: Callable[[Question], Any]
    shape: Any = None
    entries: tuple[str, ...] = ()
    own: tuple[Own, ...] = ()
    example: Mapping[str, str] | None = None
    media: str = JSON
    heavy: bool = False
    scenario: bool = True
    needed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the operation."""
        return self.path.strip("/").replace("/", "_").replace("{", "").replace("}", "").replace(".", "_")
