"""The form that locks the scenario on screen: the question, a reason for each choice, who agreed and who did not."""

import secrets
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from ranking.decisions.record_content import RecordContent
from ranking.decisions.recording import NAME, NAMES, QUESTION, REASON, content, typed_texts, weights
from ranking.facts.musthaves import requirement
from ranking.versions.program import program
from ranking.weights import whole_percentages
from store import records
from store.engine import store
from store.records import StoredRecord
from store.refused import Refused
from ui.parts import record_status, store_access
from ui.parts.tables import escaped
from ui.parts.verdict import sentence
from ui.session import address
from ui.session.page import Page
from words.decisions.record_sentences import trouble_text
from words.language import Language
from words.people.meeting import refusal
from words.ranking.conditions import requirement_text

# What was typed outlives a look at another page; held back in the browser (a form, on_change="ignore") it would not.
_TYPED = {"persist_state": "session"}


def _alone(made: RecordContent) -> StoredRecord:
    """A record that belongs to no meeting."""
    return records.append(store(), made, store_access.now(), once=True)


def lock_form(
    page: Page,
    voices: Sequence[str] = (),
    key: str = "lock",
    keep: Callable[[RecordContent], StoredRecord] = _alone,
    done: Callable[[], None] = lambda: None,
    question: str = "",
) -> None:
    """Draw the form.

    board    what is locked: its evidence, scenario and ranking (a ui.session.page.Page, or one with another scenario)
    voices   names to choose from for those who agree and dissent, all agreeing at first; others can be typed
    question what the form asks at first
    keep     puts the content in the store: alone, or in a meeting, with which it is deleted
    done     called as soon as the record is made, before anything is drawn that could be cut short
    """
    say, state = page.say, st.session_state
    state.setdefault(f"{key}_question", question[:QUESTION])
    if voices:
        state.setdefault(f"{key}_agreed_voices", list(dict.fromkeys(voices)))
    with st.container(border=True, key=f"{key}_form"):
        st.text(say("This locks: {sentence}", sentence=sentence(say, page.evidence, page.ranking)))
        st.text_input(say("The question being decided"), key=f"{key}_question", max_chars=QUESTION, **_TYPED)
        _musthaves(page, key)
        _weights(page, key)
        left, right = st.columns(2)
        with left:
            _people(say("Who agrees"), say, voices, f"{key}_agreed", f"{key}_dissented")
        with right:
            _people(say("Who dissents"), say, voices, f"{key}_dissented", f"{key}_agreed")
        st.caption(
            say(
                "Reasons and names are kept as typed, and shown to whoever has the record's link. A record is "
                "never changed: other weights make another record. A policy analysis aid, not an award engine; "
                "the buyer's published award criteria govern."
            )
        )
        if trouble := state.pop(f"{key}_trouble", ""):
            st.html(f'<p class="trouble" role="alert">{escaped(trouble)}</p>')  # it may quote what was typed
        st.button(
            say("Lock this scenario"),
            type="primary",
            key=f"{key}_go",
            on_click=_lock,
            args=(page, key, keep, done, store_access.once(f"{key}_salt", _salt)),
        )


def _musthaves(page: Page, key: str) -> None:
    say = page.say
    for token in page.scenario.require:
        label = requirement_text(say, page.evidence, requirement(token, page.evidence))
        _reason(say("Why this must-have: {label}", label=label), _why(key, "must", token))


def _weights(page: Page, key: str) -> None:
    """One field a pillar; one a criterion that weighs, a fold deeper."""
    say, every = page.say, weights(page.evidence, page.ranking, {})
    shares = whole_percentages(page.ranking.weighting.pillars)
    for pillar in (w for w in every if not w.pillar and w.share > 0):
        _reason(
            say(
                "Why {share} for “{label}”", share=say.percent(shares[pillar.item] / 100), label=say.text(pillar.label)
            ),
            _why(key, "weight", pillar.item),
        )
        inside = [w for w in every if w.pillar == pillar.item and w.share > 0]
        with st.expander(say("Reasons inside “{label}”, criterion by criterion", label=say.text(pillar.label))):
            for weight in inside:
                _reason(
                    say(
                        "{label}: {share} of the whole",
                        label=say.text(weight.label),
                        share=say.percent(weight.share, 1),
                    ),
                    _why(key, "weight", weight.item),
                )


def _reason(label: str, key: str) -> None:
    st.text_input(label, key=key, max_chars=REASON, **_TYPED)


def _people(label: str, say: Language, voices: Sequence[str], key: str, other: str) -> None:
    """Those at the table to choose from, and a field where no name waits for a key to be pressed to count."""
    if voices:
        st.multiselect(
            label,
            list(dict.fromkeys(voices)),
            key=f"{key}_voices",
            placeholder=say("nobody"),
            on_change=_one_side,
            args=(key, other),
            **_TYPED,
        )
    st.text_area(
        say("{who}, others", who=label) if voices else label,
        key=key,
        height=90,
        max_chars=NAMES * NAME,
        placeholder=say("a name or a role on each line"),
        **_TYPED,
    )


def _one_side(key: str, other: str) -> None:
    """Take whoever was put on one side off the other."""
    state = st.session_state
    state[f"{other}_voices"] = [n for n in state.get(f"{other}_voices", ()) if n not in state[f"{key}_voices"]]


def _named(key: str) -> list[str]:
    state = st.session_state
    return [*state.get(f"{key}_voices", ()), *state[key].splitlines()]


def _why(key: str, kind: str, item: str) -> str:
    return f"{key}_why_{kind}_{item}"


def _reasons(key: str, kind: str, items: Iterable[str]) -> dict[str, str]:
    return {item: st.session_state.get(_why(key, kind, item), "") for item in items}


def _empty(key: str) -> None:
    """Begin the next lock with nothing typed."""
    typed = (f"{key}_question", f"{key}_why_", f"{key}_agreed", f"{key}_dissented")
    for name in [str(k) for k in st.session_state if str(k).startswith(typed)]:
        st.session_state[name] = [] if name.endswith("_voices") else ""


def _lock(
    page: Page, key: str, keep: Callable[[RecordContent], StoredRecord], done: Callable[[], None], salt: str
) -> None:
    """Make the record of what was on screen when the button was pressed; nothing typed is lost where that fails.

    salt  drawn with the form: a second press cuts the first one's run short, and asks for the same record
    """
    stored, st.session_state[f"{key}_trouble"] = _made(page, key, keep, salt)
    if stored:
        _empty(key)
        record_status.remember(stored.id)
        address.show("record", stored.id)
        store_access.used(f"{key}_salt")
        done()


def _salt() -> str:
    return secrets.token_hex(16)


def _made(
    page: Page, key: str, keep: Callable[[RecordContent], StoredRecord], salt: str
) -> tuple[StoredRecord | None, str]:
    """The record; or None and why there is none."""
    state, say, evidence = st.session_state, page.say, page.evidence
    try:
        words = typed_texts(
            state[f"{key}_question"],
            _reasons(key, "must", page.scenario.require),
            _reasons(key, "weight", [*evidence.pillars, *evidence.criteria]),
            _named(f"{key}_agreed"),
            _named(f"{key}_dissented"),
        )
        store_access.count("lock")
        return keep(content(evidence, page.ranking, words, program(), salt)), ""
    except Refused as refused:
        return None, refusal(say, refused.reason, refused.about)
    except record_status.FAILS as error:
        return None, record_status.out_of_reach(say, error) or trouble_text(say, error)
