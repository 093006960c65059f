"""The parts of the register book: front, services, providers, what holds them, what is missing."""
