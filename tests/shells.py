"""What cmd and PowerShell 5.1 make of a line: the words that a program is given, where the line means nothing else."""

from __future__ import annotations

import re


class Acts(Exception):  # what a shell does with a line, and no error
    """The shell does something of its own with the line."""


def powershell(line: str) -> list[str]:
    """The words by the rules of PowerShell 5.1: quotes of both kinds, and many signs that act outside of them."""
    words = []
    for token in re.findall(r"""(?:"[^"]*"|'[^']*'|[^\s"'])+""", line):
        bare = re.sub(r"""'[^']*'|"[^"$`]*\"""", "", token)
        if re.search(r"""[&|;<>(){}@$`,"'#]""", bare):
            raise Acts(token)
        if re.match(r"-[^-]?\w*[.:]", token) or token in ("--", "--%"):  # `-a.b` comes in two words, `--` not at all
            raise Acts(token)
        words.append(re.sub(r"""'([^']*)'|"([^"]*)\"""", lambda match: match[1] or match[2] or "", token))
    return words


def cmd(line: str) -> list[str]:
    """The words by the rules of cmd and of the programs that it starts: double quotes only."""
    if re.search(r"%[^%\s]+%", line):
        raise Acts("a variable")
    words = []
    for token in re.findall(r'(?:"[^"]*"|[^\s"])+', line):
        if re.search(r"[&|<>^()]", re.sub(r'"[^"]*"', "", token)) or '\\"' in token:
            raise Acts(token)
        words.append(token.replace('"', ""))
    return words
