"""What the server adds around Streamlit."""
