"""A workload's bill as dated facts in the place of unit prices, then everything as on any evidence.

The prices of a machine and of storage give way to one criterion, the bill of a month; leaving stays priced by the
gigabyte, which gives the same points whatever leaves. A bill is a fact like any other, dated by the day on which one of
its prices begins or ends, so that every day has the bill of its own prices. A bill with a part missing is no fact: the
criterion is unknown there, and counts as the board counts what is unknown.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from math import fsum

from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import DAY, publication
from ranking.model import UNKNOWN, Bilingual, Criterion, Evidence, Fact, Offer, Profile, ReplacedPrices
from ranking.workload.cost import EGRESS, GB_A_TB, MACHINES, PRICED_BY, STORAGE, Cards, Cost, cost_of
from ranking.workload.load import cards as cards_on_file
from ranking.workload.workload import Card, Workload
from ranking.workload.written import parsed, written

BILL = "workload_eur_month"
REPLACED = (PRICED_BY[MACHINES], PRICED_BY[STORAGE])
# Euros an hour of a card between which it has points: a factor of ten, as for a machine. An assumption of this board.
GPU_ENDS = (10.0, 1.0)
_LABEL = Bilingual("Facture mensuelle de la charge", "Monthly bill of the workload")
_HELP = Bilingual(
    "Ce que coûte la charge le premier mois, services gérés exclus ; inconnu là où un prix manque.",
    "What the workload costs in the first month, managed services aside; unknown where a price is missing.",
)
_NOTE = Bilingual(
    "Calculée par ce tableau à partir des prix datés de l’offre ; la source est celle du prix qui pèse le plus.",
    "Worked out by this board from the dated prices of the offer; the source is that of the price that weighs most.",
)
Pairs = tuple[tuple[str, float], ...]


def can_take_bill(evidence: Evidence) -> bool:
    """Return whether the evidence has the criteria that a bill replaces."""
    return set(REPLACED) <= set(evidence.filed.criteria)


def in_force(evidence: Evidence, text: str, known: str) -> Evidence:
    """Return the evidence that a question is put to: as the files have it, or with the bill of the workload `text`.

    known  "true" or "documented", as for a decision matrix: which prices a bill rests on
    Evidence that has this bill already comes back itself. Raises NothingToWeigh where no bill can be had.
    """
    bill = evidence.replaced_prices
    if (bill is None and not text) or (bill and (bill.workload, bill.known) == (text, known)):
        return evidence
    return _in_force(evidence.filed, text, known) if text else evidence.filed


@lru_cache(maxsize=64)
def _in_force(filed: Evidence, text: str, known: str) -> Evidence:
    used = parsed(text, filed)
    if used is None:
        raise NothingToWeigh(f"no workload {text[:40]!r} that these facts know")
    return with_bill(filed, used, cards_on_file(), known)


def with_same_bill(evidence: Evidence, filed: Evidence) -> Evidence:
    """Return other evidence of files with the bill that `evidence` has, itself where that has none; kept nowhere."""
    if not evidence.replaced_prices:
        return filed
    used = parsed(evidence.replaced_prices.workload, filed)
    return with_bill(filed, used, cards_on_file(), evidence.replaced_prices.known) if used else filed


def with_bill(evidence: Evidence, workload: Workload, cards: Cards, known: str = "true") -> Evidence:
    """Return the evidence whose machines and storage are priced by the bill of each day. Raises NothingToWeigh.

    Points run between the bills that the ends of the unit prices' own scales give.
    """
    if not can_take_bill(evidence):
        raise NothingToWeigh(f"no criterion {' or '.join(REPLACED)} that a bill could replace")
    criterion = _criterion(evidence, workload)
    return replace(
        evidence,
        offers={o: _offer(offer, workload, cards, known) for o, offer in evidence.offers.items()},
        criteria=_swapped(evidence.criteria, criterion),
        indicators={**evidence.indicators, BILL: criterion},
        profiles={name: _profile(p, criterion.pillar) for name, p in evidence.profiles.items()},
        replaced_prices=ReplacedPrices(written(workload), known, BILL, REPLACED),
        as_filed=evidence,
    )


def merged(weights: Pairs) -> Pairs:
    """Return points set by hand with those of the replaced prices, together, as the bill's."""
    moved = [value for name, value in weights if name in (*REPLACED, BILL)]
    return (*(pair for pair in weights if pair[0] not in (*REPLACED, BILL)), *([(BILL, fsum(moved))] if moved else []))


def parted(weights: Pairs, within: Mapping[str, float]) -> Pairs:
    """Return points set by hand with those of the bill given back to the prices it replaced.

    within  criterion -> share inside its pillar by the profile: in that proportion, in equal parts where it has none
    """
    bill = dict(weights).get(BILL)
    if bill is None:
        return weights
    shares = [within.get(name, 0.0) for name in REPLACED]
    whole = fsum(shares)
    parts = [bill * (share / whole if whole else 1 / len(REPLACED)) for share in shares]
    rest = (pair for pair in weights if pair[0] not in (*REPLACED, BILL))
    return (*rest, *zip(REPLACED, parts, strict=True))


def _criterion(evidence: Evidence, workload: Workload) -> Criterion:
    unit = evidence.criteria[REPLACED[0]]
    ends = [evidence.criteria[PRICED_BY[part]] for part in (MACHINES, STORAGE, EGRESS)]
    amounts = (sum(m.reference for m in workload.machines), workload.storage_tb, workload.egress_tb * GB_A_TB)
    worst, best = (
        fsum([n * getattr(c, end) for n, c in zip(amounts, ends, strict=True)] + [workload.gpu_hours * gpu])
        for end, gpu in zip(("worst", "best"), GPU_ENDS, strict=True)
    )
    # A bill of outgoing data alone may be nothing, and one of nothing at all has no scale.
    scale = "log" if best > 0 else "linear"
    return replace(
        unit, id=BILL, indicators=(BILL,), worst=worst or 1.0, best=best, scale=scale, label=_LABEL, help=_HELP
    )


def _swapped(criteria: Mapping[str, Criterion], bill: Criterion) -> dict[str, Criterion]:
    """The bill in the place of the first price it replaces."""
    swapped = {}
    for name, criterion in criteria.items():
        if name == REPLACED[0]:
            swapped[BILL] = bill
        elif name not in REPLACED:
            swapped[name] = criterion
    return swapped


def _offer(offer: Offer, workload: Workload, cards: Cards, known: str) -> Offer:
    """The offer with its bills beside its own facts. Kept by its prices: another fact changes no bill."""
    prices = tuple(f for f in offer.facts if f.indicator in PRICED_BY.values())
    own_cards = tuple((day, card) for (of, day), card in cards.items() if of == offer.id)
    bills = _bills(offer.id, offer.checked, prices, workload, own_cards, known)
    return replace(offer, facts=(*offer.facts, *bills)) if bills else offer


@lru_cache(maxsize=4096)
def _bills(
    offer: str,
    checked: date,
    prices: tuple[Fact, ...],
    workload: Workload,
    cards: tuple[tuple[date, Card], ...],
    known: str,
) -> tuple[Fact, ...]:
    """The bills of an offer: one from each day on which they are otherwise, UNKNOWN where they cease to be whole."""
    bare = Offer(offer, "", Bilingual("", ""), "", "", checked, (), prices)
    named = {(offer, day): card for day, card in cards}
    bills: list[Fact] = []
    for day in _days(prices, known):
        bill = _bill(offer, checked, cost_of(workload, bare, named, day, known), day)
        if bill is None and bills and bills[-1].value != UNKNOWN:
            bills.append(replace(bills[-1], valid_from=day, value=UNKNOWN, low=None, high=None, note=None))
        elif bill and not (bills and replace(bills[-1], valid_from=day) == bill):
            bills.append(bill)
    return tuple(bills)


def _days(prices: tuple[Fact, ...], known: str) -> list[date]:
    """The days on which a price begins or ends to count."""
    days = set()
    for fact in prices:
        public = publication(fact) if known == "documented" else fact.valid_from
        if public is not None:
            days.add(max(fact.valid_from, public))
            days |= {fact.valid_to + DAY} if fact.valid_to else set()
    return sorted(days)


def _bill(offer: str, checked: date, cost: Cost, day: date) -> Fact | None:
    if not cost.comparable:
        return None
    parts = [p for p in cost.parts.values() if p.fact]
    low, value, high = cost.month.low, cost.month.value, cost.month.high
    return Fact(
        offer,
        BILL,
        day,
        value,
        max(p.fact.confidence for p in parts),
        max(parts, key=lambda p: p.month.value).fact.source,
        *((low, high) if high > low else (None, None)),
        note=_NOTE,
        # No fresher than the price that was longest not read again.
        checked=min(p.fact.checked or checked for p in parts),
    )


def _profile(profile: Profile, pillar: str) -> Profile:
    shares = profile.within.get(pillar)
    if shares is None:
        return profile
    share = fsum(shares.get(name, 0.0) for name in REPLACED)
    rest = {name: part for name, part in shares.items() if name not in REPLACED}
    return replace(profile, within={**profile.within, pillar: {BILL: share, **rest}})
