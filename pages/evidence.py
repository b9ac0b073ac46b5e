"""What is known of whom, how well, since when, and from which source."""

from ui.evidence import matrix
from ui.frame.frame import frame
from ui.parts.tables import reading
from words.facts.freshness import ending_sentence, re_read_sentence

with frame("evidence") as page:
    matrix.draw(page)
    question = page.say, page.evidence
    sentences = (ending_sentence(*question, page.ranking), re_read_sentence(*question, page.scenario.as_of))
    if any(sentences):
        reading(" ".join(filter(None, sentences)))
