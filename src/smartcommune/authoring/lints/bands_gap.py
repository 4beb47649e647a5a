"""Neighbouring bands of an indicator that leave values out between them on some day or at some place."""

from __future__ import annotations

from functools import partial

from smartcommune.authoring.lints.bands import findings
from smartcommune.messages import Words

check = partial(findings, kind="gap")

SEVERITY = "warning"
SUMMARY = Words("Khoảng trống giữa hai mức", "A gap between two bands")
AVOID = """\
thresholds:
  mid:  {by: region, values: [{from: 2023-01-01, default: 15%, delta: 12%}]}
  high: {by: region, values: [{from: 2023-01-01, default: 15%, delta: 20%}]}
criteria:
  poor:      {test: {indicator: poverty_rate, gte: {threshold: high}}}
  less_poor: {test: {indicator: poverty_rate, lt: {threshold: mid}}}
"""
PREFER = """\
thresholds:
  mid:  {by: region, values: [{from: 2023-01-01, default: 15%, delta: 12%}]}
  high: {by: region, values: [{from: 2023-01-01, default: 15%, delta: 12%}]}
criteria:
  poor:      {test: {indicator: poverty_rate, gte: {threshold: high}}}
  less_poor: {test: {indicator: poverty_rate, lt: {threshold: mid}}}
"""
WHY = Words(
    "Hai mức liền nhau ở một nơi, một thời điểm thì phải liền nhau ở mọi nơi, mọi lúc; nếu không, xã có "
    "số liệu nằm giữa chẳng thuộc mức nào. Chỉ xét các cận đã khớp nhau ở đâu đó, hoặc dùng chung một con"
    " số, và không có mức nào khác lấp chỗ trống.",
    "Bands that meet at one place and time should meet at all of them; otherwise a commune whose figure "
    "lies between belongs to none. Only bounds are compared that meet somewhere, or share one figure, and"
    " where no other band fills the gap.",
)
