"""Zip packages whose bytes depend on nothing but their content: fixed times, the order as written."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip entry can have


def repack(data: bytes, changed: dict[str, bytes] | None = None) -> bytes:
    """The same package with fixed times; `changed` replaces or adds parts by name."""
    parts = dict(changed or {})
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            target.writestr(_entry(info.filename), parts.pop(info.filename, b"") or source.read(info))
        for name, content in parts.items():
            target.writestr(_entry(name), content)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
