"""Where a guided path keeps its answers: in the address of its own page, or in the session under a prefix."""

from dataclasses import dataclass

import streamlit as st

from address.questionnaire import parsed, written
from address.weights_code import with_weights
from ranking.model import Evidence
from ranking.people.elicitation import WAYS, Given
from ranking.weighing.scenario import Scenario
from ui.parts.tables import escaped
from ui.session import address


@dataclass(frozen=True, slots=True)
class PathMemory:
    """A path's memory. prefix "": the page's own address keys; another: the session, so that no link shows it.

    blind  whether the path tells nothing of the ranking
    """

    prefix: str = ""
    blind: bool = False

    def get(self, key: str) -> str:
        """Return the text of an entry of this path (way, step, answers or before), "" where there is none."""
        if not self.prefix:
            return address.entry(key) or ""
        return st.session_state.get(self._name, {}).get(key, "")

    def put(self, **entries: str) -> None:
        """Set or clear entries."""
        if not self.prefix:
            for key, value in entries.items():
                address.show(key, value or None)
        else:
            st.session_state[self._name] = st.session_state.get(self._name, {}) | entries

    @property
    def _name(self) -> str:
        return f"{self.prefix}_path"

    def widget(self, name: str) -> str:
        """Return the key of a widget of this path."""
        return f"{self.prefix or 'el'}_{name}"

    @property
    def way(self) -> str:
        """Return the guided way to weights that was chosen (ranking.people.elicitation.WAYS), "" before one is."""
        return self.get("way") if self.get("way") in WAYS else ""

    @property
    def step(self) -> int | None:
        """Return the question one went back to, from 0; None: the first without an answer, else the result."""
        text = self.get("step")
        return int(text) if text.isdecimal() else None

    def given(self, evidence: Evidence) -> dict[str, float]:
        """Return the answers so far."""
        return parsed(self.get("answers"), evidence) or {}

    def record(self, answers: Given) -> None:
        """Keep the answers and go on to what has none yet."""
        self.put(answers=written(answers), step="")

    def leave(self) -> None:
        """Go back to the choice of a way in."""
        self.put(way="", step="", answers="")

    def start(self, evidence: Evidence, scenario: Scenario) -> Scenario:
        """Return the scenario with the weights that were in force when the path began."""
        return with_weights(scenario, self.get("before"), evidence) or scenario


def title(memory: PathMemory, text: str, small: str = "") -> None:
    """Draw the head of a step: the page's own heading, or one below where the path stands inside another screen."""
    level = "h2" if memory.prefix else "h1"
    kicker = f'<p class="kicker">{escaped(small)}</p>' if small else ""
    st.html(f'{kicker}<{level} class="verdict">{escaped(text)}</{level}>')
