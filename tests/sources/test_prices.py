"""Price lists read: answers recorded from their documentation become blocks, broken ones become one sentence."""

import json
import shutil
import tomllib
from datetime import date

import httpx
import pytest
from click.testing import CliRunner

from exports.fact_block import fact_block
from headless.upkeep import prices as command
from ranking.facts.load import load
from sources.prices import aws, azure, ovhcloud, scaleway
from sources.prices.client import PriceError, lines
from sources.prices.providers import PROVIDERS
from tests.places import EVIDENCE, ROOT

DAY = date(2026, 11, 29)


def meter(**changed) -> dict:
    """One meter as the documentation of the Retail Prices API shows it."""
    return {
        "currencyCode": "EUR",
        "tierMinimumUnits": 0.0,
        "retailPrice": 0.1923,
        "unitPrice": 0.1923,
        "armRegionName": "francecentral",
        "location": "FR Central",
        "effectiveStartDate": "2021-11-01T00:00:00Z",
        "meterId": "000a794b-bdb0-58be-a0cd-0c3a0f222923",
        "meterName": "D4s v5",
        "productId": "DZH318Z0CQ35",
        "skuId": "DZH318Z0CQ35/001D",
        "productName": "Virtual Machines Dsv5 Series",
        "skuName": "Standard_D4s_v5",
        "serviceName": "Virtual Machines",
        "unitOfMeasure": "1 Hour",
        "type": "Consumption",
        "isPrimaryMeterRegion": True,
        "armSkuName": "Standard_D4s_v5",
    } | changed


BLOB = {"meterName": "Hot LRS Data Stored", "skuName": "Hot LRS", "unitOfMeasure": "1 GB/Month", "retailPrice": 0.0165}
OUT = {"productName": "Rtn Preference: MGN", "meterName": "Standard Data Transfer Out", "unitOfMeasure": "1 GB"}
AZURE = {
    "Virtual Machines": [
        meter(skuName="Standard_D4s_v5 Spot", retailPrice=0.04),
        meter(skuName="D4s v5 Low Priority", retailPrice=0.05),
        meter(productName="Virtual Machines Dsv5 Series Windows", retailPrice=0.36),
        meter(),
    ],
    "Storage": [
        meter(productName="General Block Blob v2", **BLOB),
        meter(productName="Blob Storage", **BLOB),
        meter(productName="Files v2", **BLOB | {"retailPrice": 0.0287}),
        meter(productName="Blob Storage", **BLOB | {"tierMinimumUnits": 51200.0, "retailPrice": 0.0158}),
    ],
    "Bandwidth": [
        meter(**OUT, retailPrice=0.0),
        meter(**OUT, tierMinimumUnits=10335.0, retailPrice=0.0712),
        meter(**OUT, tierMinimumUnits=100.0, retailPrice=0.0747),
        meter(**OUT | {"productName": "Bandwidth - Routing Preference: Internet"}, retailPrice=0.0687),
    ],
}
HEAD = ["SKU", "TermType", "StartingRange", "Unit", "PricePerUnit", "Currency"]
ABOUT = '"FormatVersion","v1.0"\n"Disclaimer","This pricing list is for informational purposes only."\n'
ECB = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<Cube><Cube time="2026-11-27"><Cube currency="USD" rate="1.1403"/><Cube currency="JPY" rate="178.1"/></Cube></Cube>
</gesmes:Envelope>"""


def table(more: list[str], *rows: list[str]) -> str:
    """A price list file: lines about it, its header, its rows, every cell quoted."""
    return ABOUT + "\n".join(",".join(f'"{c}"' for c in row) for row in ([*HEAD, *more], *rows)) + "\n"


EC2 = ["Instance Type", "Tenancy", "Operating System", "Pre Installed S/W", "CapacityStatus"]
AWS = {
    "AmazonEC2": table(
        EC2,
        ["A", "Reserved", "", "Hrs", "0.1500000000", "USD", "m7i.xlarge", "Shared", "Linux", "NA", "Used"],
        ["B", "OnDemand", "", "Hrs", "0.2352000000", "USD", "m7i.xlarge", "Shared", "Linux", "NA", "Used"],
        ["C", "OnDemand", "", "Hrs", "0.0000000000", "USD", "m7i.xlarge", "Shared", "Linux", "NA", "Used"],
        ["D", "OnDemand", "", "Hrs", "0.4192000000", "USD", "m7i.xlarge", "Shared", "Windows", "NA", "Used"],
    ),
    "AmazonS3": table(
        ["Storage Class", "Volume Type"],
        ["A", "OnDemand", "0", "GB-Mo", "0.0240000000", "USD", "General Purpose", "Standard"],
        ["B", "OnDemand", "51200", "GB-Mo", "0.0230000000", "USD", "General Purpose", "Standard"],
    ),
    "AWSDataTransfer": table(
        ["Transfer Type", "From Location"],
        ["A", "OnDemand", "0", "GB", "0.0900000000", "USD", "AWS Outbound", "EU (Paris)"],
        ["B", "OnDemand", "10240", "GB", "0.0850000000", "USD", "AWS Outbound", "EU (Paris)"],
        ["C", "OnDemand", "0", "GB", "0.0200000000", "USD", "InterRegion Outbound", "EU (Paris)"],
    ),
}


def addon(code: str, price: int, per: str = "hour") -> dict:
    pricing = {"price": price, "interval": 1, "intervalUnit": per, "capacities": ["consumption"], "mode": "default"}
    return {"planCode": code, "invoiceName": code.partition(".")[0], "pricings": [pricing]}


OVH = {
    "catalogId": 1,
    "locale": {"currencyCode": "EUR", "subsidiary": "FR", "taxRate": 20},
    "addons": [
        addon("b3-16.consumption.LZ.AF", 18_600_000),
        addon("b3-16.consumption", 10_230_000),
        addon("storage-standard.consumption", 972),
        addon("storage-standard.monthly.postpaid", 700_000, "month"),
        addon("h100-380.consumption", 310_000_000),
    ],
}


def product(sku: str, units: int, nanos: int, said: str = "") -> dict:
    """A product as the catalogue's documentation shows it."""
    return {
        "sku": sku,
        "service_category": "Compute",
        "product": "Instance",
        "description": said or f"Compute Instance ({units + nanos / 1e9}€ per hour)",
        "locality": {"zone": "fr-par-1"},
        "price": {"retail_price": {"currency_code": "EUR", "units": units, "nanos": nanos}},
    }


SCALEWAY = [
    product("/compute/pop2_hc_2c_4g/run_fr-par-2", 0, 53_200_000),
    product("/compute/gp1_xs/run_fr-par-1", 0, 92_820_000),
    product("/compute/gp1_xs/run_nl-ams-1", 0, 95_000_000),
    product("/compute/gp1_xs/run_fr-par-2", 0, 92_820_000),
    product("/compute/h100_1_80g/run_fr-par-2", 2, 870_000_000),
]


def recorded(request: httpx.Request) -> httpx.Response:
    """What each list answered."""
    url, query = request.url, dict(request.url.params)
    if url.host == "prices.azure.com":
        assert query["currencyCode"] == "'EUR'" and "armRegionName eq 'francecentral'" in query["$filter"]
        items = next(v for k, v in AZURE.items() if f"serviceName eq '{k}'" in query["$filter"])
        if "$skip" in query:
            return httpx.Response(200, json={"Items": items[1:], "NextPageLink": None, "Count": 1})
        return httpx.Response(200, json={"Items": items[:1], "NextPageLink": f"{url}&$skip=100", "Count": 1})
    if url.host == "pricing.us-east-1.amazonaws.com":
        assert url.path.endswith("/current/eu-west-3/index.csv")
        return httpx.Response(200, text=AWS[url.path.split("/")[4]])
    if url.host == "www.ecb.europa.eu":
        return httpx.Response(200, text=ECB)
    if url.host == "eu.api.ovh.com":
        return httpx.Response(200, json=OVH)
    page = int(query["page"])
    return httpx.Response(200, json={"products": SCALEWAY[3 * page - 3 : 3 * page], "total_count": len(SCALEWAY)})


def client(answers=recorded) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(answers))


EXPECTED = {
    "azure": {"price_vm_eur_month": 140.38, "price_s3_eur_tb_month": 16.5, "egress_eur_per_gb": 0.0747},
    # 0.2352 x 730 / 1.1403, 24 / 1.1403, 0.09 / 1.1403
    "aws": {"price_vm_eur_month": 150.57, "price_s3_eur_tb_month": 21.05, "egress_eur_per_gb": 0.0789},
    # 0.1023 x 730, 0.00000972 x 730 x 1,000
    "ovhcloud": {"price_vm_eur_month": 74.68, "price_s3_eur_tb_month": 7.1, "price_gpu_eur_hour": 3.1},
    "scaleway": {"price_vm_eur_month": 67.76, "price_gpu_eur_hour": 2.87},
}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_recorded_answers_give_the_prices_that_are_on_file(provider):
    facts = [q.fact(DAY) for q in PROVIDERS[provider](client())]
    assert {f.indicator: f.value for f in facts} == EXPECTED[provider]
    for fact in facts:
        assert fact.note.fr and fact.note.en and fact.source.url.startswith("https://")
        last = [f for f in EVIDENCE.offers[fact.offer].facts if f.indicator == fact.indicator][-1]
        assert fact.value == last.value


def test_proposed_blocks_are_blocks_of_the_data(tmp_path):
    for name in ("providers", "profiles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("criteria.csv", "timeline.toml", "musthaves.toml", "decisions.toml"):
        shutil.copy(ROOT / name, tmp_path)
    for provider, read in PROVIDERS.items():
        for fact in (q.fact(DAY) for q in read(client())):
            block = fact_block(fact, ["A remark."])
            assert list(tomllib.loads(block)) == [fact.indicator], provider
            path = tmp_path / "providers" / f"{fact.offer}.toml"
            path.write_text(f"{path.read_text('utf-8')}\n{block}", "utf-8")
    found = load(tmp_path)
    assert len(found.facts) == len(EVIDENCE.facts) + sum(map(len, EXPECTED.values()))


def test_the_command_proposes_and_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "opened", client)
    before = (ROOT / "providers" / "azure.toml").read_bytes()
    said = CliRunner().invoke(command.prices, ["fetch", "azure"])
    assert said.exit_code == 0 and set(tomllib.loads(said.output)) == set(EXPECTED["azure"])
    assert "# Before: 140.38 from 2026-09-26. D4s v5" in said.output
    assert "# Unchanged: a new `checked` in the block before is enough." in said.output
    out = tmp_path / "proposed.toml"
    assert CliRunner().invoke(command.prices, ["fetch", "ovhcloud", "--out", str(out)]).exit_code == 0
    assert set(tomllib.loads(out.read_text("utf-8"))) == set(EXPECTED["ovhcloud"])
    assert (ROOT / "providers" / "azure.toml").read_bytes() == before
    assert CliRunner().invoke(command.prices, ["fetch", "nobody"]).exit_code == 2


def spoiled(host: str, change) -> httpx.Client:
    """The recorded answers, those of one host changed."""

    def answers(request: httpx.Request) -> httpx.Response:
        response = recorded(request)
        response.request = request
        return change(response) if request.url.host == host else response

    return client(answers)


def written(**changed):
    """An answer with other entries at its top."""
    return lambda response: httpx.Response(200, json=response.json() | changed)


def said_in(old: str, new: str):
    """An answer with another text somewhere."""
    return lambda response: httpx.Response(200, text=response.text.replace(old, new))


HOSTS = {
    "azure": "prices.azure.com",
    "aws": "pricing.us-east-1.amazonaws.com",
    "ovhcloud": "eu.api.ovh.com",
    "scaleway": "api.scaleway.com",
}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda r: httpx.Response(503), "status 503; 200"),
        (lambda r: httpx.Response(429, headers={"Retry-After": "120"}), r"status 429 \(.* again after '120'\); 200"),
        (lambda r: httpx.Response(200, text=r.text[:-40]), "not JSON|a row that is cut short"),
        (lambda r: httpx.Response(200, content=b"<html>busy</html>"), "not JSON|no header"),
        (lambda r: httpx.Response(200, content=b"[" * 200_000), "not JSON|not CSV"),
        (lambda r: httpx.Response(200, content=b""), "not JSON|no header"),
        (lambda r: httpx.Response(200, json={"error": "gone"}), "field required|no header"),
        (lambda r: (_ for _ in ()).throw(httpx.ConnectError("refused")), "ConnectError: refused"),
        (lambda r: (_ for _ in ()).throw(httpx.ReadTimeout("slow")), "ReadTimeout"),
    ],
)
def test_a_broken_answer_is_one_sentence(provider, change, reason):
    with pytest.raises(PriceError, match=reason) as caught:
        PROVIDERS[provider](spoiled(HOSTS[provider], change))
    assert "\n" not in str(caught.value) and HOSTS[provider] in str(caught.value)


@pytest.mark.parametrize(
    ("provider", "host", "change", "reason"),
    [
        (azure, "prices.azure.com", written(Items=[]), "no price of Standard_D4s_v5"),
        (azure, "prices.azure.com", said_in('"EUR"', '"USD"'), "prices in 'USD' of 'francecentral'; EUR"),
        (azure, "prices.azure.com", written(NextPageLink="https://evil.example/"), "the next page is 'https://evil"),
        (azure, "prices.azure.com", lambda r: written(NextPageLink=str(r.request.url))(r), "pages"),
        (azure, "prices.azure.com", said_in('"retailPrice":0.1923', '"retailPrice":"dear"'), "retailPrice"),
        (azure, "prices.azure.com", said_in('"Standard_D4s_v5 Spot"', '"D4s v5"'), "2 prices of Standard_D4s_v5"),
        (aws, "www.ecb.europa.eu", said_in("USD", "GBP"), "no rate of the dollar"),
        (aws, "www.ecb.europa.eu", said_in("1.1403", "114.03"), "between 0.5 and 2"),
        (aws, "www.ecb.europa.eu", lambda r: httpx.Response(200, text="<a>"), "no rate of the dollar"),
        (aws, HOSTS["aws"], said_in('"USD"', '"CNY"'), "a price in 'CNY'; USD"),
        (aws, HOSTS["aws"], said_in("0.2352000000", "much"), "a price of 'much'; a number"),
        (aws, HOSTS["aws"], said_in("Tenancy", "Tenure"), "no column 'Tenancy'"),
        (aws, HOSTS["aws"], said_in("m7i", "m9i"), "no price of m7i.xlarge"),
        (ovhcloud, HOSTS["ovhcloud"], said_in('"EUR"', '"PLN"'), "prices in 'PLN'; EUR"),
        (ovhcloud, HOSTS["ovhcloud"], said_in('"hour"', '"minute"'), "no price of b3-16.consumption by the hour"),
        (ovhcloud, HOSTS["ovhcloud"], said_in("10230000", '"0,1023"'), "addons.1.pricings.0.price"),
        (ovhcloud, HOSTS["ovhcloud"], said_in("10230000", "1" * 40), r"a price of 1.11e\+31 of b3-16.consumption"),
        (ovhcloud, HOSTS["ovhcloud"], said_in('"EUR"', json.dumps("E\n" * 99)), r"prices in 'E\\nE\\n.*…'; EUR$"),
        (scaleway, HOSTS["scaleway"], said_in("per hour", "per minute"), "euros per hour"),
        (scaleway, HOSTS["scaleway"], said_in('"EUR"', '"USD"'), "per hour\\)' in 'USD'; euros per hour"),
        (scaleway, HOSTS["scaleway"], said_in("gp1_xs/run_fr", "gp1_xs/run_pl"), "no price of /compute/gp1_xs/run_fr"),
        (scaleway, HOSTS["scaleway"], said_in('"nanos":92820000', '"nanos":null'), "nanos"),
    ],
)
def test_what_is_not_as_documented_is_said_and_nothing_is_guessed(provider, host, change, reason):
    with pytest.raises(PriceError, match=reason):
        provider.quotes(spoiled(host, change))


def test_a_catalogue_without_an_end_is_given_up():
    endless = client(lambda r: httpx.Response(200, json={"products": SCALEWAY[:1], "total_count": 10**9}))
    with pytest.raises(PriceError, match="more than 60 pages"):
        scaleway.quotes(endless)


def test_a_long_list_goes_by_line_by_line(monkeypatch):
    monkeypatch.setattr("sources.prices.client.MOST_LINES", 1000)
    with pytest.raises(PriceError, match="longer than 1,000 characters"):
        list(lines(client(lambda r: httpx.Response(200, text="x" * 99 + "\n" * 50 + "y" * 999)), "https://a.example/b"))


def test_a_refusal_of_the_command_is_one_line(monkeypatch):
    monkeypatch.setattr(command, "opened", lambda: client(lambda r: httpx.Response(404)))
    done = CliRunner().invoke(command.prices, ["fetch", "scaleway"])
    assert isinstance(done.exception, PriceError) and json.dumps(str(done.exception)).count("\\n") == 0
