"""The page in the page: what it says is what the page says, whatever the link; its head, its card, the sitemap."""

import json
import re
from urllib.parse import parse_qsl, urlencode

import pytest
from lxml import etree, html

from tests.charts.doors import without_doors
from tests.pages.test_pages import opened
from tests.web.asking import TODAY, ask, evidence
from ui.server.page.first import names
from ui.session.routes import PAGES
from web.first_paint import paint
from web.first_paint.findings import FINDINGS
from web.first_paint.service import plain
from web.public.pages import PAGES as OWED
from words.language import language

BASE = "https://board.example"
HOSTILE = '"><script>alert(1)</script>'
# Drawn links: (page, entries). The day is always named: the tester's is the machine's.
LINKS = [
    ("ranking", {"date": "2020-07-06"}),
    ("ranking", {"date": "2023-03-03", "profile": "cnil", "require": "hds"}),
    (
        "ranking",
        {
            "date": "2026-06-01",
            "pillars": "sovereignty:60,readiness:10",
            "mix": "min",
            "board": "table",
            "sort": "name",
        },
    ),
    ("ranking", {"date": "2024-03-05", "against": "2020-07-06", "require": "hds"}),
    ("ranking", {"date": "2020-07-06", "pillars": "nonsense:3", "profile": HOSTILE, "utm_source": "x"}),
    ("tradeoff", {"date": "2020-07-06", "sides": "certification,cost_exit"}),
    ("timeline", {"date": "2021-07-06"}),
    ("robustness", {"date": "2020-07-06"}),
    ("stakeholders", {"date": "2020-07-06", "voices": "cnil,hub_2020"}),
    ("replay", {"date": "2020-07-06"}),
    ("evidence", {"date": "2020-07-06", "grades": "A"}),
    ("framework", {"date": "2026-06-01", "seal": "3"}),
    ("cost", {"date": "2026-11-29", "workload": "research"}),
    ("weights", {"date": "2020-07-06"}),
    ("method", {"date": "2020-07-06"}),
]


def link_of(page: str, code: str, entries: dict[str, str]) -> paint.Link:
    return paint.read(page, urlencode(entries), code, evidence(), (), TODAY)


def painted(page: str, code: str, entries: dict[str, str]) -> paint.Paint:
    return paint.painted(page, link_of(page, code, entries), BASE, names(language(code)), False)


def texts(node) -> list[str]:
    """The words of an element, cell by cell."""
    return [" ".join("".join(cell.itertext()).split()) for cell in node.iter("th", "td", "li", "caption", "h2")]


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("page, entries", LINKS)
def test_the_first_paint_says_what_the_page_says(page, code, entries):
    ours = html.fromstring(painted(page, code, entries).body)
    test = opened(page, lang=code, **entries)
    parts = [html.fromstring(f"<div>{without_doors(e.proto.body)}</div>") for e in test.get("html")]
    heading = next(h for part in parts for h in part.iter("h1"))
    (first,) = ours.iter("h1")
    assert first.text_content() == heading.text_content()
    lines = next((p for part in parts for p in part.xpath(".//div[@class='finding']/p")), None)
    if lines is not None:
        assert "".join(ours.xpath("//div[@class='finding']/p")[0].itertext()) == "".join(lines.itertext())
    if page in ("ranking", "timeline", "replay", "evidence", "framework", "cost"):
        there = {tuple(texts(table)) for part in parts for table in part.xpath(".//table|.//*[@class='q-days']")}
        own = [tuple(texts(table)) for table in ours.xpath("//main//table|//main//*[@class='q-days']")]
        assert own and set(own) <= there
    elif page in ("tradeoff", "robustness", "stakeholders"):
        assert len(ours.xpath("//main//table//tr")) > 5
    assert not ours.xpath("//script") and "alert(1)" not in "".join(ours.xpath("//@*"))
    unused = [e.value for e in test.text if "could not be used" in e.value or "pas pu" in e.value]
    assert all(line in ours.text_content() for line in unused)


def test_pages_that_are_their_visitors_own_say_their_name_only_and_ask_not_to_be_found():
    for page in sorted(PAGES.keys() - FINDINGS.keys()):
        found = painted(page, "en", {"meeting": "ABCD-EFGH", "record": "x" * 24, "date": "2020-07-06"})
        said = html.fromstring(found.body)
        assert said.findtext(".//h1") == PAGES[page](language("en")) and not said.xpath("//main//table")
        assert '<meta name="robots" content="noindex">' in found.head
        assert "ABCD" not in found.head + found.body and "og:image" not in found.head
        assert "needs JavaScript" in said.findtext(".//noscript/p")
    assert painted("weights", "en", {"way": "swing", "date": "2020-07-06"}).body.count("<table") == 0


def test_the_head_names_the_page_in_both_languages_its_card_and_the_data():
    say = language("en")
    found = painted("ranking", "en", {"date": "2020-07-06", "profile": "cnil", "lang": "en", "utm_source": HOSTILE})
    head = html.fromstring(f"<head>{found.head}</head>")
    finding = html.fromstring(found.body).findtext(".//h1")
    canonical = f"{BASE}/?date=2020-07-06&profile=cnil&lang="
    (told,) = head.xpath("//link[@type='application/json+oembed']/@href")
    assert told.startswith(f"{BASE}/embed/oembed?url=") and "profile%3Dcnil" in told
    assert head.xpath("//link[@rel='canonical']/@href") == [f"{canonical}en"]
    assert dict(zip(head.xpath("//@hreflang"), head.xpath("//link[@hreflang]/@href"), strict=True)) == {
        "fr": f"{canonical}fr",
        "en": f"{canonical}en",
        "x-default": canonical.removesuffix("&lang="),
    }
    foot = html.fromstring(found.body).xpath("//p[@class='first-foot']//@href")
    assert foot == [*(f"{name}?lang=en" for name in OWED), f"{canonical}fr"]
    held = {m.get("property") or m.get("name"): m.get("content") for m in head.iter("meta")}
    assert held["og:title"] == held["twitter:title"] == finding and held["description"].startswith(finding)
    assert held["og:image"] == held["twitter:image"] == f"{BASE}/card/ranking.png?date=2020-07-06&profile=cnil&lang=en"
    assert (held["og:image:width"], held["og:image:height"]) == ("1200", "630")
    assert head.findtext(".//title") == f"Ranking · {say('Urgency or sovereignty')}"
    (data,) = [json.loads(s.text) for s in head.iter("script")]
    assert data["@type"] == "Dataset" and data["version"] == evidence().version and "by/4.0" in data["license"]
    for file in data["distribution"]:
        answer = ask(file["contentUrl"].removeprefix(BASE), "HEAD")
        assert answer.status_code == 200 and answer.headers["content-type"].startswith(file["encodingFormat"])


def test_addresses_that_ask_for_nothing_are_the_pages_own_and_living_ones_live():
    def canonical(page: str, **entries: str) -> str:
        return html.fromstring(painted(page, "fr", entries).head).xpath("//link[@rel='canonical']/@href")[0]

    assert canonical("ranking") == canonical("ranking", utm_source="x", lang="fr") == f"{BASE}/?lang=fr"
    assert canonical("timeline") == f"{BASE}/timeline?lang=fr"
    assert "date=today" in canonical("ranking", date="today", profile="cnil")
    assert "date=today" in canonical("tradeoff", profile="cnil")


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"x{k}={HOSTILE}" for k in range(2000)),
        "s=" + "A" * 48_000,
        "require=" + "a>=1," * 9000,
        "weights=" + "%00" * 9000,
        "date=9999-99-99&lang=%3Cscript&offers=,,,",
    ],
    ids=["many", "packed", "list", "nul", "bad"],
)
def test_a_hostile_link_is_read_and_its_text_is_text(query):
    link = paint.read("ranking", query, "en", evidence(), (), TODAY)
    found = paint.painted("ranking", link, f"{BASE}{HOSTILE}", names(language("en")), False)
    assert "<script>alert" not in found.head + found.body
    assert len(found.head) < 20_000 and len(found.body) < 100_000
    assert html.fromstring(found.body).xpath("//main//table|//main//*[@class='q-days']")


def test_the_card_is_a_picture_of_the_page_and_a_plain_one_where_there_is_none():
    sizes = []
    for path in ("/card/ranking.png?date=2020-07-06&lang=en", "/card/timeline.png", "/card/ranking.png?pillars=x:1"):
        answer = ask(path)
        assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
        sizes.append((int.from_bytes(answer.content[16:20]), int.from_bytes(answer.content[20:24])))
        head = ask(path, "HEAD")
        assert head.headers["content-length"] == str(len(answer.content)) and not head.content
    assert set(sizes) == {(1200, 630)}
    zero = "pillars=" + ",".join(f"{p}:0" for p in evidence().pillars)
    assert ask(f"/card/ranking.png?date=2020-07-06&lang=en&{zero}").content == plain("en")
    assert ask("/card/meeting.png").status_code == 404


def test_the_sitemap_holds_every_page_in_both_languages_and_nothing_else():
    answer = ask("/sitemap.xml")
    root = etree.fromstring(answer.content)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    assert answer.headers["content-type"] == "application/xml" and root.tag == f"{{{space['s']}}}urlset"
    places = root.xpath("//s:url/s:loc/text()", namespaces=space)
    assert len(places) == len(set(places)) == 2 * (len(FINDINGS) + 3) and len(places) < 50_000
    for url in root.xpath("//s:url", namespaces=space):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", url.findtext("s:lastmod", namespaces=space))
        others = url.xpath("x:link[@rel='alternate']/@href", namespaces=space)
        assert set(others) <= set(places) and url.findtext("s:loc", namespaces=space) in others
    for place in places:
        query = dict(parse_qsl(place.partition("?")[2]))
        assert set(query) == {"lang"} and not re.search("meeting|records", place)
