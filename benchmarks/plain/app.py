"""The named peer: the ranking the way a first Streamlit app does it. 16 sliders, go.Figure charts, default settings.

Same evidence, same offers, same weighted mean as the board's first page; three charts (stacked bar with a trace a
criterion, heat map, scatter), four figures, one table.
"""

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ranking.facts.decision_matrix import decision_matrix
from ranking.facts.load import data_folder, load
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario

DAY = date(2020, 7, 6)

st.set_page_config(page_title="Plain board", layout="wide")


@st.cache_resource
def evidence():
    return load(data_folder())


@st.cache_resource
def matrix():
    return decision_matrix(evidence(), DAY)


held, scores = evidence(), matrix()
criteria = list(held.criteria.values())
with st.sidebar:
    balance = st.slider("Sovereignty ⟷ urgency", 0, 100, 50, key="balance")
    weights = {c.id: st.slider(c.label.en, 0, 100, 50, key=f"w_{c.id}") for c in criteria}
pillars = {held.pole("urgency"): float(balance), held.pole("sovereignty"): 100.0 - balance}
found = rank(held, Scenario(DAY, pillars=tuple(pillars.items()), weights=tuple(weights.items()), thin=True), scores)

names = {o: offer.name for o, offer in held.offers.items()}
table = pd.DataFrame(
    [
        {
            "place": r.place,
            "offer": names[r.offer],
            "score": r.score,
            "low": r.low,
            "high": r.high,
            **{held.criteria[c].label.en: p for c, p in r.contributions.items()},
        }
        for r in found.rows
    ]
)
st.title(f"{table.offer[0]} comes first")
for column, name, value in zip(
    st.columns(4),
    ("First", "Score", "Gap", "Offers"),
    (table.offer[0], f"{table.score[0]:.1f}", f"{table.score[0] - table.score[1]:.1f}", len(table)),
    strict=True,
):
    column.metric(name, value)

bars = go.Figure([go.Bar(name=c.label.en, y=table.offer, x=table[c.label.en], orientation="h") for c in criteria])
bars.update_layout(barmode="stack", height=600, yaxis={"autorange": "reversed"}, title="Contributions")
st.plotly_chart(bars)
left, right = st.columns(2)
values = scores.value.loc[[r.offer for r in found.rows]]
heat = go.Figure(go.Heatmap(z=values.to_numpy(), x=[c.label.en for c in criteria], y=table.offer))
heat.update_layout(height=500, title="Scores")
left.plotly_chart(heat)
points = go.Figure(go.Scatter(x=table.low, y=table.high, text=table.offer, mode="markers+text"))
points.update_layout(height=500, title="Worst and best case", xaxis_title="worst", yaxis_title="best")
right.plotly_chart(points)
st.dataframe(table)
