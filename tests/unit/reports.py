"""Reports for the tests of the formats: an ordinary one, and the worst texts that a file can bring."""

from __future__ import annotations

from hypothesis import strategies as st

from smartcommune.authoring.check.explained import Explained
from smartcommune.authoring.report import CheckedFile, Report
from smartcommune.messages import Message, Words
from smartcommune.problems import Place, Problem, guessed

RULES = "rules/xã nông thôn.yaml"
LINE = "      smartfone_rate: {gte: 80%}"
UNKNOWN = guessed(
    Problem(
        "undeclared-threshold",
        Place(RULES, 14, 7, 14, LINE),
        Message("undeclared-threshold", name="smartfone_rate"),
        Message("did-you-mean", name="smartphone_rate"),
        Place(RULES, 3, 3, 5, "  smartphone_rate: {}"),
    )
)
UNUSED = Problem(
    "unused-threshold", Place(RULES, 20, None), Message("lint.unused-threshold", name="x"), severity="warning"
)
MISSING = Problem("unreadable-file", Place("none.yaml"), Message("no-such-file"))
ORDINARY = Report((CheckedFile("ok.yaml"), CheckedFile(RULES, (UNKNOWN, UNUSED)), CheckedFile("none.yaml", (MISSING,))))
EMPTY = Report(())
DESCRIBED = {
    "unused-threshold": Explained(
        "unused-threshold", "warning", Words("Ngưỡng không dùng", "Unused"), Words("Vì {thừa}", "Because {idle}")
    ),
    "undeclared-threshold": Explained("undeclared-threshold", "error", Words("Chưa khai", "Undeclared")),
    "unreadable-file": Explained("unreadable-file", "error", Words("Không đọc được", "Unreadable")),
    "never-found": Explained("never-found", "error", Words("", "")),
}

HOSTILE = (
    "\n::error::forged",
    "\r\n::stop-commands::x",
    "::error file=a::b",
    "##[error]forged",
    "100%",
    "%0A::error::x%25",
    "]]></failure><!--",
    "<script>&amp;\"'",
    "\x1b[31m\x9b0m\x07",
    "\x00\t\x7f",
    "\u202etxt.lmay\u2066",
    "\u2028\u2029\x85",
    "\udcff\ud800",
    "\ufffe\uffff\U000e0041",
    "a,b:c=d;e",
    "{0} {name} [x](http://x.example)",
    "xã/Đắk Nhau, tỉnh Bình Phước.yaml",
    "C:/rules/x.yaml",
    "/etc/../x y?#.yaml",
    "",
)

texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.one_of(st.characters(), st.sampled_from("".join(HOSTILE)))))


def bad_name(file: str, name: str, line: int | None = 1) -> Problem:
    """A problem whose file, message, help and line hold texts from outside."""
    place = Place(file, line, line, 1, name)
    words = Message("undeclared-threshold", name=name), Message("did-you-mean", name=name)
    return Problem("undeclared-threshold", place, *words, related=place)


def bad_report(file: str, name: str, line: int | None = 1) -> Report:
    return Report((CheckedFile(file, (bad_name(file, name, line),)),))


def writable(text: str) -> bool:
    """Whether a text can be written, and has nothing in it that acts on a terminal."""
    return text.endswith("\n") and all(line.isprintable() for line in text.split("\n"))
