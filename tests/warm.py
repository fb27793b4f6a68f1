"""The program started once and forked for each command line: what every start imports, half a second, is imported once.

Run as a script it is the started program: it reads command lines as JSON from standard input and answers with exit codes.
Each command still runs in a process of its own, with its own standard streams.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

from support import Ran

ROOT = Path(__file__).resolve().parents[1]
_STREAMS = ("in", "out", "err")


class Warm:
    """The client. Use as a context; `folder` takes the streams of the command that runs."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._files = {name: folder / f"std{name}" for name in _STREAMS}
        # Threads of a library would not outlive the fork.
        surroundings = {**environment, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join((str(ROOT), *_path()))}
        self._server = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings
        )

    def run(self, words: Sequence[str], given: str, timeout: float) -> Ran:
        """One command line, `given` on its standard input. Raises TimeoutError."""
        self._files["in"].write_text(given, encoding="utf-8")
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        request = {"words": list(words), "files": [str(self._files[name]) for name in _STREAMS]}
        self._server.stdin.write(json.dumps(request).encode() + b"\n")
        self._server.stdin.flush()
        if not select.select([self._server.stdout], [], [], timeout)[0]:
            self._server.kill()
            raise TimeoutError(f"casefile {' '.join(words)} took more than {timeout} seconds")
        code = int(self._server.stdout.readline())
        out, err = (self._files[name].read_bytes().decode("utf-8") for name in ("out", "err"))
        return Ran(code, out, err)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(30)
        self._server.stdout.close()


def _path() -> list[str]:
    return [found for found in os.environ.get("PYTHONPATH", "").split(os.pathsep) if found]


def _serve() -> NoReturn:
    from casefile.cli.program import COMMANDS

    for module in (*sorted(set(COMMANDS.values())),):
        importlib.import_module(f"casefile.cli.{module}")
    for name in ("opening", "importing", "writing"):
        importlib.import_module(f"casefile.bootstrap.{name}")
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        child = os.fork()
        if not child:
            _become(request["words"], request["files"])
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    sys.exit()


def _become(words: Sequence[str], files: Sequence[str]) -> NoReturn:
    """The command itself, as the shell would start it. Ends as any program does, with all that is to be done at its end."""
    from casefile.__main__ import main

    for number, (path, mode) in enumerate(zip(files, ("rb", "wb", "wb"), strict=True)):
        with Path(path).open(mode) as file:
            os.dup2(file.fileno(), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open for as long as the command runs
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.argv = ["casefile", *words]
    main()
    sys.exit()


if __name__ == "__main__":
    _serve()
