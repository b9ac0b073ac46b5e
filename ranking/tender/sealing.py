"""The seal: what is announced, locked with day and reason before a bid is opened; each seal chained to the one before.

A change after the seal is a new seal that says why. The chain is no signature: who holds the file can write another.
"""

from dataclasses import replace
from datetime import UTC, datetime

from ranking.decisions.record import digest_of
from ranking.errors import told
from ranking.tender.dossier import Announced, Dossier, DossierSeal, TenderError, TenderRequirement, ordered
from ranking.typed.text import one_line

FORMAT = 1


def state(dossier: Dossier) -> str:
    """Return "draft" without a seal, "sealed" where the last seal says what is announced, else "changed"."""
    if not dossier.seals:
        return "draft"
    return "sealed" if _same(dossier.seals[-1].announced, dossier.announced) else "changed"


def seal(dossier: Dossier, at: datetime, data: str, reason: str = "") -> Dossier:
    """Return the dossier with what it announces sealed; the same dossier where the last seal says the same.

    data  the version of the public facts. Raises TenderError for a change without a reason.
    """
    now = state(dossier)
    if now == "sealed":
        return dossier
    reason = one_line(reason)
    if now == "changed" and not reason:
        raise TenderError(told("a change after the seal: no reason; one sentence that every file will show"))
    stamp, previous = (
        at.astimezone(UTC).isoformat(timespec="seconds"),
        dossier.seals[-1].digest if dossier.seals else "",
    )
    bare = DossierSeal(stamp, reason, data, dossier.announced, previous, "")
    return replace(dossier, seals=(*dossier.seals, replace(bare, digest=_digest(bare))))


def broken(dossier: Dossier) -> int | None:
    """Return the first seal (from 1) that was altered or does not follow the one before; None where all hold."""
    previous = ""
    for n, one in enumerate(dossier.seals, 1):
        if one.previous != previous or one.digest != _digest(one):
            return n
        previous = one.digest
    return None


def changes(before: Announced, after: Announced) -> tuple[tuple[str, str], ...]:
    """Return ("added" | "removed" | "changed", identifier) of requirements, and ("changed", field) of the rest."""
    old, new = ({r.id: r for r in a.requirements} for a in (before, after))
    rows = [_change(name, old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))]
    fields = ("question", "formula", "price", "unknowns", "rule", "envelopes")
    rest = [("changed", f) for f in fields if getattr(before, f) != getattr(after, f)]
    return tuple([row for row in rows if row] + rest)


def _change(name: str, old: TenderRequirement | None, new: TenderRequirement | None) -> tuple[str, str] | None:
    if old == new:
        return None
    return ("added" if old is None else "removed" if new is None else "changed", name)


def _same(one: Announced, other: Announced) -> bool:
    return ordered(one) == ordered(other)


def _digest(one: DossierSeal) -> str:
    inside = digest_of(ordered(one.announced))
    entries = {"at": one.at, "reason": one.reason, "data": one.data, "previous": one.previous, "announced": inside}
    return digest_of({"format": FORMAT, **entries})
