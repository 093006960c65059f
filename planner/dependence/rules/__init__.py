"""Dated tables behind likelihood and watching: signs, ratios and tiers, with sources."""
