"""Parts of several screens: tables, charts, downloads, sharing, the projector."""
