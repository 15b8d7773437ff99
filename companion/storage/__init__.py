"""The disk: the one writer, the TOML codec, the minutes store, configuration, folders."""
