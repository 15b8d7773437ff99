"""Values: outline, anchor, blank, minutes, deadline. Frozen, standard library only."""
