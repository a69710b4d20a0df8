#!/usr/bin/env python3
"""Tables on terminals: each fits, and of each question the columns it is asked for are the last to be left out.

    tables.py VIENDAN SOURCE_FOLDER

Exit status 77: this system has no pseudo-terminals; skipped.
"""
import fcntl
import os
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata

try:
    import pty
    pty.openpty()
except (ImportError, OSError):
    print("skipped: no pseudo-terminals")
    sys.exit(77)

# From this width on the table has these columns.
QUESTIONS = [
    (80, "outdated --severity note", "severity document_name to_name cite_instead"),
    (120, "outdated --severity note", "meaning changed_by changed_on cite_instead"),
    (80, "outdated --unjudged", "why document_name to_name"),
    (80, "suspect --all", "document_name to_name cite_instead"),
    (80, "who any 33/CT-TTg", "name date relation source"),
    (100, "who any 33/CT-TTg", "title"),
    (80, "basis", "document_name relation to_name to_title"),
    (80, "timeline 10/2022/QH15", "when meaning name source line"),
    (80, "impact 10/2022/QH15", "rank name title relation score"),
    (80, "matrix --list", "plan to_number letters state"),
    (120, "matrix --list", "to_title confidence"),
    (80, "matrix", "number 24/KH-VPUB 70/KH-UBND"),
    (80, "gaps", "gap plan to_number why"),
    (100, "gaps", "to_title"),
    (80, "tasks", "document what lead deadline"),
    (80, "rank", "rank number title score in_degree"),
    (80, "documents", "id number date title"),
    (80, "mentions", "source surface target_id line"),
    (80, "unresolved", "surface source line"),
    (80, "edges", "source relation from_id to_id"),
    (80, "find Luật Thực hiện dân chủ ở cơ sở", "id number title"),
    (80, "search dân chủ", "source number passage"),
    (80, "catalogue list", "number title state superseded_by"),
    (80, "catalogue show 10/2022/QH15", "field value counts why source"),
]
problems = []


def asked(viendan, question, width):
    """What a terminal of this width shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    child = subprocess.Popen([viendan] + question.split(), stdin=subprocess.DEVNULL, stdout=theirs,
                             stderr=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    if child.wait() > 1:
        problems.append("%s: exit %d" % (question, child.returncode))
    for code in ("\x1b[1;4m", "\x1b[0m"):
        shown = shown.replace(code.encode(), b"")
    return shown.decode().replace("\r", "").split("\n")


def columns(line):
    return sum(not unicodedata.combining(c) for c in line)


def main():
    viendan, root = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.symlink(root + "/corpus", "corpus")
        subprocess.run([viendan, "ingest", "--search", "corpus/plans"], check=True, stderr=subprocess.DEVNULL)
        for least, question, wanted in QUESTIONS:
            for width in {least, 120}:
                lines = asked(viendan, question, width)
                wide = max(columns(line) for line in lines)
                if len(lines) < 3 or wide > width:
                    problems.append("%s at %d: %d lines, %d wide" % (question, width, len(lines), wide))
                missing = set(wanted.split()) - set(lines[0].split())
                if width >= least and missing:
                    problems.append("%s at %d has no %s" % (question, width, ", ".join(sorted(missing))))
    for problem in problems:
        print(problem)
    print("%d problems" % len(problems))
    return 1 if problems else 0


sys.exit(main())
