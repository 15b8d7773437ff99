"""Bytes to outline: encodings, formats, the grammar of markers, proof-reading, mending."""
