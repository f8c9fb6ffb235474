"""The texts of messages: jinja2 templates that staff edit, one per language.

``courriel-fr.txt`` and its kin, ``relance-fr.txt`` for reminders: the subject on the first line,
after a colon; then the text, whose paragraphs are parted by blank lines. ``courriel-fr.html``, else
``courriel.html``, lays the paragraphs out. Those in ``modeles`` beside the workbook come first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from html import unescape
from pathlib import Path
from typing import Literal, NamedTuple

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from markupsafe import Markup, escape

from motxl.errors import MotxlError
from motxl.files.regular import regular_bytes
from motxl.i18n import _
from motxl.mail.rendering import BoundedEnvironment, bounded
from motxl.programme.of_some import OfSomeMembers, others_than
from motxl.programme.registers import Member
from motxl.template.shipped import own_template

SHIPPED = Path(__file__).parent / "templates"
_TEXTS = BoundedEnvironment(undefined=StrictUndefined, keep_trailing_newline=False)
_PAGES = BoundedEnvironment(undefined=StrictUndefined, autoescape=True)
_TAGS = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


# A message is some kilobytes.
_MOST = 1 << 20


Kind = Literal["courriel", "relance"]
"""The message with an extract, or a reminder"""


class Text(NamedTuple):
    """A message as it is read."""

    subject: str
    plain: str
    html: str


class Templates:
    """The templates for one workbook."""

    def __init__(
        self, book: Path, of_some: Callable[[Iterable[str]], OfSomeMembers] | None = None
    ) -> None:
        """``of_some`` finds what is not everybody's, given more texts that are; ``None``: nothing
        is looked for."""
        self._book = book
        self._of_some = of_some

    def render(
        self,
        language: str,
        values: Mapping[str, object],
        member: Member | None = None,
        kind: Kind = "courriel",
    ) -> Text:
        """The message in a language. ``MotxlError`` names the template and what is wrong in it;
        so it does for one that says to ``member`` what is another's."""
        path = self._find(f"{kind}-{language}.txt")
        head, _newline, body = _render(path, _TEXTS, values).lstrip().partition("\n")
        label, colon, subject = head.partition(":")
        if not colon or "{" in label or not subject.strip():
            raise MotxlError(
                _("{file}: the first line must be the subject, written as “Objet : …”.").format(
                    file=path.name
                )
            )
        subject = " ".join(subject.split())
        plain = _BLANK_LINES.sub("\n\n", body.strip()) + "\n"
        paragraphs = [_as_html(paragraph) for paragraph in plain.strip().split("\n\n")]
        page = self._find(f"courriel-{language}.html", "courriel.html")
        html = _render(
            page,
            _PAGES,
            {**values, "langue": language, "objet": subject, "paragraphes": paragraphs},
        )
        if member is not None and self._of_some is not None:
            self._refuse_typed(path, f"{subject}\n{plain}", values, member)
            seen = (_TAGS.sub(" ", html), _TAGS.sub("", html), html)  # tags part words, or do not
            self._refuse_typed(page, "\n".join(seen), values, member)
        return Text(subject, plain, html)

    def _refuse_typed(
        self, path: Path, text: str, values: Mapping[str, object], member: Member
    ) -> None:
        """Raises ``MotxlError`` where a text names another member, or somebody there, although no
        value that it was made of does. Not looked for in the templates that motxl brings."""
        if path.parent == SHIPPED or self._known is None:
            return
        given = set(self._known.found("\n".join(map(str, values.values()))))
        typed = others_than((one for one in self._known.found(unescape(text)) if one not in given),
                            member)  # fmt: skip
        for one in typed:
            lines = _read(path).splitlines()
            number = next(
                (n for n, line in enumerate(lines, 1) if one in self._known.found(line)), 0
            )
            place = _("{file}, line {line}") if number else "{file}"
            raise MotxlError(
                _(
                    "{place}: “{text}” is not for everybody and would be in every message. "
                    "Replace this text by placeholders such as {placeholder}, or delete it. "
                    "If everybody is to read it, write it into Paramètres too, as the value "
                    "of a separate row."
                ).format(
                    place=place.format(file=path, line=number),
                    text=one.text,
                    placeholder="{{ salutation }}, {{ adherent }}",
                )
            )

    @cached_property
    def _known(self) -> OfSomeMembers | None:
        shipped = (one.read_text("utf-8") for one in sorted(SHIPPED.iterdir()) if one.is_file())
        return self._of_some(shipped) if self._of_some is not None else None

    def _find(self, *names: str) -> Path:
        for name in names:
            for path in (own_template(self._book, name), SHIPPED / name):
                if path is not None and path.is_file():
                    return path
        raise MotxlError(
            _("The template {name} is missing: install motxl again.").format(name=names[0])
        )


def _as_html(paragraph: str) -> Markup:
    return Markup("<br>\n").join(escape(line) for line in paragraph.split("\n"))


def _render(path: Path, environment: BoundedEnvironment, values: Mapping[str, object]) -> str:
    try:
        template = _compiled(path, environment)
        with bounded():
            return template.render(values)
    except TemplateSyntaxError as error:
        raise MotxlError(
            _("{file}, line {line}: {reason}.").format(
                file=path, line=error.lineno, reason=error.message
            )
        ) from None
    except RecursionError:
        raise MotxlError(
            _("{file}: this template calls itself, or is nested, without end.").format(file=path)
        ) from None
    except MemoryError:
        raise MotxlError(
            _("{file}: this template produces an endless text.").format(file=path)
        ) from None
    except (
        TemplateError,
        AttributeError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        raise MotxlError(_("{file}: {reason}.").format(file=path, reason=error)) from None


@lru_cache(maxsize=32)
def _compiled(path: Path, environment: BoundedEnvironment) -> Template:
    return environment.from_string(_read(path))


def _read(path: Path) -> str:
    """From UTF-8 with a mark or without, or Windows-1252: as Windows' editors save it."""
    data = regular_bytes(path, _MOST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n")
