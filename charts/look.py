"""Colours and marks shared by every picture. Each family has a colour and a shape, never colour alone."""

FAMILY_COLOUR = {"european": "#0072B2", "hyperscaler": "#D55E00", "licensed": "#B5568A"}
FAMILY_MARK = {"european": "●", "hyperscaler": "◆", "licensed": "▲"}
FAMILY_SYMBOL = {"european": "circle", "hyperscaler": "diamond", "licensed": "triangle-up"}
EXCLUDED_COLOUR = "#8C8C8C"
