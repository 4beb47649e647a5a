"""What the command line says about itself, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "help.app": (
        "Xét xã theo bộ tiêu chí, nêu rõ từng lý do và căn cứ.",
        "Assess communes against a rule set, with every reason and citation.",
    ),
    "help.officers": ("Dành cho cán bộ xét chọn", "For officers"),
    "help.authors": ("Dành cho người soạn bộ tiêu chí", "For rule authors"),
    "help.check": (
        "Kết luận và lý do cho một hoặc nhiều xã: hồ sơ (YAML, JSON; `-` là đầu vào chuẩn) hoặc các dòng của một bảng.",
        "Verdict and reasons of one or more communes: profiles (YAML, JSON; `-` is standard input) or rows of a table.",
    ),
    "help.check-codes": (
        "Mã thoát: 0 đủ điều kiện, 10 không đủ, 11 chưa rõ, 12 ngoài phạm vi, 2 sai lệnh, 3 tệp lỗi, 4 không đọc được.",
        "Exit codes: 0 eligible, 10 not, 11 undetermined, 12 out of scope, 2 bad usage, 3 bad file, 4 unreadable.",
    ),
    "help.for-example": ("Ví dụ: {call}", "Example: {call}"),
    "help.other-language": (
        "English: smartcommune --lang en --help, or SMARTCOMMUNE_LANG=en",
        "Tiếng Việt: smartcommune --lang vi --help, hoặc SMARTCOMMUNE_LANG=vi",
    ),
    "help.completion": (
        "Tập lệnh để trình lệnh (bash, zsh, fish, PowerShell) gợi ý lệnh, tùy chọn và giá trị khi gõ phím Tab.",
        "The script by which a shell (bash, zsh, fish, PowerShell) completes commands, options and values.",
    ),
    "help.shell": ("Trình lệnh đang dùng.", "The shell."),
    "help.inspect-codes": (
        "Mã thoát: 0 đọc được mọi dòng, 3 có dòng hoặc cột cần sửa, 2 sai lệnh, 4 không đọc hay ghi được.",
        "Exit codes: 0 every row can be read, 3 rows or columns to mend, 2 bad usage, 4 unreadable or not written.",
    ),
    "help.vertical": (
        "Phiếu của một xã, ghi từ trên xuống: tiêu chí, số liệu, điểm tự chấm, minh chứng (xlsx)",
        "A sheet for one commune, from the top down: criteria, figures, self-scored points, evidence (xlsx)",
    ),
    "help.template-codes": (
        "Mã thoát: 0 đã ghi, 2 sai lệnh, 3 bộ tiêu chí có lỗi, 4 không đọc hay ghi được.",
        "Exit codes: 0 written, 2 bad usage, 3 a rule set with problems, 4 unreadable or not written.",
    ),
    "help.validate-codes": (
        "Mã thoát: 0 không có lỗi, 3 (còn) lỗi, 20 `--diff` có thay đổi, 2 sai lệnh, 4 không đọc hay ghi được.",
        "Exit codes: 0 nothing wrong, 3 problems (left), 20 `--diff` has changes, 2 bad usage, 4 unread or unwritten.",
    ),
    "help.test-codes": (
        "Mã thoát: 0 mọi ca đều đúng, 20 có ca sai hoặc không có ca nào, 3 tệp lỗi, 2 sai lệnh, 4 không đọc được.",
        "Exit codes: 0 all cases pass, 20 one fails or there is none, 3 bad file, 2 bad usage, 4 unreadable.",
    ),
    "help.diff-codes": (
        "Mã thoát: 0 giống nhau, 20 khác nhau, 3 tệp lỗi, 2 sai lệnh, 4 không đọc được.",
        "Exit codes: 0 no difference, 20 differences, 3 bad file, 2 bad usage, 4 unreadable.",
    ),
    "help.list-codes": (
        "Mã thoát: 0 xong, 2 sai lệnh, 4 không ghi được.",
        "Exit codes: 0 done, 2 bad usage, 4 not written.",
    ),
    "help.show-codes": (
        "Mã thoát: 0 xong, 2 sai lệnh, 3 bộ tiêu chí có lỗi, 4 không đọc hay ghi được.",
        "Exit codes: 0 done, 2 bad usage, 3 a rule set with problems, 4 unreadable or not written.",
    ),
    "help.schema-codes": (
        "Mã thoát: 0 xong, 2 sai lệnh, 4 không ghi được.",
        "Exit codes: 0 done, 2 bad usage, 4 not written.",
    ),
    "help.digest-codes": (
        "Mã thoát: 0 xong, 2 sai lệnh, 3 tệp lỗi, 4 không đọc được.",
        "Exit codes: 0 done, 2 bad usage, 3 bad file, 4 unreadable.",
    ),
    "help.completion-codes": (
        "Mã thoát: 0 xong, 2 sai lệnh.",
        "Exit codes: 0 done, 2 bad usage.",
    ),
    "help.select-codes": (
        "Mã thoát: 0 xong, 11 có suất để ngỏ vì bằng điểm, 3 có lỗi trong bảng, 2 sai lệnh, 4 không đọc hay ghi được.",
        "Exit codes: 0 done, 11 seats left open by a tie, 3 problems in the table, 2 bad usage, 4 no access.",
    ),
    "help.profiles": ("Các tệp hồ sơ xã, phiếu của xã, hoặc một bảng số liệu.", "Profile files, sheets, or a table."),
    "help.code": (
        "Chỉ xét xã có mã này trong bảng; dùng được nhiều lần.",
        "Only the commune of this code; can be repeated.",
    ),
    "help.row": (
        "Chỉ xét dòng này của bảng, theo số dòng của Excel; dùng được nhiều lần.",
        "Only this row of the table, as Excel numbers it; can be repeated.",
    ),
    "help.name": (
        "Chỉ xét xã có tên này trong bảng; dùng được nhiều lần.",
        "Only the commune of this name; can be repeated.",
    ),
    "help.check-output": (
        "Ghi ra tệp thay vì màn hình; tên thư mục (phieu/) thì mỗi xã một tệp.",
        "Write to a file instead of the screen; to a folder (sheets/), a file for each commune.",
    ),
    "help.rules": (
        "Mã hoặc tệp bộ tiêu chí; mặc định là bộ mà hồ sơ (khóa `rules`) hay biểu ghi, hoặc bộ chọn xã thí điểm.",
        "Id or file of a rule set; by default the one that a profile (key `rules`) or form names, else that of pilots.",
    ),
    "help.as-of": (
        "Ngày xét, ví dụ 2023-06-30; mặc định là ngày ghi trong hồ sơ, nếu không có thì hôm nay.",
        "The date to assess on, like 2023-06-30; by default the profile's own date, else today.",
    ),
    "help.set": (
        "Thay giá trị một ngưỡng, ví dụ smartphone_min=70%; có thể dùng nhiều lần.",
        "Replace the value of a threshold, like smartphone_min=70%; can be repeated.",
    ),
    "help.set-cite": (
        'Văn bản quyết định giá trị đã đặt bằng --set, ví dụ smartphone_min="12/QĐ-UBND".',
        'The document that decides a value of --set, like smartphone_min="12/QĐ-UBND".',
    ),
    "help.reading": (
        "Cách hiểu được chọn cho một chỗ chưa rõ, ví dụ QD11-2=instead; không chọn thì xét theo cả hai.",
        "The reading taken of an ambiguity, like QD11-2=instead; both are looked at where none is taken.",
    ),
    "help.assumptions": (
        "Dùng (use) hay không dùng (refuse) các ngưỡng giả định.",
        "Whether to use or refuse thresholds that rest on an assumption.",
    ),
    "help.lang": ("Ngôn ngữ của kết quả: vi hoặc en.", "Language of the answer: vi or en."),
    "help.format": ("Dạng kết quả.", "Format of the answer."),
    "help.output": ("Ghi kết quả ra tệp thay vì màn hình.", "Write the answer to a file instead of the screen."),
    "help.no-color": ("Không dùng màu.", "No colours."),
    "help.quiet": ("Chỉ trả mã thoát, không in kết quả.", "No answer, only the exit code."),
    "help.help": ("Cho biết cách dùng.", "Show this help."),
    # What typer says around our own words
    "frame.usage": ("Cách dùng: ", "Usage: "),
    "frame.some-options": ("[TÙY CHỌN]", "[OPTIONS]"),
    "frame.a-command": ("LỆNH [ĐỐI SỐ]", "COMMAND [ARGS]"),
    "frame.options": ("Tùy chọn", "Options"),
    "frame.arguments": ("Đối số", "Arguments"),
    "frame.commands": ("Lệnh", "Commands"),
    "frame.required": ("[bắt buộc]", "[required]"),
    "frame.default": ("[mặc định: {value}]", "[default: {value}]"),
    "no-such-option": ("không có tùy chọn này", "there is no such option"),
    "no-such-command": ("không có lệnh này", "there is no such command"),
    "option-needs-value": ("tùy chọn này cần một giá trị", "this option needs a value"),
    "option-takes-none": ("tùy chọn này không nhận giá trị", "this option takes no value"),
    "missing-argument": ("thiếu `{name}`", "`{name}` is missing"),
    "extra-argument": ("thừa `{found}`", "`{found}` is more than this command takes"),
    "bad-usage": ("lệnh chưa đúng ({reason})", "bad usage ({reason})"),
    "see-help": ("xem `{command} --help`", "see `{command} --help`"),
    "help.digest": (
        "Mã băm SHA-256 của các tệp bộ tiêu chí và các tệp mà chúng dựa vào, theo dạng của `sha256sum`.",
        "SHA-256 of rule files and of those that they rest on, in the form of `sha256sum`.",
    ),
    "help.digest-paths": (
        "Tệp, thư mục, mẫu tên tệp hoặc mã bộ tiêu chí có sẵn; mặc định là rules/.",
        "Files, folders, patterns or built-in ids; by default rules/.",
    ),
    "help.verify": (
        "Kết quả có đúng là do bộ tiêu chí này cho ra không; có --table thì xét lại từng dòng.",
        "Whether results are what these rules give; with --table every row is assessed again.",
    ),
    "help.verify-result": (
        "Tệp kết quả của batch, check hoặc select: CSV, JSON, JSONL, Parquet hoặc XLSX.",
        "Results of batch, check or select: CSV, JSON, JSONL, Parquet or XLSX.",
    ),
    "help.verify-rules": (
        "Bộ tiêu chí để đối chiếu: mã, tệp hoặc thư mục; mặc định là bộ có sẵn mang mã ghi trong kết quả.",
        "The rules to compare with: id, file or folder; by default the built-in ones of the id in the results.",
    ),
    "help.verify-table": (
        "Bảng số liệu đã xét; xét lại với các tùy chọn của batch, mặc định như ghi trong kết quả.",
        "The table; assessed again with the options of batch, by default those that the results state.",
    ),
    "help.verify-codes": (
        "Mã thoát: 0 đúng, 20 không đúng, 2 sai lệnh, 3 tệp lỗi, 4 không đọc được.",
        "Exit codes: 0 they are, 20 they are not, 2 bad usage, 3 bad file, 4 unreadable.",
    ),
    "noun.row": ("dòng", "row|rows"),
    "noun.cell": ("ô", "cell|cells"),
    "verify.same-rules": (
        "✔ Bộ tiêu chí {id} {version} đúng như ghi trong kết quả: sha256 {found}",
        "✔ The rule set {id} {version} is the one that the results name: sha256 {found}",
    ),
    "verify.other-rules": (
        "✘ Bộ tiêu chí {id} khác với khi xét: kết quả ghi {version} sha256 {found}, nay là sha256 {now}",
        "✘ The rule set {id} is another: the results name {version} sha256 {found}, now it is sha256 {now}",
    ),
    "verify.file": ("– tệp đã khác: {name}", "– the file that differs: {name}"),
    "verify.same-rows": ("✔ Xét lại {rows}: kết quả đúng như vậy", "✔ {rows} assessed again: the results are the same"),
    "verify.other-rows": ("✘ Xét lại: {count} so với kết quả", "✘ Assessed again: {count}"),
    "noun.difference": ("chỗ khác", "difference|differences"),
    "verify.no-such-row": ("– {commune}: không có trong bảng", "– {commune}: not in the table"),
    "verify.row-lacking": (
        "– {commune}: có trong bảng mà không có trong kết quả",
        "– {commune}: in the table, not in the results",
    ),
    "verify.cell": (
        "– {commune}: {column} trong kết quả là “{found}”, xét lại là “{expected}”",
        "– {commune}: {column} is “{found}” in the results, assessed again it is “{expected}”",
    ),
    "no-provenance": (
        "tệp này không ghi kết quả dựa trên bộ tiêu chí nào",
        "this file does not say which rules its results rest on",
    ),
    "no-provenance-help": (
        "cần tệp kết quả còn nguyên cột `ruleset`, như `smartcommune batch -o` ghi ra",
        "give results with their column `ruleset`, as `smartcommune batch -o` writes them",
    ),
    "help.version": ("Cho biết phiên bản.", "Show the version."),
    "noun.problem": ("lỗi", "problem|problems"),
    "noun.warning": ("cảnh báo", "warning|warnings"),
    "noun.file": ("tệp", "file|files"),
    "noun.case": ("ca", "case|cases"),
    "noun.ruleset": ("bộ tiêu chí", "rule set|rule sets"),
    "noun.criterion": ("tiêu chí", "criterion|criteria"),
    "bug": (
        "lỗi của smartcommune ({kind}: {detail}); hãy báo lại kèm tệp đã dùng",
        "a bug in smartcommune ({kind}: {detail}); please report it with the file you used",
    ),
    # validate and test
    "help.validate": (
        "Kiểm tra tệp bộ tiêu chí: cú pháp, kiểu dữ liệu, tham chiếu, căn cứ và các điểm yếu.",
        "Check rule files: syntax, types, references, citations and weak places.",
    ),
    "help.test": (
        "Chạy các ca kiểm thử của bộ tiêu chí.",
        "Run the cases of rule sets.",
    ),
    "help.paths": (
        "Tệp, thư mục hoặc mẫu tên tệp; mặc định theo smartcommune.toml, hoặc rules/.",
        "Files, folders or patterns; by default those of smartcommune.toml, or rules/.",
    ),
    "help.select": ("Chỉ kiểm tra mục này; có thể dùng nhiều lần.", "Look for this lint only; can be repeated."),
    "help.ignore": ("Bỏ qua mục này; có thể dùng nhiều lần.", "Leave this lint out; can be repeated."),
    "help.strict": ("Coi cảnh báo là lỗi.", "Warnings count as errors."),
    "help.fix": (
        "Sửa tại chỗ những gì chứng minh được là mọi xã vẫn được xét như cũ.",
        "Put right in the files what is proved to judge every commune the same.",
    ),
    "help.unsafe-fixes": (
        "Cùng `--fix` hoặc `--diff`: sửa cả những chỗ phải phỏng đoán.",
        "With `--fix` or `--diff`: what takes a guess as well.",
    ),
    "help.show-fixes": (
        "Chỉ cho xem các thay đổi, không ghi tệp nào.",
        "Show the changes and write no file.",
    ),
    "help.statistics": ("Đếm số lỗi theo từng loại.", "Count the problems of each kind."),
    "help.explain": ("Giải thích một mục kiểm tra.", "Show the page of a lint."),
    "help.named": (
        "Chỉ chạy các ca có tên chứa đoạn chữ này.",
        "Run only the cases whose name contains this text.",
    ),
    "no-case-at-all": (
        "không có ca nào để chạy; thêm ca vào `<tên>.cases.yaml`, có thể bắt đầu bằng `smartcommune test --suggest`",
        "there is no case to run; add some to `<name>.cases.yaml`, `smartcommune test --suggest` is a beginning",
    ),
    "no-case-named": ("không ca nào có tên chứa `{text}`", "no case has `{text}` in its name"),
    "suggest-one": (
        "ở đây có {count} bộ tiêu chí, mà một tệp ca chỉ thuộc một bộ; hãy gợi ý cho từng bộ một",
        "there are {count} rule sets here, and a file of cases belongs to one; ask for one at a time",
    ),
    "unknown-lint": ("không có mục kiểm tra `{name}`", "unknown lint `{name}`"),
    "severity.error": ("lỗi", "error"),
    "severity.warning": ("cảnh báo", "warning"),
    "page.avoid": ("Nên tránh", "Avoid"),
    "page.prefer": ("Nên viết", "Prefer"),
    "page.because": ("Vì sao", "Why"),
    "summary.none": ("Không có lỗi trong {files}", "no problems in {files}"),
    "summary.errors": ("{count} trong {bad} trên {files}", "{count} in {bad} of {files}"),
    "summary.both": ("{count} và {warnings} trong {bad} trên {files}", "{count} and {warnings} in {bad} of {files}"),
    "case.difference": ("{what}: cần {expected}, được {found}", "{what}: expected {expected}, got {found}"),
    "case.line": ("{file}: đạt {passed} trong {cases}", "{file}: {passed} of {cases} pass"),
    "case.line-unexercised": (
        "{file}: đạt {passed} trong {cases}; {count} chưa có ca nào: {first}",
        "{file}: {passed} of {cases} pass; no case settles {count}: {first}",
    ),
    "case.summary": (
        "{passed} đạt, {failed} không đạt trong {files}",
        "{passed} passed, {failed} failed in {files}",
    ),
    # list and show
    "help.list": (
        "Các bộ tiêu chí có sẵn: hiệu lực, cơ quan ban hành, số tiêu chí, số ngưỡng giả định.",
        "The built-in rule sets: period, issuer, how many criteria, how many assumed thresholds.",
    ),
    "help.show": (
        "Một bộ tiêu chí thành văn bản: căn cứ, các ngưỡng tại một ngày, từng tiêu chí, điều gì là giả định.",
        "A rule set as a document: citations, thresholds on a date, each criterion, what is assumed.",
    ),
    "help.ruleset": ("Mã hoặc tệp bộ tiêu chí.", "Id or file of a rule set."),
    "help.criterion": (
        "Chỉ tiêu chí này, cùng các tiêu chí mà nó dựa vào.",
        "Only this criterion, with the criteria it rests on.",
    ),
    "help.show-as-of": (
        "Lấy ngưỡng của ngày này, ví dụ 2023-06-30; mặc định là hôm nay, hoặc ngày cuối còn hiệu lực.",
        "Show the thresholds of this date, like 2023-06-30; by default today, or else the last day in force.",
    ),
    # schema
    "help.schema": (
        "JSON Schema của bộ tiêu chí, ca kiểm thử, hồ sơ xã hoặc kết quả xét, để trình soạn thảo gợi ý và kiểm tra.",
        "JSON Schema of rule sets, cases, profiles or answers, with which editors complete and check files.",
    ),
    "help.schema-name": (
        "Của gì: bộ tiêu chí (ruleset), ca kiểm thử (cases), hồ sơ xã (profile) hay kết quả dạng JSON (assessment).",
        "Of what: a rule set, a file of cases, a profile, or the assessment that `check --format json` prints.",
    ),
    # What is wrong with `smartcommune.toml`
    "not-toml": ("tệp này không đúng cú pháp TOML: {reason}", "this is not TOML: {reason}"),
    "not-toml-help": (
        "mỗi dòng viết `khóa = giá trị`, chữ đặt trong dấu nháy kép",
        "each line is `key = value`, and texts stand in double quotes",
    ),
    "unknown-setting": ("không có thiết lập `{key}`", "there is no setting `{key}`"),
    "wrong-setting": ("giá trị của `{key}` không hợp lệ", "the value of `{key}` is not valid"),
    "setting-language": ("viết một trong: {words}", "write one of: {words}"),
    "setting-level": ("viết một trong: {words}", "write one of: {words}"),
    "setting-text": ('viết một đoạn chữ, ví dụ "Nam Định"', 'write a text, such as "Nam Định"'),
    "setting-lines": (
        'viết một đoạn chữ, hoặc một danh sách, ví dụ ["TM. UBND", "CHỦ TỊCH"]',
        'write a text, or a list such as ["TM. UBND", "CHỦ TỊCH"]',
    ),
    "setting-texts": ('viết một danh sách, ví dụ ["rules"]', 'write a list, such as ["rules"]'),
    "setting-switch": ("viết true hoặc false", "write true or false"),
    "setting-levels": (
        'viết một bảng, mỗi dòng một mã, ví dụ `idle-threshold = "off"`',
        'write a table with a line for each id, such as `idle-threshold = "off"`',
    ),
    "setting-files": (
        'viết một bảng cho mỗi mẫu tên tệp, ví dụ `[per-file."rules/tinh/*.yaml"]`',
        'write a table for each pattern of files, such as `[per-file."rules/tinh/*.yaml"]`',
    ),
    "no-level": (
        "`{name}` làm cho tệp không dùng được, nên không đặt mức được",
        "`{name}` is no lint, and has no level that could be set",
    ),
    "other-files": (
        "Không xét {files} YAML khác trong thư mục: không phải bộ tiêu chí hay ca kiểm thử",
        "Left alone in folders: {files} of YAML, neither rules nor cases",
    ),
    "help.stdin-filename": (
        "Tên của tệp đưa vào bằng `-`, để tìm được bộ mà nó dựa vào và các ca kiểm thử.",
        "The file that `-` stands for, so that what it rests on and its cases are found.",
    ),
    "needs-stdin": (
        "`--stdin-filename` cần `-` trong các đường dẫn",
        "`--stdin-filename` needs `-` among the paths",
    ),
    "help.watch": (
        "Chạy lại mỗi khi một tệp bộ tiêu chí thay đổi, đến khi nhấn Ctrl+C.",
        "Run again whenever a rule file changes, until Ctrl+C.",
    ),
    "watching": ("Đang theo dõi {files}; Ctrl+C để dừng", "Watching {files}; Ctrl+C ends it"),
}
