"""Links that travelled: mailed, wrapped, quoted, mistyped; pasted, at the command line, in the address bar."""

import base64
import quopri
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from address import links, notices
from address.links import LinkError
from address.pasted import from_lines, read_link, sentence
from address.viewpoints import opened
from address.weights_code import written
from ranking.weighing.scenario import Scenario
from tests.places import EVIDENCE
from words.language import language

DAY = date(2020, 7, 6)
HOME = "http://localhost:8501"
QUERY = "date=2020-07-06&pillars=certification:5,cost_exit:5,readiness:10,sovereignty:80&lang=fr"
LINK = f"{HOME}/?{QUERY}"
PILLARS = (("certification", 5.0), ("cost_exit", 5.0), ("readiness", 10.0), ("sovereignty", 80.0))
QP = quopri.encodestring(LINK.encode(), quotetabs=True).decode().replace("=3A", ":")


def proofpoint_2(link: str) -> str:
    """A link as Proofpoint's second alphabet writes it."""
    code = quote(link, safe="").replace("-", "%2D").replace("_", "%5F").replace("%2F", "_").replace("%", "-")
    return f"https://urldefense.proofpoint.com/v2/url?u={code}&d=DwMFaQ&c=abc&r=def&m=ghi&s=jkl&e="


def proofpoint_3(link: str) -> str:
    """A link as Proofpoint's third alphabet writes it: some characters are stars."""
    stars = "".join(c for c in link if c in "&,")
    body = link.replace("&", "*").replace(",", "*").replace("://", ":/", 1)
    code = base64.urlsafe_b64encode(stars.encode()).decode().rstrip("=")
    return f"https://urldefense.com/v3/__{body}__;{code}!!AbC123!xyz$"


TRAVELLED = {
    "as copied": LINK,
    "HTML": LINK.replace("&", "&amp;"),
    "HTML twice": LINK.replace("&", "&amp;amp;"),
    "decimal": LINK.replace("&", "&#38;"),
    "hexadecimal": LINK.replace("&", "&#x26;"),
    "angle brackets": f"<{LINK}>",
    "full stop": LINK + ".",
    "brackets and stop": f"({LINK}).",
    "French quotes": f"« {LINK} »",
    "escaped whole": quote(LINK, safe=""),
    "escaped query": f"{HOME}/?{quote(QUERY, safe='')}",
    "escaped twice": f"{HOME}/?" + urlencode({k: quote(v, safe="") for k, v in parse_qsl(QUERY)}),
    "quoted-printable": QP.replace("\n", ""),
    "zero width": LINK.replace("pillars", "pil\u200blars").replace("80", "8\u20600"),
    "soft hyphen": LINK.replace("sovereignty", "sover\u00adeignty"),
    "word hyphens": LINK.replace("2020-07-06", "2020\u201107\u201106"),
    "capital keys": LINK.replace("date", "Date").replace("pillars", "PILLARS"),
    "marks of a newsletter": LINK + "&utm_source=lettre&fbclid=AbC&mc_cid=1",
    "SafeLinks": f"https://eur01.safelinks.protection.outlook.com/?url={quote(LINK, safe='')}"
    "&data=05%7C02%7Cxyz%7C&sdata=AbC%3D&reserved=0",
    "SafeLinks in HTML": f"https://eur01.safelinks.protection.outlook.com/?url={quote(LINK, safe='')}"
    "&amp;data=05%7C02%7Cxyz%7C&amp;sdata=AbC%3D&amp;reserved=0",
    "Google": f"https://www.google.com/url?q={quote(LINK, safe='')}&sa=D&source=docs&ust=17&usg=AOv",
    "Barracuda": f"https://linkprotect.cudasvc.com/url?a={quote(LINK, safe='').lower()}&c=E,1,xyz&typo=1",
    "Cisco": f"https://secure-web.cisco.com/1AbC/{quote(LINK, safe='')}",
    "Sophos": "https://eu-west-1.protection.sophos.com/?d=localhost&u="
    + base64.b64encode(LINK.encode()).decode()
    + "&i=NWE&t=abc",
    "Proofpoint 2": proofpoint_2(LINK),
    "Proofpoint 3": proofpoint_3(LINK),
    "Facebook in SafeLinks": "https://eur01.safelinks.protection.outlook.com/?url="
    + quote(f"https://l.facebook.com/l.php?u={quote(LINK, safe='')}&h=AT1", safe=""),
    "decimal without its end": LINK.replace("&", "&#38"),
    "Check Point": f"https://protect.checkpoint.com/v2/___{LINK}___.YzJlOm0",
    "an archive": f"https://web.archive.org/web/2026/{LINK}",
}  # fmt: skip


@pytest.mark.parametrize("text", TRAVELLED.values(), ids=TRAVELLED)
def test_a_link_that_travelled_holds_its_weights_pasted_under_a_name_and_at_the_command_line(text):
    (entry,), refused = from_lines(f"Anne : {text}", EVIDENCE, DAY, HOME)
    name, found = opened(entry, EVIDENCE, Scenario(DAY))
    assert (name, found.pillars, refused) == ("Anne", PILLARS, {})
    assert read_link(text, EVIDENCE, DAY).pillars == PILLARS
    assert links.read(text).base == HOME


@pytest.mark.parametrize(
    "name",
    ["as copied", "HTML", "HTML twice", "full stop", "escaped query", "escaped twice", "quoted-printable", "zero width",
     "word hyphens", "capital keys", "marks of a newsletter"],
)  # fmt: skip
def test_the_address_bar_reads_what_a_browser_makes_of_it(name):
    pairs = parse_qsl(urlsplit(TRAVELLED[name]).query, keep_blank_values=True)
    found = links.opened(links.entries_of(pairs), EVIDENCE, DAY)
    assert found.scenario == Scenario(DAY, pillars=PILLARS)
    assert (found.language, found.notices, found.long) == ("fr", (), ())
    assert links.language_of(links.entries_of(pairs)) == "fr"


JOINED = LINK.replace("sover", "sover\u200c")
LINES = f"""\
Anne :\t{LINK}
Bob\u00a0Martin\u00a0: {LINK.replace("&", "&amp;")}
> - Carole (CNIL) : <{LINK}>
[David]({LINK})
می\u200cنا 👩\u200d🔬 : {JOINED}
{LINK} (Ève)
Inès : <a href="{LINK.replace("&", "&amp;")}">Inès</a>
Jean : HYPERLINK "{LINK}" reçu à 12:30
localhost:8501/?{QUERY}
Fanny :
{LINK[:60]}
{LINK[60:90]}
{LINK[90:]}
Gaston : {QP.splitlines()[0]}
{"".join(QP.splitlines(keepends=True)[1:])}
"""


def test_names_survive_and_broken_lines_are_one_link():
    entries, refused = from_lines(LINES, EVIDENCE, DAY, HOME)
    found = [opened(entry, EVIDENCE, Scenario(DAY)) for entry in entries]
    names = [name for name, _ in found]
    assert names == [
        "Anne",
        "Bob Martin",
        "Carole (CNIL)",
        "David",
        "می\u200cنا 👩\u200d🔬",
        "Ève",
        "Inès",
        "Jean",
        "",
        "",
        "Gaston",
    ]
    assert {s.pillars for _, s in found} == {PILLARS}
    assert {n: e.code for n, e in refused.items()} == {10: "no_link"}


def test_the_lines_of_the_tried_file():
    text = "\n".join(f"{n} : {t}" for n, t in (("Anne", LINK), ("Bob", TRAVELLED["HTML"]), ("Carole", f"<{LINK}>"),
                                               ("David", LINK + "."), ("Eve", TRAVELLED["SafeLinks"])))  # fmt: skip
    entries, refused = from_lines(text, EVIDENCE, DAY, HOME)
    assert refused == {}
    assert entries == tuple(
        written(Scenario(DAY, pillars=PILLARS), n) for n in ("Anne", "Bob", "Carole", "David", "Eve")
    )


def test_a_line_that_is_no_part_of_the_link_above_is_said_by_itself():
    entries, refused = from_lines(f"{LINK}\nhello\n{LINK[:70]}x\nazure", EVIDENCE, DAY, HOME)
    assert len(entries) == 1 and sorted(refused) == [2, 3, 4]


@pytest.mark.parametrize(
    "text, code, said",
    [
        ("?date=2020-07-06&pilars=readiness:90", "unknown", "the nearest is pillars"),
        ("?date=2020-07-06&Weigths=hds:9", "unknown", "the nearest is weights"),
        ("?date=2020-07-06&speed=9", "unknown", "no such entry"),
        ("?date=2020-07-06&pillars=readiness:90,sov", "entry", "one of sovereignty"),
        ("?date=2020-07-06&pil", "unknown", "no such entry"),
        ("?date=2020-07-06&s=1damaged", "damaged", "damaged or cut"),
        ("?date=2020-07-06&voices=" + "x" * 30_000, "long", "20000 characters"),
        (f"https://evil.example/?url={quote('https://elsewhere.example/?date=2020-07-06', safe='')}", "elsewhere",
         "elsewhere.example"),
        ("https://elsewhere.example/?date=2020-07-06", "elsewhere", "elsewhere.example"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2F&data=05", "elsewhere",
         "example"),
        ("bonjour", "no_link", "not a link"),
        ("?date=2020-07-06;pillars=readiness:90", "entry", "cannot be used"),
        ("?date=2020-07-06&lang=fr;pillars=readiness:90", "entry", "cannot be used"),
        ("?date=2020-07-06%26amp%3Bpillars=readiness:90", "entry", "cannot be used"),
        (f"https://wrap.example/?u={HOME}/?date=2020-07-06&pillars=readiness:90&k=1", "unknown", "no such entry"),
    ],
)  # fmt: skip
def test_what_is_unknown_is_refused_naming_line_and_entry(text, code, said):
    with pytest.raises(LinkError, match=said) as error:
        read_link(text, EVIDENCE, DAY, HOME)
    assert error.value.code == code
    _, refused = from_lines(f"\nAnne : {text}", EVIDENCE, DAY, HOME)
    for lang in ("fr", "en"):
        line = sentence(language(lang), EVIDENCE, 2, refused[2])
        assert "2" in line and "{" not in line and len(line) < 400


@pytest.mark.parametrize(
    "rest",
    [" 000,readiness:10", "\u00a0000", ", readiness:10", " &weights=hds:9", f" Bob : {LINK.replace(':80', ':70')}"],
)
def test_what_follows_a_link_behind_a_blank_is_never_dropped_where_it_is_the_rest_of_one(rest):
    text = f"Anne : {LINK.removesuffix('&lang=fr')}{rest}"
    entries, refused = from_lines(text, EVIDENCE, DAY, HOME)
    assert (entries, [error.code for error in refused.values()]) == ((), ["damaged"])


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    entries, refused = from_lines(f"{text}\n?{text}\n{HOME}/?date=2020-07-06&{text}", EVIDENCE, DAY, HOME)
    assert len(entries) + len(refused) <= 3 + len(text)
    pairs = parse_qsl(f"date=2020-07-06&{text}&pillars={text}", keep_blank_values=True)
    assert links.opened(links.entries_of(pairs), EVIDENCE, DAY).scenario.profile in EVIDENCE.profiles


@pytest.mark.parametrize("key", ["weights", "require", "voices", "bids", "answers", "before", "x", "s"])
@pytest.mark.parametrize("piece", ["x{}:1,", "hds:{}.,", "%25", ").", "~~;", "="])
def test_a_link_of_any_length_is_bounded(key, piece):
    text = "".join(piece.format(n) for n in range(60_000 // len(piece)))
    found = links.opened(links.entries_of([("date", "2020-07-06"), (key, text), ("lang", "fr")]), EVIDENCE, DAY)
    assert found.long == (key,) and found.scenario == Scenario(DAY) and found.language == "fr"
    short = links.opened(links.entries_of([("date", "2020-07-06"), (key, text[:19_000])]), EVIDENCE, DAY)
    assert len(short.notices) <= links.MOST_NAMED and not short.long
    for lang in ("fr", "en"):
        for one in (found, short):
            said = notices.sentences(language(lang), EVIDENCE, one)
            assert len(said) <= links.MOST_NAMED + 2 and len(" ".join(said)) < 20_000
