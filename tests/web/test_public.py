"""What a public body owes: the pages, what they rest on, and that they are found; CITATION.cff and citations."""

import json
import re

import pytest
import yaml
from lxml import etree

from exports.citation import csl, page_bibtex
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.places import ROOT
from tests.web.asking import TODAY, ask, evidence
from web.public.pages import PAGES
from web.public.settings import SETTING, institution
from words.language import language

BASE = "http://board.example"
TITLES = {"accessibility": ("Accessibilité", "Accessibility"), "legal": ("Mentions légales", "Legal notice")}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_page_is_whole_in_its_language_and_leads_to_the_others(name, code):
    answer = ask(f"/{name}?lang={code}")
    page = etree.HTML(answer.text)
    assert answer.status_code == 200 and page.get("lang") == code and len(page.xpath("//h1")) == 1
    assert "set-cookie" not in answer.headers and not page.xpath("//script|//img|//iframe")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{BASE}/{name}?lang={code}"]
    assert page.xpath("//link[@hreflang]/@href") == [f"{BASE}/{name}{q}" for q in ("?lang=fr", "?lang=en", "")]
    told = page.xpath("//meta[@name='description']/@content")[0]
    assert told.startswith(page.findtext(".//h1")) and told == told.strip() and told.endswith(".")
    hrefs = page.xpath("//nav//@href")
    assert {h.partition("?")[0] for h in hrefs} == {"./", *PAGES}
    if name in TITLES:
        assert page.findtext(".//h1") == TITLES[name][code == "en"]


def test_the_language_of_the_address_goes_before_the_browsers():
    assert 'lang="en"' in ask("/legal", accept_language="en-GB,fr;q=0.5").text
    assert '<html lang="fr"' in ask("/legal?lang=fr", accept_language="en-GB").text
    assert '<html lang="fr"' in ask("/legal").text


def test_what_nobody_stated_is_said_to_be_not_stated_and_no_rate_is_claimed():
    assert "not stated by whoever runs this server" in ask("/legal?lang=en").text
    told = ask("/accessibility?lang=en").text
    assert "No audit by people was made" in told and "%" not in re.sub(r"<style>.*?</style>", "", told)
    assert all(t.en in told for t in institution().accessibility.tested)


def test_a_server_says_who_it_is_by_a_file_of_its_own(tmp_path, monkeypatch):
    path = tmp_path / "own.toml"
    path.write_text('[publisher]\nname = "Hôpital <X>"\n[privacy]\nlog_days = 30\n', "utf-8")
    monkeypatch.setenv(SETTING, str(path))
    assert "Hôpital &lt;X&gt;" in ask("/legal?lang=en").text
    assert "keep them for 30 days" in ask("/privacy?lang=en").text and "signs in" not in ask("/privacy?lang=en").text
    monkeypatch.setenv("BOARD_OIDC_METADATA", "https://login.example")
    assert "Whoever signs in to facilitate" in ask("/privacy?lang=en").text
    path.write_text('[publisher]\nnam = "X"\n', "utf-8")
    answer = ask("/legal")
    assert answer.status_code == 400 and "own.toml: publisher.nam" in answer.json()["detail"]


def test_every_key_of_the_settings_file_is_explained_beside_it():
    text = (ROOT / "institution.toml").read_text("utf-8")
    keys = re.findall(r"^(\w+)\s*=\s*(?!.*#)", text, re.M)
    assert set(keys) <= {"fr", "en", "address", "phone", "audit_en"}


def test_the_citation_file_is_what_its_format_asks_for():
    held = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert held["cff-version"] == "1.2.0" and {"message", "title", "authors"} <= held.keys()
    assert held["license"] == "MIT" and held["references"][0]["license"] == "CC-BY-4.0"
    assert held["title"] == language("fr")("Urgency or sovereignty")


def test_a_page_is_cited_with_its_day_its_weights_and_its_version():
    say, data = language("en"), evidence()
    answer = rank(data, Scenario(TODAY.replace(2020, 7, 6), "cnil"))
    address = "https://board.example/?date=2020-07-06&profile=cnil&data=2cc29ef9"
    item = json.loads(json.dumps(csl(say, data, answer, TODAY, address)))
    assert item["type"] == "webpage" and item["URL"] == address and item["version"] == data.version
    assert item["accessed"]["date-parts"] == [[2026, 11, 29]] and "6 July 2020" in item["title"]
    text = page_bibtex(say, data, answer, TODAY, address)
    assert f"url = {{{address}}}" in text and "urldate = {2026-11-29}" in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
    assert not re.search(r"(?<!\\)%", text.replace(address, ""))
