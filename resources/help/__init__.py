"""Pages of the guide, in plain words."""
