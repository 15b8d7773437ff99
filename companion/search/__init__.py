"""Query to hits: by characters, by sound, by mistake; ranking and positions."""
