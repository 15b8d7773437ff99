"""The formats: each writes a `Paper`, its tables, or a report as bytes, and knows nothing of meetings."""
