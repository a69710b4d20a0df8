#!/usr/bin/env python3
"""In Vietnamese workbooks, which hold every column of an answer, no name of a column and no word of the program is left
as programs read it; days of whole dates are days.

    vietnamese.py VIENDAN SOURCE_FOLDER
"""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

sys.dont_write_bytecode = True  # nothing is written beside the sources
import pages  # noqa: E402

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Columns whose cells are texts, paths, ids and marks: what stands there is no word of the program.
TEXTS = {"Mã", "Tệp nguồn", "Nguyên văn", "Bằng chứng", "Trích yếu", "Đường dẫn", "Giá trị", "Giá trị kia", "Tên URN"}
PROGRAMS = re.compile(r"[a-z]+(_[a-z]+)+|amended|amends|cites|corrects|details|ended|high|implements|issued|linked|low|"
                      r"medium|named|note|numbered|possible|primary|repealed|repeals|self|superseded|supersedes|task|"
                      r"truncated|unknown|yes|built-in|catalogue|[a-z_]+: .*")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
problems = []


def sheets(path):
    book = zipfile.ZipFile(path)
    shared = []
    if "xl/sharedStrings.xml" in book.namelist():
        for item in ET.fromstring(book.read("xl/sharedStrings.xml")):
            shared.append("".join(t.text or "" for t in item.iter(MAIN + "t")))
    for name in sorted(n for n in book.namelist() if n.startswith("xl/worksheets/sheet")):
        rows = []
        for row in ET.fromstring(book.read(name)).iter(MAIN + "row"):
            cells = {}
            for c in row.iter(MAIN + "c"):
                column = re.match("[A-Z]+", c.get("r")).group()
                value = "".join(t.text or "" for t in c.iter(MAIN + "t"))
                cells[column] = shared[int(c.find(MAIN + "v").text)] if c.get("t") == "s" else value
            rows.append(cells)
        yield rows


def look(question, rows):
    heads = rows[0] if rows else {}
    for head in heads.values():
        if re.fullmatch("[a-z_]+", head):
            problems.append("%s: a heading: %s" % (question, head))
    for row in rows[1:]:
        for column, value in row.items():
            head = heads.get(column, "")
            if head not in TEXTS and (PROGRAMS.fullmatch(value) or (DAY.search(value) and "/" not in value)):
                problems.append("%s: under %s: %s" % (question, head, value))


def main():
    viendan, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    asked = 0
    with pages.database(viendan, root):
        for question in pages.ANSWERS:
            done = subprocess.run([viendan] + question.split() + ["-o", "answer.xlsx"], stderr=subprocess.PIPE)
            if done.returncode != 0:
                problems.append("%s: exit %d: %s" % (question, done.returncode, done.stderr.decode()))
                continue
            for rows in sheets("answer.xlsx"):
                look(question, rows)
                asked += len(rows)
    for problem in sorted(set(problems))[:40]:
        print(problem)
    print("%d rows, %d problems" % (asked, len(problems)))
    return 1 if problems or asked < 500 else 0


sys.exit(main())
