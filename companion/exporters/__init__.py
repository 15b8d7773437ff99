"""Minutes to bytes: one small module per format, one registry."""
