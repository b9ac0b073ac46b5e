"""The nouns of a tender: what the buyer announces, who bids, what they answer, and the seals over what was announced.

Everything typed is text; a value is kept in one form (`ranking.tender.scales`): equal dossiers are equal objects.
"""

from dataclasses import dataclass, replace
from datetime import date

from ranking.decisions.record import digest_of
from ranking.errors import BoardError
from ranking.price import Terms

KINDS = ("must_have", "criterion", "question")
SCALES = ("yes_no", "levels", "number", "board", "text")
EVALUATIONS = ("claimed", "verified", "refuted", "missing")
NO_FORMULA = "none"
ENVELOPES = (1, 2)


class TenderError(BoardError):
    """A dossier that cannot be read, sealed or ranked: what is wrong, what is allowed."""


@dataclass(frozen=True, slots=True)
class TenderRequirement:
    """One row of the tender's list.

    kind     "must_have" (met or not, no points), "criterion" (points), "question" (asked, not scored)
    scale    "yes_no"; "levels", named from worst to best; "number" between worst and best; "board", an indicator of the
             public board; "text" for a question
    minimum  the value from which a must-have is met; "" on a yes/no: yes
    weight   points among the criteria, >= 0; group: the pillar it counts in; source: the page of the tender
    """

    id: str
    text: str
    kind: str
    scale: str
    levels: tuple[str, ...] = ()
    worst: float | None = None
    best: float | None = None
    board: str = ""
    minimum: str = ""
    weight: float = 0.0
    group: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Announced:
    """All that is sealed before a bid is opened.

    formula    NO_FORMULA, or one of ranking.price.FORMULAS with its `price` terms
    unknowns   what an unknown answer counts (ranking.unknowns); rule: "strict" or "tolerant" for unproven must-haves
    envelopes  2: prices are opened after quality, and count from then on
    """

    question: str
    requirements: tuple[TenderRequirement, ...] = ()
    formula: str = NO_FORMULA
    price: Terms = Terms()
    unknowns: str = "cautious"
    rule: str = "strict"
    envelopes: int = 1

    @property
    def criteria(self) -> tuple[TenderRequirement, ...]:
        """Return the requirements that give points."""
        return tuple(r for r in self.requirements if r.kind == "criterion")

    def requirement(self, name: str) -> TenderRequirement | None:
        """Return the requirement of that identifier, or None."""
        return next((r for r in self.requirements if r.id == name), None)


@dataclass(frozen=True, slots=True)
class Bidder:
    """Who bids; `offer`: the offer of the public board whose facts are laid under the answers, "" for none."""

    id: str
    name: str
    offer: str = ""


@dataclass(frozen=True, slots=True)
class BidAnswer:
    """What a bidder answers, and the evaluator's word on it.

    value  in the scale's one form, "" where the word is "missing"; found: what the evaluator found, where refuted
    page   where the bid says so; reason: why the evaluator judges as he does
    """

    bidder: str
    requirement: str
    value: str = ""
    word: str = "claimed"
    page: str = ""
    found: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BidPrice:
    """The price of a bid, before tax, in one currency for all."""

    bidder: str
    amount: float


@dataclass(frozen=True, slots=True)
class DossierSeal:
    """What was announced at a time, chained to the seal before.

    at      ISO, UTC; reason: why it was sealed, or why it was changed; data: the version of the public facts
    digest  over all of this, the digest of the seal before included ("" before the first)
    """

    at: str
    reason: str
    data: str
    announced: Announced
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One tender. `day`: whose public facts count; opened: the day on which the second envelopes were opened."""

    title: str
    day: date
    announced: Announced
    bidders: tuple[Bidder, ...] = ()
    answers: tuple[BidAnswer, ...] = ()
    prices: tuple[BidPrice, ...] = ()
    seals: tuple[DossierSeal, ...] = ()
    opened: date | None = None

    def bidder(self, name: str) -> Bidder | None:
        """Return the bidder of that identifier, or None."""
        return next((b for b in self.bidders if b.id == name), None)

    @property
    def prices_count(self) -> bool:
        """Return whether prices are among the criteria: a formula, and no second envelope still closed."""
        return self.announced.formula != NO_FORMULA and not self.prices_closed

    @property
    def prices_closed(self) -> bool:
        """Return whether second envelopes are still closed: there is no result yet, quality alone."""
        return self.announced.formula != NO_FORMULA and self.announced.envelopes == 2 and self.opened is None


def ordered(announced: Announced) -> Announced:
    """Return what is announced, requirements in order of their identifiers: what a digest covers."""
    return replace(announced, requirements=tuple(sorted(announced.requirements, key=lambda r: r.id)))


def digest(dossier: Dossier) -> str:
    """Return the SHA-256 of a dossier, 64 hexadecimal digits; the order of its rows has no part in it."""
    return digest_of(
        replace(
            dossier,
            announced=ordered(dossier.announced),
            bidders=tuple(sorted(dossier.bidders, key=lambda b: b.id)),
            answers=tuple(sorted(dossier.answers, key=lambda a: (a.bidder, a.requirement))),
            prices=tuple(sorted(dossier.prices, key=lambda p: p.bidder)),
            seals=tuple(replace(s, announced=ordered(s.announced)) for s in dossier.seals),
        )
    )
