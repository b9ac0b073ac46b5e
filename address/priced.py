"""The workload whose bill counts, which links have written in two ways."""

from collections.abc import Mapping

from address.entries import PAGES
from ranking.model import Evidence


def whole(entries: Mapping[str, str], evidence: Evidence) -> dict[str, str]:
    """Return the entries with the workload whose bill counts under the one key that says so.

    `workload=…&priced=1`, as the screen of costs wrote it, is `priced=…`.
    """
    named, text = entries.get("workload"), entries.get("priced")
    if text != "1" or named is None or PAGES["workload"].read(named, evidence) is None:
        return dict(entries)
    return {**entries, "priced": named}
