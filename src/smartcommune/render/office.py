"""What only the office knows, for whatever it signs."""

from __future__ import annotations

from typing import Final, NamedTuple

OPEN: Final = "…………………"


class OfficeDetails(NamedTuple):
    """Who issues and signs, where, and under which number; what is not given stands as dots."""

    office: tuple[str, ...] = ()  # the one that issues the document last, those above it before
    place: str | None = None
    number: str | None = None
    signer: str | None = None
    title: tuple[str, ...] = ()  # of the signer, a line each: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`

    @property
    def words(self) -> dict[str, str]:
        """What stands in its places, by the names that these have in a template."""
        return {
            "co_quan": "\n".join(each.upper() for each in self.office) or OPEN,
            "so": self.number or "      /…",
            "dia_danh": self.place or "…",
            "chuc_danh": "\n".join(each.upper() for each in self.title) or OPEN,
            "nguoi_ky": self.signer or OPEN,
        }
