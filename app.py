"""Router: the list of pages, in order. Every page opens its own frame.

Run for each visitor, this file draws a page. `streamlit run app.py` imports it first, to serve it: then it is the same
App as asgi.py, so that the doors are closed in either way of starting.
"""

import streamlit as st

if __name__ == "__main__":
    from ui.server import measures
    from ui.session import address, routes, uncaught
    from words.language import language

    uncaught.install()
    page = routes.navigation(language(address.language_code()))
    st.session_state["routed"] = True
    with measures.run(page.url_path or routes.FIRST, st.session_state):
        page.run()
else:
    from settings.settings import expect_usable

    expect_usable()  # before the rest is read, which takes longer
    from ui.server import served

    app = st.App("app.py", **served.layers())
