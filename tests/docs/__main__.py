"""`python -m tests.docs`: write anew whatever the documentation shows of the tool."""

from __future__ import annotations

from tests.docs import communes_workbook, examples_table, generated, pictures, truth, walkthrough

generated.main()
pictures.main()
communes_workbook.XLSX.write_bytes(communes_workbook.workbook())
table = examples_table.README
table.write_text(examples_table.written(table.read_text(encoding="utf-8")), encoding="utf-8")
truth.PAGE.write_text(truth.written(truth.PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
for path in (walkthrough.ROOT / "README.md", *walkthrough.PAGES):
    path.write_text(walkthrough.played(path.read_text(encoding="utf-8"))[0], encoding="utf-8", newline="\n")
