"""Follow a prepared speech, take notes on its points, hand over the minutes."""
