"""The drawer that opens from every number, beside the page it was opened from."""
