"""Encryption, logins, and that a secret is nowhere to be read."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.judges.certificates import Certificates
from tests.mail.making import command, fresh, in_a_process, mailed, states
from tests.mail.server import PASSWORD, TOKEN, USER, Faults, Server
from tests.quick import one_in


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return mailed(tmp_path_factory.mktemp("mailed"), 2)


@pytest.fixture
def extracts(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    return made[0], fresh(made[1], tmp_path / "out")


def forms(secret: str) -> list[bytes]:
    """As it is, and as SMTP sends it."""
    told = (secret, f"\0{USER}\0{secret}", f"user={USER}\x01auth=Bearer {secret}\x01\x01")
    return [secret.encode(), *(base64.b64encode(one.encode()).rstrip(b"=") for one in told)]


def nowhere(secret: str, folder: Path, *outputs: str) -> None:
    """Neither in what was shown, nor in any file that was left."""
    texts = [text.encode() for text in outputs]
    texts += [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    for form in forms(secret):
        assert not any(form in text for text in texts)


def environment(certificates: Certificates, **more: str) -> dict[str, str]:
    return {"SSL_CERT_FILE": str(certificates.good.ca), "MOTXL_SMTP_PASSWORD": PASSWORD, **more}


@pytest.mark.parametrize("implicit", one_in(2, [False, True]))
def test_a_password_over_tls(
    extracts: tuple[Path, Path], certificates: Certificates, implicit: bool, tmp_path: Path
) -> None:
    book, folder = extracts
    good = certificates.good
    with Server(tls=(good.cert, good.key), implicit=implicit, auth=True) as server:
        scheme = "smtps" if implicit else "smtp"
        url = f"{scheme}://{USER.replace('@', '%40')}@localhost:{server.port}"
        done = secure(book, folder, url, **environment(certificates))
    assert done.returncode == 0, done.stderr
    assert len(server.taken) == 2
    nowhere(PASSWORD, tmp_path, done.stdout, done.stderr)


def secure(book: Path, folder: Path, url: str, *options: str, **more: str) -> Any:
    import subprocess

    words = [word for word in command(book, folder, url, *options) if word != "--insecure"]
    return subprocess.run(
        words, check=False, capture_output=True, text=True, env={**os.environ, **more}
    )


@pytest.mark.parametrize("which", ["expired", "wrong_host"])
def test_a_certificate_that_is_not_good(
    extracts: tuple[Path, Path], certificates: Certificates, which: str
) -> None:
    book, folder = extracts
    bad = getattr(certificates, which)
    with Server(tls=(bad.cert, bad.key), auth=True) as server:
        url = f"smtp://{USER}@localhost:{server.port}".replace("@ex", "%40ex")
        done = secure(book, folder, url, **environment(certificates))
    assert "certificate" in done.stderr
    assert server.passwords == []
    assert server.taken == []
    assert set(states(folder).values()) <= {"échec"}


def test_a_server_without_encryption_gets_nothing(
    extracts: tuple[Path, Path], certificates: Certificates
) -> None:
    book, folder = extracts
    with Server(auth=True, plain_auth=True) as server:
        url = f"smtp://u@localhost:{server.port}"
        done = secure(book, folder, url, **environment(certificates))
        assert "no encryption" in done.stderr
        done = in_a_process(book, folder, url, **environment(certificates))
        assert "motxl sends no password to" in done.stderr
    assert server.passwords == []
    assert server.taken == []


def test_insecure_is_for_this_computer(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    done = in_a_process(book, folder, "smtp://mail.example.org:25")
    assert "is only for servers on this computer" in done.stderr
    assert states(folder) in ({}, {"M0": "échec"})


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_wrong_password_ends_the_run_at_once(
    extracts: tuple[Path, Path], certificates: Certificates, lang: str, tmp_path: Path
) -> None:
    book, folder = extracts
    wrong = "wr0ng-passw0rd-XYZ"
    good = certificates.good
    faults = Faults(AUTH=[f"535 {wrong} is wrong, {base64.b64encode(wrong.encode()).decode()} too"])
    with Server(tls=(good.cert, good.key), auth=True, faults=faults) as server:
        url = f"smtp://{USER}@localhost:{server.port}".replace("@ex", "%40ex")
        more = environment(certificates, MOTXL_SMTP_PASSWORD=wrong, MOTXL_LANG=lang)
        done = secure(book, folder, url, **more)
    assert done.returncode == 1
    assert "535" in done.stderr
    assert "•••" in done.stderr
    assert server.taken == []
    assert states(folder) == {"M0": "échec"}
    nowhere(wrong, tmp_path, done.stdout, done.stderr)


def test_a_token_from_a_command(
    extracts: tuple[Path, Path], certificates: Certificates, tmp_path: Path
) -> None:
    book, folder = extracts
    good = certificates.good
    (tmp_path / "apart").mkdir()
    script = tmp_path / "apart" / "token.py"
    script.write_text(f"import sys\nsys.stdout.buffer.write({TOKEN.encode()!r})\n")
    with Server(tls=(good.cert, good.key), auth=True) as server:
        url = f"smtp://{USER}@localhost:{server.port}".replace("@ex", "%40ex")
        asked = f"{sys.executable} {script}"
        done = secure(book, folder, url, "--token-command", asked, **environment(certificates))
        assert done.returncode == 0, done.stderr
        other = fresh(folder, tmp_path / "two" / "other")
        (other / "envois.sqlite").unlink()
        wrong = secure(
            book, other, url, "--token-command", "echo wrong-token-0123456789",
            "--without-record",
            **environment(certificates),
        )  # fmt: skip
    assert len(server.taken) == 2
    assert "refuses the password or token" in wrong.stderr
    for secret in (TOKEN, "wrong-token-0123456789"):
        nowhere(secret, folder, done.stdout, done.stderr, wrong.stdout, wrong.stderr)


def test_a_command_that_fails_shows_nothing_of_what_it_said(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    asked = "echo s3cret-of-the-command; exit 3"
    done = in_a_process(book, folder, "smtp://u@127.0.0.1:9", "--password-command", asked)
    assert done.returncode == 2
    assert "printed nothing" in done.stderr
    assert "s3cret-of-the-command" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("smtp://u:s3cret@mail.example.org", "Do not put a password"),
        ("http://mail.example.org", "is not a mail server"),
        ("smtp://", "is not a mail server"),
        ("smtp://u@mail.example.org:99999", "is not a mail server"),
        ("smtp://u@127.0.0.1:9", "There is no password for u"),
    ],
)
def test_addresses_of_servers(extracts: tuple[Path, Path], url: str, sentence: str) -> None:
    book, folder = extracts
    done = in_a_process(book, folder, url)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "s3cret" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_secret_does_not_show_in_a_traceback() -> None:
    from motxl.mail.secrets import Commands, Secret, find_secret

    secret = Secret(PASSWORD, "password", USER)
    assert PASSWORD not in f"{secret!r} {secret} {vars(secret).keys()}"
    assert find_secret("u", "MOTXL_NO_SUCH_VARIABLE", Commands()) is None


def test_a_password_from_the_keyring(
    extracts: tuple[Path, Path], certificates: Certificates, tmp_path: Path
) -> None:
    """The system's keyring is not on this machine: a stand-in of the library's interface."""
    book, folder = extracts
    place = tmp_path / "backend"
    place.mkdir()
    (place / "ring.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Ring(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, user):\n"
        f"        return {PASSWORD!r} if (service, user) == ('motxl', {USER!r}) else None\n"
        "    set_password = delete_password = get_password\n",
        "utf-8",
    )
    good = certificates.good
    with Server(tls=(good.cert, good.key), auth=True) as server:
        url = f"smtp://{USER}@localhost:{server.port}".replace("@ex", "%40ex")
        more = environment(certificates, PYTHON_KEYRING_BACKEND="ring.Ring")
        more["MOTXL_SMTP_PASSWORD"] = ""
        more["PYTHONPATH"] = os.pathsep.join((str(place), os.environ.get("PYTHONPATH", ".")))
        done = secure(book, folder, url, **more)
    assert done.returncode == 0, done.stderr
    assert server.passwords == [PASSWORD]
