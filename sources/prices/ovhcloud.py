"""OVHcloud: the public order catalogue, in euros without tax, whole numbers of 1e-8.

Documented at https://eu.api.ovh.com/console (GET /order/catalog/public/cloud).
"""

from decimal import Decimal

import httpx
from pydantic import BaseModel, Field

from ranking.model import Bilingual
from sources.prices.client import PriceError, answer, only, quoted
from sources.prices.quote import HOURS, THOUSAND, Quote, french, plain

OFFER, TITLE = "ovhcloud_public", "OVHcloud public order catalogue"
API = "https://eu.api.ovh.com/v1/order/catalog/public/cloud?ovhSubsidiary=FR"
UNIT = Decimal("1e-8")
MACHINE, CARD, STORED = "b3-16", "h100-380", "storage-standard"


class Locale(BaseModel):
    """What the prices are in."""

    currency: str = Field(alias="currencyCode")


class Pricing(BaseModel):
    """One price of a product."""

    price: int = Field(ge=0)
    interval: int = 1
    per: str = Field(alias="intervalUnit")
    capacities: list[str] = []


class Addon(BaseModel):
    """A product of the catalogue."""

    code: str = Field(alias="planCode")
    pricings: list[Pricing]


class Catalogue(BaseModel):
    """The answer."""

    locale: Locale
    addons: list[Addon]


def quotes(client: httpx.Client) -> list[Quote]:
    """Return the prices of machine, storage and card, of the French subsidiary. Raises PriceError."""
    catalogue = answer(client, API, Catalogue)
    if catalogue.locale.currency != "EUR":
        raise PriceError(f"{API}: prices in {quoted(catalogue.locale.currency)}; EUR")
    machine, stored, card = (_hour(catalogue, name) for name in (MACHINE, STORED, CARD))
    return [
        Quote(
            OFFER,
            "price_vm_eur_month",
            machine * HOURS,
            TITLE,
            API,
            Bilingual(f"{MACHINE}, {french(machine)} €/h x 730 h.", f"{MACHINE}, {plain(machine)} EUR/h x 730 h."),
        ),
        Quote(
            OFFER,
            "price_s3_eur_tb_month",
            stored * HOURS * THOUSAND,
            TITLE,
            API,
            Bilingual(
                f"Classe standard, {french(stored)} € par Gio et par heure x 730 h x 1 000.",
                f"Standard class, {plain(stored)} EUR per GiB-hour x 730 h x 1,000.",
            ),
        ),
        Quote(
            OFFER,
            "price_gpu_eur_hour",
            card,
            TITLE,
            API,
            Bilingual(f"Une H100 de 80 Go à la demande ({CARD}).", f"One H100 of 80 GB on demand ({CARD})."),
        ),
    ]


def _hour(catalogue: Catalogue, name: str) -> Decimal:
    """The price of an hour, of exactly that product: those of other places have a longer name."""
    prices = [
        p.price * UNIT
        for addon in catalogue.addons
        if addon.code == f"{name}.consumption"
        for p in addon.pricings
        if p.per == "hour" and p.interval == 1 and "consumption" in p.capacities and p.price
    ]
    return only(prices, API, f"{name}.consumption by the hour")
