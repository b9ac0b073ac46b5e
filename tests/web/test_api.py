"""The interface for programs: the command line's objects, strict entries, problem details, caches, limits."""

import io
import json
import re
from datetime import date, timedelta

import pytest
import segno  # noqa: F401  (pictures import it; here so that its import is not measured)
from lxml import etree
from PIL import Image
from pydantic import TypeAdapter

from tests.web.asking import TODAY, ask, board, evidence
from web import rates
from web.api.description import WRITTEN_DAYS, described
from web.api.endpoints import ENDPOINTS
from web.api.problems import KINDS, ProblemShape

V1 = "/api/v1"


def example(endpoint, without: str = "") -> str:
    """The path of an endpoint with its example, one entry left out."""
    path = endpoint.path.replace("{offer}", "azure").replace("{picture}", "tradeoff")
    entries = {**(endpoint.example or {}), "data": evidence().version}
    query = "&".join(f"{k}={v}" for k, v in entries.items() if k != without)
    few = "&offers=azure,outscale,scaleway" if endpoint.heavy else ""
    return f"{V1}{path}?{query}{few}".replace("samples=2000", "samples=300")


@pytest.mark.parametrize("endpoint", [e for e in ENDPOINTS if e.shape], ids=lambda e: e.name)
def test_every_answer_has_the_shape_that_is_described_and_nothing_beside(endpoint):
    answer = ask(example(endpoint))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == endpoint.media
    shape = TypeAdapter(endpoint.shape)
    found = shape.validate_json(answer.content, extra="forbid")
    assert shape.dump_python(found, mode="json", by_alias=True, exclude_unset=True) == answer.json()
    assert answer.json()
    for entry in endpoint.needed:
        refused = ask(example(endpoint, without=entry))
        assert refused.status_code == 400 and refused.json()["entry"] == entry


@pytest.mark.parametrize(
    "words, path",
    [
        (
            "rank --as-of 2020-07-06 --profile cnil --require hds --weights readiness=60,hds=3",
            "/ranking?date=2020-07-06&profile=cnil&require=hds&pillars=readiness:60&weights=hds:3",
        ),
        ("explain azure scaleway --as-of 2020-07-06", "/explain?date=2020-07-06&pair=azure,scaleway"),
        ("tradeoff --as-of 2020-07-06", "/tradeoff?date=2020-07-06"),
        ("history --as-of 2019-07-06 --offers azure,scaleway", "/history?date=2019-07-06&offers=azure,scaleway"),
        ("ready --as-of 2020-07-06", "/readiness?date=2020-07-06"),
        ("facts ovhcloud_public hds --as-of 2024-01-01", "/facts/ovhcloud_public?criterion=hds&date=2024-01-01"),
        ("facts azure certs", "/facts/azure?criterion=certs"),
        (
            "csf --as-of 2026-04-17 --minimum 2 --weights 1.2.1",
            "/framework?date=2026-04-17&minimum=2&weights_set=1.2.1",
        ),
        (
            "cost --as-of 2026-11-29 --workload hospital --offers azure,scaleway,hetzner",
            "/cost?date=2026-11-29&workload=hospital&offers=azure,scaleway,hetzner",
        ),
        (
            "cost --as-of 2026-11-29 --workload research --priced",
            "/cost?date=2026-11-29&workload=research&priced=1",
        ),
        ("rank --as-of 2026-11-29 --priced research", "/ranking?date=2026-11-29&workload=research&priced=1"),
        (
            "explain azure scaleway --as-of 2026-11-29 --priced --weights workload_eur_month=3",
            "/explain?date=2026-11-29&pair=azure,scaleway&priced=hub&weights=workload_eur_month:3",
        ),
        ("tradeoff --as-of 2026-11-29 --priced hub --thin", "/tradeoff?date=2026-11-29&priced=1&thin=1"),
        (
            "leave --as-of 2026-04-15 --workload hub --pair azure,scaleway",
            "/leaving?date=2026-04-15&pair=azure,scaleway",
        ),
        (
            "robustness --as-of 2020-07-06 --offers azure,aws,scaleway --samples 200 --seed 3",
            "/robustness?date=2020-07-06&offers=azure,aws,scaleway&samples=200&seed=3",
        ),
        (
            "diff 625338a1 now --as-of 2020-07-06 --of hds --offers azure,scaleway",
            "/diff?old=625338a1&date=2020-07-06&of=hds&offers=azure,scaleway",
        ),
    ],
)
def test_the_interface_answers_the_object_of_the_command_line(words, path):
    said = _command(*words.split(), "--format", "json")
    assert ask(V1 + path).json() == said


def _command(*words: str):
    from headless.main import app
    from headless.output import collected

    with collected() as answer:
        app(list(words), standalone_mode=False)
        return json.loads(answer.getvalue())


@pytest.mark.parametrize(
    "path, kind, entry, allowed",
    [
        ("/ranking?profil=cnil", "unknown-entry", "profil", "profile"),
        ("/ranking?profile=cnill", "entry", "profile", "cnil"),
        ("/ranking?date=2020-07-06&date=2021-01-01", "entry", "date", "once"),
        ("/ranking?date=yesterday", "entry", "date", "2018-01-01"),
        ("/ranking?pillars=readiness:60,nothing:1", "entry", "pillars", "readiness"),
        ("/ranking?s=1broken", "entry", "s", "copied whole"),
        ("/ranking?lang=de", "entry", "lang", "fr, en"),
        ("/ranking?data=zzz", "entry", "data", "625338a1"),
        ("/ranking?data=00000000", "no-version", "data", "625338a1"),
        ("/ranking?view=poster", "entry", "view", "projector"),
        ("/tradeoff?sides=azure,hds", "entry", "sides", "two pillars"),
        ("/history?since=2021-01-01&date=2020-07-06", "entry", "since", "not after 2020-07-06"),
        ("/robustness?samples=1000000", "entry", "samples", "100000"),
        ("/framework?minimum=5", "entry", "minimum", "0 to 4"),
        ("/cost?workload=mine", "entry", "workload", "research"),
        ("/ranking?priced=mine", "entry", "priced", "research"),
        ("/cost?workload=hub&priced=research", "entry", "workload", "that of priced="),
        ("/ranking?weights=workload_eur_month:3", "entry", "weights", "price_vm_eur_month"),
        ("/leaving?workload=hub", "entry", "pair", "two different offers"),
        ("/framework?weights_set=2030", "entry", "weights_set", "1.2.1"),
        ("/robustness?samples=nan", "entry", "samples", "whole number"),
        ("/explain?date=2020-07-06", "entry", "pair", "two different offers"),
        ("/agreement?voices=cnil,nobody", "entry", "voices", "profiles"),
        ("/diff?date=2020-07-06", "entry", "old", "data version"),
        ("/facts/nobody", "not-found", "offer", "azure"),
        ("/pictures/nothing.svg", "not-found", "picture", "ranking"),
        ("/nothing", "not-found", None, None),
        ("/ranking?date=2018-01-01&weights=hds:0,certs:0&offers=azure&require=secnumcloud>=3", None, None, None),
    ],
)
def test_what_cannot_be_used_is_named_with_what_is_allowed(path, kind, entry, allowed):
    answer = ask(V1 + path)
    if kind is None:
        assert answer.status_code == 200 and answer.json()["ranking"] == []
        return
    held = answer.json()
    ProblemShape.model_validate(held, extra="forbid")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, held["type"]) == (KINDS[kind][0], f"{V1}/#{kind}")
    assert held.get("entry") == entry and (allowed or "") in held.get("allowed", "")
    assert answer.headers["cache-control"] == "no-store"


def test_a_packed_link_and_its_long_form_have_the_same_answer():
    from address.packed_link import packed

    entries = {"profile": "cnil", "require": "hds"}
    long = "&".join(f"{k}={v}" for k, v in entries.items())
    assert (
        ask(f"{V1}/verdict?date=2020-07-06&s={packed(entries)}").json()
        == ask(f"{V1}/verdict?date=2020-07-06&{long}").json()
    )


def test_pinned_and_living_answers_say_how_long_they_stand():
    pinned = ask(f"{V1}/verdict?date=2020-07-06&data={evidence().version}")
    assert "max-age=86400" in pinned.headers["cache-control"]
    for living in ("/verdict", "/verdict?date=today", "/verdict?date=2020-07-06"):
        assert ask(V1 + living).headers["cache-control"] == "public, max-age=60"
    assert ask(f"{V1}/verdict?date=today").json()["as_of"] == TODAY.isoformat()


def test_an_older_version_answers_with_its_own_facts():
    then, now = (ask(f"{V1}/verdict?date=2020-07-06&data={v}").json() for v in ("625338a1", evidence().version))
    assert then["data_version"] == "625338a1" and then["verdict"]["first"] != now["verdict"]["first"]


def test_what_a_client_has_already_is_not_sent_again_and_texts_travel_compressed():
    path = f"{V1}/ranking?date=2020-07-06"
    first = ask(path, accept_encoding="gzip")
    assert first.headers["content-encoding"] == "gzip" and "accept-encoding" in first.headers["vary"]
    again = ask(path, if_none_match=f'"other", W/{first.headers["etag"]}')
    assert (again.status_code, again.content) == (304, b"") and again.headers["etag"] == first.headers["etag"]
    assert ask(f"{path}&profile=cnil").headers["etag"] != first.headers["etag"]
    plain = ask(path, accept_encoding="identity")
    assert "content-encoding" not in plain.headers and plain.json() == first.json()


def test_any_page_may_read_and_nobody_may_write():
    answer = ask(f"{V1}/versions", origin="https://paper.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "etag" in answer.headers["access-control-expose-headers"].lower()
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    asked = ask(f"{V1}/versions", "OPTIONS", origin="https://paper.example", access_control_request_method="GET")
    assert asked.status_code == 200 and "GET" in asked.headers["access-control-allow-methods"]
    refused = ask(f"{V1}/versions", "POST")
    assert refused.status_code == 405 and refused.json()["type"].endswith("#method")


def test_head_answers_as_get():
    got, headed = (ask(f"{V1}/verdict?date=2020-07-06", m) for m in ("GET", "HEAD"))
    assert headed.status_code == 200 and headed.content == b""
    assert {k: v for k, v in headed.headers.items() if "ratelimit" not in k} == {
        k: v for k, v in got.headers.items() if "ratelimit" not in k
    }


def test_one_address_is_limited_and_told_so_while_others_are_answered(monkeypatch):
    monkeypatch.setenv(rates.SETTING, "3 per hour")
    from web.site import site

    app = site(evidence, today=lambda: TODAY)
    left = [ask(f"{V1}/versions", app=app).headers["ratelimit"] for _ in range(3)]
    assert [text.split(";")[1] for text in left] == ["r=2", "r=1", "r=0"]
    refused = ask(f"{V1}/versions", app=app)
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0
    assert refused.headers["ratelimit-policy"] == '"address";q=3;w=3600'
    assert refused.json()["type"].endswith("#too-often")
    assert ask(f"{V1}/versions", app=app, client="192.0.2.2").status_code == 200
    networks = [ask(f"{V1}/versions", app=app, client=f"2001:db8::{n}").headers["ratelimit"] for n in (1, 2)]
    assert "r=2" in networks[0] and "r=1" in networks[1]


def test_pictures_are_pictures():
    svg = ask(f"{V1}/pictures/ranking.svg?date=2020-07-06&lang=en")
    assert svg.headers["content-type"] == "image/svg+xml" and etree.fromstring(svg.content).tag.endswith("svg")
    png = ask(f"{V1}/pictures/tradeoff.png?date=2020-07-06&size=square")
    with Image.open(io.BytesIO(png.content)) as image:
        assert image.format == "PNG" and image.width == image.height


def test_a_full_queue_is_said_with_when_to_come_back(monkeypatch):
    from exports.export_queue import ExportQueue
    from web.api import service

    monkeypatch.setattr(service, "export_queue", ExportQueue(at_once=1, waiting=0))
    with service.export_queue.turn():
        answer = ask(f"{V1}/robustness?date=2020-07-07&samples=100")
    assert answer.status_code == 503 and int(answer.headers["retry-after"]) > 0
    assert answer.json()["type"].endswith("#busy")


def test_the_documentation_lists_every_endpoint_without_a_script_or_a_stranger():
    answer = ask(f"{V1}/")
    page = etree.HTML(answer.text)
    assert not page.xpath("//script|//link|//img|//iframe")
    assert not [a for a in page.xpath("//@href") if a.startswith(("http", "//"))]
    shown = {code.text.removeprefix("GET /api/v1") for code in page.xpath("//h2/code")}
    assert shown == {e.path for e in ENDPOINTS}
    ids = set(page.xpath("//@id"))
    assert {f"shape-{a.removeprefix('#shape-')}" for a in page.xpath("//@href") if a.startswith("#")} <= ids
    assert set(KINDS) <= ids and "renamed, removed" in answer.text


def test_the_description_is_openapi_3_1_and_names_only_what_the_address_has():
    found = described(board().app, evidence())
    assert found["openapi"].startswith("3.1")
    assert json.loads(ask(f"{V1}/openapi.json").text) == found
    for endpoint in ENDPOINTS:
        parameters = found["paths"][V1 + endpoint.path]["get"]["parameters"]
        names = [p["name"] for p in parameters]
        assert len(names) == len(set(names))
        needed = {p["name"] for p in parameters if p["required"] and p["in"] == "query"}
        assert needed == set(endpoint.needed)
        (days,) = [p["schema"]["pattern"] for p in parameters if p["name"] == "date"] or [""]
        assert not days or days == WRITTEN_DAYS
        assert {o.name for o in endpoint.own} <= set(names)
        content = found["paths"][V1 + endpoint.path]["get"]["responses"]["200"]["content"][endpoint.media]
        described_as = content["schema"].get("items", content["schema"])
        assert ("$ref" in described_as) == bool(endpoint.shape)
    every = [date(2018, 1, 1) + timedelta(n) for n in range(30_000)]
    assert all(re.search(WRITTEN_DAYS, day.isoformat()) for day in every if day.year < 2100)
    none = ("2017-12-31", "2023-02-29", "2024-04-31", "20200706", "2020-7-6")
    assert not any(re.search(WRITTEN_DAYS, text) for text in none)


def test_data_that_cannot_be_read_are_no_fault_of_the_question():
    from ranking.errors import DataError, DataFault
    from web.site import site

    def broken():
        raise DataError([DataFault("criteria.csv", 1, "", "broken", "a table")])

    answer = ask(f"{V1}/ranking", app=site(broken))
    assert answer.status_code == 500 and "criteria.csv" not in answer.text
