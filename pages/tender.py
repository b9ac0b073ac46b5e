"""A buyer's own tender, his alone: requirements, seal, answers, ranking, documents."""

from ui.frame.frame import frame
from ui.parts import projector
from ui.tender import bids, draft, files, in_store, next_step, outcome, pictures, session_dossier, why

with frame("tender") as page:
    dossier = session_dossier.dossier()
    ranked, report = outcome.found(page, dossier) or (None, None)
    outcome.heading(page, dossier, ranked)
    outcome.places(page, report)
    projector.enough()
    next_step.draw(page, dossier)
    files.draw(page, dossier)
    in_store.draw(page, dossier)
    if dossier is not None:
        draft.draw(page, dossier)
        if dossier.seals:
            bids.draw(page, dossier)
        if ranked is not None:
            pictures.plane(page, ranked)
            why.draw(page, ranked)
            outcome.draw(page, ranked, report)
