"""A meeting as it is lived: a facilitator at the projector, three participants on devices of their own, one a phone."""

import json
import re
import signal
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from store import meetings
from store.engine import opened
from store.keys import new_code, new_key
from tests.browsing import (
    again,
    arrive,
    becomes,
    faults,
    press,
    query,
    settle,
    slider,
    turn_to,
    typed,
    visitor,
)
from tests.meetings import opening
from tests.servers import free_port, start_server, stop_server
from ui.session.data import evidence

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=document.title='x'>"
# The window has noted a move that the server has not heard.
UNHEARD = """() => Object.values(sessionStorage).some(kept => /"sovereignty":100/.test(kept))"""


def finding(page):
    return expect(page.locator("h1.verdict"))


def take_part(page, name: str, button: str) -> None:
    page.get_by_role("textbox").first.fill(name)
    page.get_by_role("button", name=button, exact=True).click()
    page.locator("input[type=range]").first.wait_for()
    settle(page)


def test_a_meeting_from_the_first_code_to_the_last_deletion(visit, board, tmp_path):
    screen = visit("/meeting?date=2026-11-20&require=hds&lang=fr", width=1920, height=1080, locale="fr-FR")
    hosts = set()
    screen.on("request", lambda r: hosts.add(urlsplit(r.url).hostname) if r.url.startswith(("http", "ws")) else None)
    screen.get_by_label("Titre").fill("Hébergement 2027")
    screen.get_by_role("button", name="Ouvrir la réunion").click()
    screen.wait_for_selector(".mt-code")
    settle(screen)
    code = re.sub(r"\s", "", screen.locator(".mt-code").inner_text())
    finding(screen).to_contain_text("Personne")
    # The button was far down: what it led to is read from its headline on.
    finding(screen).to_be_in_viewport()
    screen.wait_for_function("() => document.querySelector('img.mt-qr')?.naturalWidth > 0")

    phone = visit(f"/meeting?meeting={code}&lang=fr", width=390, height=844, locale="fr-FR")
    take_part(phone, "Ada", "Participer")
    becomes(lambda: phone.locator(".st-key-meeting_seat").evaluate("e => e.scrollWidth"), lambda wide: wide <= 390)
    english = visit("/meeting?lang=en")
    english.get_by_label("Code of the meeting").fill(f"{code[:4].lower()} {code[4:]}")
    english.get_by_role("button", name="Join", exact=True).click()
    english.get_by_role("button", name="Take part", exact=True).wait_for()
    take_part(english, HOSTILE, "Take part")
    nameless = visit(f"/meeting?meeting={code}&lang=en", locale="fr-FR")
    take_part(nameless, "", "Take part")
    finding(screen).to_have_text(re.compile("^0 participant sur 3"), use_inner_text=True)

    press(phone, "Souveraineté", "End")
    phone.get_by_role("button", name="Valider mes poids").click()
    phone.get_by_text("Validé à").wait_for()
    press(english, "Readiness", "End")
    english.get_by_role("button", name="Confirm my weights").click()
    english.get_by_text("Confirmed at").wait_for()
    # Nobody reloads the common screen: it follows.
    finding(screen).to_have_text(re.compile("^2 participants sur 3"), use_inner_text=True)
    expect(screen.locator(".mt-seats li span:not(.sr-only)")).to_have_text(["Ada", HOSTILE])
    expect(screen.locator(".mt-nameless")).to_have_text(re.compile("^1 participe sans nom"))
    expect(screen).to_have_title(re.compile("^Réunion"))
    for page in (screen, english):
        expect(page.locator(".mt-spread")).to_have_count(0)

    again(phone)
    phone.get_by_text("Validé à").wait_for()
    expect(slider(phone, "Souveraineté")).to_have_value("100")
    # On a shared computer the next person is asked who is there, and has a seat of their own.
    shared = arrive(phone.context.new_page(), phone.url)
    shared.get_by_role("button", name="Je suis quelqu’un d’autre").click()
    take_part(shared, "Zoé", "Participer")
    expect(slider(shared, "Souveraineté")).not_to_have_value("100")
    finding(screen).to_have_text(re.compile("^2 participants sur 4"), use_inner_text=True)
    stranger = visit(phone.url.removeprefix(board), width=390, height=844)
    expect(stranger.get_by_role("button", name="Participer")).to_have_count(1)
    expect(stranger.locator("input[type=range]")).to_have_count(0)
    again(screen)
    screen.get_by_role("button", name="Dévoiler…").click()
    screen.get_by_role("button", name="Dévoiler les poids").click()
    screen.wait_for_selector(".mt-spread")
    english.wait_for_selector(".mt-spread")
    expect(english.locator(".mt-spread").first).to_contain_text("100")
    expect(english.locator(".mt-spread img")).to_have_count(0)
    expect(english).to_have_title(re.compile("^Meeting"))

    shared.get_by_role("button", name="Valider mes poids").click()
    shared.get_by_text("Validé à").wait_for()
    screen.get_by_text("Tous les votes ne sont pas à l’aveugle").wait_for()

    settle(screen)
    screen.get_by_text("Régler la pondération commune").click()
    press(screen, "Prêt à l’emploi", "Home")
    screen.get_by_role("button", name="Enregistrer comme pondération commune").click()
    screen.get_by_text("Classement selon la pondération commune").wait_for()
    settle(screen)
    # A step that is done closes, and what was decided comes into view.
    expect(slider(screen, "Prêt à l’emploi")).to_be_hidden()
    finding(screen).to_be_in_viewport()
    screen.get_by_text("Figer la pondération commune en décision").click()
    expect(slider(screen, "Prêt à l’emploi")).to_be_hidden()
    typed(screen, "La question tranchée", "Où héberger ?")
    screen.get_by_role("button", name="Figer ce scénario").click()
    screen.get_by_text("Dans cette réunion").wait_for()
    settle(screen)
    expect(screen.get_by_label("La question tranchée")).to_be_hidden()
    finding(screen).to_be_in_viewport()
    becomes(lambda: query(screen), lambda q: "record" in q)
    settle(screen)
    record = query(screen)["record"]
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Tout (JSON)").click()
    kept = json.loads(download.value.path().read_text("utf-8"))
    casts = {p["name"]: p["cast"] for p in kept["participants"]}
    assert casts == {"Ada": "before", HOSTILE: "before", "Zoé": "confirmed"}
    assert kept["mean_before_reveal"]["pillars"] != kept["mean"]["pillars"]
    assert kept["common"]["scenario"]["pillars"]["readiness"] == 0
    assert code not in json.dumps(kept)
    assert set(query(screen)) <= {
        "date",
        "require",
        "lang",
        "data",
        "meeting",
        "screen",
        "record",
        "pillars",
        "weights",
    }

    locked = visit(f"/records?record={record}&lang=en")
    main = locked.locator("[data-testid=stMain]")
    expect(main).to_contain_text(re.compile("Votes in the meeting: 2 from before the reveal; after it, .* confirmed"))

    screen.get_by_role("button", name="Supprimer…").click()
    screen.get_by_role("button", name="Tout supprimer").click()
    for page, words in ((phone, "Pas de telle réunion"), (english, "There is no such meeting")):
        page.get_by_text(words).wait_for()
    again(locked)
    expect(main.locator("h1.verdict")).to_be_visible()
    expect(main).not_to_contain_text("Où héberger ?")
    assert hosts == {"127.0.0.1"}


def test_a_restart_loses_no_move_and_two_windows_say_what_counts(browser, tmp_path):
    """On its way: the first visitor after boot may open a deep link."""
    port = free_port()
    place, store = f"http://127.0.0.1:{port}", {"BOARD_STORE": str(tmp_path / "board.sqlite"), "DATABASE_URL": ""}
    server = start_server(port, tmp_path / "log.txt", **store)
    context = visitor(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    try:
        page = arrive(context.new_page(), f"{place}/evidence?date=2020-07-06&profile=cnil&lang=en")
        expect(page.locator("h1.verdict")).to_have_count(1)
        expect(faults(page)).to_have_count(0)
        becomes(lambda: query(page).get("profile"), "cnil")
        turn_to(page, "Ranking")
        page.wait_for_selector("table.board:visible")
        settle(page)
        becomes(lambda: query(page).get("profile"), "cnil")
        page.close()
        engine = opened(f"sqlite:///{tmp_path / 'board.sqlite'}")
        code, key = new_code(), new_key()
        when, found = datetime.now(UTC), evidence()
        asked = opening(in_play=tuple(found.criteria), data=found.version)
        meetings.start(engine, code, key, asked, when)
        phone = arrive(context.new_page(), f"{place}/meeting?meeting={code}&lang=en")
        take_part(phone, "Ada", "Take part")
        press(phone, "Readiness", "Home")
        # The line is cut without a sign: nobody hears the next move, and the server is gone before it could.
        server.send_signal(signal.SIGSTOP)
        slider(phone, "Sovereignty").press("End")
        expect(slider(phone, "Sovereignty")).to_have_value("100")
        phone.wait_for_function(
            "() => Object.values(sessionStorage).some(kept => JSON.parse(kept).hand?.state.pillars.sovereignty === 100)"
        )
        server.kill()
        server.wait(20)
        server = start_server(port, tmp_path / "log.txt", **store)
        phone.get_by_text("another has taken it over").wait_for()
        phone.get_by_text("as this window last had them").wait_for()
        expect(slider(phone, "Sovereignty")).to_have_value("100")
        settle(phone)
        phone.get_by_role("button", name="Confirm my weights").click()
        phone.get_by_text(re.compile("^Confirmed .*sovereignty 100%")).wait_for()

        other = arrive(context.new_page(), f"{place}/meeting?meeting={code}&lang=en")
        other.get_by_role("button", name="I am Ada: go on").click()
        other.get_by_text(re.compile("^Confirmed .*sovereignty 100%")).wait_for()
        press(other, "Sovereignty", "Home")
        other.get_by_role("button", name="Confirm my weights").click()
        for window in (other, phone):
            window.get_by_text(re.compile("^Confirmed .*sovereignty 0%")).wait_for()
            expect(slider(window, "Sovereignty")).to_have_value("0")
        expect(phone.get_by_text("in another window")).to_be_visible()
    finally:
        context.close()
        stop_server(server)
