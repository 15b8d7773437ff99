"""One typed line to a note: kinds, owners, deadlines, tasks waiting in the text."""
