"""By a workload's bill: feed, frame, picture and file of a link say whose, keep it in their links, never mix it up."""

import pytest

from tests.web.asking import ask

DAY = "date=2026-11-29&thin=1"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/feed?{day}&workload=research&priced=1&lang=en", "Costs: the workload “Research project”"),
        ("/embed/board?{day}&priced=research&lang=fr", "charge de travail «\u00a0Projet de recherche\u00a0»"),
        ("/api/v1/pictures/ranking.svg?{day}&workload=research&priced=1", ""),
        ("/api/v1/citation.bib?{day}&priced=research", ""),
    ],
)
def test_what_is_made_of_a_link_says_whose_bill_counts_and_leads_back_to_it(path, said):
    answer = ask(path.format(day=DAY))
    assert answer.status_code == 200 and said in answer.text and "priced=research" in answer.text
    # The same without the switch is another answer, which knows nothing of it.
    plain = ask(path.format(day=DAY).replace("&workload=research&priced=1", "").replace("&priced=research", ""))
    assert plain.status_code == 200 and "priced" not in plain.text and plain.text != answer.text


def test_the_tables_of_the_data_are_those_of_the_files():
    for path in ("/api/v1/criteria", "/api/v1/facts/azure", "/api/v1/facts.csv"):
        assert ask(f"{path}?priced=hub").content == ask(path).content


def test_the_switch_moves_the_verdict_s_numbers_and_the_same_question_again_gives_the_same():
    first, off, again = (ask(f"/api/v1/ranking?{DAY}{more}").json() for more in ("&priced=hub", "", "&priced=hub"))
    assert first == again and first["ranking"] != off["ranking"]
    assert "workload_eur_month" in first["weights"] and "price_vm_eur_month" in off["weights"]
    assert first["scenario"]["priced"].startswith("machines:") and "priced" not in off["scenario"]
