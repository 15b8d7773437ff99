"""How documents look here: the user's own settings where there are any, over those that come with the program."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

from companion.errors import BrokenTemplateError
from companion.exporters.settings import LoadedSettings, default_settings, parse_settings
from companion.storage.files import read_bytes
from companion.storage.folders import config_folder

TEMPLATE = "export.toml"


def own_settings(template: Path | None = None) -> LoadedSettings:
    """The settings of a named template, otherwise of the settings folder, with remarks on what was not understood.

    Raises what `read_bytes` raises for a file that is named and not there, BrokenTemplateError for no Word file.
    """
    own = template or config_folder() / TEMPLATE
    if template is None and not own.is_file():
        return LoadedSettings(default_settings())
    loaded = parse_settings(read_bytes(own), default_settings(), str(own))
    if not loaded.settings.docx_template:
        return loaded
    word = own.parent / loaded.settings.docx_template
    data = read_bytes(word)
    if not _is_word(data):
        raise BrokenTemplateError(path=word)
    return replace(loaded, settings=replace(loaded.settings, docx_template_data=data))


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {"[Content_Types].xml", "_rels/.rels"} <= set(package.namelist()) and package.testzip() is None
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        return False
