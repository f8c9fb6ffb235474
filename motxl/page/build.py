"""``python -m motxl.page.build``: the page, from locked parts, where the wheel and ``motxl page``
find it; with a name, as that file.

Needs Node; ``npm ci`` in this folder brings the rest: Pyodide, which is the Python that browsers
run, and esbuild, which makes one script of many. The same sources give the same bytes.

With ``--record`` it writes ``modules.txt`` anew: the modules of the standard library that the jobs
load. Only these are in the page.
"""

from __future__ import annotations

import ast
import base64
import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from motxl.i18n import _
from motxl.page.licences import as_markup
from motxl.page.markup import page
from motxl.page.shipping import BUILT, PageNotBuiltError
from motxl.template.shipped import template_in
from motxl.template.texts import LANGUAGES

FOLDER = Path(__file__).parent
PACKAGE = FOLDER.parent
NODE_MODULES = FOLDER / "node_modules"
RECORD = FOLDER / "modules.txt"
_ENVIRONMENT = {"MOTXL_DATA_DIR": "/data", "HOME": "/books", "PYTHONHASHSEED": "0"}
"""What Python finds in the page. A seed of chance would give other bytes each time."""
LIBRARIES = FOLDER / "libraries.txt"
"""Name, version and digest of each library in Python that the page carries"""
_ZIPPED_AT = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = (
    *("cli", "macros", "doctor", "importers", "libreoffice"),
    *("api", "api_mail", "__main__", "output", "programs", "renamed", "live", "package"),
    "richtext",
    *("colour", "demo", "listing", "surfaces", "workbook", "book/live"),
    *("jobs/demo", "jobs/doctor", "jobs/import_", "jobs/inspect", "jobs/macros"),
    *("jobs/mail/drafts", "jobs/mail/preview", "jobs/mail/send", "jobs/mail/status"),
    *("mail/imap", "mail/outlook", "mail/page", "mail/secrets", "mail/sending", "mail/server"),
    *("mail/smtp", "extract/pdf", "extract/ics", "extract/agenda", "jobs/calendar"),
    *("summary/live", "template/builder", "template/extrait", "template/finish"),
    *("template/laying", "template/sharing", "template/sheets", "template/styles"),
    *("template/theme", "page/build", "page/compiling", "page/markup", "page/recording"),
    *(
        "page/texts",
        "page/comparingtexts",
        "page/filetexts",
        "page/web",
        "page/shipping",
        "page/licences",
        "page/wasm",
    ),
    *("book/reading/opendocument", "book/reading/readonly", "book/reading/grid", "text/decoding"),
    *("jobs/jetons", "summary/page", "programme/frame", "programme/nextyear"),
    *("comparison/lines", "comparison/merging"),
    *("jobs/freeze", "jobs/find"),
    *("jobs/new", "book/editing/nextyear", "book/editing/freezing", "template/layout/nextyear"),
    *("programme/comparing/merging", "programme/comparing/mergingtables"),
    *("programme/comparing/mergingcolours", "jobs/merge", "jobs/merge_writing", "jobs/versions"),
    *(
        "book/file/choosing",
        "book/editing/answers",
        "jobs/returns",
        "jobs/collect",
        "extract/returned",
        "mail/incoming",
    ),
)
"""What no job of the page needs, or cannot do without what a browser lacks"""
_DATA = {
    "locale/fr/LC_MESSAGES/motxl.mo": PACKAGE / "locale/fr/LC_MESSAGES/motxl.mo",
    "_shipped/workbooks/programme.xltx": PACKAGE.parent / "workbooks" / "programme.xltx",
    **{
        f"_shipped/workbooks/{template_in(one)}.xltx": PACKAGE.parent
        / "workbooks"
        / f"{template_in(one)}.xltx"
        for one in LANGUAGES[1:]
    },
    **{
        f"_shipped/workbooks/{template_in(one, 'modifications')}.xltx": PACKAGE.parent
        / "workbooks"
        / f"{template_in(one, 'modifications')}.xltx"
        for one in LANGUAGES
    },
    **{
        f"_shipped/workbooks/{path.name}": path
        for path in sorted((PACKAGE.parent / "workbooks").glob("extrait*.xltx"))
    },
    **{
        path.relative_to(PACKAGE).as_posix(): path
        for pattern in (
            *("locale/*/LC_MESSAGES/extract.mo", "locale/*/LC_MESSAGES/workbook.mo"),
            "mail/templates/courriel*",
            "comparison/page.*[!y]",
        )
        for path in sorted(PACKAGE.glob(pattern))
    },
}
"""Files beside the modules, by their path in the package as it is installed"""
_ALSO = (
    *("_strptime", "calendar", "locale", "traceback", "linecache", "tokenize", "token"),
    *("encodings.cp1252", "encodings.cp437", "encodings.latin_1", "encodings.utf_16"),
    *("encodings.utf_16_be", "encodings.utf_16_le", "encodings.utf_32", "encodings.utf_8_sig"),
    *("encodings.ascii", "encodings.idna", "stringprep"),
)
"""Modules that are loaded only now and then: what formats an error, and other encodings"""


def build() -> bytes:
    """The page. Raises ``PageNotBuiltError`` where Node or one of the locked parts is missing."""
    pyodide = _part("pyodide")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        ours, theirs = sources(), libraries()
        loaded = RECORD.read_text("utf-8").split()
        _gather(work / "source" / "site", {**ours, **theirs})
        library = sorted(set(loaded) - set(map(_module, theirs)))
        _gather(work / "source" / "lib", _library(pyodide, library))
        _python(work, "compiling.py", "compile_tree", "/mounted/source", "/mounted/made")
        files = {f"motxl/{name}": path.read_bytes() for name, path in _DATA.items()}
        # Modules read some of them when they are imported.
        _gather(work / "made" / "site", files)
        memory = _memory(work / "made", [*loaded, *map(_module, ours)])
    return page(
        script=_bundled("page.js"),
        payload={
            "worker": _packed(_bundled("worker.js")),
            "wasm": _packed((pyodide / "pyodide.asm.wasm").read_bytes()),
            "memory": _packed(memory),
            "files": _packed(_joined(files)),
        },
        licences=as_markup(pyodide),
    )


def _memory(made: Path, modules: Iterable[str]) -> bytes:
    """Python's memory after it has started on the compiled modules and imported these."""
    (made / "lib.zip").write_bytes(_zipped(_files(made / "lib")))
    (made / "modules.txt").write_text("\n".join(modules), "utf-8")
    (made / "environment.json").write_text(json.dumps(_ENVIRONMENT), "utf-8")
    _run(["node", "memory.mjs", str(made)])
    return (made / "memory").read_bytes()


def _module(path: str) -> str:
    """The name of the module that a path holds."""
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def record() -> list[str]:
    """The modules of the standard library and of others that the jobs load, or may load."""
    pyodide, ours = _part("pyodide"), sources()
    theirs = libraries()
    names = list(map(_module, ours))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _gather(work / "source", {**ours, **theirs})
        recording = (FOLDER / "recording.py").read_bytes()
        (work / "source" / "motxl" / "page" / "recording.py").write_bytes(recording)
        _gather(
            work / "source" / "motxl", {name: path.read_bytes() for name, path in _DATA.items()}
        )
        shutil.copy(PACKAGE.parent / "workbooks" / "programme-2025.xlsx", work)
        told = _python(
            work, "recording.py", "modules_loaded", "/mounted/programme-2025.xlsx",
            [*names, *_imported_later(ours.values())],
        )  # fmt: skip
    known = {*library_names(pyodide), *map(_module, theirs)}
    return sorted(known & {*json.loads(told.splitlines()[-1]), *_ALSO})


def sources() -> dict[str, bytes]:
    """Our modules that are in the page, by their path below the folder that holds the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if "node_modules" not in path.parts and not _is_left_out(name):
            found[f"motxl/{name}"] = path.read_bytes()
    return found


def libraries() -> dict[str, bytes]:
    """The modules of the libraries that are in the page, which are those of this environment.

    Raises ``PageNotBuiltError`` where one of them is not the version that ``libraries.txt`` names,
    to the byte.
    """
    found = {}
    for line in LIBRARIES.read_text("utf-8").splitlines():
        name, version, digest = line.split()
        files = _of_library(name, version)
        if digest_of(files) != digest:
            raise PageNotBuiltError(_not_as_locked(name, version))
        found.update(files)
    return found


def _of_library(name: str, version: str) -> dict[str, bytes]:
    """Its modules in Python: what is compiled for a computer is of no use in a browser."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        installed = distribution(name)
    except PackageNotFoundError:
        raise PageNotBuiltError(_not_as_locked(name, version)) from None
    if installed.version != version:
        raise PageNotBuiltError(_not_as_locked(name, version))
    return {
        file.as_posix(): file.locate().read_bytes()  # type: ignore[attr-defined]
        for file in installed.files or ()
        if file.suffix == ".py"
    }


def _not_as_locked(name: str, version: str) -> str:
    return _(
        "{name} {version} is not installed, or is not what its makers published: install it again, "
        "with pip install --force-reinstall {name}=={version}."
    ).format(name=name, version=version)


def digest_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 of files, their names and what they hold."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _is_left_out(name: str) -> bool:
    return any(name == f"{one}.py" or name.startswith(f"{one}/") for one in _LEFT_OUT)


def library_names(pyodide: Path) -> dict[str, str]:
    """The modules of the standard library that Pyodide brings, each with its path there."""
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as archive:
        return {_module(name): name for name in archive.namelist() if name.endswith(".py")}


def _library(pyodide: Path, modules: Iterable[str]) -> dict[str, bytes]:
    """Those of the modules, with the packages around them, and all that Pyodide itself is."""
    known = library_names(pyodide)
    wanted = {name for name in known if name.partition(".")[0] in ("_pyodide", "pyodide")}
    for module in modules:
        parts = module.split(".")
        wanted |= {".".join(parts[: length + 1]) for length in range(len(parts))}
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as archive:
        return {known[name]: archive.read(known[name]) for name in sorted(wanted & known.keys())}


def _imported_later(texts: Iterable[bytes]) -> Iterator[str]:
    """Modules of the standard library that our own name anywhere, where a browser has them."""
    absent = {"ctypes", "msvcrt", "winreg", "subprocess", "multiprocessing", "socket"}
    absent.add("concurrent")  # a page has one process
    found = set()
    for text in texts:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
    return (
        name
        for name in sorted(found)
        if (top := name.partition(".")[0]) in sys.stdlib_module_names and top not in absent
    )


def _part(name: str) -> Path:
    folder = NODE_MODULES / name
    if not folder.is_dir():
        raise PageNotBuiltError(
            _("{name} is missing in {folder}: run npm ci there first.").format(
                name=name, folder=FOLDER
            )
        )
    return folder


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, cwd=FOLDER, capture_output=True, encoding="utf-8", check=False
        )
    except OSError as error:
        raise PageNotBuiltError(
            _("{program} cannot be started ({reason}): install Node.js.").format(
                program=command[0], reason=error.strerror
            )
        ) from None
    if done.returncode:
        raise PageNotBuiltError(f"{command[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def _python(work: Path, file: str, function: str, *given: Any) -> str:
    """Run a function of ours in Pyodide; texts are paths there, and ``work`` is ``/mounted``."""
    return _run(["node", "python.mjs", str(work), file, function, json.dumps(given)])


def _bundled(name: str) -> bytes:
    """A script with all that it imports, as a classic one."""
    _part("esbuild")
    return _run(["node", "bundling.mjs", f"web/{name}"]).encode()


def _gather(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """As Python imports from it; stored, since the whole is compressed once more."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIPPED_AT), data)
    return into.getvalue()


def _joined(files: Mapping[str, bytes]) -> bytes:
    """As ``web/worker.js`` takes it apart: lines of name and size, an empty one, then the rest."""
    head = "\n".join(f"{name}\t{len(data)}" for name, data in files.items())
    return head.encode() + b"\n\n" + b"".join(files.values())


def _packed(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def main(arguments: list[str]) -> None:
    if arguments == ["--record"]:
        RECORD.write_text("\n".join(record()) + "\n", "utf-8")
        return
    target = Path(arguments[0]) if arguments else BUILT
    made = build()
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(made)
    digest = hashlib.sha256(made).hexdigest()
    sys.stdout.write(f"{target}: {len(made)} bytes, sha256 {digest}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
