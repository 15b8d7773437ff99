"""The widgets: they get values and post messages."""
