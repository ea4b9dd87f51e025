"""Names say what a thing is, in English, and there is no name for a person someone writes about."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house_rules.tree import Source, listed, product_sources, sources_of_tests

# docs/ and SECURITY.md say why: no type, field or event exists for someone whom a message is about.
NOBODY = {"subject", "suspect", "informant", "dossier", "case", "risk", "score"}
KINDS_NOT_THINGS = {
    "util",
    "utils",
    "helper",
    "helpers",
    "service",
    "services",
    "manager",
    "managers",
    "common",
    "misc",
}
# Words that Dutch has and English has not; a sentence has at least two of them.
DUTCH = {
    "aan", "als", "bij", "bent", "dat", "deze", "dit", "een", "geen", "graag", "hebben", "hebt", "het",
    "iemand", "iets", "jullie", "kan", "kunt", "maar", "meer", "met", "mijn", "moet", "naar", "niet", "nog",
    "ons", "onze", "ook", "te", "uit", "uw", "van", "voor", "wat", "weer", "wie", "wij", "wilt", "wordt",
    "zijn", "zonder",
}  # fmt: skip


def words_of(name: str) -> list[str]:
    """`SeatOffer_v2` → seat, offer, v, 2."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def names_given(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name that this file makes up itself: definitions, parameters, variables, attributes it sets."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case (
                ast.arg(arg=name)
                | ast.Name(id=name, ctx=ast.Store())
                | ast.Attribute(attr=name, ctx=ast.Store())
            ):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name


def forbidden_names(source: Source) -> list[str]:
    return [
        f"{source.place}:{line} {name}"
        for line, name in names_given(source.tree)
        if NOBODY & set(words_of(re.sub("use_?case", "usecase", name, flags=re.IGNORECASE)))
    ]


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """String literals that are not documentation."""
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node


def dutch_texts(source: Source) -> list[str]:
    found = ((node.lineno, str(node.value)) for node in texts(source.tree))
    return [f"{source.place}:{line} {text[:60]!r}" for line, text in found if _is_dutch(text)]


def _is_dutch(text: str) -> bool:
    """A sentence, that is; an expression that looks for particles of names says nothing to anybody."""
    return "(?:" not in text and len(DUTCH & set(re.findall(r"[a-zà-ÿ]+", text.lower()))) >= 2


def named_after_a_kind(place: str) -> bool:
    return any(KINDS_NOT_THINGS & set(words_of(part)) for part in place.removesuffix(".py").split("/"))


def test_there_is_no_name_for_who_is_written_about() -> None:
    found = [line for source in product_sources() for line in forbidden_names(source)]
    assert found == [], listed(found)


def test_no_dutch_text_in_python() -> None:
    found = [line for source in product_sources() for line in dutch_texts(source)]
    assert found == [], listed(found)


def test_files_are_named_after_a_thing() -> None:
    sources = (*product_sources(), *sources_of_tests())
    found = [source.place for source in sources if named_after_a_kind(source.place)]
    assert found == [], listed(found)


def test_every_module_says_its_rule() -> None:
    silent = [s.place for s in product_sources() if s.text.strip() and not ast.get_docstring(s.tree)]
    assert silent == [], listed(silent)


@pytest.mark.parametrize(
    "text",
    [
        "class Suspect: ...",
        "risk_level = 1",
        "def f(subject): ...",
        "self.caseNumber = 1",
        "import x as dossier",
        "def use_case_score(): ...",
    ],
)
def test_a_name_for_nobody_is_seen(text: str) -> None:
    assert forbidden_names(Source("planted.py", text))


@pytest.mark.parametrize(
    "text", ["match x:\n    case 1: ...", "class UseCase: ...", "y.subject()", "use_case = lowercase = 1"]
)
def test_other_names_are_fine(text: str) -> None:
    assert not forbidden_names(Source("planted.py", text))


@pytest.mark.parametrize(
    "text", ["x = 'Wij melden het weer.'", "f'{name} kan niet meer met {other}'", "g('Dit is geen persoon')"]
)
def test_dutch_is_seen(text: str) -> None:
    assert dutch_texts(Source("planted.py", "'''Een regel voor het lid.'''\n" + text))


@pytest.mark.parametrize(
    "text",
    [
        "x = 'van'",
        "'''Dit is geen persoon.'''",
        "x = 'the member is met at ten, not later'",
        "y = {'aan': 'van'}",
        "z = r'(?:van|het)'",
    ],
)
def test_keys_and_documentation_are_fine(text: str) -> None:
    assert not dutch_texts(Source("planted.py", text))


@pytest.mark.parametrize(
    "place",
    ["bot/utils.py", "storage/helpers/members.py", "usecases/delivery_manager.py", "handlers/commonUtil.py"],
)
def test_a_file_named_after_a_kind_is_seen(place: str) -> None:
    assert named_after_a_kind(place)
    assert not named_after_a_kind("usecases/callouts.py")
