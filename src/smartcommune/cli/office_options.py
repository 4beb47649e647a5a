"""The options that say what only the office knows, and answers to the Word document that it signs.

What writes Word is imported where one is written, and nowhere before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

from smartcommune.cli.configuration import configured
from smartcommune.cli.options import words
from smartcommune.messages import Amount, Language, Message
from smartcommune.model.provenance import Provenance
from smartcommune.problems import refusal
from smartcommune.source.files import within

if TYPE_CHECKING:
    from smartcommune.assess.assessment import Assessment
    from smartcommune.render.office import OfficeDetails
    from smartcommune.render.selection_words import Worded
    from smartcommune.render.word.document import Content
    from smartcommune.render.word.template import Template

WORD: Final = "docx"
BOOK: Final = "xlsx"
# What a workbook has a place for.
_IN_BOOKS: Final = ("office", "place", "signer", "title")


class OfficeOptions(NamedTuple):
    """What only the office knows; in what it signs there are dots where it is not given."""

    office: Annotated[list[str] | None, typer.Option("--office", metavar="NAME", help=words("help.office"))] = None
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help=words("help.place"))] = None
    number: Annotated[str | None, typer.Option("--number", metavar="NUMBER", help=words("help.number"))] = None
    signer: Annotated[str | None, typer.Option("--signer", metavar="NAME", help=words("help.signer"))] = None
    title: Annotated[list[str] | None, typer.Option("--title", metavar="TITLE", help=words("help.title"))] = None
    template: Annotated[str | None, typer.Option("--template", metavar="FILE", help=words("help.template-file"))] = None

    def completed(self, format: str) -> OfficeOptions:
        """With what the office's own file says (`smartcommune.toml`), where a document to be signed is written.

        Raises:
            InputError: something is said of such a document, and another format is written.
        """
        places = {WORD: self._fields, BOOK: _IN_BOOKS}.get(format, ())
        wrong = [option for option, value in self._asdict().items() if value and option not in places]
        if wrong:
            key = "needs-signed" if wrong[0] in _IN_BOOKS else "needs-word"
            raise refusal(key, f"--{wrong[0]}", option=f"--{wrong[0]}")
        return self._replace(**{name: getattr(self, name) or _configured(name) for name in places})

    @property
    def details(self) -> OfficeDetails:
        """What the office says of itself."""
        from smartcommune.render.office import OfficeDetails

        return OfficeDetails(tuple(self.office or ()), self.place, self.number, self.signer, tuple(self.title or ()))


def _configured(name: str) -> Any:
    """What the office's own file says of it; the letterhead stands where the file says, seen from there."""
    found = configured()
    value = getattr(found, name)
    if name == "template":
        return value and within(found.folder, value)
    return list(value) if isinstance(value, tuple) else value


class Office:
    """Writes the documents of one run; the office's template is read once, before anything is written.

    Raises:
        InputError: the template cannot be read.
    """

    def __init__(self, options: OfficeOptions, language: Language) -> None:
        self._language: Language = language
        self._template = None if options.template is None else _template(options.template)
        self._details = options.details

    def sheets(self, answers: Sequence[Assessment]) -> bytes:
        """The sheets of some communes, each on pages of its own.

        Raises:
            InputError: nothing is signed by their rules, or the template is for one commune or lacks a place.
        """
        from smartcommune.render.word.sheet import sheet

        check_signed(answer.ruleset.provenance for answer in answers)
        return self._written([sheet(answer, self._language) for answer in answers])

    def proposal(self, worded: Worded) -> bytes:
        """The list of the communes that are picked.

        Raises:
            InputError: nothing is signed by its rules, or the template lacks a place.
        """
        from smartcommune.render.word.selection import proposal

        check_signed([worded.context.terms.provenance])
        return self._written([proposal(worded)])

    def _written(self, contents: Sequence[Content]) -> bytes:
        if self._template is None:
            from smartcommune.render.word.document import written

            return written(contents, self._details, self._language)
        from smartcommune.render.word.template import filled

        if len(contents) > 1:
            raise refusal("template-for-one", "--template", count=Amount(len(contents), "noun.sheet"))
        return filled(self._template, contents[0], self._details, self._language)


def check_signed(rules: Iterable[Provenance]) -> None:
    """Refuse to make a document for a signature by an example or a draft.

    Raises:
        InputError: one of these rule sets is one.
    """
    for each in rules:
        if each.warning is not None:
            raise refusal("not-to-sign", "--format", ruleset=each.id, status=each.warning)


def _template(name: str) -> Template:
    from smartcommune.render.word.template import Template
    from smartcommune.source.files import read_head
    from smartcommune.source.table_files import find_table
    from smartcommune.tables.office.archive import Archive
    from smartcommune.tables.recognised import ZIP

    file = find_table(name)
    # An archive also refuses what would fill the memory.
    if not read_head(file.path, len(ZIP)).startswith(ZIP) or "word/document.xml" not in Archive(file):
        raise refusal("not-a-template", file.name, Message("save-as-docx"))
    return Template(file.name, read_head(file.path, file.size))
