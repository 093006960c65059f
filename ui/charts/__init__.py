"""Charts on screen: the values of `planner.document.charts`, drawn in the look of the window."""
