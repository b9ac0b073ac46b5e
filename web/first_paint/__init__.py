"""What the HTML of a page says before Streamlit draws it: its finding, its table, what its head tells programs."""
