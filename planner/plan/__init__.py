"""What we will do: decisions, step-in, reserve and re-commissioning plans."""
