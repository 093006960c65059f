"""The desktop: Qt windows over `planner.session`."""
