"""A page that the browser's own translation went over: every sentence still follows the weights; nothing breaks."""

import pytest

from tests.browsing import arrive, becomes, query, settle, slider, visitor

pytestmark = pytest.mark.browser
# What Google's translation does to a page: two <font> elements in the place of each text.
TRANSLATE = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), all = []
  while (walk.nextNode()) if (walk.currentNode.data.trim()) all.push(walk.currentNode)
  for (const node of all) {
    if (node.parentElement.closest("script, style, svg")) continue
    const outer = document.createElement("font"), inner = document.createElement("font")
    inner.textContent = node.data
    outer.append(inner)
    node.parentNode.replaceChild(outer, node)
  }
}"""
SAID = """() => [...document.querySelectorAll("[data-testid=stMain] :is(p, h1, h2, li, summary, [data-testid=stText])")]
  .map(e => e.textContent.replace(/\\s+/g, " ").trim()).filter(Boolean)"""


# A cold server brings our own components late: what is translated before them must follow too.
LATE = "**/board.session_senses_visitor/**"


@pytest.mark.parametrize("name", ["tradeoff", "timeline", "robustness", "stakeholders", "records"])
def test_after_a_translation_sentences_follow_a_move(browser, board, name):
    context = visitor(browser, locale="de-DE")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    context.route(LATE, lambda route: route.abort())
    arrive(page, f"{board}/{name}?date=2020-07-06&lang=fr")
    handle = slider(page, "Souveraineté")
    handle.focus()
    settle(page)
    page.evaluate(TRANSLATE)
    for key in ("End", "PageDown"):
        before = query(page)
        handle.press(key)
        becomes(lambda: query(page), lambda now, before=before: now != before)
        settle(page)
    fresh = arrive(context.new_page(), page.url).evaluate(SAID)
    becomes(lambda: [text for text in fresh if text not in page.evaluate(SAID)], [])
    assert errors == []
    context.close()
