"""The popover "Export" of every page, and the buttons of single files."""
