"""Mending an outline: as rows with levels, by operations on rows, at places found again by their words."""
