"""The page as a file: its texts, its policy, and what it names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from motxl.page import build, carrying, markup
from motxl.page.texts import TEXTS, texts_for_scripts
from tests.architecture.graph import files, graph

WEB = Path(build.__file__).parent / "web"
SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(WEB.glob("*.js")))
_ASKED = ("carrying.py", "comparing.py", "findings.py", "extracts.py", "messages.py")
CARRYING = "\n".join(Path(carrying.__file__).with_name(name).read_text("utf-8") for name in _ASKED)
MARKUP = (WEB / "index.html").read_text("utf-8")


def test_every_text_is_used_and_every_use_has_a_text() -> None:
    texts = texts_for_scripts()["en"]
    named = set(re.findall(r'data-(?:text|label)="([a-z-]+)"', MARKUP))
    # Also where a name is chosen: t(a ? "one" : "other"), new Refusal("gone"), f"checking {n}".
    named |= set(re.findall(r'"([a-z-]+)(?: \{[^"]+)?"', SCRIPTS + CARRYING)) & texts.keys()
    assert set(texts) - named == set()
    asked = set(re.findall(r'\bt\("([a-z-]+)"', SCRIPTS)) | set(
        re.findall(r'Refusal\("([a-z-]+)"', SCRIPTS)
    )
    assert asked - texts.keys() == set()
    assert TEXTS.keys() <= texts.keys()


def test_both_languages_have_the_same_places_for_values() -> None:
    french, english = texts_for_scripts()["fr"], texts_for_scripts()["en"]

    def places(text: str | list[str]) -> list[str]:
        last = text if isinstance(text, str) else text[-1]
        return sorted(re.findall(r"\{\w+\}", last))

    assert {name: places(text) for name, text in french.items()} == {
        name: places(text) for name, text in english.items()
    }


def test_the_scripts_have_no_words_of_their_own() -> None:
    """Text that people read has blanks between words; what a developer reads is an error's."""
    without = re.sub(r"//.*|/\*.*?\*/|new Error\([^)]*\)", "", SCRIPTS, flags=re.DOTALL)
    assert re.findall(r'"[A-Za-z]+ [a-z]+ [a-z]+[^"]*"', without) == []


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    made = markup.page(b"run()", {"files": "AAAA"}).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', made)
    assert policy is not None
    for place in re.findall(r"[a-z]+-src ([^;]+)", policy[1]):
        assert "http" not in place
        assert "*" not in place
    assert "connect-src" not in policy[1]  # default-src 'none' holds for it
    assert "default-src 'none'" in policy[1]


def test_the_payload_comes_last() -> None:
    made = markup.page(b"run()", {"files": "AAAA"}).decode()
    assert made.index("run()") < made.index("AAAA")
    assert made.rstrip().endswith("</html>")


def test_a_script_cannot_end_its_element() -> None:
    made = markup.page(b'say("</script><b>")', {}).decode()
    assert "<b>" not in made.replace("<b></b>", "") or "<\\/script><b>" in made


@pytest.mark.slow
def test_what_the_page_carries_needs_nothing_that_it_does_not() -> None:
    """No module of it imports, when it is loaded, what is not in the page; none is of a door."""
    of = graph()
    ours = {
        name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for name in build.sources()
    }
    assert "motxl.page.carrying" in ours
    sending = ("motxl.mail.smtp", "motxl.mail.imap", "motxl.mail.sending", "motxl.mail.secrets")
    assert not [one for one in ours if one.startswith(("motxl.cli", *sending))]
    left_out = {
        f"{name} imports {other}"
        for name in ours
        for node in ast.parse(files()[name].read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom) and (other := node.module) in of and other not in ours
    }
    assert left_out == set()
