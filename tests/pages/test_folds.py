"""What is folded away is not computed nor sent, and is all there once opened."""

import pytest

from tests.pages.test_pages import opened


def changes(test) -> int:
    return sum('class="tl-changes"' in part.proto.body for part in test.get("html"))


FOLDS = [
    ("ranking", "fold_ranking", lambda t: len(t.dataframe), 1),
    ("ranking", "fold_why", lambda t: sum('class="diff"' in part.proto.body for part in t.get("html")), 1),
    ("ranking", "fold_policy", lambda t: sum(m.key == "compensation" for m in t.select_slider), 1),
    ("ranking", "fold_offers", lambda t: sum((c.key or "").startswith("family_") for c in t.checkbox), 3),
    ("ranking", "fold_free", lambda t: sum(s.key == "free_indicator" for s in t.selectbox), 1),
    (
        "ranking",
        "share",
        lambda t: sum((b.proto.id or "").endswith(".png") for b in t.get("download_button")),
        1,
    ),
    ("evidence", "share", lambda t: sum("share_" in b.proto.id for b in t.get("download_button")), 15),
    ("tradeoff", "fold_tradeoff", lambda t: len(t.dataframe), 1),
    # On the timeline one table stands open: the changes of the first place.
    ("timeline", "fold_events", lambda t: changes(t) - 1, 1),
    ("timeline", "fold_ready", lambda t: len(t.dataframe), 1),
    ("timeline", "fold_other_changes", lambda t: changes(t) - 1, 1),
    (
        "robustness",
        "fold_robustness",
        lambda t: sum("solidite" in b.proto.id for b in t.get("download_button")),
        2,
    ),
    ("replay", "fold_replay", lambda t: len(t.dataframe), 1),
]


@pytest.mark.parametrize("page, key, count, there", FOLDS, ids=[key for _, key, _, _ in FOLDS])
def test_what_is_folded_away_costs_nothing_and_is_there_once_opened(page, key, count, there):
    test = opened(page, date="2026-11-23", lang="en", board="table")
    assert not test.exception
    assert count(test) == 0
    test.session_state[key] = True
    test.run()
    assert not test.exception
    assert count(test) == there
