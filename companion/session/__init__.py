"""The open meeting: the one door for every change."""
