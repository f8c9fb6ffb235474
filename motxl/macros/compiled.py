"""A VBA project without what an Excel compiled, as [MS-OVBA] asks of whoever writes one.

pyOpenVBA keeps the version of the Excel that saved the project, and the compiled code of modules
that it does not touch: an Excel of that very version might take it for current.
"""

from __future__ import annotations

import re
import struct

# 2.3.4.1: Reserved1, Version 0xFFFF, Reserved2, Reserved3, and no PerformanceCache
NEVER_COMPILED = bytes.fromhex("CC61FFFF000000")
# 2.3.4.2: the Terminator and its Reserved end the stream.
_END = bytes.fromhex("100000000000")
_PROJECT_NAME = 4  # 2.3.4.2.1.6
_RECORD = struct.Struct("<HI")


def without_compiled(data: bytes, *, name: str | None = None) -> bytes:
    """The project with sources only, each at the beginning of its stream; ``name`` is a new name
    for it, in ASCII."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, parse_vba_project, serialize_dir_stream

    streams = CFB.from_bytes(data)
    project = parse_vba_project(streams)
    for module in project.modules:
        # 2.3.4.3: the cache of a module is what stands before its source.
        stream = streams.get_stream_in_storage("VBA", module.stream_name)
        streams.write_stream_in_storage("VBA", module.stream_name, stream[module.text_offset :])
        module.text_offset = 0
    directory = serialize_dir_stream(project)
    while directory.endswith(_END + bytes(4)):
        directory = directory[:-4]
    if name is not None:
        directory = _named(directory, name.encode("ascii"))
        listed = re.sub(
            rb'(?m)^Name="[^"\r\n]*"',
            b'Name="%b"' % name.encode("ascii"),
            streams.get_stream("PROJECT"),
        )
        streams.write_stream("PROJECT", listed)
    streams.write_stream_in_storage("VBA", "dir", compress(directory))
    streams.write_stream_in_storage("VBA", "_VBA_PROJECT", NEVER_COMPILED)
    made: bytes = streams.to_bytes()
    return made


def _named(directory: bytes, name: bytes) -> bytes:
    """The records before the name are whole ones: an identifier, a size, and that many bytes."""
    place = 0
    while True:
        identifier, size = _RECORD.unpack_from(directory, place)
        end = place + _RECORD.size + size
        if identifier == _PROJECT_NAME:
            return directory[:place] + _RECORD.pack(identifier, len(name)) + name + directory[end:]
        place = end
