#!/usr/bin/env python3
"""Reads what the writers wrote with readers that share nothing with them: zipfile, ElementTree, html.parser, csv.

    read_back.py REPORT_BOOKS

Every text comes back as it was; none is a formula, a script or a link that somebody wrote; links inside lead somewhere.
"""
import csv
import datetime
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
problems = []
checks = 0


def check(good, *what):
    global checks
    checks += 1
    if not good:
        problems.append(" ".join(str(w) for w in what))


def cell_place(name):
    letters, row = re.fullmatch(r"([A-Z]+)([0-9]+)", name).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row), column


def unescape(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)


class Workbook:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        check(self.zip.testzip() is None, path, "is damaged")
        book = ET.fromstring(self.zip.read("xl/workbook.xml"))
        self.names = [s.get("name") for s in book.iter(MAIN + "sheet")]
        styles = ET.fromstring(self.zip.read("xl/styles.xml"))
        self.formats = [x.get("numFmtId") for x in styles.find(MAIN + "cellXfs")]
        self.codes = {x.get("numFmtId"): x.get("formatCode") for x in styles.iter(MAIN + "numFmt")}
        self.shared = []
        if "xl/sharedStrings.xml" in self.zip.namelist():
            for item in ET.fromstring(self.zip.read("xl/sharedStrings.xml")):
                self.shared.append("".join(t.text or "" for t in item.iter(MAIN + "t")))
        self.sheets = [self.sheet(i + 1) for i in range(len(self.names))]

    def sheet(self, number):
        root = ET.fromstring(self.zip.read("xl/worksheets/sheet%d.xml" % number))
        cells, shown = {}, {}
        check(not list(root.iter(MAIN + "f")), self.names[number - 1], "has a formula")
        for c in root.iter(MAIN + "c"):
            kind = c.get("t")
            place = cell_place(c.get("r"))
            check(kind in (None, "inlineStr", "s", "n"), "cell of type", kind)
            if kind == "inlineStr":
                value = "".join(t.text or "" for t in c.iter(MAIN + "t"))
            elif kind == "s":
                value = self.shared[int(c.find(MAIN + "v").text)]
            else:
                v = c.find(MAIN + "v")
                cells[place] = float(v.text) if v is not None else None
                shown[place] = self.codes.get(self.formats[int(c.get("s") or 0)])
                continue
            check(self.formats[int(c.get("s"))] == "49", "a text not formatted as text:", value)
            cells[place] = unescape(value)
        links = {}
        rels = "xl/worksheets/_rels/sheet%d.xml.rels" % number
        targets = {}
        if rels in self.zip.namelist():
            for r in ET.fromstring(self.zip.read(rels)):
                targets[r.get("Id")] = r.get("Target")
        for h in root.iter(MAIN + "hyperlink"):
            links[cell_place(h.get("ref"))] = (h.get("location"), targets.get(h.get(REL + "id")))
        pane = next(root.iter(MAIN + "pane"), None)
        band = next(root.iter(MAIN + "row"), None)
        check(band is None or float(band.get("ht", 15)) <= 160, self.names[number - 1], "has a heading of", band.get("ht"))
        return {"cells": cells, "shown": shown, "links": links, "frozen": pane is not None and pane.get("state") == "frozen",
                "filter": next(root.iter(MAIN + "autoFilter"), None) is not None,
                "page": next(root.iter(MAIN + "pageSetup"), None)}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tables, self.ids, self.hrefs, self.tags, self.title = [], [], [], set(), ""
        self.cell, self.in_title = None, False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            check(not name.startswith("on"), "a handler:", name)
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src"):
                self.hrefs.append(value)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag == "br" and self.cell is not None:
            self.cell += "\n"
        elif tag == "title":
            self.in_title = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None
        elif tag == "title":
            self.in_title = False

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data
        elif self.in_title:
            self.title += data


def markdown_tables(text):
    tables = []
    for line in text.split("\n"):
        if not line.startswith("|"):
            tables.append([])
            continue
        cells = re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]
        tables[-1].append([re.sub(r"\\(.)", r"\1", c.strip().replace("<br>", "\n")).replace("&lt;", "<")
                           .replace("&gt;", ">").replace("&amp;", "&") for c in cells])
    return [t for t in tables if t]


def flat(text):
    """Control characters and what is no character: writers show U+FFFD."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def day_check(wrote, sheet, place, html, markdown):
    """A whole day is a number that worksheets show as a day, since 1900; all else is text; for people 26/11/2021."""
    spoken = re.sub(r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3/\2/\1", wrote)
    spoken = re.sub(r"^(\d{4})-(\d\d)$", r"\2/\1", spoken)
    spoken = wrote if wrote == "2025-02-30" else spoken
    check(html == spoken and markdown == spoken, "a day on a page:", html, markdown, "of", wrote)
    if wrote in ("2021-11-26", "1900-03-01", "2000-02-29"):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=sheet["cells"][place])
        check(day.isoformat() == wrote, "a day of a worksheet:", day, "of", wrote)
        check(sheet["shown"].get(place) == "dd/mm/yyyy", "a day is shown as", sheet["shown"].get(place))
    else:
        check(sheet["cells"][place] == spoken, "what is no day in a worksheet:", sheet["cells"][place], "of", wrote)


def rows_check(folder):
    rows = json.load(open(folder + "/rows.json", encoding="utf-8"))
    texts = [row["text"] for row in rows]
    check(len(texts) > 30 and "=1+1" in texts, "the texts are not there")

    book = Workbook(folder + "/rows.xlsx")
    cells = book.sheets[0]["cells"]
    check(book.sheets[0]["frozen"] and book.sheets[0]["filter"], "no frozen heading or filter")
    check(cells[(1, 2)] == "=name", "a heading changed:", cells[(1, 2)])
    for i, text in enumerate(texts):
        wanted = flat(text).replace("\r", " ").replace("\x7f", "\ufffd")
        got = cells.get((i + 2, 1))
        if len(wanted) > 32767:
            check(len(got) <= 32767 and got.endswith("…"), "a long text was not cut")
        else:
            check((got or "") == wanted, "XLSX", ascii(got), "is not", ascii(wanted))
        check(cells[(i + 2, 3)] == i - 3, "an integer changed")
        check(abs(cells[(i + 2, 4)] - i / 8) < 1e-9, "a number changed")
    for location, target in book.sheets[0]["links"].values():
        check(location is None and not re.match("(?i)(https?|javascript|mailto|ftp):", target or ""),
              "a text became a link:", location, target)

    markdown = markdown_tables(open(folder + "/rows.md", encoding="utf-8").read())[0]
    page = Page(open(folder + "/rows.html", encoding="utf-8").read())
    check("script" not in page.tags and "b" not in page.tags, "a text became a tag")
    check(page.title == "=tên & <tiêu đề>", "the title changed:", page.title)
    for i, text in enumerate(texts):
        got = page.tables[0][i + 1][0]
        check(got == flat(text), "HTML", ascii(got), "is not", ascii(text))
        day_check(rows[i]["date"], book.sheets[0], (i + 2, 6), page.tables[0][i + 1][5], markdown[i + 2][5])
    for href in page.hrefs:
        check(re.match(r"\./|#|file:///", href), "a text became a link:", href)

    for i, text in enumerate(texts):
        wanted = flat(text).replace("\t", " ").replace("\r", "\n").strip(" ")
        got = markdown[i + 2][0]
        check(got == wanted or got.strip() == wanted.strip(), "Markdown", ascii(got[:60]), "is not", ascii(wanted[:60]))

    with open(folder + "/rows.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    for i, text in enumerate(texts):
        got = lines[i + 1][0]
        check(got in (text, "'" + text), "CSV", ascii(got[:60]), "is not", ascii(text[:60]))
    for line in lines:
        for n, cell in enumerate(line):
            check(n in (2, 3) or not re.match("[ \"']*[=+@\t\r-]", cell) or cell.startswith("'"),
                  "CSV: a formula:", ascii(cell))


def matrix_check(folder, name, sheets):
    book = Workbook(folder + "/" + name + ".xlsx")
    check(book.names == sheets, "sheets:", book.names)
    grid, plans, _, evidence, _ = book.sheets
    check(all(s["frozen"] and s["filter"] for s in (grid, plans, evidence)), "no frozen heading or filter")
    check(all(s["page"].get("orientation") == "landscape" and s["page"].get("paperSize") == "9" for s in book.sheets),
          "not A4 landscape")
    marks = {p: v for p, v in grid["cells"].items() if p[0] > 1 and p[1] > 11 and v}
    check(len(marks) > 50, "few marks:", len(marks))
    for place, letters in marks.items():
        location, _ = grid["links"][place]
        sheet, cell = re.fullmatch("'(.*)'!([A-Z]+[0-9]+)", location).groups()
        row = cell_place(cell)[0]
        check(sheet == sheets[3], "a mark leads to", sheet)
        # the evidence is about this plan and this document, and leads back
        check(evidence["cells"].get((row, 2)) == grid["cells"][(1, place[1])], "the evidence is another plan's")
        check(evidence["cells"].get((row, 6)) == grid["cells"].get((place[0], 2)), "the evidence is another document's")
        check(evidence["cells"].get((row, 8)) == letters, "the evidence has other letters")
        back = evidence["links"][(row, 8)][0]
        check(cell_place(back.split("!")[1]) == place and back.split("!")[0] == "'%s'" % sheets[0], "leads back to", back)
        target = evidence["links"][(row, 16)][1]
        check(target and target.startswith("k"), "no link to the source:", target)
        check(evidence["cells"].get((row, 16)) == "kế hoạch/a b.txt", "a path:", evidence["cells"].get((row, 16)))
    check(sum(v == 0 for (r, c), v in plans["cells"].items() if c == 8) == 10, "plans that implement nothing")
    core = book.zip.read("docProps/core.xml").decode()
    check("2026-01-05T00:00:00Z" in core, "created:", core)

    page = Page(open(folder + "/" + name + ".html", encoding="utf-8").read())
    check(len(page.ids) == len(set(page.ids)), "an id twice")
    ids = set(page.ids)
    for href in page.hrefs:
        check(not href.startswith("#") or href[1:] in ids, "leads nowhere:", href)
    parts = [t for t in page.tables if len(t[0]) > 5 and t[0][0] == page.tables[0][0][0]][:2]
    found = sum(bool(c) for t in parts for row in t[1:] for c in row[4:])
    check(found == len(marks), "the page has", found, "marks, the workbook", len(marks))
    check("A4 landscape" in open(folder + "/" + name + ".html", encoding="utf-8").read(), "not for print")

    tables = markdown_tables(open(folder + "/" + name + ".md", encoding="utf-8").read())
    found = sum(bool(c) for t in tables[:2] for row in t[2:] for c in row[4:])
    check(found == len(marks), "Markdown has", found, "marks")


def links_check(folder):
    path = folder + "/links.xlsx"
    sheet = Workbook(path).sheets[0]
    check(len(sheet["links"]) == 65530, "links:", len(sheet["links"]))
    check(sheet["cells"].get((65601, 1)) == "a.txt", "a text behind the last link is not there")
    root = ET.fromstring(zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml"))
    notes = [v.get("prompt") for v in root.iter(MAIN + "dataValidation") if v.get("sqref") == "A1"]
    check(len(notes) == 1 and "65.530" in notes[0], "the sheet does not say that links are missing:", notes)


def main():
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        subprocess.run([sys.argv[1], one], check=True)
        subprocess.run([sys.argv[1], two], check=True)
        names = sorted(os.listdir(one))
        check(len(names) == 12, "files:", names)
        for name in names:
            same = open(one + "/" + name, "rb").read() == open(two + "/" + name, "rb").read()
            check(same, name, "is not the same twice")
        rows_check(one)
        links_check(one)
        matrix_check(one, "matrix", ["Ma trận", "Kế hoạch", "Khoảng trống", "Bằng chứng", "Chú giải"])
        matrix_check(one, "matrix-en", ["Matrix", "Plans", "Gaps", "Evidence", "Legend"])
    for problem in problems[:40]:
        print(problem)
    print("%d checks, %d failed" % (checks, len(problems)))
    return 1 if problems or checks == 0 else 0


sys.exit(main())
