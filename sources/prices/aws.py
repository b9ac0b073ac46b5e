"""AWS: the price list files of the Bulk API, in dollars, brought to euros at the European Central Bank's rate.

Documented at https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/bulk-api-reading-price-list-files.html and
https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import httpx
from lxml import etree

from ranking.model import Bilingual
from sources.prices.client import PriceError, lines, only, quoted, text
from sources.prices.quote import HOURS, THOUSAND, Quote, french, plain

OFFER, TITLE = "aws", "AWS price list file"
FILES = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws"
REGION, PLACE = "eu-west-3", "EU (Paris)"
MACHINE = "m7i.xlarge"
RATES = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"
NEEDED = ("TermType", "Unit", "PricePerUnit", "Currency")


@dataclass(frozen=True, slots=True)
class Rate:
    """Dollars for a euro, and the day of that rate."""

    dollars: Decimal
    day: str


def quotes(client: httpx.Client) -> list[Quote]:
    """Return the prices of machine, storage and outgoing data in Paris. Raises PriceError."""
    rate = _rate(client)
    return [_machine(client, rate), _storage(client, rate), _egress(client, rate)]


def _machine(client: httpx.Client, rate: Rate) -> Quote:
    wanted = {
        "Instance Type": MACHINE,
        "Tenancy": "Shared",
        "Operating System": "Linux",
        "Pre Installed S/W": "NA",
        "CapacityStatus": "Used",
        "Unit": "Hrs",
    }
    hour, url = _price(client, "AmazonEC2", wanted)
    note = _note(f"{MACHINE}, Paris", hour, "h", "h", rate, " x 730 h")
    return Quote(OFFER, "price_vm_eur_month", hour / rate.dollars * HOURS, f"{TITLE} (EC2, Paris)", url, note)


def _storage(client: httpx.Client, rate: Rate) -> Quote:
    wanted = {"Storage Class": "General Purpose", "Volume Type": "Standard", "StartingRange": "0", "Unit": "GB-Mo"}
    gb, url = _price(client, "AmazonS3", wanted)
    note = _note("S3 standard, Paris", gb, "Go", "GB", rate)
    return Quote(OFFER, "price_s3_eur_tb_month", gb / rate.dollars * THOUSAND, f"{TITLE} (S3, Paris)", url, note)


def _egress(client: httpx.Client, rate: Rate) -> Quote:
    wanted = {"Transfer Type": "AWS Outbound", "From Location": PLACE, "StartingRange": "0", "Unit": "GB"}
    gb, url = _price(client, "AWSDataTransfer", wanted)
    note = _note("Sortie depuis Paris, première tranche", gb, "Go", "GB", rate, en="Outgoing from Paris, first tier")
    return Quote(OFFER, "egress_eur_per_gb", gb / rate.dollars, f"{TITLE} (data transfer, Paris)", url, note)


def _note(fr: str, dollars: Decimal, per_fr: str, per_en: str, rate: Rate, by: str = "", en: str = "") -> Bilingual:
    price, at = (plain(dollars), french(dollars)), (plain(rate.dollars), french(rate.dollars))
    return Bilingual(
        f"{fr}, {price[1]} USD/{per_fr}{by}, taux BCE {at[1]} ({rate.day}).",
        f"{en or fr}, {price[0]} USD/{per_en}{by}, ECB rate {at[0]} ({rate.day}).",
    )


def _price(client: httpx.Client, service: str, wanted: Mapping[str, str]) -> tuple[Decimal, str]:
    """The on-demand price in dollars of the rows that have these cells, and the file; rows go by, none is kept."""
    url = f"{FILES}/{service}/current/{REGION}/index.csv"
    try:
        prices = _prices(client, url, wanted)
    except csv.Error as error:
        raise PriceError(f"{url}: not CSV ({error}); the file as it is documented") from None
    return only(prices, url, ", ".join(wanted.values())), url


def _prices(client: httpx.Client, url: str, wanted: Mapping[str, str]) -> list[Decimal]:
    prices, rows = [], _rows(client, url, wanted)
    last = rows.fieldnames[-1]
    for row in rows:
        if row[last] is None:
            raise PriceError(f"{url}: a row that is cut short; the file to its end")
        if row["TermType"] != "OnDemand" or any(row[k] != v for k, v in wanted.items()):
            continue
        try:
            price = Decimal(row["PricePerUnit"])
        except InvalidOperation:
            raise PriceError(f"{url}: a price of {quoted(row['PricePerUnit'])}; a number") from None
        if row["Currency"] != "USD":
            raise PriceError(f"{url}: a price in {quoted(row['Currency'])}; USD")
        if price.is_finite() and price > 0:
            prices.append(price.normalize())
    return prices


def _rows(client: httpx.Client, url: str, wanted: Mapping[str, str]) -> csv.DictReader:
    """The rows under the header, which stands below a few lines about the file. Raises PriceError without one."""
    stream = lines(client, url)
    for line in stream:
        names = next(csv.reader([line]), [])
        if names and names[0] == "SKU":
            missing = [k for k in (*NEEDED, *wanted) if k not in names]
            if missing:
                raise PriceError(f"{url}: no column {missing[0]!r}; the columns as they are documented")
            return csv.DictReader(stream, names)
    raise PriceError(f"{url}: no header; a line that begins with SKU")


def _rate(client: httpx.Client) -> Rate:
    """The dollar's latest reference rate of the European Central Bank. Raises PriceError."""
    try:
        root = etree.fromstring(text(client, RATES), etree.XMLParser(resolve_entities=False, no_network=True))
        (cube,) = root.xpath("//*[@currency='USD']")
        rate = Rate(Decimal(cube.get("rate")), cube.getparent().get("time"))
    except (etree.XMLSyntaxError, ValueError, TypeError, InvalidOperation):
        raise PriceError(f"{RATES}: no rate of the dollar; the daily file of reference rates") from None
    if not rate.dollars.is_finite() or not Decimal("0.5") < rate.dollars < 2 or not rate.day:
        raise PriceError(f"{RATES}: {rate.dollars} dollars for a euro; a rate between 0.5 and 2, with its day")
    return rate
