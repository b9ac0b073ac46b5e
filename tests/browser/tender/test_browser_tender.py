"""A whole tender as a buyer lives it, in French: blank template, seal, answers, prices, documents, saved, reopened."""

import io
import zipfile

import docx
import openpyxl
import pypdf
import pytest
from playwright.sync_api import expect

from exports.answers.tender import ranked
from ranking.tender.award import award
from ranking.tender.dossier_file import read
from tests.browsing import FRAME, becomes, faults, scroll_width, settle, typed
from tests.places import EVIDENCE
from words.facts.price_formulas import formula_name
from words.language import language

pytestmark = pytest.mark.browser
FR = language("fr")
ROWS = (
    ("EX-1", "Réversibilité écrite", "obligatoire", "oui/non", None, None, None, None, None, None, None, "p. 3"),
    ("C-1", "Astreinte", "critère", "niveaux", "aucune; jours ouvrés; 24 h/24", *[None] * 4, 30, "Service", "p. 4"),
    ("C-2", "Disponibilité (%)", "critère", "nombre", None, 99, 100, None, None, 50, "Service", "p. 5"),
    ("C-3", "Clés", "critère", "critère du tableau", *[None] * 3, "key_control", None, 20, "Sécurité", "p. 6"),
)
BIDDERS = (("ovh", "Ovale SA", "ovhcloud_public"), ("glo", "Global Ltd", "azure"), ("neu", "Neuve & Fils", None))
ANSWERS = {
    "01-ovh-fr.xlsx": {"EX-1": "oui", "C-1": "24 h/24", "C-2": "99,95"},
    "02-glo-en.xlsx": {"EX-1": "yes", "C-1": "jours ouvrés", "C-2": "99.99"},
    "03-neu-fr.xlsx": {"EX-1": "oui", "C-1": "aucune", "C-2": "99,5"},
}
PRICES = (110, 100, 80)


def button(page, label: str):
    return page.get_by_role("button", name=FR(label), exact=True)


def taken(page, label: str) -> bytes:
    with page.expect_download() as waiting:
        button(page, label).click()
    with open(waiting.value.path(), "rb") as file:
        return file.read()


def lay(page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    button(page, "Lay this file in").click()
    expect(button(page, "Lay this file in")).to_have_count(0)
    settle(page)
    expect(page.locator(".trouble")).to_have_count(0)


def filled(content: bytes, fill) -> bytes:
    """The workbook after `fill` has typed into its sheets."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    fill(book.worksheets)
    book.save(out)
    return out.getvalue()


def requirements(sheets) -> None:
    for sheet, rows in zip(sheets, (ROWS, BIDDERS), strict=False):
        for n, row in enumerate(rows, 2):
            for k, value in enumerate(row, 1):
                sheet.cell(n, k).value = value


def answers(given: dict[str, str]):
    def fill(sheets) -> None:
        for row in sheets[0].iter_rows(min_row=2):
            row[7].value, row[8].value = given.get(row[2].value, row[7].value), "p. 12"

    return fill


def prices(sheets) -> None:
    for row, price in zip(sheets[0].iter_rows(min_row=2), PRICES, strict=True):
        row[1].value = price


def choose(page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=FR(label), exact=True)
    # A list shuts when its page scrolls: the way there must be over before the press, as it is for a hand.
    box.scroll_into_view_if_needed()
    page.evaluate(FRAME)
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def test_a_tender_from_the_blank_template_to_the_letters_and_back_from_its_file_and_the_server(visit):
    page = visit("/tender?date=2020-07-06&lang=fr", locale="fr-FR")
    button(page, "Begin an empty dossier").click()
    settle(page)
    lay(page, "exigences.xlsx", filled(taken(page, "Template of requirements and bidders (XLSX)"), requirements))
    typed(page, FR("Name of the tender"), "Marché 2026-17")
    typed(page, FR("What is being bought"), "Quel hébergeur ?")
    choose(page, "Price formula", formula_name(FR, "best_ratio"))
    choose(page, "Envelopes", FR("Two: prices are opened after quality"))
    typed(page, FR("Weight of the price, %"), "40")
    button(page, "Seal what is announced").click()
    sheets = zipfile.ZipFile(io.BytesIO(taken(page, "Answer sheets in both languages (ZIP)")))
    for name, given in ANSWERS.items():
        lay(page, name, filled(sheets.read(name), answers(given)))
    finding = page.locator("h1.verdict")
    expect(finding).to_contain_text("la qualité seule")
    button(page, "Open the second envelopes…").click()
    button(page, "Open the second envelopes today").click()
    lay(page, "prix.xlsx", filled(taken(page, "Sheet of prices (XLSX)"), prices))
    expect(finding).not_to_contain_text("la qualité seule")

    content, pdf = (
        taken(page, "Analysis report (DOCX)"),
        pypdf.PdfReader(io.BytesIO(taken(page, "Analysis report (PDF)"))),
    )
    letters = zipfile.ZipFile(io.BytesIO(taken(page, "Annexes for losing bidders (ZIP)")))
    page.set_viewport_size({"width": 390, "height": 844})
    becomes(lambda: scroll_width(page), lambda wide: wide <= 390)
    # The page draws its picture anew for the narrow window: a press meanwhile would land beside what has moved.
    settle(page)
    button(page, "Close the dossier").click()
    expect(page.get_by_text(FR("{unsaved} Closing the dossier loses it.", unsaved="")[-20:])).to_be_visible()
    saved = taken(page, "Save the dossier (JSON)")
    expect(button(page, "Close without saving")).to_have_count(0)
    said = finding.inner_text()

    # What the documents and the screen say is what the model says of the dossier that was saved.
    found = award(read(saved), EVIDENCE)
    first = ranked(found, EVIDENCE)["ranking"][0]
    assert FR.number(first["score"], 2) in said and first["name"] in said
    for text in (
        "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs),
        " ".join(p.extract_text() for p in pdf.pages),
    ):
        assert FR.number(first["score"], 2) in text and "Marché 2026-17" in text
    assert set(letters.namelist()) == {f"{n}.docx" for n in ("01-ovh", "02-glo", "03-neu")} - {
        f"0{[b[0] for b in BIDDERS].index(first['bidder']) + 1}-{first['bidder']}.docx"
    }

    button(page, "Close the dossier").click()
    expect(button(page, "Begin an empty dossier")).to_be_visible()
    lay(page, "marche.dossier.json", saved)
    expect(finding).to_have_text(said, use_inner_text=True)
    kept_closed_opened_and_deleted(page, finding, said)
    expect(faults(page)).to_have_count(0)


def kept_closed_opened_and_deleted(page, finding, said: str) -> None:
    """The dossier on the server: kept under a code, closed, opened again by the code, deleted for good."""
    page.get_by_text(FR("On the server, under a code"), exact=True).click()
    button(page, "Keep the dossier on the server").click()
    expect(page.get_by_text(FR("The server has the dossier as it is here."), exact=True)).to_be_visible()
    code = page.locator(".st-key-tender_on_server code").inner_text()
    button(page, "Close the dossier").click()
    expect(button(page, "Begin an empty dossier")).to_be_visible()
    by_code(page, code)
    expect(finding).to_have_text(said, use_inner_text=True)
    assert code.replace("-", "").replace(" ", "") not in page.url.replace("-", "")
    button(page, "Delete from the server…").click()
    button(page, "Delete for good").click()
    expect(page.locator(".st-key-tender_on_server")).to_have_count(0)
    settle(page)
    by_code(page, code)
    expect(page.locator(".trouble")).to_contain_text(
        FR("There is no such dossier: the code is mistyped, or it was deleted or has expired.")
    )


def by_code(page, code: str) -> None:
    field = page.get_by_label(FR("Code of a dossier"), exact=True)
    if not field.is_visible():
        page.get_by_text(FR("On the server, under a code"), exact=True).click()
    field.fill(code)
    button(page, "Open the dossier of this code").click()
    settle(page)
