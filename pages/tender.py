"""A buyer's own tender, his alone: requirements, seal, answers, ranking, documents."""

from ui.frame.frame import frame
from ui.parts import projector
from ui.tender import bids, draft, files, held, in_store, next_step, outcome, pictures, why

with frame("tender") as board:
    dossier = held.dossier()
    found, report = outcome.found(board, dossier) or (None, None)
    outcome.heading(board, dossier, found)
    outcome.places(board, report)
    projector.enough()
    next_step.draw(board, dossier)
    files.draw(board, dossier)
    in_store.draw(board, dossier)
    if dossier is not None:
        draft.draw(board, dossier)
        if dossier.seals:
            bids.draw(board, dossier)
        if found is not None:
            pictures.plane(board, found)
            why.draw(board, found)
            outcome.draw(board, found, report)
