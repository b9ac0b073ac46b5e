"""A small tender: five requirements of every scale, three bidders, prices; and how its parts are changed in tests."""

from dataclasses import replace
from datetime import UTC, datetime

from ranking.price import Terms
from ranking.tender.dossier import Announced, BidAnswer, Bidder, BidPrice, Dossier, TenderRequirement
from ranking.tender.sealing import seal
from tests.examples import DAY, small_evidence

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
PUBLIC = small_evidence()
REQUIREMENTS = (
    TenderRequirement(
        "EX-1", "Hébergement de données de santé", "must_have", "board", board="hds", minimum="2", source="p. 3"
    ),
    TenderRequirement("EX-2", "Réversibilité écrite", "must_have", "yes_no", source="p. 4"),
    TenderRequirement(
        "C-1", "Astreinte", "criterion", "levels", ("aucune", "jours ouvrés", "24 h/24"), weight=30, group="Service"
    ),
    TenderRequirement(
        "C-2", "Disponibilité garantie (%)", "criterion", "number", worst=99.0, best=100.0, weight=50, group="Service"
    ),
    TenderRequirement("C-3", "Clés", "criterion", "board", board="key_control", weight=20, group="Sécurité"),
    TenderRequirement("Q-1", "Nom du responsable", "question", "text"),
)
BIDDERS = (Bidder("loc", "Local SA", "local"), Bidder("glo", "Global Inc", "global"), Bidder("neu", "Neuve & Fils"))
ANSWERS = (
    BidAnswer("loc", "EX-2", "yes", "verified", "p. 12"),
    BidAnswer("loc", "C-1", "24 h/24", "claimed", "p. 14"),
    BidAnswer("loc", "C-2", "99.9", "verified", "p. 15"),
    BidAnswer("glo", "EX-2", "yes"),
    BidAnswer("glo", "C-1", "jours ouvrés"),
    BidAnswer("glo", "C-2", "99.95", "claimed", "annexe 2"),
    BidAnswer("neu", "EX-1", "2", "verified", "certificat"),
    BidAnswer("neu", "EX-2", "yes"),
    BidAnswer("neu", "C-1", "aucune"),
    BidAnswer("neu", "C-2", word="missing"),
    BidAnswer("neu", "C-3", "1"),
    BidAnswer("neu", "Q-1", "A. Neuve"),
)
PRICES = (BidPrice("loc", 110.0), BidPrice("glo", 100.0), BidPrice("neu", 80.0))


def draft(**changes) -> Dossier:
    """The tender before its seal; `changes` are those of what it announces."""
    announced = Announced("Quel hébergeur ?", REQUIREMENTS, "best_ratio", Terms(weight=40.0))
    return Dossier("Marché 2026-17", DAY, replace(announced, **changes), BIDDERS)


def sealed(**changes) -> Dossier:
    """The tender sealed, no bid opened."""
    return seal(draft(**changes), AT, PUBLIC.version)


def opened(**changes) -> Dossier:
    """The tender sealed, answers and prices in."""
    return replace(sealed(**changes), answers=ANSWERS, prices=PRICES)
