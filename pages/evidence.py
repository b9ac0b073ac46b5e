"""What is known of whom, how well, since when, and from which source."""

from ui.evidence import matrix
from ui.frame.frame import frame
from ui.parts.tables import reading
from words.facts.freshness import ending_sentence, re_read_sentence

with frame("evidence") as page:
    matrix.draw(page)
    asked = page.say, page.evidence
    said = (ending_sentence(*asked, page.ranking), re_read_sentence(*asked, page.scenario.as_of))
    if any(said):
        reading(" ".join(filter(None, said)))
