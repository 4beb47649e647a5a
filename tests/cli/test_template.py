"""`smartcommune template`: a form that is filled in goes straight back into `batch` or `check`."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_batch import rows_of
from tests.command import PATIENCE, Run

RULES = Path(__file__).parents[2] / "rules"
OFFICE = shutil.which("soffice")


def filled(path: Path, example_row: int = 3) -> None:
    """Fill the first row of a form with its own example, as somebody would who copies it over."""
    book = openpyxl.load_workbook(path)
    form, example = book.worksheets[:2]
    for cell in example[example_row]:
        if cell.value is not None:
            form.cell(2, cell.column, cell.value)
    book.save(path)


def test_a_filled_form_is_read_back(run: Run, tmp_path: Path) -> None:
    """With nothing to map, nothing left out and nothing refused."""
    assert run("template", "-o", "form.xlsx").code == 0
    filled(tmp_path / "form.xlsx")
    done = run("batch", "form.xlsx", "-o", "kq.csv")
    assert (done.code, done.err) == (0, "")
    (row,) = rows_of((tmp_path / "kq.csv").read_text(encoding="utf-8"))
    assert (row["code"], row["name"], row["verdict"]) == ("00000", "Xã Ví Dụ", "eligible")
    assert "không dùng" not in done.out


@pytest.mark.full
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_form_survives_libreoffice(run: Run, tmp_path: Path) -> None:
    """Opened and saved by LibreOffice, a filled form gives the same results and keeps its drop-downs and notes."""
    assert OFFICE is not None
    run("template", "-o", "form.xlsx")
    filled(tmp_path / "form.xlsx")
    straight = run("batch", "form.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [OFFICE, home, "--headless", "--convert-to", "xlsx", "--outdir", "saved", "form.xlsx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=True)
    saved = run("batch", "saved/form.xlsx")
    assert (saved.code, saved.out) == (0, straight.out)
    sheet = openpyxl.load_workbook(tmp_path / "saved" / "form.xlsx").worksheets[0]
    assert len(sheet.data_validations.dataValidation) >= 10
    assert "3445/BNN-VPĐP" in str(sheet["F1"].comment)


@pytest.mark.full
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_form_that_libreoffice_saves_otherwise_names_its_rule_set(run: Run, tmp_path: Path) -> None:
    """As ODS and as XLS, sideways and from the top down: what was made for a rule set is assessed by it."""
    assert OFFICE is not None
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    for name, how in (("form", []), ("phieu", ["--vertical"])):
        run("template", "--rules", "commune-digital-readiness", *how, "-o", f"{name}.xlsx")
    book = openpyxl.load_workbook(tmp_path / "phieu.xlsx")
    cell = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "Tên xã")
    cell.offset(0, 1).value = "Tâm Thắng"
    book.save(tmp_path / "phieu.xlsx")
    for kind in ("ods", "xls"):
        command = [OFFICE, home, "--headless", "--convert-to", kind, "form.xlsx", "phieu.xlsx"]
        subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=True)
        for name in ("form", "phieu"):
            assert (
                "xét theo bộ tiêu chí `commune-digital-readiness` mà biểu ghi" in run("inspect", f"{name}.{kind}").out
            )


def test_the_workbook_guides_the_hand(run: Run, tmp_path: Path) -> None:
    """Drop-downs for words, limits for numbers, a note on each header, the header in view, codes as text."""
    run("template", "-o", "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    sheet = book.worksheets[0]
    kinds = [rule.type for rule in sheet.data_validations.dataValidation]
    assert kinds.count("list") == 12
    assert kinds.count("decimal") == 6
    assert kinds.count("whole") == 2
    assert sheet.freeze_panes == "C2"
    assert all(sheet.cell(1, column).comment for column in range(1, sheet.max_column + 1))
    how = [str(row[0].value) for row in book["Hướng dẫn"].iter_rows() if row[0].value]
    assert [line[:2] for line in how[1:9]] == ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."]
    assert "batch TÊN-TỆP.xlsx --rules pilot-smart-2023" in how[7]
    assert how[8].endswith("Loại đơn vị hành chính; Đã được Trung ương chọn thí điểm.")
    assert [line[:2] for line in how[10:]] == ["– ", "– ", "– "]
    assert sheet.column_dimensions["A"].number_format == "@"
    assert sheet.max_row == 1
    assert "VÍ DỤ" in str(book.worksheets[1]["A1"].value)


def test_a_form_names_its_rule_set(run: Run, tmp_path: Path) -> None:
    """Also once a spreadsheet program has written it anew; another rule set than that is told."""
    run("template", "--rules", "ntm-basic-2021", "-o", "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    book.worksheets[0].append([None, "Tân Mỹ"])
    book.save(tmp_path / "filled.xlsx")
    said = "the form was made for the rule set `ntm-basic-2021`; it is assessed by `ntm-advanced-2021` here"
    for rules, is_told in (("ntm-basic-2021", False), ("ntm-advanced-2021", True)):
        done = run(
            "batch", "filled.xlsx", "--rules", rules, "-o", f"{rules}.csv", "--as-of", "2023-06-30", "--lang", "en"
        )
        assert (said in " ".join(done.out.split())) == is_told


@pytest.mark.parametrize("is_vertical", [False, True])
def test_a_form_is_assessed_by_the_rule_set_that_it_names(run: Run, tmp_path: Path, is_vertical: bool) -> None:
    """Whichever command reads it, and it is said; the answer is that of `--rules`."""
    id, sheet = "commune-digital-readiness", ["--vertical"] if is_vertical else []
    assert run("template", "--rules", id, *sheet, "-o", "form.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    page = book.worksheets[0]
    if is_vertical:
        page.cell(next(cell.row for cell in page["B"] if cell.value == "Tên xã"), 3, "Tân Mỹ")
    else:
        page.append([None, "Tân Mỹ"])
    book.save(tmp_path / "filled.xlsx")
    own, asked = (run("batch", "filled.xlsx", "-f", "csv", *more) for more in ([], ["--rules", id]))
    assert (own.code, own.out) == (asked.code, asked.out)
    assert rows_of(own.out)[0]["ruleset"].startswith(f"{id} ")
    assert f"xét theo bộ tiêu chí `{id}` mà biểu ghi" in " ".join(own.err.split())
    assert run("check", "filled.xlsx").out == run("check", "filled.xlsx", "--rules", id).out
    assert id in run("inspect", "filled.xlsx").out


def test_a_form_of_a_rule_file_asks_for_the_file(run: Run, tmp_path: Path) -> None:
    """Its commands name the file; without it nothing is assessed by other rules."""
    text = (RULES / "ntm-basic-2021.yaml").read_text(encoding="utf-8").replace("id: ntm-basic-2021", "id: ours")
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    assert run("template", "--rules", "ours.yaml", "-o", "form.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert any("--rules ours.yaml" in str(row[0].value) for row in book["Hướng dẫn"].iter_rows())
    book.worksheets[0].append([None, "Tân Mỹ"])
    book.save(tmp_path / "filled.xlsx")
    for command in (["check"], ["batch"], ["inspect"], ["select", "--seats", "1"]):
        done = run(*command, "filled.xlsx", "--lang", "en", "--as-of", "2023-06-30")
        assert (done.code, "--rules FILE.yaml [form-of-a-file]" in done.err) == (3, True)
    assert run("batch", "filled.xlsx", "--rules", "ours.yaml", "--as-of", "2023-06-30").code == 0


def test_a_printed_form_is_a_few_pages(run: Run, tmp_path: Path) -> None:
    """Of A4, side by side, each with the header, the columns of the commune and lines to write on."""
    assert run("template", "-o", "form.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$B")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_options.gridLines


def test_an_empty_form_assesses_nobody(run: Run, tmp_path: Path) -> None:
    """The example is never taken for data."""
    run("template", "-o", "form.xlsx")
    done = run("batch", "form.xlsx", "--as-of", "2023-06-30")
    assert rows_of(done.out) == []


@pytest.mark.parametrize("format", ["xlsx", "csv", "yaml"])
def test_two_forms_are_the_same(run: Run, tmp_path: Path, format: str) -> None:
    """The same rule set gives the same bytes."""
    for name in ("a", "b"):
        assert run("template", "--as-of", "2023-06-30", "-o", f"{name}.{format}").code == 0
    assert (tmp_path / f"a.{format}").read_bytes() == (tmp_path / f"b.{format}").read_bytes()


def test_a_csv_form_is_a_header(run: Run, tmp_path: Path) -> None:
    """One line, marked for Excel in a file, that `batch` matches once there are rows below it."""
    header = next(csv.reader(io.StringIO(run("template", "-f", "csv").out)))
    assert header[:4] == ["Mã xã", "Tên xã", "Huyện", "Tỉnh"]
    run("template", "-o", "form.csv")
    text = (tmp_path / "form.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeffMã xã,")
    row = ["00123", "A", "B", "C", "30/06/2023", "Xã", *[""] * (len(header) - 6)]
    (tmp_path / "form.csv").write_text(text + ",".join(row) + "\n", encoding="utf-8")
    done = run("batch", "form.csv")
    assert (done.code, rows_of(done.out)[0]["outcome.is_commune"]) == (0, "met")


def test_an_empty_profile_is_a_profile(run: Run) -> None:
    """The form on the screen is a profile that `check` reads: nothing in it is known yet."""
    done = run("check", "-", "--as-of", "2023-06-30", stdin=run("template").out)
    assert (done.code, done.err) == (11, "")


def test_a_form_has_to_go_to_a_file_it_can_be(run: Run) -> None:
    """A workbook needs a file, and a form has three formats."""
    assert run("template", "-f", "xlsx").code == 2
    assert run("template", "-o", "form.docx").code == 2
    assert run("template", "--rules", "none").code == 2


SCORED = str(Path(__file__).parents[1] / "files" / "scored" / "scored.yaml")


@pytest.mark.full  # its advice about points looks at all that it may
def test_a_sheet_goes_back_into_check_and_a_folder_of_them_into_batch(run: Run, tmp_path: Path) -> None:
    """Filled in from the top down: one commune for `check`, a row for each for `batch`, in the order of the files."""
    assert run("template", "--rules", SCORED, "--vertical", "-o", "phieu.xlsx").code == 0
    (tmp_path / "phieu").mkdir()
    for file, name, own in (("b", "Giao Ba", 8), ("a", "Giao An", 10)):
        book = openpyxl.load_workbook(tmp_path / "phieu.xlsx")
        page = book.worksheets[0]
        rows = {cell.value: cell.row for row in page.iter_rows() for cell in row}
        columns = {cell.value: cell.column for cell in page[rows["Nội dung"]]}
        page.cell(rows["Tên xã"], 3, name)
        page.cell(rows["Ngày số liệu"], 3, "30/06/2023")
        page.cell(rows["done/tasks"], columns["Số liệu"], 90)
        page.cell(rows["done/tasks"], columns["Điểm tự chấm"], own)
        book.save(tmp_path / "phieu" / f"{file}.xlsx")
    checked = run("check", "phieu/a.xlsx", "--rules", SCORED, "--format", "json")
    assert '"points_difference": 2' in checked.out
    done = run("batch", "phieu/", "--rules", SCORED, "-o", "kq.csv")
    assert (done.code, done.err) == (0, "")
    rows_found = rows_of((tmp_path / "kq.csv").read_text(encoding="utf-8"))
    assert [(row["name"], row["points_difference.done"]) for row in rows_found] == [
        ("Giao An", "2.0"),
        ("Giao Ba", "0.0"),
    ]


def test_a_sheet_is_a_workbook(run: Run) -> None:
    """There is no other format that communes fill in from the top down."""
    assert run("template", "--vertical", "-o", "phieu.csv").code == 2
