"""Rule files and the user's settings to the words that every answer bears: which rules it rests on."""

from __future__ import annotations

from typing import NamedTuple

from smartcommune.messages import Listed, Message, Sayable, Words


class FileDigest(NamedTuple):
    """A rule file and the digest of its text, as `sha256sum` prints it for a file with line feeds."""

    id: str
    name: str
    sha256: str
    path: str = ""  # where it was read; no answer says it


class Provenance(NamedTuple):
    """The rules that an answer rests on, and what the user has set."""

    id: str
    version: str
    sha256: str  # of the rule set as a whole: its file and all that it rests on
    label: Words
    files: tuple[FileDigest, ...]
    changed: tuple[str, ...] = ()  # the ids of built-in rule sets whose files here are others
    settings: tuple[str, ...] = ()  # as `--set` and `--assumptions` take them
    status: str | None = None  # `example` or `draft`; None of what is to be used

    @property
    def warning(self) -> Message | None:
        """What heads every answer by rules that nobody should sign by."""
        return None if self.status is None else Message(f"status.{self.status}")

    @property
    def text(self) -> str:
        """All of it in one line, for a row of a table."""
        changed = ("changed",) if self.changed else ()
        status = () if self.status is None else (self.status,)
        return " ".join((self.id, self.version, f"sha256:{self.sha256}", *changed, *status, *self.settings))

    @property
    def title(self) -> Sayable:
        """Which rules they are, in one line, behind the warning where there is one."""
        return self._called if self.warning is None else Listed((self.warning, self._called), " · ")

    @property
    def _called(self) -> Message:
        return Message("page.ruleset", label=self.label, id=self.id, version=self.version)

    @property
    def lines(self) -> tuple[Sayable, ...]:
        """All of it for people."""
        return self._lines("page.ruleset", "page.digest")

    @property
    def beyond_title(self) -> tuple[Sayable, ...]:
        """What they say beyond the one line: what is changed and set, and the digest."""
        return self.lines[1 if self.warning is None else 2 :]

    @property
    def short_lines(self) -> tuple[Sayable, ...]:
        """The same where there is little room: without the words for what it is."""
        return self._lines("page.ruleset-folded", "page.digest-folded")

    def _lines(self, ruleset: str, digest: str) -> tuple[Sayable, ...]:
        found: list[Sayable] = [] if self.warning is None else [self.warning]
        found.append(Message(ruleset, label=self.label, id=self.id, version=self.version))
        if self.changed:
            found.append(Message("page.changed", ids=Listed(self.changed)))
        found.append(Message(digest, sha256=self.sha256))
        if self.settings:
            found.append(Message("page.settings", settings=Listed(self.settings, "; ")))
        return tuple(found)
