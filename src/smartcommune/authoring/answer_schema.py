"""The answer of `check --format json` as JSON Schema: what each key is for, in both languages."""

from __future__ import annotations

from typing import Any, Final

from smartcommune.logic import Outcome
from smartcommune.model.condition import Operator
from smartcommune.model.ruleset import Verdict

Schema = dict[str, Any]


def _said(vi: str, en: str, **part: Any) -> Schema:
    return {"description": f"{vi} / {en}", **part}


def _table(properties: Schema, optional: tuple[str, ...] = (), **more: Any) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False, **more}


def _list(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


def _or_null(part: Schema) -> Schema:
    return {"anyOf": [part, {"type": "null"}]}


_TEXT: Final[Schema] = {"type": "string", "minLength": 1}
_SHA256: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_DAY: Final[Schema] = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_ID: Final[Schema] = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"}
_IDS: Final = _list(_ID, uniqueItems=True)
# The verdict of another rule set stands among the criteria as `rule-set:eligible`.
_CRITERIA: Final = _list(
    {"type": "string", "pattern": "^[a-z]([a-z0-9_]{0,63}|[a-z0-9-]{0,63}:(not_)?eligible)$"}, uniqueItems=True
)
# A number of points, a deduction below 0; the text of a fraction where it is no decimal.
_POINTS: Final[Schema] = {"type": ["number", "string"]}
_EARNED: Final = {
    "low": _said("Ít nhất có thể", "The fewest possible", **_POINTS),
    "high": _said("Nhiều nhất có thể", "The most possible", **_POINTS),
    "most": _said("Điểm tối đa", "The most that was to be had", **_POINTS),
    "most_low": _said("Điểm tối đa, ít nhất có thể", "The least of it, while that is open", **_POINTS),
    "most_high": _said("Điểm tối đa, nhiều nhất có thể", "The most of it, while that is open", **_POINTS),
}
# What a commune gives itself for a criterion; the difference is null where it may be the same.
_SELF: Final = {
    "self_points": _said("Điểm xã tự chấm", "The points that the commune gives itself", **_POINTS),
    "points_difference": _said(
        "Điểm tự chấm hơn điểm tính được bao nhiêu; null khi chưa đủ số liệu",
        "By how much that is more than what is computed; null while that is open",
        **_or_null(_POINTS),
    ),
}
_VALUE: Final[Schema] = {"type": ["number", "string", "boolean"]}
_FACT: Final[Schema] = {"type": ["number", "string", "boolean", "null"]}
_OPERAND: Final[Schema] = {"anyOf": [{"type": ["number", "string", "boolean", "null"]}, _list(_VALUE, minItems=1)]}

_MOSTS: Final = ("most", "most_low", "most_high")
_OF_POINTS: Final = ("number", "evidence_asked", "points", "points_low", "points_high", *_MOSTS, "points_lost", *_SELF)
_OF_FACTS: Final = ("indicator", "value", "other_indicator", "other_value", "evidence", "evidence_date")
_COMPARED: Final[Schema] = {
    "operator": _said("Phép so sánh", "How it compares", enum=[operator.value for operator in Operator]),
    "threshold": _said(
        "Giá trị được so sánh; null khi không có một giá trị duy nhất",
        "What it compares with; null where no single value is known",
        **_OPERAND,
    ),
    "threshold_id": _said("Mã của ngưỡng", "Id of the threshold", **_ID),
    "basis": _said(
        "Cơ sở của ngưỡng; set là giá trị người dùng đặt",
        "On what the threshold rests; set: the user gave its value",
        enum=["law", "guidance", "province", "assumption", "set"],
    ),
    "threshold_citation": _said("Căn cứ của ngưỡng", "Citation of the threshold", **_TEXT),
    "from_test": _said("Con số vốn công bố cho việc nào", "The other test the figure was published for", **_TEXT),
}
_OPTIONAL: Final = ("threshold_id", "basis", "threshold_citation", "from_test")
_TOGETHER: Final = {
    "operator": ["threshold"],
    "threshold": ["operator"],
    "threshold_id": ["basis", "operator"],
    "basis": ["threshold_id"],
    "threshold_citation": ["threshold_id"],
    "from_test": ["threshold_id"],
}
_COMPARISON: Final = _table(_COMPARED, _OPTIONAL, dependentRequired=_TOGETHER)
_REASON: Final = _table(
    {
        "id": _said("Mã của tiêu chí, hoặc của phần trong đó", "Id of the criterion, or of the part of it", **_TEXT),
        "label": _said("Tên gọi", "Its name", **_TEXT),
        "outcome": _said("Kết quả", "Outcome", enum=[outcome.value for outcome in Outcome]),
        "evidence_asked": _said("Minh chứng phải nộp", "The evidence to hand in", **_TEXT),
        "number": _said("Số thứ tự trong văn bản", "Its number in the document", **_TEXT),
        "points": _said("Điểm chắc chắn đạt", "The points that are certain", **_POINTS),
        "points_low": _EARNED["low"],
        "points_high": _EARNED["high"],
        **{key: _EARNED[key] for key in _MOSTS},
        "points_lost": _said("Điểm chưa đạt được", "Points of the most that are not earned", **_POINTS),
        **_SELF,
        "indicator": _said("Chỉ tiêu được so sánh", "The indicator compared", **_ID),
        "value": _said(
            "Giá trị; null là chưa biết, na là không áp dụng", "Its value; null: unknown, na: not applicable", **_FACT
        ),
        "other_indicator": _said("Chỉ tiêu được so sánh với", "The indicator that it is compared with", **_ID),
        "other_value": _said("Giá trị của chỉ tiêu đó", "The value of that one", **_FACT),
        "evidence": _said("Minh chứng của giá trị", "The documents that the value rests on", **_TEXT),
        "evidence_date": _said("Ngày của minh chứng", "The day they are of", **_DAY),
        **_COMPARED,
        "comparisons": _said(
            "Các phép so sánh, khi có nhiều hơn một",
            "The comparisons, where there are several",
            **_list(_COMPARISON, minItems=2),
        ),
        "citation": _said("Căn cứ của tiêu chí", "Citation of the criterion", **_TEXT),
        "text": _said("Lý do bằng lời", "The reason in words", **_TEXT),
        "children": _said("Các lý do bên trong", "The reasons inside", **_list({"$ref": "#/$defs/reason"}, minItems=1)),
    },
    (*_OF_POINTS, *_OF_FACTS, *_COMPARED, "comparisons", "citation", "children"),
    dependentRequired={
        **_TOGETHER,
        "indicator": ["value"],
        "value": ["indicator"],
        "other_indicator": ["other_value"],
        "other_value": ["other_indicator", "indicator"],
        "evidence": ["indicator"],
        "evidence_date": ["indicator"],
    },
    dependentSchemas={"comparisons": {"properties": {"operator": False}}},
)
_CHANGE: Final = _table(
    {
        "indicator": _said("Chỉ tiêu cần thay đổi", "The indicator to change", **_ID),
        "from": _said("Giá trị hiện nay; null là chưa biết", "Its value now; null: unknown", **_FACT),
        "to": _said("Giá trị cần có", "The value needed", **_VALUE),
        "text": _said("Nói bằng lời", "In words", **_TEXT),
    }
)
_MARGIN: Final = _table(
    {
        "indicator": _said("Chỉ tiêu", "The indicator", **_ID),
        "value": _said("Giá trị hiện nay", "Its value now", **_VALUE),
        "edge": _said("Nơi kết luận thay đổi", "Where the verdict changes", **_VALUE),
        "distance": _said("Cách bao xa", "How far away that is", **_VALUE),
        "relative": _said("Cách bao xa so với khoảng giá trị", "How far relative to the range", **_VALUE),
        "verdict": _said("Kết luận khi đó", "The verdict then", enum=[verdict.value for verdict in Verdict]),
    }
)
_COMMUNE: Final = {
    "code": _said("Mã xã", "Code of the commune", **_TEXT),
    "code_list": _said("Ngày của danh mục mã", "The day of the list of codes", **_DAY),
    "name": _said("Tên xã", "Name", **_TEXT),
    "district": _said("Huyện, thị xã, thành phố thuộc tỉnh, nếu có", "District, where there is one", **_TEXT),
    "province": _said("Tỉnh, thành phố", "Province", **_TEXT),
}
_NOTICE: Final = _table(
    {
        "text": _said("Nội dung", "What it says", **_TEXT),
        "citation": _said("Căn cứ, có thể trống", "Citation, possibly empty", type="string"),
    }
)
_TOTAL: Final = {
    "value": _said("Điểm chắc chắn đạt, bằng low", "The certain points, equal to low", **_POINTS),
    **_EARNED,
}
# What a commune earns, and the level that it falls into.
_PLACED: Final = {
    "points": _said(
        "Tổng điểm, khi bộ tiêu chí có điểm",
        "The points in all, where the rule set has points",
        **_table(_TOTAL, ("most_low", "most_high")),
    ),
    "level": _said("Mức xếp loại; null là chưa đạt mức nào", "The level; null: none of them", **_or_null(_ID)),
    "levels_possible": _said(
        "Các mức còn có thể, khi chưa rõ mức nào",
        "The levels that are possible, while it is open which",
        **_list(_or_null(_ID), minItems=2, uniqueItems=True),
    ),
}
_READ_AS: Final = _table(
    {
        "taken": _said(
            "Cách hiểu từng chỗ chưa rõ",
            "How each ambiguity is read",
            type="object",
            additionalProperties={"enum": ["written", "instead"]},
        ),
        "verdict": _said("Kết luận khi đó", "The verdict then", enum=[verdict.value for verdict in Verdict]),
        **_PLACED,
    },
    ("points", "level", "levels_possible"),
)
# Outside the period in force nothing is evaluated.
_BY_VERDICT: Final[dict[str, Any]] = {
    "if": {"properties": {"verdict": {"const": Verdict.NOT_IN_FORCE.value}}, "required": ["verdict"]},
    "then": {
        "properties": {
            "score": {"type": "null"},
            "reasons": {"type": "null"},
            "because": {"maxItems": 0},
            "missing": {"maxItems": 0},
            "advice": {"maxItems": 0},
        }
    },
    "else": {"properties": {"reasons": {"type": "object"}}},
}
_FILE: Final = {
    "name": _said("Tên tệp", "Name of the file", **_TEXT),
    "sha256": _said("Mã băm của tệp", "Digest of its text", **_SHA256),
}
_ASSESSMENT: Final = _table(
    {
        "commune": _said("Xã nào", "Which commune", **_table(_COMMUNE, tuple(_COMMUNE))),
        "ruleset": _said(
            "Bộ tiêu chí đã dùng",
            "The rule set applied",
            **_table(
                {
                    "id": _said("Mã", "Id", **_TEXT),
                    "version": _said("Phiên bản", "Version", **_TEXT),
                    "sha256": _said("Mã băm của cả bộ", "Digest of the whole", **_SHA256),
                    "changed": _said(
                        "Mã của bộ tiêu chí có sẵn đã bị thay đổi", "Built-in ids with other text", **_IDS
                    ),
                    "files": _said("Các tệp", "The files", **_list(_table(_FILE))),
                    "settings": _said("Điều người dùng đặt", "What the user has set", **_list(_TEXT)),
                    "status": _said("Ví dụ hoặc bản nháp", "An example or a draft", enum=["example", "draft"]),
                },
                ("status",),
            ),
        ),
        "as_of": _said("Ngày xét", "The date assessed on", **_DAY),
        "verdict": _said("Kết luận", "Verdict", enum=[verdict.value for verdict in Verdict]),
        "score": _said(
            "Điểm từ 0 đến 100, hoặc tổng điểm; null khi không có tiêu chí nào tính điểm",
            "Score, 0 to 100, or the points in all; null where no criterion counts",
            **_or_null(
                _table(
                    {
                        "value": _said("Điểm chắc chắn đạt, bằng low", "The certain score, equal to low", **_POINTS),
                        "low": _said("Điểm thấp nhất có thể", "Lowest possible", **_POINTS),
                        "high": _said("Điểm cao nhất có thể", "Highest possible", **_POINTS),
                    }
                )
            ),
        ),
        **_PLACED,
        "unevidenced": _said(
            "Số liệu ghi mà không tính, theo chỗ thiếu của minh chứng",
            "Facts that are stated and do not count, by what their evidence lacks",
            type="object",
            propertyNames=_ID,
            additionalProperties={"enum": ["absent", "undated", "too-old"]},
        ),
        "self_points": _said(
            "Điểm xã tự chấm, theo tiêu chí, bên điểm tính được",
            "What the commune gives itself, by criterion, beside what is computed",
            type="object",
            propertyNames=_ID,
            additionalProperties=_table({**_TOTAL, **_SELF}, ("most_low", "most_high")),
        ),
        "not_claimed": _said(
            "Các tiêu chí không kê khai, khi kê khai đã đủ", "Not claimed, once claims are complete", **_CRITERIA
        ),
        "not_found": _said(
            "Các tiêu chí không phát hiện gì, khi rà soát đã đủ", "Not found, once findings are complete", **_CRITERIA
        ),
        "because": _said("Các tiêu chí quyết định kết luận", "The criteria that settle the verdict", **_CRITERIA),
        "reasons": _said("Cây lý do", "The tree of reasons", **_or_null({"$ref": "#/$defs/reason"})),
        "missing": _said("Số liệu còn thiếu, quan trọng nhất trước", "Missing facts, the most decisive first", **_IDS),
        "advice": _said(
            "Những cách ít thay đổi nhất để đủ điều kiện",
            "The smallest sets of changes that would make it eligible",
            **_list(_table({"changes": _said("Các thay đổi", "The changes", **_list(_CHANGE, minItems=1))})),
        ),
        "readings": _said(
            "Kết quả theo từng cách hiểu, khi văn bản có thể hiểu nhiều cách",
            "What comes out under each reading, where the text can be read in more than one way",
            **_list(_READ_AS),
        ),
        "next_level": _said(
            "Mức tốt hơn tiếp theo, và cách ít thay đổi nhất để chắc chắn đạt mức đó",
            "The next better level, and a smallest set of changes that surely reaches it",
            **_table(
                {
                    "level": _said("Mức", "The level", **_ID),
                    "changes": _said("Các thay đổi", "The changes", **_list(_CHANGE, minItems=1)),
                }
            ),
        ),
        "margin": _said(
            "Số liệu sát nhất với một kết luận khác; null khi không có",
            "The figure nearest to another verdict; null where there is none",
            **_or_null(_MARGIN),
        ),
        "notices": _said("Lưu ý trong thời gian này", "Notices for this day", **_list(_NOTICE)),
        "as_it_stood": _said(
            "Kết quả theo quy định như ngày cuối còn hiệu lực, khi ngày xét ở sau ngày đó",
            "The assessment as the rules stood on their last day, where the day lies behind it",
            **{"$ref": "#/$defs/assessment"},
        ),
    },
    (
        "points",
        "level",
        "levels_possible",
        "unevidenced",
        "self_points",
        "not_claimed",
        "not_found",
        "readings",
        "next_level",
        "as_it_stood",
    ),
    **_BY_VERDICT,
)
ANSWER: Final = {
    **_table(
        {
            "schema": _said("Phiên bản định dạng", "Version of the format", const="smartcommune/assessment/1"),
            "assessments": _said("Các phiếu đánh giá", "The assessments", **_list({"$ref": "#/$defs/assessment"})),
        }
    ),
    "$defs": {
        "assessment": _said("Một phiếu đánh giá", "An assessment", **_ASSESSMENT),
        "reason": _said("Một lý do", "A reason", **_REASON),
    },
}
