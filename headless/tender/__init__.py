"""`tender`: a buyer's own dossier, without a screen."""
