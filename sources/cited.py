"""Which pages the data cite, and what for."""

from collections.abc import Iterator

from ranking.model import Evidence, Source


def cited(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """Return address -> what cites it ("azure.hds 2018-10-31", "timeline 2020-07-16" …), in the order of the data."""
    citing: dict[str, list[str]] = {}
    for where, source in _sources(evidence):
        if source.url:
            citing.setdefault(source.url, []).append(where)
    return {url: tuple(dict.fromkeys(places)) for url, places in citing.items()}


def _sources(evidence: Evidence) -> Iterator[tuple[str, Source]]:
    yield from ((f"{f.offer}.{f.indicator} {f.valid_from}", f.source) for f in evidence.facts)
    yield from ((f"musthaves {g.id}", g.source) for g in evidence.gates.values())
    yield from ((f"timeline {e.day}", e.source) for e in evidence.events)
    yield from ((f"decisions {d.id}", source) for d in evidence.decisions for source in d.sources)
    yield from ((f"profiles {p.id}", s.source) for p in evidence.profiles.values() for s in p.statements)
