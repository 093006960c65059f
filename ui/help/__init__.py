"""The guide, the glossary and the tour."""
