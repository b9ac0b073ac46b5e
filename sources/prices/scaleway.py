"""Scaleway: the public product catalogue, which answers without a key and in euros.

Documented at https://www.scaleway.com/en/developers/api/product-catalog/public-catalog.
"""

from decimal import Decimal

import httpx
from pydantic import BaseModel, Field

from ranking.model import Bilingual
from sources.prices.client import PriceError, answer, only, quoted
from sources.prices.quote import HOURS, Quote, french, plain

OFFER, TITLE = "scaleway", "Scaleway public product catalogue"
API = "https://api.scaleway.com/product-catalog/v2alpha1/public-catalog/products"
SIZE, MOST_PAGES = 100, 60
MACHINE, CARD, PLACE = "gp1_xs", "h100_1_80g", "fr-par"


class Money(BaseModel):
    """A sum: whole units and billionths."""

    currency: str = Field(alias="currency_code")
    units: int = 0
    nanos: int = 0

    @property
    def amount(self) -> Decimal:
        """Return the sum."""
        return Decimal(self.units) + Decimal(self.nanos) / Decimal(10**9)


class RetailPrice(BaseModel):
    """What a product costs."""

    retail: Money = Field(alias="retail_price")


class Product(BaseModel):
    """A product of the catalogue."""

    sku: str
    description: str = ""
    price: RetailPrice | None = None


class ScalewayPage(BaseModel):
    """A page of the answer."""

    products: list[Product]
    total: int = Field(alias="total_count", ge=0)


def quotes(client: httpx.Client) -> list[Quote]:
    """Return the prices of machine and card in Paris. Raises PriceError."""
    products = _products(client)
    machine, card = (_hour(products, name) for name in (MACHINE, CARD))
    url = f"{API}?product_types=instance"
    return [
        Quote(
            OFFER,
            "price_vm_eur_month",
            machine * HOURS,
            TITLE,
            url,
            Bilingual(
                f"GP1-XS, Paris, {french(machine)} €/h x 730 h.", f"GP1-XS, Paris, {plain(machine)} EUR/h x 730 h."
            ),
        ),
        Quote(OFFER, "price_gpu_eur_hour", card, TITLE, url, Bilingual("H100-1-80G, Paris.", "H100-1-80G, Paris.")),
    ]


def _products(client: httpx.Client) -> list[Product]:
    products: list[Product] = []
    for number in range(1, MOST_PAGES + 1):
        query = {"product_types": "instance", "page": str(number), "page_size": str(SIZE)}
        page = answer(client, API, ScalewayPage, query)
        products += page.products
        if not page.products or len(products) >= page.total:
            return products
    raise PriceError(f"{API}: more than {MOST_PAGES} pages of {SIZE}; fewer")


def _hour(products: list[Product], name: str) -> Decimal:
    """The price of an hour in Paris; a product whose description says no hour has another unit and is refused."""
    start = f"/compute/{name}/run_{PLACE}-"
    there = [p for p in products if p.sku.startswith(start) and p.price]
    other = [p for p in there if "per hour" not in p.description or p.price.retail.currency != "EUR"]
    if other:
        first = other[0]
        unit = f"{quoted(first.description)} in {quoted(first.price.retail.currency)}"
        raise PriceError(f"{API}: {quoted(first.sku)}: {unit}; euros per hour")
    return only([p.price.retail.amount for p in there if p.price.retail.amount > 0], API, start)
