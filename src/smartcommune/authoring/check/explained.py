"""The id of every problem to what it means and what to do: of rule files, profiles, tables, settings and calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from smartcommune.authoring.faults import FAULTS
from smartcommune.authoring.lint import Mending, Page
from smartcommune.authoring.lints import LINTS
from smartcommune.messages import CATALOGUE, Message, Words
from smartcommune.problems import Severity

# Those without a page that shows what to avoid: their sentence says what is wrong, and mostly what to do as well.
_PLAIN: Final = """
    added-twice age-alone age-of-no-day alias all-fractions anchor annex-column annex-columns annex-empty annex-rows
    asked-twice bad-age bad-character bad-citation
    bad-code bad-id bad-most bad-need bad-rounding bad-ruleset-id bad-separator bad-setting bad-step bad-times
    bad-url bad-usage bad-version bad-weight basis-unread binary-workbook broken-table broken-workbook by-not-enum
    by-twice
    cases-without-rules cell-error cite-of-nothing claim-and-finding code-list code-twice column-asked column-twice
    complex-key compressed condition-derived contradiction criterion-out-of-force day-to-come declared-otherwise
    diff-format
    ditto drop-applies drop-empty drop-leaves-nothing drop-points drop-scope drop-short empty-file empty-list
    empty-table empty-text encrypted enum-values evidence-to-come exclusive-count expected-level expected-text
    extra-argument file-exists fix-and-diff form-of-a-file
    forms-differ formula frame-type from-alone given-without-range group-row half-a-character header-unclear
    header-years is-table keep-what key-twice level-beside-possible level-blank level-for-all level-twice
    level-unclear limit-blank limit-none limit-unclear line-too-long list-of-one looks-like-legacy lost-letters
    lost-zeros
    map-many-columns map-misfit
    map-no-column map-same-column map-word-twice markup merge-key min-of-nothing missing-argument must-not-member
    na-not-allowed name-twice nameless-row needs-a-file needs-a-table needs-end needs-fix needs-on needs-one-table
    needs-signed needs-stdin needs-word nested-value new-needs no-byte-order-mark no-case-at-all no-case-named
    no-comparison no-document no-editor no-fact-columns no-form-rules no-header no-key no-last-day no-level
    no-outcome
    no-percent-column no-points no-provenance no-requirements no-score-to-reach no-separator no-sheets no-spark
    no-such-column no-such-command no-such-commune no-such-number no-such-option no-such-problem no-such-row
    no-such-statement not-a-boolean not-a-code not-a-count not-a-count-indicator not-a-date-indicator not-a-day
    not-a-figure not-a-json-number not-a-number not-a-place not-a-reading not-a-row not-a-row-number
    not-a-rule-file not-a-score not-a-set not-a-share not-a-template not-a-text not-a-tie-break not-a-truth
    not-a-value not-a-whole-number not-above-zero not-an-object not-comparable not-comparable-tie not-counted-by
    not-json not-json-from not-numbered not-numeric not-on-spark not-text not-to-choose-by not-to-sign not-toml
    not-utf-8 not-vertical nul-character number-twice one-form only-when-threshold option-needs-value option-takes-none
    other-encoding other-figure other-file other-mark other-places other-quantity other-ruleset other-type
    out-of-range outside part-unused percent-or-fraction period-backwards place-applies place-not-applicable
    planned-rows
    planned-table points-and-percent points-beside-test points-blank points-each points-only points-too-fine
    points-unclear points-unread
    points-without-test
    pro-rata-rounded quota-once quote-unread range-backwards reading-id reading-needed reading-overruled
    reading-same readings-clash redefined relative-alone relative-places relative-type reported-by-nobody
    requirements-columns reserved-place reserved-value rounded-twice row-never row-twice row-without-condition
    rows-both-ways rules-ended scale-gap scale-too-long score-first second-document second-table self-points-of-none
    set-asked set-compared set-ordered set-value-parts several-communes share-of-no-points sheet-of-none spark-parquet
    statement-among-facts statement-taken stray-quote struck-out suggest-is-yaml suggest-one tag
    template-body-alone template-for-one template-lacks-place template-other-places template-without-body
    threshold-beyond threshold-type too-deep too-large too-many too-many-cells too-many-columns too-many-digits
    too-many-lines too-many-nodes too-many-parts too-many-problems too-many-readings too-many-rows too-many-sheets
    total-row two-facts-alone two-facts-here two-places two-readings unclear-encoding unclear-separator
    unclosed-quote uncounted-row undeclared-place undeclared-reading unit-of unknown-encoding unknown-indicator
    unknown-lint unknown-ruleset unknown-setting unknown-sheet unknown-suffix unpacks-to-too-much unreadable-file
    unsupported-type used-before-its-end used-level used-on-two-days used-period used-reading used-subject
    value-alias-twice vertical-nameless vertical-twice weight-beside-points weights-too-fine without-parent
    workbook-encoding would-overwrite wrong-kind wrong-setting wrong-width
""".split()  # noqa: SIM905  # a list of its own lines would be longer than the house allows

# Those that are put right by what is written in the place of the text that was found.
_GUESSED: Final = (
    "expected-level", "not-a-boolean", "not-a-value", "other-ruleset", "percent-or-fraction", "undeclared-place",
    "unknown-indicator", "unknown-ruleset", "wrong-kind",
)  # fmt: skip
# Those that are told beside an answer, and stop nothing.
_WARNED: Final = (
    "annex-column", "annex-rows", "level-blank", "level-unclear", "limit-blank", "limit-none", "limit-unclear",
    "number-twice", "part-unused", "points-blank", "points-each", "points-unclear", "points-unread", "scale-gap",
)  # fmt: skip


class Explained(NamedTuple):
    """What is known of an id; of a lint its page has more."""

    id: str
    severity: Severity
    summary: Words
    remedy: Words | None = None  # None where the summary says it, or the page shows it
    page: Page | None = None
    fix: Mending | None = None  # how `validate --fix` puts it right; None where a person has to

    @property
    def why(self) -> Words:
        """What stands below the summary, in one sentence."""
        return self.page.why if self.page is not None else self.remedy or self.summary


def explained() -> Mapping[str, Explained]:
    """Every id, in the order of the alphabet."""
    pages: Sequence[Page] = (*FAULTS.values(), *LINTS.values())
    found = {page.id: Explained(page.id, page.severity, page.summary, page=page, fix=page.fix) for page in pages}
    found |= {id: _plain(id) for id in _PLAIN}
    return dict(sorted(found.items()))


class _Open(dict[str, str]):
    """What stands for the values of a sentence that is about no file."""

    def __missing__(self, name: str) -> str:
        return "…"


def _plain(id: str) -> Explained:
    """Its sentence, and its remedy or help."""
    summary, remedy = Message(f"explained.{id}").key, Message(f"remedy.{id}").key
    severity: Severity = "warning" if id in _WARNED else "error"
    said, mended = _words(summary) or _words(id) or Words(id, id), _words(remedy) or _words(f"{id}-help")
    return Explained(id, severity, said, mended, fix="unsafe" if id in _GUESSED else None)


def _words(key: str) -> Words | None:
    """What the catalogue has; an ellipsis stands for what is found in a file."""
    said = CATALOGUE.get(key)
    return None if said is None else Words(*(text.format_map(_Open()) for text in said))
