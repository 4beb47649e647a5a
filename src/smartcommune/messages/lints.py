"""What lints find, in Vietnamese and English: found, expected, what to do."""

from __future__ import annotations

from typing import Final

LINTS: Final[dict[str, tuple[str, str]]] = {
    "lint.alias-clash": (
        "`{name}` vừa là tên của `{indicator}`, vừa là tên của `{other}`; mỗi tên chỉ dành cho một chỉ tiêu",
        "`{name}` is a name of `{indicator}` and of `{other}`; give each indicator names of its own",
    ),
    "lint.reserved-name": (
        "`{name}` dành cho cột `{column}` của bảng; đặt tên khác cho chỉ tiêu",
        "`{name}` is kept for the column `{column}` of a table; give the indicator another name",
    ),
    "lint.assumption-without-test": (
        "ngưỡng `{name}` là giả định mà không nói con số lấy từ việc nào; thêm `from_test`",
        "the threshold `{name}` is an assumption, but does not say which test its figure is from; add `from_test`",
    ),
    "lint.at-least-all": (
        "`{need}` của {count} điều kiện là tất cả; viết `all_of` hoặc sửa con số",
        "`{need}` of {count} members is all of them; write `all_of`, or correct the number",
    ),
    "lint.at-least-always": (
        "ngưỡng `{name}` là 0 nên nhóm này lúc nào cũng đạt; đặt số lớn hơn 0",
        "the threshold `{name}` is 0, so that the group is always met; give a number above 0",
    ),
    "lint.at-most-always": (
        "nhóm chỉ có {count} điều kiện nên “không quá {need}” lúc nào cũng đạt; sửa `n` hoặc thêm điều kiện",
        "the group has {count} members, so that “at most {need}” is always met; correct `n` or add members",
    ),
    "lint.at-least-never": (
        "cần {need} điều kiện nhưng nhóm chỉ có {count}, nên không bao giờ đạt; sửa `n` hoặc thêm điều kiện",
        "{need} members are needed, but the group has {count} and can never be met; correct `n` or add members",
    ),
    "lint.beyond-range-always": (
        "mọi giá trị của `{indicator}` đều {operator} {value} nên xã nào cũng đạt; sửa ngưỡng hoặc `range`",
        "every value of `{indicator}` is {operator} {value}, so that all communes pass; correct the bound or `range`",
    ),
    "lint.beyond-range-never": (
        "không giá trị nào của `{indicator}` {operator} {value} nên không xã nào đạt; sửa ngưỡng hoặc `range`",
        "no value of `{indicator}` is {operator} {value}, so that no commune passes; correct the bound or `range`",
    ),
    "lint.beyond-points": (
        "`{name}` được nhiều nhất {most} điểm, không bao giờ {operator} {value}; sửa mức điểm hoặc bảng điểm",
        "`{name}` earns at most {most} points, never {operator} {value}; correct the mark or the points",
    ),
    "lint.bound": ("{operator} {value}", "{operator} {value}"),
    "lint.case-fails": (
        "ca thử “{name}” không đạt ({difference}); sửa ca thử hoặc bộ tiêu chí",
        "the case “{name}” fails ({difference}); correct the case or the rule set",
    ),
    "lint.case-fails-repair": (
        "{count}, và đều đạt nếu {change}: {names}; sửa chỗ này hoặc sửa ca thử",
        "{count}, and would pass with {change}: {names}; correct this or the cases",
    ),
    "noun.failing": ("ca thử không đạt", "case fails|cases fail"),
    "repair.instead": ("đổi {before} thành {after}", "{after} in the place of {before}"),
    "repair.exclusive": ("thêm `exclusive: true`", "`exclusive: true` added"),
    "repair.inclusive": ("bỏ `exclusive: true`", "`exclusive: true` left out"),
    "repair.member": ("thêm `{name}` vào đây", "`{name}` added"),
    "repair.without": ("bỏ {member} khỏi đây", "{member} left out"),
    "repair.without-not": ("bỏ `not`", "`not` left out"),
    "repair.not": ("lấy ngược lại của {member}", "{member} turned into its opposite"),
    "lint.case-outside-period": (
        "ca thử “{name}” xét ngày {day}, ngoài thời gian có hiệu lực; đổi `on`, hoặc chờ đợi `not_in_force`",
        "the case “{name}” is on {day}, outside the period in force; change `on`, or expect `not_in_force`",
    ),
    "lint.crossed-bounds": (
        "không giá trị nào của `{indicator}` thỏa mãn cùng lúc {bounds} (ngày {day}); sửa một trong các cận",
        "no value of `{indicator}` meets all of {bounds} (on {day}); correct one of the bounds",
    ),
    "lint.dated-otherwise": (
        "văn bản `{name}` ghi ngày {day}, còn lời văn của tệp này ghi {other}; đối chiếu lại với văn bản",
        "the document `{name}` is dated {day}, but {other} in the text of this file; compare with the document",
    ),
    "lint.dated-otherwise-address": (
        "bài báo `{name}` ghi ngày {day}, còn địa chỉ của nó ghi tháng {other}; mở bài báo và đối chiếu lại",
        "the article `{name}` is dated {day}, but its address says {other}; open the article and compare",
    ),
    "lint.document-differs": (
        "văn bản `{name}` ghi ngày {day}, còn ở `{ruleset}` là {other}; đối chiếu lại với văn bản",
        "the document `{name}` is dated {day}, but {other} in `{ruleset}`; compare with the document",
    ),
    "lint.double-bound": (
        "`{first}` và `{second}` là hai cận cùng phía, chỉ một cận quyết định; bỏ một",
        "`{first}` and `{second}` bound the same side, and only one of them decides; remove one",
    ),
    "lint.duplicate-case-name": (
        "đã có ca thử tên “{name}”; đặt tên khác",
        "another case is called “{name}”; give this one a name of its own",
    ),
    "lint.exclusive-wording": (
        "văn bản viết “{words}” nhưng ở đây so sánh bằng {operator}; sửa phép so sánh hoặc `exclusive`",
        "the source says “{words}”, but this compares with {operator}; correct the comparison or `exclusive`",
    ),
    "lint.labels-differ": (
        "hai ngôn ngữ ghi khác nhau: {found}; sửa bản sai",
        "the two languages differ: {found}; correct the wrong one",
    ),
    "lint.look-alike": (
        "trong “{word}”, chữ “{letter}” ({code}) không thuộc bảng chữ La-tinh tiếng Việt; gõ lại chữ này",
        "in “{word}” the letter “{letter}” ({code}) is not the Latin one it looks like; type it again",
    ),
    "lint.looks-like-fraction": (
        "`{small}` nhỏ hơn 1 %; có phải định viết `{large}`?",
        "`{small}` is less than 1%; was `{large}` meant?",
    ),
    "lint.no-cases": (
        "không ca thử nào xét `{name}` vào một ngày có hiệu lực; thêm ít nhất một ca vào `cases`",
        "no case tries `{name}` on a day in force; add at least one to `cases`",
    ),
    "lint.no-value": (
        "ngưỡng `{name}` không có giá trị nào trong giai đoạn này; thêm `default`",
        "the threshold `{name}` has no value at all in this period; add a `default`",
    ),
    "lint.no-value-for-place": (
        "ngưỡng `{name}` không có giá trị cho {places}; thêm giá trị hoặc `default`",
        "the threshold `{name}` has no value for {places}; add one, or a `default`",
    ),
    "lint.not-composed": (
        "“{word}” được gõ với dấu tách rời khỏi chữ; lưu lại ở dạng Unicode dựng sẵn (NFC)",
        "“{word}” is written with its accents apart from the letters; save it in composed form (NFC)",
    ),
    "lint.not-translated": (
        "{count} nội dung tiếng Anh còn bắt đầu bằng {mark}, tức chưa dịch; tìm và dịch từng chỗ",
        "{count} English texts still begin with {mark} and are not translated; look for the mark and translate each",
    ),
    "lint.not-decided-bands": (
        "{open} trong {asked} cặp mức kề nhau chưa được xét; mới xét {looked} cặp",
        "{open} of {asked} pairs of bands were not looked at; {looked} were",
    ),
    "lint.not-decided-comparisons": (
        "{open} trong {asked} phép so sánh (tính theo từng giai đoạn) chưa được xét; mới xét {looked}",
        "{open} of {asked} comparisons, taken period by period, were not looked at; {looked} were",
    ),
    "lint.not-decided-criteria": (
        "chưa rõ {open} trong {asked} tiêu chí có khi nào đạt, không đạt, quyết định không; {why}",
        "not decided whether {open} of {asked} criteria can be met, fail, decide; {why}",
    ),
    "lint.not-decided-groups": (
        "chưa rõ {open} trong {asked} `all_of` có hai thành phần loại trừ nhau không; {why}",
        "not decided whether {open} of {asked} `all_of` ask for what excludes itself; {why}",
    ),
    "lint.not-decided-thresholds": (
        "chưa rõ {open} trong {asked} ngưỡng có làm khác kết luận nào không; {why}",
        "not decided whether {open} of {asked} thresholds change any verdict; {why}",
    ),
    "lint.not-applicable-unsaid": (
        "`{name}` có thể không áp dụng, nhưng không nói khi đó tính điểm thế nào; thêm `not_applicable`",
        "`{name}` may not apply, but does not say what becomes of its points then; add `not_applicable`",
    ),
    "lint.levels-gap": (
        "có xã không thuộc mức nào ({facts}); sửa điều kiện của các mức, hoặc để mức cuối không có `when`",
        "some commune is in no level ({facts}); mend the conditions, or let the last level stand without `when`",
    ),
    "lint.fact": ("{label}: {value}", "{label}: {value}"),
    "lint.not-decided-levels": (
        "chưa rõ có xã nào không thuộc mức xếp loại nào không; {why}",
        "not decided whether some commune is in no level; {why}",
    ),
    "lint.given-up": ("dừng sau {looked}", "given up after {looked}"),
    "lint.computed": ("có chỉ tiêu được tính từ nhiều số liệu", "a figure follows from several facts"),
    "lint.not-decided-verdict": (
        "chưa rõ có xã nào đủ điều kiện, có xã nào không; {why}",
        "not decided whether any commune can be eligible, or not be; {why}",
    ),
    "lint.only-en": ("{found} chỉ có trong tiếng Anh", "{found} in English only"),
    "lint.only-vi": ("{found} chỉ có trong tiếng Việt", "{found} in Vietnamese only"),
    "limit.over": ("trên {value}", "over {value}"),
    "lint.periods-gap": (
        "ngưỡng `{name}` không có giá trị vào ngày {day}, khi bộ tiêu chí đang có hiệu lực; nối các giai đoạn lại",
        "the threshold `{name}` has no value on {day}, a day in force; close the gap between its periods",
    ),
    "lint.periods-overlap": (
        "ngưỡng `{name}` có hai giá trị cho ngày {day}; sửa `until` của giai đoạn trước",
        "the threshold `{name}` has two values on {day}; correct the `until` of the earlier period",
    ),
    "lint.quote-differs": (
        "{figure} không có trong lời văn được trích, ở đó là {quoted}; đối chiếu lại với văn bản",
        "{figure} does not stand in the quoted words, which have {quoted}; compare with the source",
    ),
    "lint.repeated-member": (
        "điều kiện này đã có trong nhóm, ở vị trí {number}; bỏ đi hoặc thay bằng điều kiện định viết",
        "this condition already stands in the group, as number {number}; remove it, or write the one that was meant",
    ),
    "lint.single-member": ("`{kind}` chỉ có một điều kiện", "`{kind}` has one member"),
    "lint.single-member-help": (
        "viết thẳng điều kiện đó, hoặc thêm điều kiện còn thiếu",
        "write the member itself, or add the ones that are missing",
    ),
    "lint.single-member-not": (
        "viết `not`, hoặc thêm điều kiện còn thiếu",
        "write `not`, or add the ones that are missing",
    ),
    "lint.uncited": (
        "`{name}` không dẫn căn cứ nào; ghi văn bản và điều, khoản vào `cite`",
        "`{name}` cites nothing; name the source and the article in `cite`",
    ),
    "lint.uncited-notice": (
        "lưu ý này không dẫn căn cứ nào; ghi văn bản và điều, khoản vào `cite`",
        "this notice cites nothing; name the source and the article in `cite`",
    ),
    "lint.undated-source": (
        "văn bản `{name}` không có ngày; thêm `date`, hoặc nói vì sao không có ở `undated`",
        "the source `{name}` has no date; add `date`, or say in `undated` why there is none",
    ),
    "lint.unlabelled-value": (
        "các giá trị của `{name}` chỉ có mã; thêm tên gọi bằng hai ngôn ngữ: `mã: {{vi: …, en: …}}`",
        "the values of `{name}` are bare ids; add labels in both languages: `id: {{vi: …, en: …}}`",
    ),
    "lint.unused-criterion": (
        "tiêu chí `{name}` không ảnh hưởng đến kết luận; nêu nó trong `verdict` hoặc bỏ đi",
        "no verdict depends on the criterion `{name}`; name it in `verdict`, or remove it",
    ),
    "lint.unused-indicator": (
        "chỉ tiêu `{name}` không được dùng; bỏ đi hoặc thêm tiêu chí cần đến nó",
        "the indicator `{name}` is not used; remove it, or add the criterion that needs it",
    ),
    "lint.unused-source": (
        "văn bản `{name}` không được dẫn ở đâu; dẫn trong `cite` hoặc bỏ đi",
        "nothing cites the source `{name}`; cite it, or remove it",
    ),
    "lint.unused-threshold": (
        "ngưỡng `{name}` không được dùng; so sánh với nó hoặc bỏ đi",
        "the threshold `{name}` is not used; compare with it, or remove it",
    ),
    "lint.url-not-https": (
        "địa chỉ của văn bản `{name}` không dùng https; thay bằng địa chỉ https nếu có",
        "the address of the source `{name}` is not https; use an https address if there is one",
    ),
    "lint.weaker-than-parent": (
        "ngưỡng `{name}` là {own}, dễ đạt hơn {other} của `{parent}`",
        "the threshold `{name}` is {own}, easier to meet than the {other} of `{parent}`",
    ),
    "lint.weaker-than-parent-help": (
        "dẫn văn bản cho phép và ghi `basis: law` hoặc `basis: province`",
        "cite the text that allows it, with `basis: law` or `basis: province`",
    ),
    "lint.bands-gap": (
        "`{indicator}`: giữa mức {upper} và mức {lower} có khoảng trống (ngày {day}{place}); sửa một trong hai",
        "`{indicator}`: the band {upper} and the band {lower} leave a gap (on {day}{place}); correct one",
    ),
    "lint.bands-overlap": (
        "`{indicator}`: mức {upper} và mức {lower} chồng lên nhau (ngày {day}{place}); sửa một trong hai",
        "`{indicator}`: the band {upper} and the band {lower} overlap (on {day}{place}); correct one",
    ),
    "lint.band-place": (", {place}", ", {place}"),
    "lint.contradictory-bounds": (
        "{first} và {second} không thể cùng đạt, mà `all_of` này đòi cả hai; sửa một trong hai",
        "{first} and {second} can never be met together, but this `all_of` asks for both; correct one of them",
    ),
    "lint.printed-most": (
        "văn bản in tối đa {printed} điểm, các tiêu chí cộng lại nhiều nhất là {found}: {parts}; so lại từng dòng",
        "the document prints a most of {printed}, the members reach {found} together: {parts}; compare each row",
    ),
    "lint.most-of": ("{name} {most}", "{name} {most}"),
    "lint.idle-threshold": (
        "dù ngưỡng `{name}` bằng bao nhiêu, kết luận của mọi xã vẫn thế; xem lại nơi dùng ngưỡng này",
        "whatever the value of the threshold `{name}`, no verdict changes; look at where it is used",
    ),
    "lint.never-decides": (
        "tiêu chí `{name}` không làm khác kết luận của xã nào; xem lại nơi dùng nó, hoặc bỏ nó",
        "the criterion `{name}` makes no difference to any verdict; look at where it is used, or remove it",
    ),
    "lint.never-fails": (
        "xã nào cũng đạt tiêu chí `{name}`; sửa điều kiện",
        "every commune meets the criterion `{name}`; correct its conditions",
    ),
    "lint.never-met": (
        "không xã nào đạt được tiêu chí `{name}`; sửa điều kiện",
        "no commune can meet the criterion `{name}`; correct its conditions",
    ),
    "lint.verdict-always": (
        "xã nào trong phạm vi cũng đủ điều kiện; sửa `eligible_when` hoặc phạm vi",
        "every commune in scope is eligible; correct `eligible_when` or the scope",
    ),
    "lint.verdict-never": (
        "không xã nào đủ điều kiện được; sửa `eligible_when` hoặc phạm vi",
        "no commune can be eligible; correct `eligible_when` or the scope",
    ),
}
