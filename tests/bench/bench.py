#!/usr/bin/env python3
"""Every figure of speed in one run, each beside what it is measured against, and each answer looked at.

Called by tools/bench.  One-threaded programs are compared by processor time, which other work on the machine moves
little; what runs in several threads, and what a person waits for, by the clock.  What a build does not have is skipped
with a line that says so.  Exit status 1: an answer is wrong.  A target that is missed is shown, and is no failure.
"""
import argparse
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

import texts
from run import Wrong, best, digest, run

SECTIONS = ["text", "numbered", "jobs", "ingest", "graph", "worst", "small"]


class Bench:
    def __init__(self, args, work):
        self.args, self.work = args, work
        self.bin, self.root = args.bin, args.root
        self.viendan = os.path.join(args.bin, "viendan")
        self.rows = []
        self.wrong = []
        self.bulk_bytes = 0

    def path(self, name):
        return os.path.join(self.work, name)

    def has(self, verb, option):
        text = subprocess.run([self.viendan, verb, "--help"], capture_output=True, text=True).stdout
        return option in text

    def program(self, name):
        path = os.path.join(self.bin, name)
        return path if os.path.exists(path) else None

    def row(self, section, name, value, unit, ratio=None, against="", target=None, most=False, command="", checked=""):
        """`target`: of the ratio where there is one, else of the value; at least that, or with `most` at most."""
        figure = value if ratio is None else ratio
        reached = None if target is None else (figure <= target if most else figure >= target)
        row = {"section": section, "name": name, "ratio": ratio, "against": against, "value": value, "unit": unit,
               "target": target, "at_most": most, "reached": reached, "checked": checked,
               "command": command.replace(self.work + "/", "").replace(self.bin + "/", "").replace(self.root + "/", "")}
        self.rows.append(row)
        print(json.dumps(row, ensure_ascii=False) if self.args.json else line_of(row), flush=True)

    def skip(self, section, why):
        self.rows.append({"section": section, "name": why, "skipped": True})
        print(json.dumps(self.rows[-1], ensure_ascii=False) if self.args.json else "%-9s skipped: %s" % (section, why), flush=True)

    def lines(self, section, output):
        """What a program of tests/bench says itself."""
        for line in output.decode().splitlines():
            self.rows.append({"section": section, "name": line.strip(), "line": True})
            print(json.dumps(self.rows[-1], ensure_ascii=False) if self.args.json else "%-9s %s" % (section, line.strip()), flush=True)

    def must(self, right, what):
        if not right:
            raise Wrong(what)


def line_of(row):
    ratio = "" if row["ratio"] is None else "%8.2f x %s" % (row["ratio"], row["against"])
    target = "" if row["target"] is None else "%s %g: %s" % ("at most" if row["at_most"] else "at least", row["target"],
                                                             "reached" if row["reached"] else "MISSED")
    return "%-9s %-44s %-44s %10.2f %-8s %-26s %s" % (row["section"], row["name"], ratio, row["value"], row["unit"], target, row["checked"])


# ---- Texts -----------------------------------------------------------------------------------------------------------


def bulk(b):
    """The large sample of published texts where it is at hand, else made-up documents; as lines and as one text."""
    lines, plain = b.path("bulk.jsonl"), b.path("bulk.txt")
    if os.path.exists(lines):
        return lines, plain
    packed = os.path.join(b.root, "..", "shared", "data", "bulk.jsonl.xz")
    if os.path.exists(packed) and shutil.which("xz"):
        with open(lines, "wb") as out:
            subprocess.run(["xz", "-dc", packed], stdout=out, check=True)
    else:
        b.skip("text", "../shared/data/bulk.jsonl.xz is absent: made-up documents instead")
        run([b.program("vd_synth"), "--documents", "7000", "--jsonl", lines], b.work)
    with open(lines, encoding="utf-8") as rows, open(plain, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.loads(row)["text"] + "\n")
    b.bulk_bytes = os.path.getsize(plain)
    return lines, plain


def known(b, documents=1000):
    """A corpus whose mentions are known: lines, and the set of (doc, start, end) of each form."""
    lines, truth = b.path("known.jsonl"), b.path("known.truth")
    if not os.path.exists(lines):
        run([b.program("vd_synth"), "--documents", str(documents), "--jsonl", lines, "--truth", truth], b.work)
    spans = {"numbered": set(), "named": set()}
    with open(truth, encoding="utf-8") as rows:
        for line in rows:
            if '"core":true' in line:
                row = json.loads(line)
                spans[row["form"]].add((row["doc"], row["start"], row["end"]))
    return lines, spans


def spans_of(output, forms):
    """Those of the core: laws by name, and all with numbers."""
    spans = set()
    for line in output.splitlines():
        row = json.loads(line)
        if row.get("form", "numbered") in forms and row.get("core", True):
            spans.add((row["source"], row["start"], row["end"]))
    return spans


def check_known(b, options, forms):
    lines, written = known(b)
    found = spans_of(run([b.viendan, "extract", "--jsonl", *options, lines], b.work, keep=True).out, forms)
    expected = set().union(*(written[form] for form in forms))
    share = len(found & expected) / max(len(found | expected), 1)
    b.must(share > 0.999, "extract %s: %d spans of %d known, %d found" % (" ".join(options), len(found & expected), len(expected), len(found)))
    return "%d of %d known spans" % (len(found & expected), len(expected))


def count_of(one):
    return int(one.out.split()[0]) if one.out.split() else 0


def text(b):
    lines, plain = bulk(b)
    size = b.bulk_bytes / 1e6
    pattern = texts.alternation(b.root)
    checked = check_known(b, [], ("numbered", "named"))
    single = ["--jobs", "1"] if b.has("extract", "--jobs") else []
    # ripgrep 13 breaks down over -P -U -i with Unicode classes on large texts: without them, only a-z have two cases.
    tools = [("rg -U, one case", ["rg", "-U", "--count-matches", pattern, plain], 1.5),
             ("rg -U -i", ["rg", "-U", "-i", "--count-matches", pattern, plain], 1.5),
             ("rg -P -U, one case", ["rg", "-P", "-U", "--no-unicode", "--count-matches", pattern, plain], 10),
             ("rg -P -U -i", ["rg", "-P", "-U", "-i", "--no-unicode", "--count-matches", pattern, plain], 10)]
    ours = [b.viendan, "extract", "--jsonl", *single, lines]
    mine = best([ours], b.work)[0]
    b.row("text", "extract, all, one thread", size / mine.cpu, "MB/s", command=" ".join(ours), checked=checked)
    relations(b, ours, lines, size, mine.cpu)
    counts = {}
    runs = best([command for _, command, _ in tools], b.work, keep=True)
    for (name, command, target), one in zip(tools, runs):
        counts[name] = count_of(one)
        b.row("text", "extract against %s" % name, size / one.cpu, "MB/s", one.cpu / mine.cpu, name, target,
              command=" ".join(command[:-2]) + " PATTERN " + command[-1], checked="%d matches" % counts[name])
    regex(b, plain, pattern, size, mine.cpu, counts)


def relations(b, ours, lines, size, without):
    """What a database keeps of the texts: the same mentions, and what the sentences state of them."""
    program = b.program("vd_bench_extract")
    if program is None:
        b.skip("text", "this build has no vd_bench_extract")
        return
    found, stated, _ = run([program, lines], b.work, keep=True).out.split()
    rows = len(run(ours, b.work, keep=True).out.splitlines())
    b.must(int(found) == rows and int(stated) > 0, "%d mentions with relations, %d without" % (int(found), rows))
    took = min(float(run([program, lines], b.work, keep=True).out.split()[2]) for _ in range(3))
    b.row("text", "extract with relations, one thread", size / took, "MB/s", without / took, "extract, all, one thread",
          command="vd_bench_extract " + lines, checked="%d mentions, %d statements" % (int(found), int(stated)))


def regex(b, plain, pattern, size, mine, counts):
    """Python's re is slow: in letters of any case it reads a tenth."""
    for name, case, part in (("re, one case", "0", 1.0), ("re, any case", "re.I", 0.1)):
        script = texts.PYTHON_COUNT % (case, part)
        command = [sys.executable, "-c", script, plain, pattern]
        one = run(command, b.work, keep=True)
        found, took = one.out.split()
        rate = size * part / float(took)
        other = counts["rg -U, one case"]
        if part == 1.0:
            b.must(int(found) == other, "re finds %s, rg %d" % (found.decode(), other))
        b.row("text", "extract against Python %s" % name, rate, "MB/s", (size / mine) / rate, "Python " + name, 100,
              command="python3: sum(1 for _ in re.finditer(PATTERN, text, %s))" % case,
              checked="%s matches%s" % (found.decode(), ", as rg" if part == 1.0 else " in a tenth"))


def numbered(b):
    if not b.has("extract", "--only"):
        b.skip("numbered", "this build has no extract --only numbered")
        return
    lines, plain = bulk(b)
    checked = check_known(b, ["--only", "numbered"], ("numbered",))
    command = [b.viendan, "extract", "--only", "numbered", "--jsonl", lines]
    mine = best([command], b.work, rounds=5)[0]
    found, rate = run([b.program("vd_bench_sweep"), plain], b.work, keep=True).out.split()
    speed = b.bulk_bytes / 1e6 / mine.cpu
    b.row("numbered", "extract --only numbered", speed, "MB/s", speed / float(rate), "memchr('/') in memory", 0.15,
          command=" ".join(command), checked=checked)


def jobs(b):
    if not b.has("extract", "--jobs"):
        b.skip("jobs", "this build has no extract --jobs")
        return
    lines, _ = bulk(b)
    commands = [[b.viendan, "extract", "--jsonl", "--jobs", n, lines] for n in ("1", "2")]
    outputs = [digest(run(command, b.work, keep=True).out) for command in commands]
    b.must(outputs[0] == outputs[1], "extract says other things in two threads than in one")
    one, two = best(commands, b.work)
    b.row("jobs", "extract --jobs 2", b.bulk_bytes / 1e6 / two.wall, "MB/s", one.wall / two.wall, "one thread, by the clock", 1.7,
          command=" ".join(commands[1]), checked="the same bytes")


# ---- Databases -------------------------------------------------------------------------------------------------------


def count_lines(path, *words):
    count = 0
    with open(path, "rb") as rows:
        for line in rows:
            count += all(word in line for word in words)
    return count


def core_stored(b, db):
    command = subprocess.Popen([b.viendan, "--db", db, "mentions", "--format", "jsonl"], stdout=subprocess.PIPE)
    count = sum(b'"core":true' in line and (b'"form":"numbered"' in line or b'"form":"named"' in line) for line in command.stdout)
    b.must(command.wait() in (0, 1), "viendan mentions failed")
    return count


def ingest_one(b, documents):
    """One database; its time for each document, and the peak of memory."""
    corpus, truth, db = b.path("corpus"), b.path("corpus.truth"), b.path("corpus-%d.db" % documents)
    shutil.rmtree(corpus, ignore_errors=True)
    by_line = b.has("ingest", "--jsonl")
    corpus = corpus + ".jsonl" if by_line else corpus
    run([b.program("vd_synth"), "--documents", str(documents), "--jsonl" if by_line else "--out", corpus, "--truth", truth], b.work)
    command = [b.viendan, "--db", db, "ingest"] + (["--jsonl", corpus] if by_line else [corpus])
    command += ["--jobs", "2"] if b.has("ingest", "--jobs") else []
    one = run(command, b.work)
    written, found = count_lines(truth, b'"core":true'), core_stored(b, db)
    b.must(abs(found - written) <= written / 1000, "%d documents: %d mentions stored, %d written" % (documents, found, written))
    checked = "%d of %d mentions" % (found, written)
    if documents <= 50000:
        run([sys.executable, os.path.join(b.root, "tests/synth/check.py"), "--program", b.viendan, "--db", db, "--truth", truth,
             "--floor", "targets=99.9", "--floor", "edge_precision=99.9", "--floor", "edge_recall=99.5",
             "--floor", "verdict_precision=99.9"], b.work)
        checked += ", targets, edges, verdicts"
    largest = documents >= 500000
    b.row("ingest", "ingest %d documents" % documents, one.wall, "s", target=360 if largest else None, most=True,
          command=" ".join(command), checked=checked)
    b.row("ingest", "its largest memory", one.memory / 1e6, "MB", target=2000 if largest else None, most=True)
    return one.wall / documents, db


def mark(db, text):
    connection = sqlite3.connect(db)
    changed = connection.execute(text).rowcount
    connection.commit()
    connection.close()
    return changed


def one_more(b, db):
    """Documents that the database does not know, one at a time; and how many of them were decided alone, without all others."""
    folder = b.path("more")
    run([b.program("vd_synth"), "--documents", "9", "--seed", "77", "--out", folder], b.work)
    times = []
    alone = 0
    for name in sorted(os.listdir(os.path.join(folder, "000"))):
        path = os.path.join(folder, "000", "more-" + name)
        os.rename(os.path.join(folder, "000", name), path)
        mark(db, "INSERT INTO clue VALUES (1, 0)")  # what is derived goes where all is decided anew
        one = run([b.viendan, "--db", db, "ingest", path], b.work)
        b.must("1 new" in one.err, "one more document was not new: " + one.err)
        alone += mark(db, "DELETE FROM clue WHERE key = 1")
        times.append(one.wall)
    times.sort()
    told = "each is new; %d of %d decided alone, the slowest %.0f ms" % (alone, len(times), times[-1] * 1000)
    b.row("ingest", "one more document (middle of nine)", times[len(times) // 2] * 1000, "ms", target=50, most=True,
          command="viendan --db DB ingest FILE", checked=told)


CITING = """ỦY BAN NHÂN DÂN
TỈNH NINH BÌNH
Số: 98%(n)d/KH-UBND
Ninh Bình, ngày 5 tháng 3 năm 2024

KẾ HOẠCH
Rà soát đợt %(n)d

Căn cứ Quyết định số 97%(n)d/QĐ-UBND ngày 1/2/2024 của Ủy ban nhân dân tỉnh Ninh Bình;
"""
CITED = """ỦY BAN NHÂN DÂN
TỈNH NINH BÌNH
Số: 97%(n)d/QĐ-UBND
Ninh Bình, ngày 1 tháng 2 năm 2024

QUYẾT ĐỊNH
Về việc rà soát đợt %(n)d
"""


def one_cited(b, db):
    """The texts of documents that were known by a citation only: what cites them means them now."""
    times = []
    alone = 0
    for n in range(5):
        for name, text in (("citing", CITING), ("cited", CITED)):
            with open(b.path("%s-%d.txt" % (name, n)), "w", encoding="utf-8") as out:
                out.write(text % {"n": n})
        run([b.viendan, "--db", db, "ingest", b.path("citing-%d.txt" % n)], b.work)
        mark(db, "INSERT INTO clue VALUES (1, 0)")
        one = run([b.viendan, "--db", db, "ingest", b.path("cited-%d.txt" % n)], b.work)
        b.must("1 new" in one.err, "one more document was not new: " + one.err)
        alone += mark(db, "DELETE FROM clue WHERE key = 1")
        times.append(one.wall)
    times.sort()
    meant = run([b.viendan, "--db", db, "who", "based_on", "vn/ninh-binh/quyet-dinh/2024/970-qd-ubnd", "--format", "jsonl"], b.work, keep=True)
    b.must(b"980-kh-ubnd" in meant.out, "what cites a document that came does not act on it: %r" % meant.out[:200])
    told = "each is new and meant; %d of %d decided alone, the slowest %.0f ms" % (alone, len(times), times[-1] * 1000)
    b.row("ingest", "one more document that is cited already (middle of five)", times[len(times) // 2] * 1000, "ms",
          command="viendan --db DB ingest FILE", checked=told)


def rows_of(db, table):
    connection = sqlite3.connect(db)
    count = connection.execute("SELECT count(*) FROM " + table).fetchone()[0]
    connection.close()
    return count


def one_changed(b, db):
    """A document of the database whose text cites otherwise now, and one that goes."""
    for verb, command, table, difference in (("changed", "ingest", "mention_row", 5), ("gone", "forget", "source", -5)):
        times, alone = [], 0
        before = rows_of(db, table)
        for n in range(5):
            path = b.path("citing-%d.txt" % n)
            if verb == "changed":
                with open(path, "w", encoding="utf-8") as out:
                    out.write(CITING % {"n": n} + "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n")
            mark(db, "INSERT INTO clue VALUES (1, 0)")
            one = run([b.viendan, "--db", db, command, path], b.work)
            alone += mark(db, "DELETE FROM clue WHERE key = 1")
            times.append(one.wall)
        times.sort()
        b.must(rows_of(db, table) - before == difference, "rows of %s of five documents that are %s" % (table, verb))
        told = "%+d rows; %d of %d decided alone, the slowest %.0f ms" % (difference, alone, len(times), times[-1] * 1000)
        b.row("ingest", "one document %s (middle of five)" % verb, times[len(times) // 2] * 1000, "ms",
              command="viendan --db DB %s FILE" % command, checked=told)


def ask_hub(b, db):
    """The question that costs most: who hangs on the document that most depend on; a page of it cold and in a session, and all."""
    ranked = run([b.viendan, "--db", db, "rank", "--format", "jsonl", "--limit", "1"], b.work, keep=True, accept=(0, 1))
    hub = json.loads(ranked.out.splitlines()[0])["id"]
    question = ["who", "any", hub, "--transitive", "--format", "jsonl"]
    page = question + ["--limit", "100"]
    command = [b.viendan, "--db", db, *page]
    one = best([command], b.work, keep=True)[0]
    b.must(len(one.out.splitlines()) == 100, "no hundred act on " + hub)
    b.row("graph", "who acts on the most cited, a new start, first 100 rows", one.wall * 1000, "ms", target=300, most=True,
          command=" ".join(command), checked="100 rows")
    session(b, db, page, one)
    whole = run([b.viendan, "--db", db, *question], b.work, keep=True)
    b.must(whole.out.startswith(one.out), "the first rows are others than those of all")
    b.row("graph", "the same, all rows", whole.wall * 1000, "ms", command=" ".join([b.viendan, "--db", db, *question]),
          checked="%d rows, the hundred first" % len(whole.out.splitlines()))


def ask_all(b, db):
    """What reads every edge with its words."""
    for verb in ("outdated", "basis"):
        command = [b.viendan, "--db", db, verb, "--format", "jsonl"]
        one = run(command, b.work, keep=True, accept=(0, 1))
        lines = one.out.count(b"\n")
        b.must(lines > 0 and all(line.startswith(b"{") for line in one.out.splitlines()), verb + " says nothing")
        b.row("graph", "%s of all documents" % verb, one.wall, "s", command=" ".join(command), checked="%d rows" % lines)
        b.row("graph", "its largest memory", one.memory / 1e6, "MB")


def session(b, db, question, cold):
    if not b.has("shell", "--db"):
        b.skip("graph", "this build has no viendan shell")
        return
    times = []
    for count in (1, 21):
        asked = b.path("questions")
        with open(asked, "w", encoding="utf-8") as out:
            out.write((" ".join(question) + "\n") * count)
        one = run([b.viendan, "--db", db, "shell"], b.work, stdin=asked, keep=True)
        b.must(one.out == (cold.out + b"=> 0\n") * count, "a session answers otherwise than a new start")
        times.append(one.wall)
    warm = (times[1] - times[0]) / 20
    b.row("graph", "the same page in a session", warm * 1000, "ms", target=20, most=True, command="viendan --db DB shell",
          checked="21 times the same answer")


def ingest(b):
    sizes = [int(n) for n in b.args.documents.split(",")]
    each = []
    db = None
    for size in sizes:
        took, db = ingest_one(b, size)
        each.append(took)
        if size != sizes[-1]:
            os.remove(db)
    if len(sizes) > 1:
        b.row("ingest", "a document, %d against %d" % (sizes[-1], sizes[0]), each[-1] * 1000, "ms", each[-1] / each[0],
              "a document among %d" % sizes[0], 1.2, True)
    ask_hub(b, db)
    ask_all(b, db)
    one_more(b, db)
    one_cited(b, db)
    one_changed(b, db)


def graph(b):
    program = b.program("vd_bench_graph")
    if program is None:
        b.skip("graph", "this build has no vd_bench_graph")
        return
    command = [program, b.path("graph.db")] + ([] if b.args.full else ["20000", "200000"])
    output = run(command, b.work, keep=True).out
    b.lines("graph", output)
    graph_rows(b, output.decode(), " ".join(command))


def graph_rows(b, output, command):
    """The lines that a target is set for; those are for 500,000 documents and five million edges."""
    def row(name, value, unit, most, **how):
        how["target"] = most if b.args.full else None
        b.row("graph", name, value, unit, most="ratio" not in how, command=command, **how)

    drawn = ""
    found = 0
    for line in output.splitlines():
        head = re.match(r"(opening the database and asking, )?(evenly drawn|(?:documents )?drawn as citations are)", line)
        drawn = head[0].replace("documents ", "") if head else drawn
        asked = re.match(r" +the first 100 rows +median +([0-9.]+) ms, p95 +([0-9.]+) ms", line)
        sql = re.match(r" +WITH RECURSIVE takes ([0-9.]+) times as long as (.*) \(median\), ([0-9.]+) times in 19 of 20", line)
        opened = re.match(r"opening the graph: ([0-9.]+) ms; with everything in memory: ([0-9.]+) ms", line)
        found += bool(asked or sql or opened)
        if asked and drawn.startswith("opening"):
            row("who, %s, 100 rows: 19 of 20 within" % drawn, float(asked[2]), "ms", 300)
        elif asked:
            row("who in a session, %s, 100 rows: median" % drawn, float(asked[1]), "ms", 0.1)
            row("the same: 19 of 20 within", float(asked[2]), "ms", 20)
        elif sql:
            row("%s: recursive SQL against %s, median" % (drawn, sql[2]), float(sql[3]), "in 19 of 20", 10, ratio=float(sql[1]), against=sql[2],
                checked="the same documents" if sql[2] == "the walk" else "the same number of documents")
        elif opened:
            row("opening the graph, everything in memory", float(opened[2]), "ms", 1000)
    b.must(found == 9, "vd_bench_graph printed %d of 9 lines" % found)


# ---- Worst cases -----------------------------------------------------------------------------------------------------


def worst(b):
    for name, make, expected in texts.HARD:
        times, counts = [], []
        for size in (500000, 1000000):
            path = b.path("hard.txt")
            with open(path, "w", encoding="utf-8") as out:
                out.write(make(size))
            command = [b.viendan, "extract", path]
            one = best([command], b.work, keep=True, limit=120, accept=(0, 1))[0]
            if one is None:
                times.append(None)
                break
            times.append(one.cpu)
            counts.append(one.out.count(b'"form":"numbered"'))
            wanted = expected(size)
            b.must(wanted is None or counts[-1] == wanted, "%s: %d numbers of %s" % (name, counts[-1], wanted))
        if None in times:
            b.row("worst", name, 0, "MB/s", target=0.01, command="viendan extract FILE", checked="stopped after 120 s")
            continue
        b.row("worst", name, 1.0 / times[1], "MB/s", times[1] / times[0], "half of it", 2.4, True,
              command="viendan extract FILE", checked="%d numbers" % counts[1])


# ---- What an office notices ------------------------------------------------------------------------------------------


def small(b):
    plans = os.path.join(b.root, "corpus", "plans")
    plan = b.path("plan.txt")
    with open(plan, "wb") as out:
        for name in sorted(os.listdir(plans)):
            if name[:3] in ("001", "002", "004"):
                with open(os.path.join(plans, name), "rb") as part:
                    out.write(part.read())
        out.truncate(30000)
    one, many = best([[b.viendan, "extract"] + [plan] * n for n in (1, 101)], b.work, rounds=5)
    b.row("small", "extract one plan of 30 KB", (many.cpu - one.cpu) * 10, "ms", target=5, most=True, command="viendan extract PLAN")
    b.row("small", "start of the program and one plan", one.wall * 1000, "ms", command="viendan extract PLAN")
    db = b.path("plans.db")
    run([b.viendan, "--db", db, "ingest", plans], b.work)
    again = best([[b.viendan, "--db", db, "ingest", plans]], b.work)[0]
    b.must("5 unchanged" in again.err, "the plans were read again: " + again.err)
    b.row("small", "ingest corpus/ again, unchanged", again.wall * 1000, "ms", command="viendan ingest corpus", checked="5 unchanged")
    for name in ("vd_bench_scan", "vd_bench_matrix"):
        if b.program(name):
            command = [b.program(name)] + ([plan] if name == "vd_bench_scan" else [])
            b.lines("small", run(command, b.work, keep=True).out)
    book(b)


def book(b):
    """From the texts of many plans to a workbook that sets them against what they act on."""
    folder, db, out = b.path("made-plans"), b.path("made-plans.db"), b.path("plans.xlsx")
    count, directives = (10000, 300) if b.args.full else (1000, 300)
    subprocess.run([os.path.join(b.root, "tests", "bench", "plans.sh"), folder, str(count), str(directives)], check=True)
    run([b.viendan, "--db", db, "ingest", folder], b.work)
    listed = [b.viendan, "--db", db, "matrix", "--list", "--format", "jsonl"]
    cells = set()
    for line in run(listed, b.work, keep=True).out.splitlines():
        cell = json.loads(line)
        cells.add((cell["plan_id"], cell["to_id"]))
    held, acted_on = (len({cell[side] for cell in cells}) for side in (0, 1))
    b.must((held, acted_on) == (count, directives), "%d plans act on %d documents, not %d on %d" % (held, acted_on, count, directives))
    command = [b.viendan, "--db", db, "matrix", "--format", "xlsx", "--output", out]
    one = run(command, b.work)
    with zipfile.ZipFile(out) as parts:
        b.must(parts.testzip() is None and "xl/workbook.xml" in parts.namelist(), "the workbook is damaged")
    name = "matrix of %d plans and %d directives, xlsx" % (count, directives)
    b.row("small", name, one.wall, "s", command=" ".join(command), checked="%d cells in the list" % len(cells))
    b.row("small", "its largest memory", one.memory / 1e6, "MB")


# ---- The page --------------------------------------------------------------------------------------------------------


def machine():
    name = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
    with open("/proc/meminfo", encoding="utf-8") as lines:
        memory = int(next(lines).split()[1]) / 1048576
    return "%s, %d processors, %.0f GB of memory, Linux %s" % (name, os.cpu_count(), memory, os.uname().release.split("-")[0])


def figure(row):
    ratio = "" if row["ratio"] is None else "%.2f × %s" % (row["ratio"], row["against"])
    target = "" if row["target"] is None else "%s %g" % ("≤" if row["at_most"] else "≥", row["target"])
    seen = "" if row["reached"] is None else "yes" if row["reached"] else "**no**"
    command = "`%s`" % row["command"].replace("|", "\\|") if row["command"] else ""
    return "| %s | %s | %.4g %s | %s | %s | %s | %s |" % (row["name"], ratio, row["value"], row["unit"], target, seen, row["checked"], command)


def page_write(b, page):
    table = ["Machine: %s." % machine(), "", "| what | ratio | figure | target | reached | answers | command |", "|---|---|---|---|---|---|---|"]
    notes = []
    for row in b.rows:
        if row.get("skipped"):
            notes.append("Skipped: %s." % row["name"])
        elif row.get("line"):
            notes.append(row["name"])
        else:
            table.append(figure(row))
    with open(page, encoding="utf-8") as text:
        before, rest = text.read().split("<!-- bench -->\n", 1)
        after = rest.split("<!-- /bench -->", 1)[1]
    lines = table + ([""] + ["- " + note for note in notes] if notes else [])
    with open(page, "w", encoding="utf-8") as out:
        out.write(before + "<!-- bench -->\n" + "\n".join(lines) + "\n<!-- /bench -->" + after)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--documents", default="")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", default=",".join(SECTIONS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write-docs", action="store_true")
    args = parser.parse_args()
    args.documents = args.documents or ("5000,50000,500000" if args.full else "1000,5000")
    sections = args.only.split(",")
    if set(sections) - set(SECTIONS):
        parser.error("sections are " + " ".join(SECTIONS))
    with tempfile.TemporaryDirectory() as work:
        b = Bench(args, work)
        for section in sections:
            try:
                globals()[section](b)
            except Wrong as wrong:
                b.wrong.append("%s: %s" % (section, wrong))
                print("WRONG %s: %s" % (section, wrong), file=sys.stderr, flush=True)
        if args.write_docs and not b.wrong:
            page_write(b, os.path.join(args.root, "docs", "performance.md"))
    return 1 if b.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
