"""The question that the board opens with: two days side by side, the law as a switch, the weights under the hand.

It is the ranking's page with a second day in its address (`against`); the bare address of the board means it.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache

import streamlit as st

from charts.ranking.live_data import live_board as live_numbers
from charts.ranking.question import ROWS, DayAnswer, days_html, legend_html
from ranking.errors import NothingToWeigh
from ranking.facts.musthaves import binding
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from results import results
from results.terms import conditions
from ui.parts.tables import escaped
from ui.parts.verdict import found as verdict_of
from ui.ranking import by_hand, live_board
from ui.ranking.by_hand import packed
from ui.session import address
from ui.session.calendar import today
from ui.session.page import Page
from ui.session.widgets import keep
from words.language import Language, language
from words.ranking import question as words


def on() -> bool:
    """Return whether the page shows the question, not the whole board."""
    return address.entry(address.AGAINST) is not None


def said(page: Page) -> str:
    """Return the answers of both days in one text, to be read aloud."""
    say = page.say
    return " ".join(f"{say.day(x.day)}: {x.answer} {x.company}" for x in days(say, page.evidence))


def days(say: Language, evidence: Evidence) -> list[DayAnswer]:
    """Return the answers of both days, the earlier first."""
    scenario = address.scenario()
    both = sorted({address.value(address.AGAINST, evidence), scenario.as_of})
    return [_day(say, evidence, day) for day in both]


def _day(say: Language, evidence: Evidence, day: date) -> DayAnswer:
    title = say("Today, {day}", day=say.day(day)) if day == today() else say.day(day)
    try:
        ranking = results.ranking(evidence, replace(address.scenario(), as_of=day))
    except NothingToWeigh:
        return DayAnswer(day, title, None, say("Nothing that is weighed is known."), "")
    answer = words.answer(say, evidence, ranking, verdict_of(evidence, ranking))
    return DayAnswer(day, title, ranking, answer, words.company(say, evidence, ranking))


def draw(page: Page) -> None:
    """Draw the question, the law, both days with the weights, the ways into the whole board, and the conditions."""
    say, evidence = page.say, page.evidence
    shown = days(say, evidence)
    st.html(
        f'<h1 class="verdict question">{escaped(words.question(say, evidence))}</h1>'
        f'<p class="conditions">{escaped(words.standfirst(say, evidence))}</p>'
    )
    with st.container(key="q_law", horizontal=True, vertical_alignment="center"):
        _law(page, shown[0].day)
    titles = tuple((x.title, x.day.isoformat()) for x in shown)
    of, words_sent = _numbers(evidence, say.code, titles, _bare(evidence, shown))
    by_hand.tell("live_words", words_sent)
    live_board.draw_live_board(
        page,
        lambda: days_html(say, evidence, shown, address.door_link()),
        of,
        said=[{"answer": x.answer, "company": x.company} for x in shown],
    )
    st.html(legend_html(say))
    with st.container(key="q_open", horizontal=True):
        for x in shown:
            label = say("Open the whole board on {day}", day=say.day(x.day))
            st.button(label, key=f"open_{x.day}", type="primary", on_click=_open, args=(x.day,))
    with st.expander(say("On what conditions")):
        for x in shown:
            if x.ranking:
                terms = conditions(say, evidence, x.ranking)
                st.html(f'<p class="conditions"><b>{escaped(say.day(x.day))}.</b> {escaped(terms)}</p>')


def _law(page: Page, earlier: date) -> None:
    """Draw the switch of what the law already required on the earlier day."""
    say, gates = page.say, binding(page.evidence, earlier)
    if not gates:
        return
    required = set(gates) <= set(page.scenario.require)
    keep("q_law_asked", required)
    st.checkbox(
        words.law_label(say, page.evidence, gates),
        key="q_law_asked",
        help="\n\n".join(say.text(page.evidence.gates[g].law) for g in gates),
        on_change=_ask,
        args=(gates,),
        width="content",
    )
    st.caption(words.law_on(say) if required else words.law_off(say), width="content")


def _ask(gates: tuple[str, ...]) -> None:
    others = tuple(t for t in address.scenario().require if t not in gates)
    address.change(require=(*gates, *others) if st.session_state["q_law_asked"] else others)


def _open(day: date) -> None:
    address.change(as_of=day)
    address.show(address.AGAINST, None)


def _bare(evidence: Evidence, shown: list[DayAnswer]) -> tuple[Ranking | None, ...]:
    """The same days without the visitor's weights, of which nothing but the weights depends."""
    return tuple(results.profile_ranking(evidence, x.ranking) if x.ranking else None for x in shown)


@lru_cache(maxsize=100)
def _numbers(
    evidence: Evidence, code: str, titles: tuple[tuple[str, str], ...], bare: tuple[Ranking | None, ...]
) -> tuple[str, bytes]:
    """Return what the browser weighs and says of the days, as `live_board.place` takes it; the panel is the last's."""
    say = language(code)
    boards = [live_numbers(say, evidence, r) if r else None for r in bare]
    panel = next(b for b in reversed(boards) if b)
    panel["words"] |= {"title": say("Your turn: the weights"), "in_profile": "", "rests_on": ""}
    panel["words"]["score"] = say("{score} out of 100", score="{score}")
    shown = [
        {"title": t, "iso": day, "board": b and {k: v for k, v in b.items() if k != "words"}}
        for (t, day), b in zip(titles, boards, strict=True)
    ]
    return packed(panel | {"days": shown, "subject": evidence.subject, "few": ROWS})
