"""The screens: switchboards between widgets and the session."""
