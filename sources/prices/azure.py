"""Azure: the Retail Prices API, which answers without a key and in euros.

Documented at https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices.
"""

from decimal import Decimal

import httpx
from pydantic import BaseModel, Field

from ranking.model import Bilingual
from sources.prices.client import PriceError, answer, only, quoted
from sources.prices.quote import HOURS, THOUSAND, Quote, french, plain

OFFER, TITLE = "azure", "Azure Retail Prices API"
API = "https://prices.azure.com/api/retail/prices"
REGION, CURRENCY, MOST_PAGES = "francecentral", "EUR", 20
MACHINE = "Standard_D4s_v5"


class Item(BaseModel):
    """One meter of the answer."""

    currency: str = Field(alias="currencyCode")
    price: Decimal = Field(alias="retailPrice", gt=0, allow_inf_nan=False)
    tier: Decimal = Field(alias="tierMinimumUnits", default=Decimal(0))
    region: str = Field(alias="armRegionName")
    unit: str = Field(alias="unitOfMeasure")
    product: str = Field(alias="productName")
    sku: str = Field(alias="skuName")
    meter: str = Field(alias="meterName")


class Free(BaseModel):
    """A meter without a price, such as a free tier."""

    price: Decimal = Field(alias="retailPrice", le=0)


class AzurePage(BaseModel):
    """A page of the answer."""

    items: list[Item | Free] = Field(alias="Items")
    following: str | None = Field(alias="NextPageLink", default=None)


def quotes(client: httpx.Client) -> list[Quote]:
    """Return the prices of machine, storage and outgoing data in France Central. Raises PriceError."""
    return [_machine(client), _storage(client), _egress(client)]


def _machine(client: httpx.Client) -> Quote:
    filter_text = f"serviceName eq 'Virtual Machines' and armSkuName eq '{MACHINE}'"
    items, url = _items(client, filter_text)
    usual = [i for i in items if "Windows" not in i.product and not {"Spot", "Low"} & set(i.sku.split())]
    hour = only([i.price for i in usual if i.unit == "1 Hour"], url, MACHINE)
    note = Bilingual(
        f"D4s v5, France Centre, {french(hour)} €/h publié en euros x 730 h.",
        f"D4s v5, France Central, {plain(hour)} EUR/h published in euros x 730 h.",
    )
    return Quote(OFFER, "price_vm_eur_month", hour * HOURS, TITLE, url, note)


def _storage(client: httpx.Client) -> Quote:
    items, url = _items(client, "serviceName eq 'Storage' and meterName eq 'Hot LRS Data Stored'")
    blobs = [i for i in items if "Blob" in i.product and i.unit == "1 GB/Month" and not i.tier]
    gb = only([i.price for i in blobs], url, "a blob in the hot tier")
    note = Bilingual(
        f"Blob « Hot » à redondance locale, France Centre, {french(gb)} €/Go publié en euros.",
        f"Blob hot tier, local redundancy, France Central, {plain(gb)} EUR/GB published in euros.",
    )
    return Quote(OFFER, "price_s3_eur_tb_month", gb * THOUSAND, TITLE, url, note)


def _egress(client: httpx.Client) -> Quote:
    items, url = _items(client, "serviceName eq 'Bandwidth' and meterName eq 'Standard Data Transfer Out'")
    paid = sorted((i for i in items if i.product == "Rtn Preference: MGN" and i.unit == "1 GB"), key=lambda i: i.tier)
    gb = only([i.price for i in paid if i.tier == paid[0].tier], url, "outgoing data")
    note = Bilingual(
        f"France Centre, réseau de Microsoft, au-delà de {french(paid[0].tier)} Go, {french(gb)} €/Go publié en euros.",
        f"France Central, Microsoft network, after {plain(paid[0].tier)} GB, {plain(gb)} EUR/GB published in euros.",
    )
    return Quote(OFFER, "egress_eur_per_gb", gb, TITLE, url, note)


def _items(client: httpx.Client, filter_text: str) -> tuple[list[Item], str]:
    """The priced meters of a filter in the region, every page of them, and the address that says so."""
    query = {
        "currencyCode": f"'{CURRENCY}'",
        "$filter": f"{filter_text} and armRegionName eq '{REGION}' and priceType eq 'Consumption'",
    }
    first = url = str(httpx.URL(API, params=query))
    items: list[Item] = []
    for _ in range(MOST_PAGES):
        page = answer(client, url, AzurePage)
        items += [i for i in page.items if isinstance(i, Item)]
        if not page.following:
            break
        url = page.following
        if not url.startswith(API):
            raise PriceError(f"{first}: the next page is {quoted(url)}; an address of {API}")
    else:
        raise PriceError(f"{first}: more than {MOST_PAGES} pages; fewer")
    other = [i for i in items if i.currency != CURRENCY or i.region != REGION]
    if other:
        raise PriceError(
            f"{first}: prices in {quoted(other[0].currency)} of {quoted(other[0].region)}; {CURRENCY} of {REGION}"
        )
    return items, first
