"""The workshop pack: what is printed and handed out, and the list of the facilitator."""
