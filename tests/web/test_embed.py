"""Frames for articles: what stands in them without a script, what they refuse, how they leave, their code."""

import json
import re
from hashlib import sha256

import pytest
from lxml import etree

from exports.embed import page, scripts
from exports.pictures.catalogue import CATALOGUE
from ranking.weighing.scenario import Scenario
from tests.web.asking import TODAY, ask, evidence

DAY = "date=2020-07-06"
KEPT = evidence().version


def tree(text: str):
    return etree.HTML(text)


def seen(text: str) -> str:
    """What a reader without a script reads."""
    body = tree(text).find("body")
    for node in body.xpath("//script|//*[contains(concat(' ', @class, ' '), ' em-own ')]"):
        node.getparent().remove(node)
    return re.sub(r"\s+", " ", " ".join(body.itertext()))


@pytest.mark.parametrize("code", ["fr", "en"])
def test_without_a_script_a_frame_holds_finding_table_day_weights_conditions_version_and_the_way_out(code):
    answer = ask(f"/embed/board?{DAY}&require=hds&lang={code}&data={KEPT}")
    said, held = seen(answer.text), tree(answer.text)
    assert answer.status_code == 200 and held.get("lang") == code and len(held.xpath("//h1")) == 1
    finding = held.xpath("string(//h1/span[1])")
    assert finding and "2020" in finding and len(held.xpath("//table//tbody[@class='ranked']/tr")) >= 3
    words = {
        "fr": ("6 juillet 2020", "Exigences", "HDS", "inconnu", "Figé"),
        "en": ("6 July 2020", "Must-haves", "HDS", "unknown", "Fixed"),
    }[code]
    assert [w for w in (*words, KEPT, "%") if w not in said] == []
    out = held.xpath("//a[contains(@class, 'em-whole')]/@href")
    assert out == [f"../?{DAY}&require=hds&lang={code}&data={KEPT}"]
    assert {a.get("target") for a in held.xpath("//a")} == {"_blank"}


def test_a_frame_sets_no_cookie_and_its_policy_lets_anybody_frame_it_and_nothing_else_in():
    answer = ask(f"/embed/board?{DAY}")
    policy = answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers and "frame-ancestors *" in policy
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe-eval" not in policy
    scripts_there = tree(answer.text).xpath("//script[not(@type)]")
    assert [s.get("src").rpartition("/")[2] for s in scripts_there] == ["board.js"]
    assert not tree(answer.text).xpath("//style") and "connect-src" not in policy


def test_the_language_is_the_links_or_the_readers():
    assert '<html lang="en"' in ask(f"/embed/board?{DAY}", accept_language="en-GB").text
    assert '<html lang="fr"' in ask(f"/embed/board?{DAY}&lang=fr", accept_language="en-GB").text
    assert '<html lang="fr"' in ask(f"/embed/board?{DAY}").text
    assert "accept-language" in ask(f"/embed/board?{DAY}").headers["vary"]


@pytest.mark.parametrize("theme, put", [("dark", "dark"), ("light", "light"), ("", "auto"), ("<b>", "auto")])
def test_the_theme_is_the_links_else_the_readers(theme, put):
    assert f'data-theme="{put}"' in ask(f"/embed/board?{DAY}&theme={theme}").text


@pytest.mark.parametrize(
    "query", ["profile=<script>x</script>", "pillars=a:1&weights=%00", "date=9999-99-99", "nope=1"]
)
def test_what_of_a_link_cannot_be_used_is_said_in_the_frame_as_on_the_page(query):
    answer = ask(f"/embed/board?{query}&lang=en")
    assert answer.status_code == 200 and "dropped; allowed" in seen(answer.text)
    assert "<script>x" not in answer.text.partition("</title>")[2]


@pytest.mark.parametrize(
    "path, status, said",
    [
        ("/embed/nothing", 404, "There is no frame of that name: “nothing”."),
        ("/embed/static/x/evil.js", 404, "There is no frame of that name"),
        (f"/embed/board?{DAY}&data=00000000", 404, "The facts of version 00000000 are not kept here"),
        ("/embed/board?pillars=sovereignty:0,certification:0,readiness:0,cost_exit:0", 400, "nothing to show"),
        ("/embed/oembed?url=https://elsewhere.example/", 404, "nothing to show"),
        ("/embed/oembed?url=http://board.example/&format=xml", 400, "nothing to show"),
    ],
)
def test_what_cannot_be_framed_is_one_sentence_and_the_way_to_the_board(path, status, said):
    answer = ask(f"{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == status and "frame-ancestors *" in answer.headers["content-security-policy"]
    assert (said in seen(answer.text) or path.startswith("/embed/oembed")) and "Traceback" not in answer.text


def test_only_reading_is_possible_and_head_has_no_body():
    assert ask("/embed/board", "POST").status_code == 405
    head = ask(f"/embed/board?{DAY}", "HEAD")
    assert head.status_code == 200 and not head.content and int(head.headers["content-length"]) > 1000


def test_a_frame_leaves_compressed_is_not_sent_twice_and_is_kept_longer_where_it_is_pinned():
    first = ask(f"/embed/board?{DAY}&data={KEPT}", accept_encoding="gzip")
    assert first.headers["content-encoding"] == "gzip" and "86400" in first.headers["cache-control"]
    again = ask(f"/embed/board?{DAY}&data={KEPT}", accept_encoding="gzip", if_none_match=first.headers["etag"])
    assert again.status_code == 304 and not again.content
    assert "max-age=60" in ask("/embed/board").headers["cache-control"]


@pytest.mark.parametrize(
    "query, said",
    [
        ("", "Living"),
        (DAY, "The day is fixed; the data follow"),
        (f"data={KEPT}", "The data are fixed; the day follows"),
    ],
)
def test_a_frame_says_what_of_it_moves_on_and_its_links_do_the_same(query, said):
    text = ask(f"/embed/board?{query}&lang=en").text
    assert said in seen(text)
    href = tree(text).xpath("//a[contains(@class, 'em-whole')]/@href")[0]
    assert ("date=today" in href) == (DAY not in query) and ("data=" in href) == ("data=" in query)


@pytest.mark.parametrize("what", CATALOGUE)
def test_every_picture_can_be_framed_with_its_finding_and_its_text(what):
    answer = ask(f"/embed/{what}?{DAY}&lang=en")
    if answer.status_code != 200:
        assert answer.status_code == 400 and "nothing to show" in seen(answer.text)
        return
    held = tree(answer.text)
    assert held.xpath("string(//h1)") and held.xpath("string(//img/@alt)")
    sources = held.xpath("//img/@src|//source/@srcset")
    assert len(sources) == 4 and all(s.startswith(f"{what}.svg?") for s in sources)


def test_the_picture_of_a_frame_is_drawn_for_its_paper_and_its_column():
    wide, narrow = (ask(f"/embed/tradeoff.svg?{DAY}&lang=en&width={w}&paper=dark") for w in ("wide", "narrow"))
    sizes = [etree.fromstring(x.content).get("width") for x in (wide, narrow)]
    assert wide.headers["content-type"] == "image/svg+xml" and sizes == ["760", "400"] and b"<text" not in wide.content


def test_the_digest_that_stands_in_a_frame_is_that_of_its_data():
    text = ask(f"/embed/board?{DAY}&lang=en").text
    data = re.search(r'id="em-data">(.*?)</script>', text, re.DOTALL)[1]
    assert sha256(data.encode()).hexdigest() in seen(text)
    assert json.loads(data)["version"] == KEPT and "<" not in data


def test_a_file_holds_everything_asks_for_nothing_and_is_the_same_each_time():
    one, two = (page.file(evidence(), Scenario(TODAY.replace(2020, 7, 6)), "en", "https://b.example") for _ in range(2))
    text = one.decode()
    assert one == two and len(one) < 300_000
    held = tree(text)
    assert not held.xpath("//link|//img|//iframe|//script[@src]") and "url(data:font/woff2" in text
    assert "default-src 'none'" in held.xpath("//meta[@http-equiv]/@content")[0]
    links = held.xpath("//a/@href")
    assert links and all(href.startswith("https://b.example/") for href in links)


def test_the_script_is_the_pages_own_modules_put_together():
    for path in scripts.MODULES.values():
        lines = path.read_text("utf-8").splitlines()
        kept = [x for x in lines if x and not x.startswith(("import ", "export "))]
        assert [x for x in kept if x not in scripts.script()] == []
    with pytest.raises(ValueError, match="not a form"):
        scripts._scope("x", 'import * as y from "./y.js";\n')
    with pytest.raises(ValueError, match="y.js is not among the modules"):
        scripts._scope("x", 'import { y } from "./y.js";\n')


def test_programs_that_place_links_are_told_the_code():
    found = ask(f"/embed/board?{DAY}&lang=en").text
    there = tree(found).xpath("//link[@type='application/json+oembed']/@href")[0]
    told = ask(there.removeprefix("http://board.example")).json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 760)
    assert f'src="http://board.example/embed/board?{DAY}&amp;lang=en"' in told["html"]
    page_of = ask("/embed/oembed?url=http%3A%2F%2Fboard.example%2Ftimeline%3Fdate%3D2020-07-06&maxwidth=400").json()
    assert "/embed/timeline?date=2020-07-06" in page_of["html"] and page_of["width"] == 400
