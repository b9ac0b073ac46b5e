"""What a price list says of one thing, and the fact that it would be on the board."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ranking.model import Bilingual, Fact, Source

HOURS = Decimal(730)
THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Quote:
    """One price of a list, in euros without tax and in the unit of its indicator.

    title, url  the list, as a source; note: model, region, the price as published and how it was brought to this unit
    """

    offer: str
    indicator: str
    value: Decimal
    title: str
    url: str
    note: Bilingual

    def fact(self, day: date) -> Fact:
        """Return the fact as read on `day`, with as many digits as a price needs."""
        value = float(f"{self.value:.3g}") if self.value < 1 else float(round(self.value, 2))
        source = Source(self.title, self.url, day.isoformat())
        return Fact(self.offer, self.indicator, day, value, "B", source, note=self.note, checked=day)


def plain(number: Decimal) -> str:
    """Return a number without an exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def french(number: Decimal) -> str:
    """Return a number with a decimal comma."""
    return plain(number).replace(".", ",")
