# SPDX-License-Identifier: Apache-2.0
"""The other end of the protocol, for tests: starts a program and asks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from typing import Any, Dict, List, Optional, Sequence

HERE = os.path.dirname(os.path.abspath(__file__))
ANSWER_SECONDS = 120  # only a program that hangs takes so long; it is killed


class Program:
    """A program that was started, and what it answered."""

    def __init__(self, command: Sequence[str], environment: Optional[Dict[str, str]] = None) -> None:
        self._watch = threading.Timer(0, lambda: None)
        self.errors = tempfile.TemporaryFile()
        paths = os.pathsep.join([HERE] + [path for path in [os.environ.get("PYTHONPATH")] if path])
        self.process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env={**os.environ, "GRADUS_PROTOCOL": "1", "PYTHONPATH": paths, **(environment or {})},
        )

    @classmethod
    def python(cls, *arguments: str, environment: Optional[Dict[str, str]] = None) -> "Program":
        return cls([sys.executable, *arguments], environment)

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_: Any) -> None:
        self._watch.cancel()
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            try:
                stream.close()
            except BrokenPipeError:
                pass

    def send(self, kind: str, **fields: Any) -> None:
        self._watch = threading.Timer(ANSWER_SECONDS, self.process.kill)
        self._watch.daemon = True
        self._watch.start()
        self.process.stdin.write((json.dumps({"type": kind, **fields}) + "\n").encode())
        self.process.stdin.flush()

    def read(self) -> Dict[str, Any]:
        line = self.process.stdout.readline()
        self._watch.cancel()
        if not line:
            raise AssertionError(f"the program ended with {self.process.wait()}; it printed\n{self.printed()}")
        return json.loads(line)

    def ask(self, kind: str, **fields: Any) -> Dict[str, Any]:
        self.send(kind, **fields)
        return self.read()

    def hello(self) -> Dict[str, Any]:
        return self.ask("hello", protocol=1)

    def advance(self, until: int) -> List[Dict[str, Any]]:
        """The points, and last the answer."""
        answers = [self.ask("advance", until=until)]
        while answers[-1]["type"] == "point":
            answers.append(self.read())
        return answers

    def end_input(self) -> int:
        """Closes the input; the exit code."""
        self.process.stdin.close()
        return self.process.wait(ANSWER_SECONDS)

    def printed(self) -> str:
        self.errors.seek(0)
        return self.errors.read().decode("utf-8", "replace")


def request(total: int, every: int, rate: float = 0.1, **changes: Any) -> Dict[str, Any]:
    """The fields of ``open``: ``total`` steps, of which each ``every``-th ends an epoch."""
    return {
        "trial": 1,
        "purpose": "search",
        "configuration": {"learning-rate": rate},
        "seeds": {"init": 81, "data": 17},
        "stepsPerEpoch": every,
        "totalSteps": total,
        "recordEvery": every,
        "evaluateEvery": every,
        "evaluateFirst": True,
        "schedule": {"kind": "constant", "rate": rate},
        "rateIs": "rate",
        **changes,
    }


def curve(program: Program, fields: Dict[str, Any], *cuts: int) -> List[Dict[str, Any]]:
    """The points of one training, to its end or its divergence, cut into advances."""
    opened = program.ask("open", **fields)
    assert opened == {"type": "opened", "step": 0}, opened
    points: List[Dict[str, Any]] = []
    for until in [*cuts, fields["totalSteps"]]:
        *new, answer = program.advance(until)
        points += new
        if answer["type"] == "diverged":
            break
        assert answer == {"type": "reached", "step": until}, answer
    closed = program.ask("close")
    assert closed == {"type": "closed"}, closed
    return points
