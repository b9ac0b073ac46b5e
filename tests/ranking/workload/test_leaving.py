"""To go from one offer to another: differences with an open end, services by dated facts alone, real pairs and days."""

from dataclasses import replace
from datetime import date
from math import inf

import pytest

from ranking.bills.choices import BillGap, choices, common, gap
from ranking.bills.leaving import ExitFacts, leaving
from ranking.bills.load_exits import exits, faults_of
from ranking.errors import DataError
from ranking.model import Fact, Source
from ranking.weighing.scenario import Scenario
from ranking.workload.cost import costs
from ranking.workload.load import cards, presets
from ranking.workload.workload import Machines, Workload
from results import results
from tests.places import EVIDENCE, ROOT
from tests.ranking.workload.test_cost import BY_HAND, CARDS, DAY, USED, VM, board, price

HUB = presets()["hub"].workload


def test_a_difference_is_bounded_only_where_the_prices_bound_it():
    found = costs(USED, BY_HAND, CARDS, DAY)
    azure, scaleway, hetzner = (found[o] for o in ("azure", "scaleway", "hetzner"))
    # 4,932.00 against 2,063.70 to 2,465.20; Hetzner is 2,046.30 and a card on top.
    assert approx(gap(azure, scaleway)) == (2466.80, 2868.30) and approx(gap(scaleway, azure)) == (-2868.30, -2466.80)
    assert approx(gap(hetzner, azure)) == (-2885.70, inf) and approx(gap(azure, hetzner)) == (-inf, 2885.70)
    assert gap(hetzner, hetzner) == gap(azure, None) == BillGap(-inf, inf) and not gap(hetzner, hetzner).known
    # Without the card, 3,782.00 against 2,046.30.
    parts, alone = common(azure, hetzner)
    assert parts == ("machines", "storage", "egress") and approx(alone) == (1735.70, 1735.70)


def approx(found: BillGap):
    return pytest.approx((found.low, found.high), abs=1e-6)


def test_the_choice_of_a_pole_is_priced_beside_the_first_of_the_ranking():
    answer = results.ranking(EVIDENCE, Scenario(DAY, offers=("azure", "scaleway", "hetzner")))
    found = {c.role: c for c in choices(answer, EVIDENCE, costs(USED, BY_HAND, CARDS, DAY), ("sovereignty", "urgency"))}
    first = found["first"]
    assert (
        first.offer == answer.rows[0].offer and first.gap is None and list(found) == ["first", "sovereignty", "urgency"]
    )
    bills = costs(USED, BY_HAND, CARDS, DAY)
    for role in ("sovereignty", "urgency"):
        assert found[role].gap == gap(bills[found[role].offer], bills[first.offer])
    # Of offers with the same points the one that stands first in the ranking is meant.
    tied = results.ranking(EVIDENCE, Scenario(date(2026, 4, 15)))
    ready = choices(tied, EVIDENCE, {}, ("urgency",))[1]
    assert (ready.offer, ready.others, ready.points) == ("google_cloud", ("azure",), 100) and not ready.gap.known


@pytest.mark.parametrize(
    ("day", "verdicts", "out", "waiver", "published", "known"),
    [
        # 500 TB at 0.0781, 0.0745 and 0.0747 EUR a GB.
        (date(2020, 7, 6), ("kind", "kind", "same", "absent", "unknown", "absent"), 39050, None, 2, False),
        (
            date(2026, 4, 15),
            ("other", "kind", "same", "unknown", "unknown", "kind"),
            37250,
            date(2024, 3, 13),
            3,
            False,
        ),
        (DAY, ("other", "kind", "same", "unknown", "unknown", "kind"), 37350, date(2024, 3, 13), 3, True),
    ],
)
def test_azure_to_scaleway_on_three_days(day, verdicts, out, waiver, published, known):
    found = leaving(("azure", "scaleway"), HUB, EVIDENCE, cards(), exits(), day)
    services = (
        "svc_object_storage",
        "svc_relational_db",
        "svc_kubernetes",
        "svc_spark",
        "svc_orchestration",
        "svc_notebooks",
    )
    assert tuple(m.service for m in found.moves) == services and tuple(m.verdict for m in found.moves) == verdicts
    assert found.stay.leave.month.value == pytest.approx(out)
    assert (found.waiver and found.waiver.valid_from) == waiver and len(found.published) == published
    assert found.gap.known == known
    if known:
        # Managed services, priced nowhere, are in neither bill.
        assert approx(found.gap) == (
            found.go.month.low - found.stay.month.high,
            found.go.month.high - found.stay.month.low,
        )


def test_an_interface_counts_only_where_a_dated_source_names_it():
    used = Workload((Machines(1, 4, 16),), services=("svc_streaming", "svc_spark"))
    facts = [price(o, s, 1) for o in ("azure", "scaleway") for s in ("svc_streaming", "svc_spark")]
    source = Source("A page", "https://example.org/kafka", "2026-02-01")

    def spoken(offer, *names, since="2026-02-01"):
        return Fact(offer, "svc_streaming", date.fromisoformat(since), names, "B", source)

    def verdict(*interfaces, day=DAY, known="true"):
        exits = ExitFacts(tuple(interfaces))
        found = leaving(("azure", "scaleway"), used, board(*facts), {}, exits, day, known)
        assert found.moves[1].verdict == "same" and found.moves[1].shared == ("Spark",)
        return found.moves[0].verdict

    kafka, other = spoken("azure", "Kafka", "AMQP"), spoken("scaleway", "NATS")
    assert [verdict(), verdict(kafka), verdict(kafka, other)] == ["kind", "kind", "other"]
    assert verdict(kafka, other, spoken("scaleway", "Kafka", since="2026-03-01")) == "same"
    assert verdict(kafka, other, day=date(2026, 1, 15)) == "kind"
    # By what was public on a day, a page of February names nothing in January.
    early = replace(kafka, valid_from=date(2026, 1, 1)), replace(other, valid_from=date(2026, 1, 1))
    assert [verdict(*early, day=date(2026, 1, 15), known=k) for k in ("true", "documented")] == ["other", "kind"]


def test_what_is_absent_or_not_left_or_not_on_sale_is_told_apart():
    used = Workload((Machines(1, 4, 16),), services=("svc_spark",))

    def verdict(left, taken, *more):
        facts = [price(o, "svc_spark", v) for o, v in (("azure", left), ("scaleway", taken)) if v is not None]
        return leaving(("azure", "scaleway"), used, board(*facts, *more), {}, ExitFacts(), DAY)

    table = {(1, 0): "absent", (0, 1): "not_left", (None, 0): "absent", (1, None): "unknown", (None, 1): "unknown"}
    assert {pair: verdict(*pair).moves[0].verdict for pair in table} == table
    gone = verdict(1, 1, price("scaleway", "on_sale", 0), price("azure", VM, 100))
    assert gone.moves[0].verdict == "absent" and gone.go is None and not gone.gap.known


def test_the_files_of_leaving_are_checked_whole(tmp_path):
    assert faults_of(EVIDENCE) == []
    # Each row rests on a block that says the service is there, on that day or before.
    for f in exits().interfaces:
        has = [x for x in EVIDENCE.offers[f.offer].facts if x.indicator == f.indicator and x.valid_from <= f.valid_from]
        assert has and has[-1].value == 1, (f.offer, f.indicator)
    folder = tmp_path / "workloads"
    folder.mkdir()
    for name in ("interfaces.toml", "exits.toml"):
        text = (ROOT / "workloads" / name).read_text("utf-8")
        (folder / name).write_text(text.replace('"svc_streaming"', '"svc_magic"').replace('"azure"', '"azur"'), "utf-8")
    said = {str(p.wrong) for p in faults_of(EVIDENCE, tmp_path)}
    assert said == {"no offer azur", "no service svc_magic"}
    (folder / "exits.toml").write_text('[[waiver]]\noffer = "azure"\n[[published]]\nday = 2020-01-01\n', "utf-8")
    with pytest.raises(DataError) as caught:
        exits(tmp_path)
    assert all(
        x in str(caught.value) for x in ("valid_from is missing", "terms_fr is missing", "source_title is missing")
    )
