"""Files that cannot be made: the sentence for the command line, and a code by which words/refusals.py says it."""

from ranking.errors import BoardError


class Refusal(BoardError):
    """A file that cannot be made, for the reason `code` (see words.refusals)."""

    def __init__(self, code: str, sentence: str):
        self.code = code
        super().__init__(sentence)
