"""One typed line to a note: kinds, owners, deadlines, figures, and the tasks waiting in a speech."""
