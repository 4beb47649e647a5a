"""Word documents of `check` and `select`, in the form of Decree 30/2020/NĐ-CP (contract, section 10)."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from tests.command import PATIENCE, Run
from tests.naughty import NAUGHTY
from tests.quick import some

from .conftest import DAY, ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, Facts, WriteProfile
from .test_batch import table
from .test_select import HEADER, ROWS

OFFICE = shutil.which("soffice")
COMMUNE = {"code": "14212", "code_list": "2023-01-01", "name": "Giao Phong", "province": "Nam Định"}
KNOWN = (
    "--office",
    "UBND tỉnh Nam Định",
    "--office",
    "Văn phòng Điều phối",
    "--place",
    "Nam Định",
    "--number",
    "12/PTĐ",
)
SIGNED = (*KNOWN, "--title", "Chánh Văn phòng", "--signer", "Nguyễn Văn A")


def opened(path: Path) -> Any:
    return docx.Document(str(path))


def lines(document: Any) -> list[str]:
    """Every paragraph of the body with words, those in tables included, in their order."""
    found = (
        "".join(text.text or "" for text in each.iter(qn("w:t"))) for each in document.element.body.iter(qn("w:p"))
    )
    return [line for line in found if line]


def rows_of(document: Any, heading: str = "TT") -> list[list[str]]:
    """The table of that heading."""
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables]
    return next(rows for rows in tables if rows[0][0] == heading)


def test_a_sheet_says_all_that_decides(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Who, on which day, the verdict, every criterion with need, result and evidence, and what is assumed."""
    facts = NOT_ELIGIBLE | {"smartphone_rate": {"value": "71.5%", "evidence": "12/BC-UBND", "date": "2023-05-31"}}
    done = run("check", profile(facts, commune=COMMUNE), "-o", "phieu.docx", *SIGNED)
    assert (done.code, done.out, done.err) == (10, "", "")
    document = opened(tmp_path / "phieu.docx")
    said = lines(document)
    assert said[said.index("PHIẾU THẨM ĐỊNH") + 1] == "Chọn xã thí điểm nông thôn mới thông minh"
    assert "1. Xã: Giao Phong, Nam Định (mã 14212)." in said
    assert "3. Kết luận: Không đủ điều kiện. Điểm 16,7/100." in said
    rows = rows_of(document)
    assert rows[0] == ["TT", "Tiêu chí, chỉ tiêu", "Yêu cầu", "Kết quả", "Minh chứng"]
    phone = next(row for row in rows if row[1] == "Tỷ lệ sử dụng điện thoại thông minh")
    assert phone == ["3.3", phone[1], "từ 80 % trở lên, giả định*", "71,5 %\nKhông đạt", "12/BC-UBND · 31/05/2023"]
    assert any(
        line.startswith("- Tỷ lệ người trưởng thành dùng điện thoại thông minh tối thiểu (80 %):") for line in said
    )
    for known in ("UBND TỈNH NAM ĐỊNH", "VĂN PHÒNG ĐIỀU PHỐI", "Số: 12/PTĐ", "CHÁNH VĂN PHÒNG", "Nguyễn Văn A"):
        assert known in said


def test_what_only_the_office_knows_is_dots(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Nothing is made up: number, place, day, recipients and signer wait for a hand."""
    run("check", profile(ELIGIBLE), "-o", "phieu.docx")
    said = lines(opened(tmp_path / "phieu.docx"))
    assert "…, ngày … tháng … năm …" in said
    assert "Số:       /…" in said
    assert said.count("…………………") == 3
    assert said[-3:-1] == ["- Lưu: VT, ….", "…………………"]


def test_the_form_is_that_of_the_decree(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Margins, letters, language, the number of the page from the second on, fixed columns, a head on every page."""
    run("check", profile(NOT_ELIGIBLE), "-o", "phieu.docx")
    document = opened(tmp_path / "phieu.docx")
    (section,) = document.sections
    assert [round(side / Mm(1)) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert section.different_first_page_header_footer
    assert [field.get(qn("w:instr")) for field in section.header._element.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert not list(section.first_page_header._element.iter(qn("w:fldSimple")))
    criteria = document.tables[1]._tbl
    grid = [int(column.get(qn("w:w"))) for column in criteria.iter(qn("w:gridCol"))]
    assert criteria.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    for row in criteria.tr_lst:
        assert [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst] == grid
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in criteria.tr_lst].count(True) == 1


def test_a_signature_does_not_stand_alone(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """The last words stay with the signature, and its row on one page."""
    run("check", profile(NOT_ELIGIBLE), "-o", "phieu.docx")
    document = opened(tmp_path / "phieu.docx")
    body = list(document.element.body)
    foot = document.tables[-1]._tbl
    for before in body[body.index(foot) - 3 : body.index(foot)]:
        assert before.tag == qn("w:p")
        assert before.find(f"./{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    assert foot.tr_lst[0].find(f".//{qn('w:cantSplit')}") is not None
    assert len(foot.tr_lst) == 1


def test_what_qualifies_an_answer_stands_above_the_signature(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Rules as they stood on their last day, what is not known, assumed thresholds, notes, rule set and digest."""
    run("check", profile(UNDETERMINED, as_of="2026-03-01"), "-o", "phieu.docx")
    said = lines(opened(tmp_path / "phieu.docx"))
    end = said.index("Nơi nhận:")
    for begin in (
        "3. Kết luận: Bộ tiêu chí không có hiệu lực.",
        "Xét theo quy định như ngày cuối còn hiệu lực, 31/12/2025",
        "5. Kết luận: Chưa kết luận được.",
        "7. Cần bổ sung số liệu:",
        "8. * Ngưỡng giả định: chưa có văn bản nào quy định cho việc xét này:",
        "Bộ tiêu chí: Chọn xã thí điểm nông thôn mới thông minh (pilot-smart-2023",
        "Mã băm SHA-256",
    ):
        assert any(line.startswith(begin) for line in said[:end]), begin


REPORTED = """\
format: 1
id: small
version: "1"
label: {vi: Nhỏ, en: Small}
in_force: {from: 2023-01-01}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/QĐ, date: 2022-01-01, kind: law, reading: title}
indicators: {kept: {type: boolean, label: {vi: Tốt, en: Good}}}
criteria: {good: {label: {vi: Tốt, en: Good}, cite: law, test: {indicator: kept, is: true}}}
verdict: {eligible_when: good}
"""


def test_what_was_not_read_is_said(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Of a document of which only the title is known, the sheet and the list say so above the signature."""
    (tmp_path / "small.yaml").write_text(REPORTED, encoding="utf-8")
    run("check", profile({"kept": True}), "--rules", "small.yaml", "-o", "phieu.docx")
    (line,) = (each for each in lines(opened(tmp_path / "phieu.docx")) if "chưa đọc được nguyên văn" in each)
    assert "1/QĐ (chưa đọc được)" in line
    source = table(tmp_path / "xa.csv", [["1", "A", "true"]], ["code", "name", "kept"])
    run("select", source, "--seats", "1", "--rules", "small.yaml", "-o", "ds.docx")
    assert any("chưa đọc được nguyên văn: 1/QĐ" in each for each in lines(opened(tmp_path / "ds.docx")))


def test_the_same_input_gives_the_same_bytes(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Nothing of the time and the machine is in a document."""
    source = profile(NOT_ELIGIBLE)
    for name in ("a.docx", "b.docx"):
        run("check", source, "-o", name, *SIGNED)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = opened(tmp_path / "a.docx").core_properties
    assert (about.author, about.comments, about.language) == ("", "", "vi-VN")
    assert about.created.date().isoformat() == DAY


def test_several_communes_have_pages_of_their_own(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """One document with a section for each, numbered from 1."""
    run("check", profile(ELIGIBLE, "1.json"), profile(NOT_ELIGIBLE, "2.json"), "-o", "phieu.docx")
    document = opened(tmp_path / "phieu.docx")
    assert lines(document).count("PHIẾU THẨM ĐỊNH") == 2
    assert len(document.sections) == 2
    assert [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections] == ["1", "1"]


def test_a_folder_takes_word_documents(run: Run, tmp_path: Path) -> None:
    """Sheets are documents where nothing else is asked for."""
    source = table(tmp_path / "xa.csv", ROWS[:2], HEADER)
    assert run("check", source, "--as-of", DAY, "-o", "phieu/", *SIGNED).code == 0
    names = sorted(path.name for path in (tmp_path / "phieu").iterdir())
    assert names == ["00001-Giao Phong.docx", "00002-Xuân Trúc.docx"]
    assert "1. Xã: Giao Phong, Nam Định (mã 00001)." in lines(opened(tmp_path / "phieu" / names[0]))


@pytest.mark.parametrize("naughty", some(NAUGHTY, NAUGHTY[:6]))
def test_text_is_text(run: Run, profile: WriteProfile, tmp_path: Path, naughty: str) -> None:
    """Markup in the name of an office or of a commune, or in evidence, does nothing; what acts is written out."""
    text = naughty.replace("\ufeff", "")  # which no profile may have
    facts = {"smartphone_rate": {"value": "90%", "evidence": text}, **UNDETERMINED}
    source = profile(facts, commune={"name": text})
    assert run("check", source, "-o", "phieu.docx", "--office", text, "--signer", text).code == 0
    document = opened(tmp_path / "phieu.docx")
    said = lines(document)
    assert all(sign.isprintable() or sign == "\u00a0" for line in said for sign in line)
    name = text if len(text) < 180 else f"{text[:180]}…"  # as in every sentence; evidence stands whole
    assert not text.isprintable() or {text, text.upper(), f"1. Xã: {name}."} <= {*said}
    assert len(document.tables) == 3


@pytest.mark.full
def test_scores_stand_in_a_column_of_their_own(run: Run, tmp_path: Path) -> None:
    """Points, the most of them, the level, and the numbers that the document gives its criteria."""
    rules = Path(__file__).parents[1] / "files" / "scored" / "scored.yaml"
    (tmp_path / "a.yaml").write_text(
        "commune: {name: A}\nas_of: 2023-06-30\n"
        "facts: {terrain: low, people: 3600, plan: true, rate: 72%, tasks: 90%, council: 5.5, late: 3}\n",
        encoding="utf-8",
    )
    run("check", "a.yaml", "--rules", str(rules), "-o", "phieu.docx")
    document = opened(tmp_path / "phieu.docx")
    rows = rows_of(document)
    assert rows[0][4] == "Điểm"
    assert ["3", "Giải ngân", "", "72 %", "8,47 của 10", ""] in rows
    said = lines(document)
    assert any("Loại B" in line for line in said if line.startswith("3. Kết luận"))
    way = next(place for place, line in enumerate(said) if line.endswith("Để lên mức “Loại A”, cách ít thay đổi nhất:"))
    assert said[way + 1] == "- Dân số: 3.600 người → 5.000 người"
    lost = next(place for place, line in enumerate(said) if line.endswith("Mất điểm nhiều nhất ở:"))
    assert said[lost + 1] == "- 4 Quy mô: mất 24,5 điểm (3.600 người: 10,5 của 35 điểm)"


@pytest.mark.parametrize("command", [("check", "a.yaml"), ("select", "t.csv", "--seats", "1", "--example")])
def test_nothing_is_signed_by_an_example(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    """A rule set that calls itself an example makes no document for a signature, and says so."""
    rules = REPORTED.replace("version:", "status: example\nversion:").replace(", reading: title", "")
    (tmp_path / "small.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "a.yaml").write_text("facts: {kept: true}\n", encoding="utf-8")
    table(tmp_path / "t.csv", [["1", "A", "true"]], ["code", "name", "kept"])
    done = run(*command, "--rules", "small.yaml", "-o", "x.docx")
    assert (done.code, done.out) == (2, "")
    assert "không lập văn bản để ký" in done.err
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize(
    "arguments",
    [("--office", "A"), ("--template", "x.docx", "-f", "markdown"), ("-f", "docx"), ("-o", "x.md", "--signer", "A")],
)
def test_options_of_a_document_need_one(run: Run, profile: WriteProfile, arguments: tuple[str, ...]) -> None:
    """What is said of a document is not passed over where none is written; a document is not for the screen."""
    done = run("check", profile(ELIGIBLE), *arguments)
    assert (done.code, done.out) == (2, "")


def test_the_list_names_who_is_picked_and_who_is_not(run: Run, tmp_path: Path) -> None:
    """The picks with how sure they are and their reserve, all others with the reason, and the terms of the choice."""
    source = table(tmp_path / "xa.csv", ROWS, HEADER)
    done = run("select", source, "--as-of", DAY, "--seats", "2", "-o", "ds.docx", *SIGNED)
    assert (done.code, done.out, done.err) == (0, "", "")
    document = opened(tmp_path / "ds.docx")
    assert [row[1] for row in rows_of(document, "Hạng")[1:]] == ["Giao Phong, Nam Định", "Xuân Trúc, NAM ĐỊNH"]
    others = rows_of(document)
    assert [row[1].partition(",")[0] for row in others[1:]] == ["Tân Mỹ", "Vi Hương", "Bạch Đằng"]
    assert all(row[3] for row in others)
    said = lines(document)
    assert "DANH SÁCH ĐỀ NGHỊ" in said
    assert "- Số suất: 2." in said
    assert any(line.startswith("- Ngưỡng giả định đang dùng") for line in said)
    assert "CHÁNH VĂN PHÒNG" in said


# ---------------------------------------------------------------------------------------------------------------------
# The office's own letterhead


def letterhead(path: Path, *texts: str | tuple[str, ...]) -> str:
    """A document with these paragraphs, each of one run or, as Word cuts them, of several."""
    document = docx.Document()
    for text in texts:
        paragraph = document.add_paragraph()
        for part in (text,) if isinstance(text, str) else text:
            paragraph.add_run(part).bold = True
    document.sections[0].header.paragraphs[0].text = "{{co_quan}}"
    document.save(str(path))
    return str(path)


WHOLE = (("Số: {", "{s", "o}", "} · {{dia_danh}}"), "{{ tieu_de }}", "{{noi_dung}}", "{{chuc_danh}}", "{{nguoi_ky}}")


def test_a_letterhead_has_everything_in_its_places(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """However Word has cut a place; lines stay lines, and the look is that of the place."""
    letterhead(tmp_path / "mau.docx", *WHOLE)
    done = run("check", profile(NOT_ELIGIBLE), "-o", "phieu.docx", "--template", "mau.docx", *SIGNED)
    assert (done.code, done.err) == (10, "")
    document = opened(tmp_path / "phieu.docx")
    said = lines(document)
    assert said[:2] == ["Số: 12/PTĐ · Nam Định", "PHIẾU THẨM ĐỊNH"]
    assert said[-2:] == ["CHÁNH VĂN PHÒNG", "Nguyễn Văn A"]
    assert "3. Kết luận: Không đủ điều kiện. Điểm 16,7/100." in said
    assert document.sections[0].header.paragraphs[0].text == "UBND TỈNH NAM ĐỊNH\nVĂN PHÒNG ĐIỀU PHỐI"
    assert all(run.bold for run in document.paragraphs[0].runs)
    room = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    columns = [int(column.get(qn("w:w"))) for column in document.tables[0]._tbl.iter(qn("w:gridCol"))]
    assert room * 0.99 < Twips(sum(columns)) <= room
    assert not any("{{" in line for line in said)


def test_words_in_a_place_are_no_place(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """A signer called `{{noi_dung}}` stays one, and nothing goes round in circles."""
    letterhead(tmp_path / "mau.docx", "{{noi_dung}}", "{{nguoi_ky}} {{nguoi_ky}}")
    name = "{{noi_dung}} <w:p/>"
    run("check", profile(ELIGIBLE), "-o", "phieu.docx", "--template", "mau.docx", "--signer", name)
    assert lines(opened(tmp_path / "phieu.docx"))[-1] == f"{name} {name}"


@pytest.mark.parametrize(
    ("texts", "options", "id"),
    [
        (("Kính gửi",), (), "template-without-body"),
        (("Nội dung: {{noi_dung}}",), (), "template-body-alone"),
        (("{{noi_dung}}", "{{noi_dung}}"), (), "template-body-alone"),
        (("{{noi_dung}}", "{{ngay_ky}}"), (), "template-other-places"),
        (("{{noi_dung}}",), ("--number", "12"), "template-lacks-place"),
    ],
)
def test_a_letterhead_without_its_places_is_3(
    run: Run, profile: WriteProfile, tmp_path: Path, texts: tuple[str, ...], options: tuple[str, ...], id: str
) -> None:
    """What would be left out or left open is told with the places that there are, and nothing is written."""
    letterhead(tmp_path / "mau.docx", *texts)
    for output in ("phieu.docx", "phieu/"):
        done = run("check", profile(ELIGIBLE), "-o", output, "--template", "mau.docx", *options)
        assert (done.code, f"[{id}]" in done.err) == (3, True)
        assert not (tmp_path / output).exists()


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04broken"])
def test_a_letterhead_that_is_no_document_is_3(run: Run, profile: WriteProfile, tmp_path: Path, content: bytes) -> None:
    """A file of another kind, or a broken one, is told by its name."""
    (tmp_path / "mau.docx").write_bytes(content)
    done = run("check", profile(ELIGIBLE), "-o", "phieu.docx", "--template", "mau.docx")
    assert (done.code, "mau.docx" in done.err) == (3, True)


def damaged(path: Path) -> Iterator[str]:
    """A letterhead with one of its parts broken, one after the other."""
    letterhead(path, "{{noi_dung}}")
    whole = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        names = parts.namelist()
    for broken in names:
        with zipfile.ZipFile(io.BytesIO(whole)) as parts, zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, b"<x" if name == broken else parts.read(name))
        yield broken


@pytest.mark.full
def test_a_damaged_letterhead_is_no_bug(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Whichever part of it is broken, the run ends with an answer or a problem."""
    source = profile(ELIGIBLE)
    for _ in damaged(tmp_path / "mau.docx"):
        done = run("check", source, "-o", "phieu.docx", "--template", "mau.docx")
        assert done.code in (0, 3), done.err


def test_a_letterhead_is_for_one_commune(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Several go to a folder, and the answer says so."""
    letterhead(tmp_path / "mau.docx", "{{noi_dung}}")
    two = (profile(ELIGIBLE, "1.json"), profile(ELIGIBLE, "2.json"))
    done = run("check", *two, "-o", "phieu.docx", "--template", "mau.docx")
    assert (done.code, "phieu/" in done.err) == (2, True)
    assert run("check", *two, "-o", "phieu/", "--template", "mau.docx").code == 0


@pytest.mark.full
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("facts", [NOT_ELIGIBLE, UNDETERMINED], ids=["not eligible", "undetermined"])
def test_libreoffice_opens_a_document(run: Run, profile: WriteProfile, tmp_path: Path, facts: Facts) -> None:
    """It becomes pages with the same words, the number from the second page on, and the signature not alone on one."""
    assert OFFICE is not None
    run("check", profile(facts, as_of="2026-03-01"), "-o", "phieu.docx", *SIGNED)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [OFFICE, home, "--headless", "--convert-to", "pdf", "phieu.docx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=True)
    assert (tmp_path / "phieu.pdf").read_bytes().startswith(b"%PDF")
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed: that there are pages is all that was looked at")
    text = subprocess.run([reader, "phieu.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    pages = [page.split() for page in text.removesuffix("\f").split("\f")]
    assert len(pages) > 1
    assert [page[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert {"Mã", "băm", "Nguyễn"} <= {*pages[-1]}
