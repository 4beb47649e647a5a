"""What offices write over, under or beside the name of a figure, by what it makes of the figure: data, nothing else.

`…` stands for any words or none; without it, the words stand alone. Years, and words around them, are taken off before.
"""

from __future__ import annotations

from typing import Final

# The figure itself: these change nothing. They come before plans: `Kết quả thực hiện kế hoạch` is no plan.
PLAIN: Final = (
    "thực hiện…", "đã thực hiện…", "kết quả…", "hiện trạng…", "thực trạng…", "thực tế…", "hiện tại", "hiện nay",
    "kỳ này", "quý này", "tháng này", "năm nay", "kỳ báo cáo", "báo cáo",
    "số liệu…", "thống kê…", "TH", "TH đến…", "TH tính đến…", "TH quý…", "TH…tháng…", "…tháng đầu năm",
    "chung", "toàn xã", "cả xã", "toàn thôn", "đạt được", "…mục tiêu quốc gia…",
    "actual…", "achieved…", "current…", "result…", "overall",
)  # fmt: skip
# The figure itself in a cell of its own; as part of a name they may mean something else (`có ĐTTM`).
PLAIN_APART: Final = (
    "có", "đã có", "hiện có", "rồi", "đạt", "đã đạt", "met", "tổng số", "tổng", "tổng cộng", "tỷ lệ", "giá trị",
    "value", "rate", "total", "all", "yes",
)  # fmt: skip

# Another figure, by what kind of figure it is.
OTHER_FIGURES: Final[dict[str, tuple[str, ...]]] = {
    "compared": (
        "…so với…", "so sánh…", "tăng…", "giảm…", "tỷ lệ tăng…", "tỷ lệ giảm…", "mức tăng…", "mức giảm…",
        "số tăng…", "số giảm…", "chênh lệch…", "tốc độ…", "TH KH…", "% KH", "% kế hoạch…", "% hoàn thành…",
        "tỷ lệ hoàn thành…", "mức độ hoàn thành…", "increase…", "decrease…", "change…", "difference…", "growth…",
    ),
    "plan": (
        "…kế hoạch…", "KH…", "…mục tiêu…", "cần bổ sung…", "cần đầu tư…",
        "chỉ tiêu…giao…", "chỉ tiêu phấn đấu…", "định hướng…",
        "lộ trình…", "nhu cầu…", "đề nghị…", "đề xuất…", "tầm nhìn…", "được giao", "số giao", "tỉnh giao…",
        "huyện giao…", "trung ương giao…", "dự kiến…", "phấn đấu…", "ước", "ước tính…", "ước đạt…",
        "ước thực hiện…", "dự báo…", "yêu cầu…", "mức yêu cầu…", "quy định…", "mức quy định…", "theo quy định…",
        "chuẩn", "mức chuẩn", "định mức", "ngưỡng", "cần đạt", "phải đạt", "đăng ký…", "cam kết…", "plan…",
        "planned…", "target…", "goal…", "expected…", "forecast…", "required…", "estimate…", "estimated…",
    ),
    "denied": (
        "chưa…", "số chưa…", "tỷ lệ chưa…", "còn lại…", "không", "không đạt…", "không có…", "không được…",
        "không thực hiện…", "không dùng…", "không sử dụng…", "thiếu", "còn thiếu…", "no", "not…", "without…",
        "none", "lacking…", "missing…",
    ),
    "part": (
        "trong đó…", "riêng…", "nữ", "nữ giới", "phụ nữ…", "nam", "nam giới", "…hộ nghèo…", "…cận nghèo…",
        "người nghèo…", "…dân tộc thiểu số…", "…DTTS…", "…người cao tuổi…", "…trẻ em…", "thanh niên…", "học sinh…",
        "…khuyết tật…", "đảng viên…", "cán bộ…", "hội viên…", "thành thị", "nông thôn", "khu vực thành thị",
        "khu vực nông thôn", "đô thị", "khu vực đô thị", "of which…",
        "female…", "male…", "women…", "men…", "poor households…",
    ),
    "other": ("điểm…", "trọng số…", "xếp loại…", "xếp hạng…", "ghi chú…", "points…", "score…", "weight…"),
    "evidence": ("minh chứng…", "tài liệu minh chứng…", "evidence…"),
    "place": (
        "toàn tỉnh…", "toàn huyện…", "cả tỉnh…", "cả huyện…", "cả nước…", "cấp tỉnh…", "cấp huyện…",
        "bình quân…tỉnh…", "bình quân…huyện…", "bình quân chung…", "bình quân cả nước…", "province-wide…",
        "district-wide…",
    ),
    "year": (
        "…năm trước…", "…năm ngoái…", "…kỳ trước…", "…cùng kỳ…", "…quý trước…", "…tháng trước…", "đầu kỳ…",
        "đầu năm…", "trước đây…", "số cũ", "số liệu cũ", "last year…", "previous…", "…of last year",
    ),
}  # fmt: skip

# Below the name of a question: two columns to be ticked, one that says yes and one that says no.
YES_COLUMN: Final = ("có", "đã có", "rồi", "đạt", "đã đạt", "yes", "met")
NO_COLUMN: Final = ("không", "không có", "chưa", "chưa có", "không đạt", "chưa đạt", "no", "not met")

# Words around a year, a quarter or a month that say nothing else.
AROUND_YEARS: Final = (
    "năm", "đến", "tới", "cuối", "hết", "từ", "giai đoạn", "tính", "ngày", "tháng", "quý", "thời điểm", "thời kỳ",
    "kỳ", "đầu",
    "I", "II", "III", "IV", "year", "in", "by", "as of", "until", "end of",
)  # fmt: skip

# How offices shorten words, and words for the same thing. A header that is a name but for these is asked about.
SHORT_FORMS: Final = {
    "TL": "tỷ lệ", "tỉ lệ": "tỷ lệ", "ĐTTM": "điện thoại thông minh", "ĐT": "điện thoại", "TM": "thông minh",
    "smartphone": "điện thoại thông minh", "sử dụng": "sử dụng", "dùng": "sử dụng", "NTM": "nông thôn mới",
    "CNTT": "công nghệ thông tin",
    "CĐS": "chuyển đổi số", "CNS": "công nghệ số", "CNSCĐ": "công nghệ số cộng đồng",
    "TCNSCĐ": "tổ công nghệ số cộng đồng",
    "HSCV": "hồ sơ công việc", "CBCC": "cán bộ công chức", "CB": "cán bộ", "CC": "công chức", "CSVC": "cơ sở vật chất",
    "NVH": "nhà văn hóa", "nhà VH": "nhà văn hóa", "NNL": "nguồn nhân lực", "ĐVHC": "đơn vị hành chính",
    "TW": "trung ương",
    "TƯ": "trung ương", "SL": "số lượng", "LĐ": "lao động", "BHYT": "bảo hiểm y tế", "HTX": "hợp tác xã",
    "DVC": "dịch vụ công", "TTHC": "thủ tục hành chính", "hạ tầng CNTT": "hạ tầng công nghệ thông tin",
    "GTNT": "giao thông nông thôn",
    "ko": "không", "k": "không", "internet": "Internet", "pct": "percent", "hh": "household", "hhs": "households",
}  # fmt: skip
