"""The files that went through a chat, kept in memory; sent once, a file may be sent again by its id."""

from dataclasses import dataclass, field
from itertools import count

from sandbox.errors import Refused, bad_request
from sandbox.wire import Params, Upload, Wire


@dataclass(frozen=True)
class StoredFile:
    """A file with the id by which the bot may use it again."""

    id: str
    name: str
    mime_type: str
    data: bytes = field(repr=False)

    @property
    def path(self) -> str:
        return f"documents/{self.id}"

    def document(self) -> Wire:
        return {
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_id": self.id,
            "file_unique_id": f"u{self.id}",
            "file_size": len(self.data),
        }

    def handle(self) -> Wire:
        document = self.document()
        return {name: document[name] for name in ("file_id", "file_unique_id", "file_size")} | {
            "file_path": self.path
        }


class Files:
    """Every file of this bot."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._numbers = count(1)

    def keep(self, upload: Upload) -> StoredFile:
        if not upload.data:
            raise bad_request("file must be non-empty")
        name = f"F{next(self._numbers):08d}"
        stored = self._files[name] = StoredFile(name, upload.name, upload.mime_type, upload.data)
        return stored

    def get(self, file_id: str) -> StoredFile:
        if file_id not in self._files:
            raise wrong_file()
        return self._files[file_id]

    def at(self, path: str) -> StoredFile | None:
        return self._files.get(path.removeprefix("documents/"))

    def from_request(self, params: Params, name: str) -> StoredFile:
        """The file named by a parameter: uploaded under that name or another, or known by its id."""
        value = params.text(name)
        upload = params.files.get(value.removeprefix("attach://") if value.startswith("attach://") else name)
        if upload is not None:
            return self.keep(upload)
        if not value:
            raise bad_request(f"there is no {name} in the request")
        if value.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        return self.get(value)


def wrong_file() -> Refused:
    return bad_request("wrong file identifier/HTTP URL specified")
