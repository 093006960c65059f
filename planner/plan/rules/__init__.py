"""Dated tables of the rules that plans rest on: each number with its source, checked or not."""
