"""`companion templates FOLDER`: copy the templates of the documents, to be changed and named with --template."""

from __future__ import annotations

import argparse
from pathlib import Path

from companion.catalogue import say
from companion.cli.output import write_message, write_result
from companion.errors import OutputExistsError, SaveError
from companion.exporters.settings import Settings, template_files
from companion.session.templates import own_settings
from companion.storage.files import read_bytes, write_atomically


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to copy them."""
    parser.add_argument("folder", type=Path, help=say("cli.templates.folder"))
    parser.add_argument("--force", action="store_true", help=say("cli.export.force"))


def run(arguments: argparse.Namespace) -> int:
    """Copy the templates and print the names of the copies; files that are there stay unless forced."""
    files = template_files()
    copies = [arguments.folder / path.name for path in files]
    taken = next((copy for copy in copies if copy.exists()), None)
    if taken and not arguments.force:
        raise OutputExistsError(path=taken)
    try:
        arguments.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(path=arguments.folder, reason=error.strerror or error) from error
    for path, copy in zip(files, copies, strict=True):
        write_atomically(copy, read_bytes(path))
        write_result(str(copy))
    return 0


def load_settings(template: Path | None = None) -> Settings:
    """The settings of a named template, otherwise of the settings folder, over the defaults.

    What is not understood is said on standard error and changes nothing. Raises what `read_bytes` raises.
    """
    loaded = own_settings(template)
    for key, values in loaded.remarks:
        write_message(say(key, **values))
    return loaded.settings
