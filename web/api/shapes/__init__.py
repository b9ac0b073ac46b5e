"""The shapes of the answers, as pydantic models: what the description says and what is checked before it leaves."""
