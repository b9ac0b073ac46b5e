"""Figures in files stand where Plotly puts them on the page: the same marks, measured in one browser."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import plotly
import pytest

from address.page_entries import PageEntries
from charts.parts.look import Look
from exports.pictures.catalogue import CATALOGUE
from exports.pictures.picture_file import picture_of
from exports.svg.figure import body, document
from exports.svg.fonts import faces
from ranking.weighing.scenario import Scenario
from words.language import language

# Tables: no figure that a browser could draw as well.
SHEETS = ("ranking", "pair", "flips", "replay", "ready", "divides", "cost")


@pytest.fixture(scope="module")
def side_by_side(browser):
    """page(figure, wide) -> positions of all marks as Plotly draws them, and as this board's own writer does."""
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    script = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text("utf-8")
    tab.set_content(
        f"<style>{faces()} body{{margin:0}} text{{font-family:'Urgence Sans'}}</style><div "
        f"id=a></div><div id=b style='position:absolute;left:0;top:0'></div>"
    )
    tab.add_script_tag(content=script)

    def measure(figure, wide):
        figure = json.loads(json.dumps(figure))
        figure["layout"]["font"]["family"] = "Urgence Sans"
        own = document(body(figure, wide), (wide, figure["layout"]["height"]), (wide, figure["layout"]["height"]), "x")
        return tab.evaluate(_MEASURE, [figure, wide, own])

    yield measure
    tab.close()


_MEASURE = """async ([figure, wide, own]) => {
  await Promise.all([...document.fonts].map(f => f.load()));
  const a = document.getElementById('a'), b = document.getElementById('b');
  b.innerHTML = ''; a.innerHTML = '';
  figure.layout.width = wide;
  await Plotly.newPlot(a, figure.data, figure.layout, {staticPlot: true});
  const box = e => {
    const r = e.getBoundingClientRect();
    return [r.left + r.width / 2, r.top + r.height / 2, r.width, r.height];
  };
  const seen = e => {
    if (e.matches('.js-line') && parseFloat(getComputedStyle(e).strokeWidth) === 0) return false;
    for (; e && e.nodeType === 1; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.opacity == 0 || style.display === 'none') return false;
    }
    return true;
  };
  const words = e => e.textContent.replace(/\\u200b/g, '');
  const take = (root, names, said) => [...root.querySelectorAll(names)].filter(seen)
    .map(e => [said ? words(e) : '', box(e)]).filter(x => !said || x[0]);
  const theirs = {note: take(a, '.annotation-text', true), tick: take(a, '.xtick text, .ytick text', true),
                  label: take(a, '.textpoint text, .heatmap-label text', true),
                  line: take(a, '.js-line'), mark: take(a, 'path.point'), shape: take(a, '.shapelayer path')};
  Plotly.purge(a); a.innerHTML = '';
  b.innerHTML = own;
  const ours = {note: take(b, 'text.note', true), tick: take(b, 'text.tick', true), label: take(b, 'text.label', true),
                line: take(b, 'path.line'), mark: take(b, 'path.mark'), shape: take(b, '.shape')};
  return [theirs, ours];
}"""


@pytest.mark.parametrize("what", [what for what in CATALOGUE if what not in SHEETS])
def test_files_and_plotly_put_the_same_marks_in_the_same_places(evidence, side_by_side, what):
    scenario = Scenario(date(2024, 3, 1))
    figure = picture_of(language("fr"), evidence, scenario, what, PageEntries()).draw(Look(1180, 560, 13))
    theirs, ours = side_by_side(figure, 1180)
    assert sum(map(len, ours.values())) > 10
    for kind in theirs:
        a, b = (sorted(side[kind], key=lambda m: (m[0], [round(v / 4) for v in m[1]])) for side in (theirs, ours))
        assert len(a) == len(b), kind
        assert sorted(m[0] for m in a) == sorted(m[0] for m in b), kind
        far = [
            (x, y) for x, y in zip(a, _matched(a, b), strict=True) if np.abs(np.subtract(x[1][:2], y[1][:2])).max() > 2
        ]
        assert far == [], kind


def _matched(a, b):
    """The marks of b in the order of those of a that are nearest, each used once."""
    left, found = list(b), []
    for words, box in a:
        k = min(
            range(len(left)),
            key=lambda i: (left[i][0] != words, abs(left[i][1][0] - box[0]) + abs(left[i][1][1] - box[1])),
        )
        found.append(left.pop(k))
    return found
