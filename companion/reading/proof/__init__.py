"""The single checks of proof-reading: each takes a speech and yields remarks, each knows one kind of slip."""
