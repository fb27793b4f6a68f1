"""No regular expression of the program can be made to run for ever."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from house.patterns import faults

# Runs the program's modules and rules with every compiled pattern of its own written down.
COLLECT = r"""
import json, re, sys
seen = {}
plain = re._compile

def noted(pattern, flags):
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.endswith(("re/__init__.py", "functools.py")):
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "") if frame else ""
    if isinstance(pattern, str) and name.startswith("casefile"):
        seen[pattern, int(flags)] = name
    return plain(pattern, flags)

re._compile = noted
import pkgutil, importlib, casefile
for module in pkgutil.walk_packages(casefile.__path__, "casefile."):
    if not module.name.startswith("casefile.gui") and not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from casefile.extract import extract
for text in (
    "TOKYO, May 3, 2024 (Herald) - “We lost 40 files,” Ada Renwick said on Monday. The agency denied it in Q3 2019.",
    "同庁は2024年5月3日、約40人が死亡したと発表した。「知らない」と述べた。",
    "Die Mühle ist am 03.05.2024 abgebrannt, sagte er.",
):
    extract(text)
json.dump([[pattern, flags, name] for (pattern, flags), name in seen.items()], sys.stdout)
"""


def test_no_pattern_backtracks_catastrophically() -> None:
    done = subprocess.run([sys.executable, "-c", COLLECT], capture_output=True, encoding="utf-8", check=True, timeout=120)
    patterns = json.loads(done.stdout)
    assert len({name for _, _, name in patterns}) > 30
    found = [f"{name}: {fault}: {pattern}" for pattern, flags, name in patterns for fault in faults(pattern, flags)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)*b",
        r"(a*)*b",
        r"(?:a+b?)+c",
        r"(?:\w+\s?)*!",
        r"(?:[a-z]|\w\b)*!",
        r"x\s*(.+?)\s*$",
        r"[A-Z ]+\s*+x",
        r"(?:[a-z]+[a-z])*!",
        r"(?i:(x+)+)y",
        r"\s*\s*x",
        r"\d+\w*!",
        r"(?:(?:ab)*a?b*)*c",
    ],
)
def test_slow_patterns_are_found(pattern: str) -> None:
    assert faults(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a+b)*c",
        r"(?:\w+,)*!",
        r"(?:a++b?)++c",
        r"(?>a+)*b",
        r"\s*+,?\s*+x",
        r"[a-z]+\d+",
        r"(?:ab|cd)*",
        r"\s*\n",
        r"(?:[a-z]{1,9}\s?){1,9}",
        r"a*(?=a)b",
    ],
)
def test_quick_patterns_are_left_alone(pattern: str) -> None:
    assert not faults(pattern)
    re.compile(pattern)
