"""How a request may be written: in the address, as a form, as JSON, or in parts with files."""

import json
import re
from urllib.parse import parse_qsl

from starlette.requests import Request as HttpRequest

from sandbox.errors import bad_request
from sandbox.wire import Upload

_NAME = re.compile(r'[; ]name="([^"]*)"')
_FILE_NAME = re.compile(r'filename="([^"]*)"')
_TYPE = re.compile(r"^content-type:\s*([^\s;]+)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(r'boundary="?([^";]+)')

Body = tuple[dict[str, object], dict[str, Upload]]


async def read_request(request: HttpRequest) -> Body:
    """Parameters and files; those of the body win over those of the address."""
    address: dict[str, object] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    params, files = read_body(kind, await request.body())
    return address | params, files


def read_body(kind: str, body: bytes) -> Body:
    if not body:
        return {}, {}
    if kind.startswith("application/json"):
        return _json(body), {}
    if kind.startswith("multipart/form-data"):
        return _parts(kind, body)
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
    raise bad_request("unsupported content type")


def _json(body: bytes) -> dict[str, object]:
    try:
        read = json.loads(body)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise bad_request("can't parse request JSON object")
    return read


def _parts(kind: str, body: bytes) -> Body:
    boundary = _BOUNDARY.search(kind)
    if boundary is None:
        raise bad_request("boundary parameter not found in Content-Type")
    params: dict[str, object] = {}
    files: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.group(1).encode())[1:-1]:
        head, _, data = part.partition(b"\r\n\r\n")
        _put(head.decode(), data, params, files)
    return params, files


def _put(head: str, data: bytes, params: dict[str, object], files: dict[str, Upload]) -> None:
    name, file_name, kind = _NAME.search(head), _FILE_NAME.search(head), _TYPE.search(head)
    if name is None:
        raise bad_request("can't parse multipart headers")
    if file_name is None:
        params[name.group(1)] = data.decode()
        return
    mime_type = kind.group(1) if kind else "application/octet-stream"
    files[name.group(1)] = Upload(file_name.group(1), data, mime_type)
