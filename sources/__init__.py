"""Whether the pages that the data cite can still be read: asked by the keeper's command, never by the board."""
