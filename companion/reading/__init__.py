"""Bytes to outline: encodings, dialects, marker grammar, blanks. Reads values, never the disk."""
