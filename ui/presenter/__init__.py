"""The room's screen: what everybody sees on the projector while an exercise is played."""
