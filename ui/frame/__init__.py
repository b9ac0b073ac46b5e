"""The frame of every page: masthead, navigation, sidebar, foot."""
