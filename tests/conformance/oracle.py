"""A judge that nobody here wrote: aiogram's models of requests, updates and answers.

`judge_request` is for every test that records what the bot sends: `judge_all(telegram)` takes a whole log.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, TypeVar, Union, get_args, get_origin

from aiogram import methods
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from sandbox.core import Telegram

Model = TypeVar("Model", bound=BaseModel)


class Misjudged(AssertionError):
    """This is not what the Bot API knows."""


def judge_request(method: str, params: Mapping[str, object], files: Iterable[str] = ()) -> None:
    """Refuse a method, parameter or field that the Bot API does not have, and a value of the wrong type."""
    model = _model(method)
    uploads = {name: f"attach://{name}" for name in files if name in model.model_fields}
    given = {name: _decoded(model, name, value) for name, value in params.items()}
    _strict(f"request {method}", _validated(model, uploads | given))


def judge_update(update: Mapping[str, object]) -> None:
    """An update as aiogram would read it, of a kind that it can route."""
    read = _validated(Update, update)
    _strict("update", read)
    if read.event_type not in update:
        raise Misjudged(f"update of an unknown kind: {sorted(update)}")


def judge_answer(method: str, result: object) -> None:
    """The result of a method has the type that the Bot API promises for it."""
    adapter: TypeAdapter[object] = TypeAdapter(_model(method).__returning__)
    try:
        _strict(f"answer to {method}", adapter.validate_python(result))
    except ValidationError as error:
        raise Misjudged(f"answer to {method}: {error}") from None


def judge_all(telegram: Telegram) -> int:
    """Judge every request in the log; how many there were."""
    for one in telegram.log:
        judge_request(one.method, one.params, one.files)
    if telegram.strange:
        raise Misjudged(f"parameters that the stand-in does not know: {sorted(telegram.strange)}")
    return len(telegram.log)


def _model(method: str) -> type[TelegramMethod[object]]:
    model = getattr(methods, method[:1].upper() + method[1:], None)
    if model is None:
        raise Misjudged(f"the Bot API has no method {method}")
    return model  # type: ignore[no-any-return]  # aiogram's modules are looked up by name


def _validated(model: type[Model], value: Mapping[str, object]) -> Model:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise Misjudged(f"{model.__name__}: {error}") from None


def _decoded(model: type[BaseModel], name: str, value: object) -> object:
    """Text that stands for something else is JSON on the wire; where text is meant, it is text."""
    field = model.model_fields.get(name)
    if not isinstance(value, str) or field is None or str in _members(field.annotation):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Misjudged(f"{model.__name__}.{name} is no JSON: {value!r}") from None


def _members(annotation: object) -> set[object]:
    if get_origin(annotation) in {Union, UnionType}:
        return set().union(*(_members(one) for one in get_args(annotation)))
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    return {annotation}


def _strict(where: str, value: object) -> None:
    strange = sorted(_strange(value))
    if strange:
        raise Misjudged(f"{where}: unknown fields {strange}")


def _strange(value: object) -> Iterator[str]:
    """Fields without a name in the Bot API, at any depth."""
    if isinstance(value, BaseModel):
        yield from (f"{type(value).__name__}.{name}" for name in value.model_extra or {})
        for name in value.model_fields_set:
            yield from _strange(getattr(value, name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strange(one)
