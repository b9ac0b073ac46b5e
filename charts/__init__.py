"""Result tables -> pictures. No streamlit here, and no maths beyond layout."""
