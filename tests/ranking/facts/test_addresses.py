"""An address is refused where it leads to no statement, with its place; a version published before still opens."""

import pytest

from ranking.errors import DataError
from ranking.facts.addresses import unfit
from ranking.facts.load import load, load_kept
from tests.ranking.facts.board_files import write_board

REFUSED = [
    ("https://github.com/owner/name", "the root of a repository", "the file at its commit, the issue or the commit"),
    (
        "https://www.github.com/owner/name/",
        "the root of a repository",
        "the file at its commit, the issue or the commit",
    ),
    ("https://gitlab.com/owner/name", "the root of a repository", "the file at its commit, the issue or the commit"),
    ("https://www.example.org/", "a site's home page", "the page on which the statement can be read"),
    ("http://example.org", "a site's home page", "the page on which the statement can be read"),
    ("https://aws.amazon.com.rproxy.goskope.com/compliance/hds/", "a proxy's copy", "the address of the page itself"),
    ("https://s.name.workers.dev/https/www.example.org/a", "a proxy's copy", "the address of the page itself"),
    ("https://me:secret@example.org/a", "an address with user or session data", "the address without them"),
    ("https://example.org/a?hl=fr&authuser=8", "an address with user or session data", "the address without them"),
    ("https://example.org/a?PHPSESSID=1f", "an address with user or session data", "the address without them"),
    ("https://example.org/a;jsessionid=1f?b=2", "an address with user or session data", "the address without them"),
]
ACCEPTED = [
    "https://github.com/owner/name/blob/1b42df5/docs/kaas.md",
    "https://github.com/owner/name/issues/48",
    "https://github.com/owner/name/tree/1b42df5",
    "https://www.example.org/?p=2485",
    "https://help.ovhcloud.com/csm/es-es-reversibility?id=kb_article_view&sysparm_article=KB0071886",
    "https://medium.com/@name/an-article",
]


@pytest.mark.parametrize("address, what, allowed", REFUSED)
def test_an_address_that_shows_no_statement_is_named_for_what_it_is(address, what, allowed):
    found = unfit(address)
    assert found[0] == what and found[1].startswith(allowed)


@pytest.mark.parametrize("address", ACCEPTED)
def test_a_page_of_its_own_is_accepted(address):
    assert unfit(address) is None


def test_the_refusal_names_the_line_of_the_address_and_a_kept_version_is_read_as_it_was(tmp_path):
    root = write_board(tmp_path)
    path = root / "providers" / "local.toml"
    lines = path.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("source_url"))
    lines[at] = 'source_url = "https://github.com/owner/name"'
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(DataError) as caught:
        load(root)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.block) == ("providers/local.toml", at + 1, "jurisdiction")
    assert "'https://github.com/owner/name' is the root of a repository" in problem.wrong
    assert len(load_kept(root).facts) > 0
