"""What was changed after sealing, as the commands of a tender print it."""

from typing import Any


def changes(document: dict[str, Any]) -> list[str]:
    """Return a sentence for each change; [] where there was none."""
    sentences = [
        f"requirements changed after sealing, on {seal['at'][:10]}, because: {seal['reason']}"
        for seal in document["seals"][1:]
    ]
    return sentences + ["requirements changed after sealing, not sealed again"] * (document["state"] == "changed")


def with_changes(rows: list[dict[str, Any]], document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows, each with what was changed where something was: a CSV has no other place for it."""
    sentences = "; ".join(changes(document))
    return [{**row, "changed_after_sealing": sentences} for row in rows] if sentences else rows
