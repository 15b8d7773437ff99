"""The documents, each composed once into a `Paper`, whatever its format will be."""
