"""Icons of the window, drawn for Backstop: strokes on a 24 by 24 grid in the colour of the text."""
