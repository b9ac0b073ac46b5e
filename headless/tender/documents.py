"""The documents of a tender as files: the report, and an annex for each bidder that is not first."""

from exports.tender import documents
from exports.tender.letter_content import letter, losing
from exports.tender.live.workbook import workbook
from exports.tender.report_content import report
from ranking.model import Evidence
from ranking.tender.award import TenderRanking, decisive_at_once, judged, tips
from words.language import language


def made(ranked: TenderRanking, public: Evidence, lang: str, form: str) -> tuple[bytes, dict[str, bytes]]:
    """Return the report, or the workbook, and name -> annex; form: "docx", "pdf", or "xlsx" with annexes in DOCX."""
    say, writer = language(lang), documents.pdf if form == "pdf" else documents.word
    if form == "xlsx":
        whole = workbook(say, ranked)
    else:
        deciding = decisive_at_once(ranked.dossier, public)
        whole = writer(report(say, ranked, judged(ranked), tips(ranked, public), deciding, public))
    numbers, ending = {b.id: n for n, b in enumerate(ranked.dossier.bidders, 1)}, "pdf" if form == "pdf" else "docx"
    return whole, {f"letter-{numbers[b.id]:02d}.{ending}": writer(letter(say, ranked, b)) for b in losing(ranked)}
