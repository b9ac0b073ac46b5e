"""What the board says without Streamlit: an interface for programs, feeds, the pages a public body owes."""
