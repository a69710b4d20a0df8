#!/usr/bin/env python3
"""With --lang en no page of any verb says a Vietnamese word of the program's own: titles, names of types, bodies and
provinces, and what texts say stay as they are.

    english.py VIENDAN SOURCE_FOLDER

What the program's own words are stands in its tables of words; a word counts where it stands alone, between the edges
of lines, cells, tags and brackets.
"""
import html
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True  # nothing is written beside the sources
import pages  # noqa: E402

PAGES = pages.TEXTS + pages.ANSWERS
# Verbs whose answer is no page of rows.
OTHERS = {"ingest", "forget", "merge", "shell", "help", "version", "export"}
FORMATS = ("table", "md", "html")
# Signs, and words that pages quote: a deadline as it is printed, a short name of a law.
QUOTED = {"●", "hằng năm", "sửa đổi"}
EDGES = re.compile(r"\s{2,}|[|<>()\[\]⟦⟧;:·,+×→\n\t\"]")


def words_of(root):
    """Vietnamese words of the tables, but for those that are names of types and of columns of texts."""
    found = set()
    for name in ("words.def", "labels.def", "explain.def", "explain_say.def"):
        with open(os.path.join(root, "src/report", name), encoding="utf-8") as file:
            text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
        for row in re.findall(r"^VD_\w+\((.*)\)$", text.replace(",\n", ","), flags=re.M):
            strings = re.findall(r'"((?:[^"\\]|\\.)*)"', row)
            sources = name == "labels.def" and strings[-1:] or []
            for string in strings[:len(strings) - len(sources)]:
                found.update(unit for unit in EDGES.split(string) if re.search(r"[^\x00-\x7F…≠]", unit))
    with open(os.path.join(root, "src/tables/types.tsv"), encoding="utf-8") as file:
        types = {cell.strip() for line in file for cell in re.split(r"[\t;|]", line)}
    return {word.strip() for word in found} - types - QUOTED


def units(page):
    return {unit.strip() for unit in EDGES.split(html.unescape(page))}


def ask(viendan, asked, lang):
    """Every question with its answer, in one session."""
    lines = "".join("%s --lang %s\n" % (question, lang) for question in asked)
    done = subprocess.run([viendan, "shell", "--null"], input=lines.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    answers = re.split(r"\0=> (\d+)\n", done.stdout.decode())
    for question, page, status in zip(asked, answers[0::2], answers[1::2]):
        if status != "0":
            sys.exit("%s: exit %s" % (question, status))
        yield question, page


def main():
    viendan, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    own, problems = words_of(root), []
    with pages.database(viendan, root):
        said = set()
        for file in sorted(os.listdir("corpus/plans")):
            with open("corpus/plans/" + file, encoding="utf-8", errors="replace") as text:
                said |= units(text.read())
        asked = [p + " --format " + f for p in PAGES for f in FORMATS] + ["export --as svg"]
        for words, page in ask(viendan, asked, "en"):
            problems += ["%s: %s" % (words, word) for word in sorted(units(page) & own - said)]
        seen = sum(len(units(page) & own - said) for _, page in ask(viendan, asked, "vi"))
        verbs = subprocess.run([viendan, "help"], stdout=subprocess.PIPE, check=True).stdout.decode()
        for verb in re.findall(r"^  (\w+) ", verbs.split("Verbs:")[1].split("\n\n")[0], flags=re.M):
            if verb not in OTHERS and verb not in {p.split()[0] for p in PAGES}:
                problems.append("no page of %s is looked at" % verb)
    for problem in problems[:60]:
        print(problem)
    print("%d of the program's words, %d seen on Vietnamese pages, %d problems" % (len(own), seen, len(problems)))
    return 1 if problems or seen < 300 else 0


sys.exit(main())
