"""Addresses, folders and templates that make no sense get a sentence; those that do are taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.errors import MotxlError, UsageError
from motxl.mail.imap import _quoted, _unquoted, mailbox, read_mailbox
from motxl.mail.server import parse_server
from motxl.mail.templates import Templates


@pytest.mark.parametrize(
    "address",
    [
        *("[::1", "host:99999", "", " x", "a%00b", "a b", "a..b", "a" * 300, "h:-1", "[::1]:x"),
        *("u%0d%0a@host", "%FF@host", "h/%FF", "h:0"),
    ],
)
def test_what_is_no_server_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="not a mail server"):
        parse_server(f"smtp://{address}", "smtp")


@given(st.text())
def test_any_text_is_a_server_or_refused(text: str) -> None:
    try:
        server = parse_server(text, "imap")
    except UsageError:
        return
    assert server.host
    assert 0 < server.port < 65536


def test_a_folder_may_have_any_name() -> None:
    server = parse_server("imaps://u@host/Brouillons%20pr%C3%AAts%25", "imap")
    assert server.path == "Brouillons prêts%"
    assert mailbox(server.path) == "Brouillons pr&AOo-ts%"
    assert mailbox("A & B") == "A &- B"
    assert mailbox("~peter/mail/台北/日本語") == "~peter/mail/&U,BTFw-/&ZeVnLIqe-"  # RFC 3501
    assert _quoted('a"b\\c') == '"a\\"b\\\\c"'


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_names_of_folders_are_read_back(name: str) -> None:
    assert read_mailbox(mailbox(name).encode()) == name
    written = _quoted(mailbox(name)).encode()
    assert _unquoted(written).decode() == mailbox(name)


@pytest.mark.parametrize(
    "body",
    [
        "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
        "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
        "{% for i in range(10**9) %}{% endfor %}",
        "{{ 'a' * 10**10 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ 'a'.center(9999999999) }}",
        "{{ 'a'|center(9999999999) }}",
        "{{ '{:9999999999}'.format(1) }}",
        "{{ lipsum(n=10**7) }}",
        "{% set n = namespace(x='aa') %}"
        "{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('aaaa') }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    ],
)
def test_a_template_without_an_end_ends(body: str, tmp_path: Path) -> None:
    (tmp_path / "modeles").mkdir()
    (tmp_path / "modeles" / "courriel-fr.txt").write_text(f"Objet : x\n\n{body}", "utf-8")
    with pytest.raises(MotxlError, match=r"courriel-fr\.txt"):
        Templates(tmp_path / "book.xlsx").render("fr", {})
