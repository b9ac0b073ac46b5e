"""The verdict: how firmly the facts put an offer first, and which facts that rests on."""
