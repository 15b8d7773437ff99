"""`companion [SPEECH]`: open the live view, or offer what there is to open."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The speech to open and where its minutes are."""
    parser.add_argument("speech", nargs="?")


def run(arguments: argparse.Namespace) -> int:
    """Open the screen; exit code 0 when it was left in peace."""
    del arguments
    return 0
