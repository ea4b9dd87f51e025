"""Every catalogue is compiled when the package is built; a broken catalogue stops the build."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogues(BuildHookInterface[Any]):
    """Adds a `.mo` beside each `.po` of `locales/` to the wheel; the checkout itself stays as it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        scratch = Path(tempfile.mkdtemp(prefix="bijeen-catalogues-"))
        atexit.register(shutil.rmtree, scratch)
        for source in sorted(root.glob("locales/*/LC_MESSAGES/*.po")):
            inside = source.relative_to(root).with_suffix(".mo")
            compile_catalogue(source, scratch / inside)
            build_data["force_include"][str(scratch / inside)] = inside.as_posix()


def compile_catalogue(source: Path, target: Path) -> None:
    """Writes the catalogue `source` in binary form to `target`; raises PoFileError when it is broken."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as readable:
        catalogue = read_po(readable, locale=source.parts[-3], abort_invalid=True)
    with target.open("wb") as writable:
        write_mo(writable, catalogue)
