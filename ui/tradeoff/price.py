"""From the prices of the poles, told under the plane, to the screen of costs that they rest on."""

from ranking.balance.balance import poles
from ranking.workload.written import written
from results import workload as results
from ui.session import address
from ui.session.links import page_link
from ui.session.page import Page


def draw(page: Page, sides: tuple[str, str]) -> None:
    """Draw the link to the workload whose prices stand under the plane; nothing for other sides."""
    if sides != poles(page.evidence):
        return
    used = results.in_use(page.evidence, page.scenario, None)
    query = address.query() if page.scenario.priced else {**address.query(), "workload": written(used)}
    page_link("cost", page.say("→ What this workload costs, part by part"), query, "tradeoff_cost")
