"""What if: events, the cascade of failure, the best response and what a run found."""
