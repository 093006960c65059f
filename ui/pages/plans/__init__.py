"""The page Plans."""
