"""What offices call the columns that say which commune a row is, and on which day: data, nothing else."""

from __future__ import annotations

from typing import Final

# The identity columns, each with the spellings that offices use.
IDENTITY: Final[dict[str, tuple[str, ...]]] = {
    "code": (
        "code",
        "commune code",
        "Mã",
        "Mã số",
        "Mã xã",
        "Mã số xã",
        "Mã đơn vị",
        "Mã ĐVHC",
        "Mã ĐVHC cấp xã",
        "Mã hành chính",
        "Mã đơn vị hành chính",
        "Mã số đơn vị hành chính",
        "Mã xã, phường, thị trấn",
        "Mã xã, phường",
        "Mã xã, thị trấn",
        "Mã phường, xã",
        "Mã số phường, xã",
        "Mã phường, xã, thị trấn",
        "Mã cấp xã",
        "Mã PX",
        "ward code",
    ),
    "name": (
        "name",
        "commune",
        "commune name",
        "Xã",
        "Tên",
        "Tên xã",
        "Tên đơn vị",
        "Đơn vị",
        "Đơn vị hành chính",
        "Tên ĐVHC",
        "Tên đơn vị hành chính",
        "Đơn vị cấp xã",
        "Tên xã, phường, thị trấn",
        "Tên xã, phường, đặc khu",
        "Tên xã, thị trấn",
        "Tên xã, phường",
        "Xã, thị trấn",
        "Tên các xã",
        "Tên xã/phường",
        "Xã, phường",
        "Xã, phường, đặc khu",
        "Phường, xã",
        "Tên phường, xã",
        "Phường, xã, thị trấn",
        "Tên phường, xã, thị trấn",
        "Địa phương",
        "ward",
    ),
    "province": (
        "province",
        "Tỉnh",
        "Tên tỉnh",
        "Tỉnh, thành phố",
        "Tỉnh/TP",
        "Tỉnh thành",
        "Tên tỉnh, thành phố",
        "Thuộc tỉnh",
        "Tên tỉnh/TP",
        "Tỉnh (thành phố)",
    ),
    "district": (
        "district",
        "Huyện",
        "Tên huyện",
        "Thuộc huyện",
        "Cấp huyện",
        "Đơn vị cấp huyện",
        "Tên đơn vị cấp huyện",
        "Quận",
        "Quận, huyện",
        "Tên quận, huyện",
        "Quận, huyện, thị xã",
        "Quận, huyện, thị xã, thành phố",
        "Tên quận, huyện, thị xã, thành phố",
        "Huyện, quận",
        "Thị xã",
        "Huyện, thị",
        "Huyện, thị xã",
        "Tên huyện, thị xã",
        "Huyện, thành phố",
        "Huyện, thị xã, thành phố",
        "Tên huyện, thị xã, thành phố",
        "Huyện, TX, TP",
        "Huyện, TP",
        "QH",
    ),
    "code_list": (
        "code_list",
        "code list",
        "Ngày danh mục",
        "Danh mục mã ngày",
        "Ngày của danh mục mã",
        "Ngày danh mục mã xã",
        "Danh mục hành chính ngày",
    ),
    "as_of": (
        "as_of",
        "as of",
        "data as of",
        "Ngày số liệu",
        "Ngày của số liệu",
        "Số liệu đến ngày",
        "Số liệu tính đến",
        "Số liệu tính đến ngày",
        "Tính đến ngày",
        "Thời điểm số liệu",
        "Thời điểm lấy số liệu",
    ),
}
# In the table of a rule set for villages, these stand in the place of the communes'.
VILLAGES: Final[dict[str, tuple[str, ...]]] = {
    "code": ("code", "village code", "Mã", "Mã số", "Mã thôn", "Mã số thôn"),
    "name": (
        "name",
        "village",
        "village name",
        "Thôn",
        "Tên",
        "Tên thôn",
        "Tên đơn vị",
        "Thôn, bản",
        "Tên thôn, bản",
        "Thôn, ấp, bản",
        "Tên thôn, ấp, bản",
        "Ấp",
        "Tên ấp",
        "Bản",
        "Tên bản",
        "Xóm",
        "Tên xóm",
    ),
}
DAYS: Final = ("code_list", "as_of")
# What several rows have in common may stand once for all of them; a code or a name belongs to one.
PLACES: Final = ("province", "district")
SHARED: Final = (*PLACES, *DAYS)
# Of these one at least says which commune a row is.
KEYS: Final = ("code", "name")
# A city may be a province or lie in one: nobody but the officer knows which a column of cities means.
EITHER: Final = ("Thành phố", "Tên thành phố", "TP")
# Rule sets call the kind of a unit so, and offices its name: the cells tell which it is.
NAME_OR_KIND: Final = (
    "Xã/phường/thị trấn",
    "Xã, phường, đặc khu",
    "Xã, phường",
    "Xã, thị trấn",
    "Phường, xã",
    "Phường, xã, thị trấn",
    "Xã",
    "Đơn vị",
    "Đơn vị hành chính",
    "commune",
    "ward",
)
# The statistics office's words over the kinds of units; elsewhere they stand over other things.
KIND: Final = ("Cấp", "Cấp hành chính", "Loại", "Loại hình", "Loại xã")
# A column that only counts the rows.
SERIAL: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "no.", "thu tu"})
