"""What can be wrong with reading or writing a file, and with its YAML, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

FILES: Final[dict[str, tuple[str, str]]] = {
    # Reading files
    "no-such-file": ("không có tệp này", "no such file"),
    "not-a-regular-file": (
        "không phải là tệp thông thường (là thư mục, thiết bị hoặc đường ống)",
        "not a regular file (a folder, a device or a pipe)",
    ),
    "cannot-read": ("không đọc được: {reason}", "cannot be read: {reason}"),
    "system.changed": ("tệp đã bị sửa trong lúc này", "the file was changed meanwhile"),
    "system.eacces": ("không có quyền", "Permission denied"),
    "system.ebadf": ("luồng đã đóng", "Bad file descriptor"),
    "system.ebusy": ("đang được chương trình khác dùng", "Device or resource busy"),
    "system.edquot": ("đã hết hạn mức lưu trữ", "Disk quota exceeded"),
    "system.eexist": (
        "đã có tệp hoặc thư mục này; chọn tên khác",
        "it exists already; choose another name",
    ),
    "system.efbig": ("tệp quá lớn", "File too large"),
    "system.eio": ("lỗi thiết bị lưu trữ", "Input/output error"),
    "system.eisdir": ("là thư mục", "Is a directory"),
    "system.eloop": ("các liên kết trỏ vòng", "Too many levels of symbolic links"),
    "system.emfile": ("đang mở quá nhiều tệp", "Too many open files"),
    "system.enametoolong": ("tên tệp quá dài", "File name too long"),
    "system.enoent": ("không có tệp hoặc thư mục này", "No such file or directory"),
    "system.enospc": ("đĩa đã đầy", "No space left on device"),
    "system.enotdir": ("một phần của đường dẫn không phải là thư mục", "Not a directory"),
    "system.eperm": ("không được phép", "Operation not permitted"),
    "system.epipe": ("nơi nhận đã đóng", "Broken pipe"),
    "system.erofs": ("ổ đĩa chỉ cho đọc", "Read-only file system"),
    "system.etxtbsy": ("tệp đang được chạy", "Text file busy"),
    "cannot-write": ("không ghi được: {reason}", "cannot be written: {reason}"),
    "too-large": ("tệp lớn hơn {most}", "the file is larger than {most}"),
    "not-utf-8": ("ký tự này không thuộc bảng mã UTF-8", "this character is not UTF-8"),
    "save-as-utf-8": ("hãy lưu lại tệp với bảng mã UTF-8", "save the file as UTF-8"),
    "bad-character": (
        "ký tự điều khiển {code} không được phép có trong văn bản",
        "the control character {code} is not allowed in a text",
    ),
    "too-many-problems": ("còn {count} nữa không liệt kê", "{count} not listed"),
    "noun.more-problem": ("lỗi", "more problem is|more problems are"),
    "noun.more-warning": ("cảnh báo", "more warning is|more warnings are"),
    # YAML
    "not-yaml": ("không đúng cú pháp YAML ({reason})", "not YAML ({reason})"),
    "tab-help": ("thụt dòng bằng dấu cách, không dùng phím Tab", "indent with spaces, not with a tab"),
    "quote-help": (
        "đặt giá trị trong ngoặc kép nếu bắt đầu bằng ký hiệu",
        "put a value that begins with a symbol in quotes",
    ),
    "colon-help": (
        "dòng này có thể thiếu dấu hai chấm: viết `tên: giá trị`",
        "a colon may be missing here: write `name: value`",
    ),
    "indent-help": (
        "kiểm tra thụt dòng, dấu ngoặc và dấu hai chấm ở dòng này và dòng trên",
        "check the indentation, brackets and colons on this line and the one above",
    ),
    "empty-file": ("tệp không có nội dung", "the file has no content"),
    "too-deep": ("lồng nhau quá {most} cấp", "nested more than {most} levels deep"),
    "too-many-nodes": ("có hơn {most} giá trị", "more than {most} values"),
    "alias": ("không dùng tham chiếu `*{name}`; hãy viết lại giá trị", "no aliases (`*{name}`); write the value again"),
    "anchor": ("không dùng neo `&{name}`; hãy bỏ đi", "no anchors (`&{name}`); remove it"),
    "tag": ("không dùng nhãn kiểu `{name}`; hãy bỏ đi", "no tags (`{name}`); remove it"),
    "merge-key": ("không dùng khóa gộp `<<`; hãy viết đủ các khóa", "no merge keys (`<<`); write the keys out"),
    "complex-key": ("khóa phải là một từ", "a key must be a single word"),
    "second-document": ("mỗi tệp chỉ có một tài liệu; bỏ dòng `---` này", "one document a file; remove this `---`"),
    "duplicate-key": ("khóa `{key}` đã có ở dòng {line}", "the key `{key}` already stands in line {line}"),
    "same-key": ("khóa `{key}` xuất hiện hai lần", "the key `{key}` stands there twice"),
    "too-many-parts": (
        "có {found} {what}, nhiều hơn mức tối đa {most}",
        "{found} {what}, more than the {most} that are allowed",
    ),
    "parts.indicators": ("chỉ tiêu", "indicators"),
    "parts.criteria": ("tiêu chí", "criteria"),
    "parts.thresholds": ("ngưỡng", "thresholds"),
    "parts.places": ("nơi của một ngưỡng", "places of one threshold"),
    "parts.values": ("giá trị của một chỉ tiêu", "values of one indicator"),
    "parts.members": ("điều kiện trong một nhóm", "conditions in one group"),
    "not-text": ("giá trị này không thể viết thành văn bản", "this value cannot be written as text"),
    # What the YAML parser says, in its own words and ours
    "yaml.mapping_values_are_not_allowed_in_this_context": (
        "không được có `khóa: giá trị` ở đây",
        "mapping values are not allowed in this context",
    ),
    "yaml.could_not_find_expected": ("thiếu dấu hai chấm", "could not find expected ':'"),
    "yaml.did_not_find_expected_key": ("ở đây phải là một khóa", "did not find expected key"),
    "yaml.did_not_find_expected_or_brace": ("thiếu dấu phẩy hoặc `}}`", "did not find expected ',' or '}}'"),
    "yaml.did_not_find_expected_or_bracket": ("thiếu dấu phẩy hoặc `]`", "did not find expected ',' or ']'"),
    "yaml.did_not_find_expected_indicator": ("thiếu dấu `-` của danh sách", "did not find expected '-' indicator"),
    "yaml.did_not_find_expected_node_content": ("thiếu giá trị", "did not find expected node content"),
    "yaml.block_sequence_entries_are_not_allowed_in_this_context": (
        "không được có mục danh sách `-` ở đây",
        "block sequence entries are not allowed in this context",
    ),
    "yaml.found_character_that_cannot_start_any_token": (
        "ký tự không thể bắt đầu một giá trị",
        "found character that cannot start any token",
    ),
    "yaml.found_unexpected_end_of_stream": (
        "tệp kết thúc giữa chừng, thiếu dấu nháy hoặc dấu ngoặc",
        "found unexpected end of stream",
    ),
    "yaml.found_unexpected_document_indicator": (
        "dấu `---` nằm giữa một giá trị",
        "found unexpected document indicator",
    ),
    "yaml.found_unknown_escape_character": ("dấu `\\` đi với ký tự không có nghĩa", "found unknown escape character"),
    "yaml.found_undefined_tag_handle": ("nhãn `!` không được khai", "found undefined tag handle"),
    "yaml.found_a_tab_character_that_violates_indentation": (
        "thụt dòng bằng phím tab",
        "found a tab character that violates indentation",
    ),
    "yaml.found_a_tab_character_where_an_indentation_space_is_expected": (
        "thụt dòng bằng phím tab",
        "found a tab character where an indentation space is expected",
    ),
    "yaml.did_not_find_expected_document_start": (
        "chỗ này phải bắt đầu bằng `---`",
        "did not find expected <document start>",
    ),
    "yaml.could_not_find_expected_directive_name": (
        "chỗ này không phải là chỉ thị `%`",
        "could not find expected directive name",
    ),
    "yaml.mapping_keys_are_not_allowed_in_this_context": (
        "không được có khóa `?` ở đây",
        "mapping keys are not allowed in this context",
    ),
    "yaml.did_not_find_expected_comment_or_line_break": (
        "sau dấu `|` hoặc `>` phải xuống dòng",
        "did not find expected comment or line break",
    ),
    "yaml.did_not_find_expected_alphabetic_or_numeric_character": (
        "sau `&` hoặc `*` phải là chữ hoặc số",
        "did not find expected alphabetic or numeric character",
    ),
    "yaml.found_invalid_unicode_character_escape_code": (
        "mã ký tự Unicode không có thật",
        "found invalid Unicode character escape code",
    ),
}
