"""What is said about the files that tables come in, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

TABLES: Final[dict[str, tuple[str, str]]] = {
    "vertical.read": ("đọc theo phiếu dọc của {count} xã", "sheets filled in from the top down: {count}"),
    "vertical.unused": ("ô có ghi nhưng không dùng: {cells}", "cells that are not used: {cells}"),
    "vertical.cell": ("{cell} (“{content}”)", "{cell} (“{content}”)"),
    "vertical.of-file": ("{file}: {text}", "{file}: {text}"),
    "not-vertical": (
        "không phải phiếu dọc: cần dòng tiêu đề có “Nội dung” và “Số liệu” hoặc “Điểm tự chấm”",
        "no sheet filled in from the top down: it needs a header with “Content” and “Figure” or “Self-scored points”",
    ),
    "vertical-nameless": (
        "phiếu chưa ghi là của xã nào: ghi “Tên xã” hoặc “Mã xã” và giá trị ở ô bên phải, phía trên bảng",
        "the sheet does not say whose it is: write “Name” or “Code” above the table, and the value right of it",
    ),
    "vertical-twice": (
        "“{header}” ghi hai số khác nhau ở ô {first} và {second}",
        "“{header}” has two different values, in the cells {first} and {second}",
    ),
    "no-sheets-in-folder": (
        "thư mục không có tệp bảng tính nào (.xlsx, .xls, .ods)",
        "the folder has no workbook (.xlsx, .xls, .ods)",
    ),
    "form-of-a-file": (
        "biểu lập cho bộ tiêu chí `{id}`, không có sẵn trong chương trình",
        "the form was made for the rule set `{id}`, which does not come with this program",
    ),
    "form-of-a-file-help": ("chỉ ra tệp của bộ đó: --rules TỆP.yaml", "say which file that is: --rules FILE.yaml"),
    "forms-differ": (
        "các biểu trong thư mục lập cho những bộ tiêu chí khác nhau: {each}",
        "the forms in the folder were made for different rule sets: {each}",
    ),
    "forms-differ.each": ("`{id}` ({files})", "`{id}` ({files})"),
    "forms-differ.more": ("và {count} tệp nữa", "and {count} more"),
    "forms-differ-help": (
        "để mỗi bộ một thư mục, hoặc chọn một bộ cho tất cả: --rules MÃ|TỆP",
        "keep a folder for each, or choose one for all of them: --rules ID|FILE",
    ),
    "folder-not-read": ("tệp khác trong thư mục, không đọc: {files}", "other files in the folder, not read: {files}"),
    # Any table
    "clear-cells": (
        "xóa các ô có nội dung nằm xa bên phải bảng",
        "clear the cells that stand far to the right of the table",
    ),
    "markup": (
        "tệp là trang web hoặc XML, không phải bảng tính (dù tên tệp có thể là .xls)",
        "the file is a web page or XML, no spreadsheet (whatever its name says)",
    ),
    "compressed": (
        "tệp nén không phải là bảng; hãy giải nén trước",
        "a compressed file that is no table; unpack it first",
    ),
    "no-sheets": (
        "tệp này không có sheet; bỏ tùy chọn --sheet",
        "the file has no sheets; leave out --sheet",
    ),
    "empty-table": ("bảng không có dòng nào", "the table has no rows"),
    "too-many-columns": (
        "bảng có {found} cột, nhiều hơn mức tối đa {most}",
        "the table has {found} columns, more than the {most} that are allowed",
    ),
    # Text files
    "encoding-utf-8": ("bảng mã UTF-8", "encoding UTF-8"),
    "encoding-by-mark": (
        "bảng mã {encoding} (theo dấu BOM ở đầu tệp)",
        "encoding {encoding} (by the byte order mark)",
    ),
    "encoding-by-words": (
        "bảng mã {encoding} (theo dấu thanh và âm tiết tiếng Việt)",
        "encoding {encoding} (by its tone marks and Vietnamese syllables)",
    ),
    "encoding-given": ("bảng mã {encoding} (theo --encoding)", "encoding {encoding} (by --encoding)"),
    "unknown-encoding": (
        "không đọc được bảng mã `{encoding}`; các bảng mã đọc được: {names}",
        "the encoding `{encoding}` cannot be read; those that can: {names}",
    ),
    "other-encoding": ("tệp này dùng bảng mã {encoding}", "the file is {encoding}"),
    "no-byte-order-mark": (
        "không phải văn bản, hoặc là UTF-16 không có dấu BOM ở đầu; hãy lưu lại dạng UTF-8",
        "no text, or UTF-16 without a byte order mark; save it as UTF-8",
    ),
    "not-a-text": (
        "không phải là văn bản bằng một bảng mã tiếng Việt đã biết; hãy lưu lại dạng CSV UTF-8 hoặc XLSX",
        "no text in a known Vietnamese encoding; save it as CSV UTF-8 or XLSX",
    ),
    "line-too-long": (
        "tệp không chia thành dòng: có dòng dài hơn 10 triệu ký tự",
        "the file is not made of lines: one has more than 10 million characters",
    ),
    "looks-like-legacy": ("có vẻ là chữ {encoding}", "looks like {encoding}"),
    "pass-encoding": ("hãy thêm `--encoding {name}`", "pass `--encoding {name}`"),
    "unclear-encoding": ("không rõ bảng mã là {names}", "the encoding may be any of {names}"),
    "give-encoding": ("hãy chỉ rõ bằng --encoding", "say which with --encoding"),
    "save-or-say-encoding": (
        "lưu lại tệp với bảng mã UTF-8 hoặc chỉ rõ bằng --encoding",
        "save the file as UTF-8, or say its encoding with --encoding",
    ),
    "separator": ("dấu phân cách {separator}", "separator {separator}"),
    "separator.tab": ("phím Tab", "tab"),
    "unclear-separator": (
        "không rõ dấu phân cách là {one} hay {other}",
        "the separator may be {one} or {other}",
    ),
    "give-separator": ("hãy chỉ rõ bằng --separator", "say which with --separator"),
    "wrong-width": ("dòng có {found} ô, cần {expected} ô", "the row has {found} cells, expected {expected}"),
    "wrong-width-help": (
        "kiểm tra dấu phân cách thừa hoặc thiếu, đặt ô có dấu phân cách trong ngoặc kép",
        "look for a separator too many or too few, put a cell that holds one in quotes",
    ),
    "unclosed-quote": ("ô bắt đầu bằng ngoặc kép nhưng không đóng lại", "a cell begins with a quote that never closes"),
    "unclosed-quote-help": (
        "đóng ngoặc kép, hoặc viết hai ngoặc kép liền nhau nếu là một phần của nội dung",
        "close it, or write it twice if it is part of the text",
    ),
    "stray-quote": ("có chữ nằm sau ngoặc kép đóng của một ô", "something stands behind the closing quote of a cell"),
    "stray-quote-help": (
        "viết hai ngoặc kép liền nhau nếu ngoặc kép là một phần của nội dung",
        "write a quote twice if it is part of the text",
    ),
    "nul-character": (
        "dòng có ký tự rỗng (NUL), văn bản không thể có ký tự này",
        "the row has a NUL character, which no text has",
    ),
    # Parquet and JSON Lines
    "broken-table": (
        "tệp bị hỏng, hoặc chưa được ghi hay tải về trọn vẹn",
        "the file is damaged, or was not written or fetched to its end",
    ),
    "export-again": ("hãy xuất lại tệp từ chương trình đã tạo ra nó", "export it again from the program that made it"),
    "other-file": ("đây là {kind}, không phải bảng", "this is {kind}, no table"),
    "other-file.pdf": ("tệp PDF", "a PDF file"),
    "other-file.picture": ("ảnh", "a picture"),
    "other-file.arrow": ("tệp Arrow (Feather, IPC)", "an Arrow file (Feather, IPC)"),
    "other-file.orc": ("tệp ORC", "an ORC file"),
    "other-file.avro": ("tệp Avro", "an Avro file"),
    "other-file.database": ("cơ sở dữ liệu SQLite", "an SQLite database"),
    "other-file.document": ("văn bản Word hoặc trình chiếu", "a text document or a presentation"),
    "as-table": ("hãy lưu số liệu thành .xlsx, .csv hoặc .parquet", "save the data as .xlsx, .csv or .parquet"),
    "column-type.list": ("danh sách", "lists"),
    "column-type.record": ("đối tượng gồm nhiều giá trị", "objects of several values"),
    "column-type.bytes": ("dữ liệu nhị phân", "bytes"),
    "column-type.other": ("kiểu chưa biết", "a type that is not known here"),
    "unsupported-type": (
        "cột `{column}` chứa {type}, không dùng được trong bảng",
        "the column `{column}` holds {type}, which a table cannot use",
    ),
    "remove-column": ("bỏ cột này hoặc đổi kiểu", "remove the column or change its type"),
    "not-json": ("dòng không đúng cú pháp JSON", "the line is not JSON"),
    "not-json-from": (
        "dòng không đúng cú pháp JSON từ ký tự thứ {column}",
        "the line is not JSON from its character {column} on",
    ),
    "not-an-object": ("mỗi dòng phải là một đối tượng JSON `{{…}}`", "each line must be a JSON object `{{…}}`"),
    "key-twice": ("khóa `{key}` xuất hiện hai lần trong dòng", "the key `{key}` stands twice in the line"),
    "nested-value": (
        "giá trị của `{key}` là danh sách hoặc đối tượng, cần một giá trị đơn",
        "the value of `{key}` is a list or an object, expected a single value",
    ),
    "half-a-character": (
        "văn bản có nửa ký tự (\\ud800–\\udfff), không thể đọc",
        "a text has half a character (\\ud800–\\udfff), which nothing can show",
    ),
    "not-a-json-number": ("`{word}` không phải là số trong JSON", "`{word}` is no number in JSON"),
    # Workbooks
    "workbook-encoding": (
        "bảng tính luôn dùng Unicode; chỉ có thể chọn tcvn3, vni hoặc utf-8 (giữ nguyên chữ)",
        "a workbook is in Unicode; only tcvn3, vni or utf-8 (text as it stands) can be chosen",
    ),
    "binary-workbook": ("tệp là bảng tính dạng nhị phân (XLSB)", "the file is a binary workbook (XLSB)"),
    "as-xlsx": ("hãy lưu lại dạng XLSX", "save it as XLSX"),
    "broken-workbook": ("tệp bảng tính bị hỏng: {what}", "the workbook is damaged: {what}"),
    "save-again": (
        "mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx",
        "open it in Excel or LibreOffice and save it again as .xlsx",
    ),
    "damage.archive": (
        "không mở được phần nén; có thể tệp bị cắt cụt khi tải về",
        "its archive cannot be opened; it may have been cut short on its way",
    ),
    "damage.missing": ("thiếu phần `{part}`", "its part `{part}` is missing"),
    "damage.texts": (
        "sheet `{sheet}`, ô {cell}: tệp thiếu văn bản dùng chung số {found} mà ô này trỏ tới",
        "sheet `{sheet}`, cell {cell}: the file lacks the shared text number {found} that it points to",
    ),
    "damage.part": ("không giải nén được phần `{part}`", "its part `{part}` cannot be unpacked"),
    "damage.in-part": ("phần `{part}`, dòng {line}: {what}", "part `{part}`, line {line}: {what}"),
    "damage.xml": ("không đúng cú pháp XML", "not well-formed XML"),
    "damage.doctype": (
        "có khai báo DOCTYPE, không chương trình bảng tính nào ghi như vậy",
        "it has a document type, which no spreadsheet program writes",
    ),
    "damage.encoding": ("khai báo một bảng mã lạ", "it declares an encoding that is not known"),
    "damage.value": (
        "có giá trị mà không chương trình bảng tính nào ghi",
        "it has a value that no spreadsheet program writes",
    ),
    "damage.row": ("không có dòng số {row} trong bảng tính", "there is no row {row} in a spreadsheet"),
    "damage.reference": ("`{reference}` không phải là tên ô", "`{reference}` is no cell"),
    "damage.cell-twice": ("ô {cell} xuất hiện hai lần", "the cell {cell} stands there twice"),
    "damage.cell": (
        "sheet `{sheet}`, ô {cell}: giá trị `{found}` không đọc được",
        "sheet `{sheet}`, cell {cell}: its value `{found}` cannot be read",
    ),
    "damage.sheet": ("không đọc được sheet `{sheet}`", "its sheet `{sheet}` cannot be read"),
    "damage.records": (
        "nội dung không theo định dạng của Excel",
        "its content is not in the format of Excel",
    ),
    "struck-rows": (
        "có dòng bị gạch ngang toàn bộ, không được đọc: {rows}",
        "rows that are wholly struck out, not read: {rows}",
    ),
    "struck-cells": (
        "có ô bị gạch ngang, không được coi là số liệu: {cells}",
        "cells that are struck out, which are no data: {cells}",
    ),
    "encrypted": ("tệp có đặt mật khẩu", "the file is protected by a password"),
    "remove-password": (
        "mở tệp và lưu lại một bản không có mật khẩu",
        "open it and save a copy without a password",
    ),
    "unpacks-to-too-much": (
        "tệp nén này bung ra quá lớn (tối đa {most})",
        "this compressed file unpacks to too much (at most {most})",
    ),
    "too-many-cells": (
        "sheet có hơn {most} triệu ô",
        "the sheet has more than {most} million cells",
    ),
    "bad-separator": (
        "dấu phân cách `{separator}` không dùng được; cần một ký tự, ví dụ `,` `;` hoặc tab",
        "the separator `{separator}` cannot be used; expected one character, like `,` `;` or tab",
    ),
    "no-separator": (
        "tệp này không dùng dấu phân cách; bỏ tùy chọn --separator",
        "the file has no separators; leave out --separator",
    ),
    "as-csv": ("nếu bảng thật sự lớn như vậy, hãy lưu dạng CSV", "if the table really is that large, save it as CSV"),
    "unknown-sheet": (
        "không có sheet `{name}`; tệp có các sheet {names}",
        "there is no sheet `{name}`; the file has the sheets {names}",
    ),
    "sheet-chosen": ("đọc sheet `{name}`; không đọc {others}", "the sheet `{name}` is read; not read: {others}"),
    "hidden-rows": ("có dòng bị ẩn, vẫn được đọc: {rows}", "hidden rows, read all the same: {rows}"),
    "hidden-columns": ("có cột bị ẩn, vẫn được đọc: {columns}", "hidden columns, read all the same: {columns}"),
    "merged-cells": (
        "có {count} vùng ô gộp; nếu không nói khác, số liệu trong đó chỉ thuộc ô đầu tiên của vùng",
        "merged areas: {count}; where nothing else is said, a figure belongs to the first cell of its area",
    ),
}
