"""A workload priced: three offers worked by hand with one price missing, ranges, growth, cards, unknowns."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.bills.bill import Bill, bill
from ranking.bills.price_of_points import steps
from ranking.model import Bilingual, Evidence, Fact, Source
from ranking.weighing.scenario import Scenario
from ranking.workload.cost import Amount, costs, ordered
from ranking.workload.load import cards, faults_of, presets
from ranking.workload.workload import Card, Machines, Workload, faults, services_of
from results import results
from tests.places import EVIDENCE, ROOT

DAY = date(2026, 11, 29)
SOURCE = Source("A price list", "https://example.org/prices", "2026-01-01")
VM, STORAGE, EGRESS, GPU = "price_vm_eur_month", "price_s3_eur_tb_month", "egress_eur_per_gb", "price_gpu_eur_hour"
# Twenty reference machines, 50 TB, 2 TB out, 100 hours of a card, a year.
USED = Workload((Machines(10, 8, 32),), 50, 2, 100, 4, months=12)


def price(offer: str, indicator: str, value, since: str = "2026-01-01", low=None, high=None) -> Fact:
    note = Bilingual("note", "note")
    return Fact(offer, indicator, date.fromisoformat(since), value, "B", SOURCE, low, high, note)


def board(*facts: Fact) -> Evidence:
    """The real scales, and three offers with these prices alone."""
    names = ("scaleway", "azure", "hetzner")
    return replace(
        EVIDENCE,
        offers={o: replace(EVIDENCE.offers[o], facts=tuple(f for f in facts if f.offer == o)) for o in names},
    )


BY_HAND = board(
    price("scaleway", VM, 67.76),
    price("scaleway", STORAGE, 8.03, low=8.03, high=16.06),
    price("scaleway", EGRESS, 0.01),
    price("scaleway", GPU, 2.87),
    price("azure", VM, 140.38),
    price("azure", STORAGE, 16.5),
    price("azure", EGRESS, 0.0747),
    price("azure", GPU, 11.5),
    price("hetzner", VM, 85.99),
    price("hetzner", STORAGE, 6.49),
    price("hetzner", EGRESS, 0.001),
)
CARDS = {(o, date(2026, 1, 1)): Card(name, 4) for o, name in (("scaleway", "H100"), ("azure", "H200"))}


def test_three_offers_worked_by_hand_with_one_price_missing():
    found = costs(USED, BY_HAND, CARDS, DAY)
    # 20 x 67.76 + 50 x 8.03 + 2,000 x 0.01 + 100 x 2.87 = 1,355.20 + 401.50 + 20 + 287; storage up to 803.00
    assert found["scaleway"].month == Amount(*map(pytest.approx, (2063.70, 2063.70, 2465.20)))
    assert found["scaleway"].term == Amount(*map(pytest.approx, (24764.40, 24764.40, 29582.40)))
    # 2,807.60 + 825 + 149.40 + 1,150
    assert found["azure"].month.value == pytest.approx(4932.00) and found["azure"].missing == ()
    # 1,719.80 + 324.50 + 2, no card
    hetzner = found["hetzner"]
    assert hetzner.month.value == pytest.approx(2046.30) and hetzner.term.value == pytest.approx(24555.60)
    assert hetzner.missing == ("gpu",) and not hetzner.comparable and hetzner.parts["gpu"].why == "no_price"
    # The lowest number is a lower bound, and stands behind what can be compared.
    assert [c.offer for c in ordered(found)] == ["scaleway", "azure", "hetzner"]


def test_leaving_takes_the_stored_data_out_once_and_is_in_no_sum():
    found = costs(USED, BY_HAND, CARDS, DAY)
    # 50,000 GB at 0.01, 0.0747 and 0.001 EUR
    assert {o: c.leave.month.value for o, c in found.items()} == pytest.approx(
        {"scaleway": 500, "azure": 3735, "hetzner": 50}
    )
    assert found["azure"].leave.term == found["azure"].leave.month
    assert costs(replace(USED, storage_tb=0), BY_HAND, CARDS, DAY)["azure"].leave is None
    assert costs(USED, board(), CARDS, DAY)["azure"].leave.why == "no_price"


def test_machines_count_as_many_reference_machines_as_hold_them():
    sizes = {(1, 4, 16): 1, (1, 2, 4): 1, (1, 4, 17): 2, (1, 5, 8): 2, (3, 8, 32): 6, (2, 4, 64): 8}
    assert {size: Machines(*size).reference for size in sizes} == sizes


def test_stored_and_outgoing_data_grow_and_machines_do_not():
    used = Workload((Machines(1, 4, 16),), 10, 1, months=24, growth=44)
    cost = costs(used, BY_HAND, CARDS, DAY)["azure"]
    # 1.44^(1/12) a month over 24 months: a geometric sum.
    months = (1.44**2 - 1) / (1.44 ** (1 / 12) - 1)
    assert cost.parts["storage"].term.value == pytest.approx(165 * months)
    assert cost.parts["egress"].term.value == pytest.approx(74.7 * months)
    assert cost.parts["machines"].term.value == pytest.approx(24 * 140.38)


def test_a_card_of_another_generation_prices_nothing_and_a_later_one_replaces_none():
    facts = (price("azure", GPU, 3.16, "2020-07-06"), price("azure", GPU, 11.5, "2026-04-02"))
    of = {("azure", date(2020, 7, 6)): Card("V100", 2), ("azure", date(2026, 4, 2)): Card("H200", 4)}

    def part(generation: int, day: date = DAY):
        return costs(Workload(gpu_hours=10, generation=generation), board(*facts), of, day)["azure"].parts["gpu"]

    assert (part(2).card, part(2).month.value) == ("V100", pytest.approx(31.6))
    assert (part(4).card, part(4).month.value) == ("H200", pytest.approx(115))
    assert part(3).why == "other_card" and part(3).month is None
    assert part(4, date(2021, 1, 1)).why == "other_card" and part(4, date(2019, 1, 1)).why == "no_price"
    # A price whose card nobody named is of no generation.
    unnamed = costs(Workload(gpu_hours=10, generation=2), board(*facts), {}, DAY)["azure"]
    assert unnamed.parts["gpu"].why == "other_card"


def test_the_generations_on_file_are_counted_where_the_one_asked_for_has_no_price():
    early = results.ranking(EVIDENCE, Scenario(date(2020, 7, 6)))
    found = bill(presets()["research"].workload, EVIDENCE, cards(), early)
    # P100 at Outscale and Scaleway, V100 at AWS and Azure.
    assert found.cards == {1: 2, 2: 2} and found.without_card and not found.lowest
    assert not bill(replace(presets()["research"].workload, generation=2), EVIDENCE, cards(), early).without_card
    assert not bill(replace(presets()["research"].workload, gpu_hours=0), EVIDENCE, cards(), early).without_card


def test_managed_services_have_no_price_and_say_who_has_them():
    facts = (price("azure", "svc_spark", 1), price("scaleway", "svc_spark", 0), price("azure", VM, 100))
    used = Workload((Machines(1, 4, 16),), services=("svc_spark",))
    found = costs(used, board(*facts), {}, DAY)
    assert {o: c.services["svc_spark"] for o, c in found.items()} == {
        "azure": "yes",
        "scaleway": "no",
        "hetzner": "unknown",
    }
    assert found["azure"].missing == ("services",) and found["azure"].comparable
    assert not found["hetzner"].priced and not found["hetzner"].comparable


def test_a_price_counts_from_its_day_and_where_asked_for_only_once_published():
    early = replace(
        price("azure", VM, 100, "2020-07-06"), source=Source("later", "https://example.org/a", "2021-06-01")
    )
    used = Workload((Machines(1, 4, 16),))

    def known(day: date, how: str = "true") -> bool:
        return bool(costs(used, board(early), {}, day, how)["azure"].priced)

    assert [known(date(2020, 7, 5)), known(date(2020, 7, 6))] == [False, True]
    assert [known(date(2020, 7, 6), "documented"), known(date(2021, 6, 1), "documented")] == [False, True]
    gone = replace(price("azure", VM, "unknown", "2022-01-01"))
    assert not costs(used, board(early, gone), {}, DAY)["azure"].priced


def test_contested_prices_leave_open_whose_bill_is_the_lowest():
    used, facts = Workload(storage_tb=1), [price("azure", STORAGE, 12), price("hetzner", STORAGE, 30)]
    answer = results.ranking(EVIDENCE, Scenario(DAY))
    evidence = board(*facts, price("scaleway", STORAGE, 10, low=10, high=16))
    found = Bill(used, DAY, tuple(ordered(costs(used, evidence, {}, DAY))), {}, {})
    assert [c.offer for c in found.lowest] == ["scaleway", "azure"]
    sure = board(*facts, price("scaleway", STORAGE, 10))
    assert [c.offer for c in Bill(used, DAY, tuple(ordered(costs(used, sure, {}, DAY))), {}, {}).lowest] == ["scaleway"]
    assert bill(used, EVIDENCE, cards(), answer).lowest


def test_points_cost_what_the_next_unbeaten_offer_costs_more():
    found = costs(USED, BY_HAND, CARDS, DAY)
    front = steps({"scaleway": 40.0, "azure": 80.0, "hetzner": 99.0}, found)
    assert [(s.offer, s.points) for s in front] == [("scaleway", 40.0), ("azure", 80.0)]
    assert [s.offer for s in steps({"scaleway": 80.0, "azure": 40.0}, found)] == ["scaleway"]
    assert steps({"azure": 80.0, "hetzner": 99.0}, found) == []


WORKLOADS = st.builds(
    Workload,
    st.lists(st.builds(Machines, st.integers(1, 50), st.integers(1, 64), st.integers(1, 512)), max_size=4).map(tuple),
    st.floats(0, 1000),
    st.floats(0, 100),
    st.floats(0, 5000),
    st.integers(1, 5),
    st.sets(st.sampled_from(services_of(EVIDENCE.criteria))).map(lambda s: tuple(sorted(s))),
    st.integers(1, 120),
    st.floats(0, 200),
)


@given(WORKLOADS, st.sampled_from((date(2018, 1, 1), date(2020, 7, 6), date(2023, 3, 3), DAY)))
def test_sums_are_their_parts_and_more_of_anything_never_costs_less(used, day):
    found = costs(used, EVIDENCE, cards(), day)
    more = replace(used, storage_tb=used.storage_tb + 1, gpu_hours=used.gpu_hours + 1, months=used.months + 1)
    dearer = costs(more, EVIDENCE, cards(), day)
    for offer, cost in found.items():
        for end in ("low", "value", "high"):
            assert getattr(cost.month, end) == pytest.approx(
                sum(getattr(p.month, end) for p in cost.parts.values() if p.month)
            )
        assert cost.month.low <= cost.month.value <= cost.month.high
        assert cost.term.low <= cost.term.value <= cost.term.high
        assert set(cost.missing) | set(cost.priced) == set(cost.parts)
        assert all(bool(p.why) == (p.month is None) == (p.fact is None) for p in cost.parts.values())
        assert dearer[offer].month.value >= cost.month.value and dearer[offer].term.value >= cost.term.value


def test_the_files_fit_the_evidence_and_every_preset_says_what_is_assumed():
    assert faults_of(EVIDENCE) == []
    assert list(presets()) == ["hub", "hospital", "research"]
    for preset in presets().values():
        assert faults(preset.workload, services_of(EVIDENCE.criteria)) == ()
        assert "hypothèse" in preset.basis.fr and "assumption" in preset.basis.en
        assert bool(preset.beside) == bool(preset.source)
    # Every dated price of a GPU has its card, but the one whose source names none.
    priced = {(f.offer, f.valid_from) for f in EVIDENCE.facts if f.indicator == GPU}
    assert priced - set(cards()) == {("orange_business", date(2020, 9, 6))}


def test_bad_files_are_refused_with_every_problem(tmp_path):
    folder = tmp_path / "workloads"
    folder.mkdir()
    for name in ("interfaces.toml", "exits.toml"):
        (folder / name).write_bytes((ROOT / "workloads" / name).read_bytes())
    text = (ROOT / "workloads" / "presets.toml").read_text("utf-8")
    bad = text.replace("months     = 48", "months     = 1.5").replace("storage_tb = 100", 'storage_tb = "many"')
    (folder / "presets.toml").write_text(bad.replace("count = 2,", "count = 0,"), "utf-8")
    with pytest.raises(Exception, match="presets.toml") as caught:
        presets(tmp_path)
    said = str(caught.value)
    assert "months = 1.5" in said and "storage_tb = 'many'" in said and "machines beyond its range" in said
    rows = '[[card]]\noffer = "azure"\nvalid_from = 2019-01-01\ncard = "H100"\ngeneration = 2\n'
    (folder / "cards.toml").write_text(rows, "utf-8")
    assert len(faults_of(EVIDENCE, tmp_path)) == 3
    (folder / "presets.toml").write_text(text.replace('"svc_spark"', '"svc_magic"'), "utf-8")
    found = [str(p.wrong) for p in faults_of(EVIDENCE, fresh(tmp_path))]
    assert found == [
        "no price of a GPU at azure from 2019-01-01",
        "H100 is of another generation",
        "services names 'svc_magic'",
    ]


def fresh(root):
    """The same folder by another name, so that nothing read before is kept."""
    return root / ".." / root.name
