"""Entries of a dossier that are one of a few words, and the faults of those that are none."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ranking.errors import told
from ranking.facts.musthaves import RULES
from ranking.price import DECIDERS, FORMULAS, WITHIN, Terms
from ranking.tender.dossier import ENVELOPES, EVALUATIONS, KINDS, NO_FORMULA, SCALES, Dossier
from ranking.typed.text import one_line
from ranking.unknowns import UNKNOWNS

LONGEST_SHOWN = 40
ROW = {"kind": KINDS, "scale": SCALES}
POLICIES = {
    "formula": (NO_FORMULA, *FORMULAS),
    "unknowns": UNKNOWNS,
    "rule": RULES,
    "envelopes": ENVELOPES,
}


class EntryFault(NamedTuple):
    """field: the entry of a requirement, answer or dossier that is at fault."""

    field: str
    wrong: str
    allowed: str


def term_fault(name: str, terms: Terms) -> EntryFault:
    """Return what is wrong with a term of the price (ranking.price.faults names it), and what it may be."""
    if name == "decides":
        return EntryFault(name, shown(terms.decides), ", ".join(DECIDERS))
    if name == "scale":
        wrong = shown(f"{terms.floor:g} … {terms.ceiling:g}")
        return EntryFault(name, wrong, told("full points up to a price below the one that gets none"))
    least, most = (f"{x:.0f}" for x in WITHIN[name])
    within = told("a number from {least} to {most}", least=least, most=most)
    above = told("a number above {least}, {most} at most", least=least, most=most)
    return EntryFault(name, shown(f"{getattr(terms, name):g}"), above if name == "times" else within)


def word_faults(dossier: Dossier) -> Iterator[tuple[str, EntryFault]]:
    """Yield (place, fault) of every entry that is none of its words: no screen or sheet could say it."""
    for n, one in enumerate(dossier.announced.requirements):
        yield from ((f"announced.requirements[{n}]", f) for f in words_of(one, ROW))
    yield from (("announced", f) for f in words_of(dossier.announced, POLICIES))
    yield from (("announced.price", f) for f in words_of(dossier.announced.price, {"decides": DECIDERS}))
    for n, answer in enumerate(dossier.answers):
        yield from ((f"answers[{n}]", f) for f in words_of(answer, {"word": EVALUATIONS}))


def words_of(holder: object, options: Mapping[str, Sequence[str | int]]) -> Iterator[EntryFault]:
    """Yield a fault for each of these entries that is none of what it may be."""
    for field, allowed in options.items():
        if getattr(holder, field) not in allowed:
            yield EntryFault(field, shown(getattr(holder, field)), ", ".join(map(str, allowed)))


def shown(text: object) -> str:
    """Return a text as a fault quotes it, cut where it is long."""
    line = one_line(str(text))
    if not line:
        return told("nothing")
    return told("“{text}”", text=line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…")
