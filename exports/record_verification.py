"""A record put to today's program: on the facts it was locked on where they are kept, and on today's."""

from dataclasses import dataclass

from exports.data import snapshots
from ranking.decisions.record import Record, intact
from ranking.decisions.record_check import Check, verify
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.versions.changes import Changes, changes


@dataclass(frozen=True, slots=True)
class Verification:
    """What a record's verification found.

    then   on its own facts, where they are not today's and a snapshot is kept; now: on today's
    facts  what changed between the two; None where they are the same, or not kept
    """

    intact: bool
    then: Check | None
    now: Check
    same_facts: bool
    facts: Changes | None

    @property
    def reproduces(self) -> bool | None:
        """Return whether unaltered with the same result on the same facts, or None where those are not kept."""
        same = self.now if self.same_facts else self.then
        if not self.intact:
            return False
        return same.reproduces if same else None


def verification(record: Record, today: Evidence, program: str) -> Verification:
    """Return the verification of a record that has its content. today: the evidence; program: versions.program()."""
    content = record.content
    then = None if content.data == today.version else _kept(content.data)
    return Verification(
        intact(record),
        verify(content, then, program) if then else None,
        verify(content, today, program),
        content.data == today.version,
        changes(then, today) if then else None,
    )


def _kept(version: str) -> Evidence | None:
    try:
        return snapshots.evidence_of(version)
    except BoardError:
        return None
