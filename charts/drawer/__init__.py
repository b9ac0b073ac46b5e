"""The drawer: from a score to the dated facts that it is made of."""
