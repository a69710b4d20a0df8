#!/usr/bin/env python3
"""What a terminal shows of long work, and how a signal ends work that waits for input.

  terminal.py PROGRAM

Exit status 77: this system has no pseudo-terminals; skipped.
"""
import fcntl
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

try:
    import pty
    pty.openpty()
except (ImportError, OSError):
    print("skipped: no pseudo-terminals")
    sys.exit(77)

program = sys.argv[1]
failures = []


def check(right, what):
    if not right:
        failures.append(what)
        print("FAIL: " + what)


def line(number):
    return json.dumps({"id": "t%d" % number, "text": "Căn cứ Chỉ thị số %d/CT-TTg ngày 26/11/2021;" % (number + 1)}) + "\n"


# ---- A terminal ------------------------------------------------------------------------------------------------------


def on_terminal(arguments, stdout, term="xterm"):
    """Run with standard error on a terminal of 80 columns; what that was sent."""
    master, slave = pty.openpty()
    env = dict(os.environ, TERM=term)
    child = subprocess.Popen([program] + arguments, stdin=subprocess.DEVNULL, stdout=slave if stdout == "terminal" else stdout, stderr=slave, env=env)
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(master)
    check(child.wait() == 0, "exit %d of %s" % (child.returncode, arguments))
    return shown.decode()


def shows(work):
    lines = os.path.join(work, "lines.jsonl")
    folder = os.path.join(work, "folder")
    os.mkdir(folder)
    with open(lines, "w", encoding="utf-8") as out:
        for number in range(3000):
            out.write(line(number))
    for number in range(5):
        with open(os.path.join(folder, "%d.txt" % number), "w", encoding="utf-8") as out:
            out.write("Căn cứ Chỉ thị số %d/CT-TTg;\n" % (number + 1))
    db = os.path.join(work, "shown.db")
    size = "%.1f MB" % (os.path.getsize(lines) / 1e6)

    shown = on_terminal(["extract", "--jsonl", lines], subprocess.DEVNULL)
    check("/" + size in shown and " lines" in shown, "extract shows no progress: %r" % shown[:200])
    check(shown.endswith("\r\033[K"), "extract leaves its progress behind: %r" % shown[-80:])
    shown = on_terminal(["--db", db, "ingest", "--jobs", "2", folder], subprocess.DEVNULL)
    check("/5" in shown and "deciding which documents are meant" in shown, "ingest shows no progress: %r" % shown[:200])
    shown = on_terminal(["--db", db, "ingest", "--jsonl", lines], subprocess.DEVNULL)
    check("[" not in shown.replace("\033[K", ""), "a bar without a known end: %r" % shown[:200])
    steps = re.findall(r"deciding which documents are meant \((\d)/5 (\w+) (\d+)%\)", shown)
    shares = [(int(step), int(share)) for step, _, share in steps]
    check(sorted(shares) == shares and max(share for _, share in shares) <= 100, "back and forth: %r" % steps)
    # of so few rows no index is taken away and made anew
    check([name for _, name, share in steps if share == "0"] == ["files", "mentions", "writing", "graph"], "the steps of deciding: %r" % steps)
    shown = on_terminal(["--db", db, "ingest", "--jsonl", lines], subprocess.DEVNULL)
    check("meant (" not in shown, "nothing is decided, and steps of it shown: %r" % shown[-200:])

    # all that decide show it; fewer rows would be looked up by themselves
    with open(os.path.join(work, "rows.tsv"), "w", encoding="utf-8") as out:
        out.write("number\tpassed\ttype\ttitle\tsource\n")
        for number in range(1, 2000):
            out.write("%d/CT-TTg\t2021-11-26\tChỉ thị\tVề việc số %d\tx\n" % (number, number))
    for arguments in (["catalogue", "import", os.path.join(work, "rows.tsv")], ["catalogue", "forget", "rows.tsv"], ["forget", folder]):
        shown = on_terminal(["--db", db] + arguments, subprocess.DEVNULL)
        check("deciding which documents are meant (1/5 files 0%)" in shown, "%s shows no progress: %r" % (arguments[:2], shown[:200]))
        check("\r\033[K" in shown and shown.rstrip().split("\033[K")[-1].count("deciding") == 0, "%s leaves its progress behind" % arguments[:2])
    shown = on_terminal(["--db", os.path.join(work, "merged.db"), "merge", db], subprocess.DEVNULL)
    check("deciding which documents are meant (1/5 files 0%)" in shown, "merge shows no progress: %r" % shown[:200])

    shown = on_terminal(["extract", "--jsonl", lines], "terminal")
    check(" MB" not in shown and '"form"' in shown, "progress among the answers: %r" % shown[:200])
    check(on_terminal(["extract", "--jsonl", lines], subprocess.DEVNULL, "dumb") == "", "progress on a dumb terminal")
    quiet = subprocess.run([program, "extract", "--jsonl", lines], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    check(quiet.stderr == b"", "progress in a pipe: %r" % quiet.stderr[:200])


# ---- Signals ---------------------------------------------------------------------------------------------------------


def interrupted(arguments, number, lines):
    """Feed lines, fall silent in the middle of one, send the signal; the output."""
    child = subprocess.Popen([program] + arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdin.write("".join(line(n) for n in range(lines)).encode() + b'{"id": "half')
    child.stdin.flush()
    at_rest(child)
    begin = time.monotonic()
    child.send_signal(number)
    try:
        status = child.wait(30)
    except subprocess.TimeoutExpired:
        child.kill()
        status = None
    took = time.monotonic() - begin
    out, err = child.stdout.read().decode(), child.stderr.read().decode()
    child.stdin.close()
    check(status == 128 + number, "exit %s, not %d: %s: %s" % (status, 128 + number, arguments, err[:300]))
    check(took < 5, "%s stopped after %.1f s only" % (arguments, took))
    return out


def ticks(child):
    with open("/proc/%d/stat" % child.pid, encoding="utf-8") as stat:
        return sum(int(part) for part in stat.read().rsplit(")", 1)[1].split()[11:13])


def at_rest(child):
    """All that came was read, and nobody works on it any more."""
    end = time.monotonic() + 60
    before = -1
    while time.monotonic() < end:
        left = struct.unpack("i", fcntl.ioctl(child.stdin.fileno(), termios.FIONREAD, b"\0\0\0\0"))[0]
        now = ticks(child)
        if left == 0 and now == before:
            return
        before = now
        time.sleep(0.2)


def answers_at_once():
    """A line's mentions come before the next line is fed."""
    for jobs in ("1", "2"):
        child = subprocess.Popen([program, "extract", "--jsonl", "--jobs", jobs], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for number in range(3):
            child.stdin.write(line(number).encode())
            child.stdin.flush()
            ready = select.select([child.stdout], [], [], 30)[0]
            row = os.read(child.stdout.fileno(), 65536).decode() if ready else ""
            check('"source":"t%d"' % number in row and row.endswith("}\n"), "no answer to line %d: %r" % (number, row))
        child.stdin.close()
        check(child.wait() == 0, "exit %d" % child.returncode)


def stops(work):
    if not os.path.isdir("/proc/self"):
        print("skipped: no /proc, signals are not tried")
        return
    for jobs, number in (("1", signal.SIGINT), ("2", signal.SIGINT), ("2", signal.SIGTERM)):
        out = interrupted(["extract", "--jsonl", "--jobs", jobs], number, 40)
        rows = [json.loads(row) for row in out.splitlines()]
        check([row["source"] for row in rows] == ["t%d" % n for n in range(40)], "%d rows of 40, jobs %s" % (len(rows), jobs))
        check(out.endswith("}\n"), "a half-written line: %r" % out[-60:])
    out = interrupted(["extract", "--jsonl", "--format", "json"], signal.SIGINT, 40)
    check(len(json.loads(out)) == 40, "a JSON array of %d" % len(out))
    target = os.path.join(work, "out.jsonl")
    interrupted(["extract", "--jsonl", "-o", target], signal.SIGINT, 40)
    check([name for name in os.listdir(work) if name.startswith("out.jsonl")] == [], "a file is left by -o")
    for jobs in ("1", "2"):
        db = os.path.join(work, "stopped-%s.db" % jobs)
        interrupted(["--db", db, "ingest", "--jsonl", "--jobs", jobs, "-"], signal.SIGINT, 40)
        again = subprocess.run([program, "--db", db, "ingest", "--jsonl", "-"], input="".join(line(n) for n in range(50)).encode(),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        check(again.returncode == 0 and b"10 new, 0 changed, 40 unchanged" in again.stderr, "what was read is not kept: %r" % again.stderr)


def stops_behind_a_file(work):
    """Plain files: the output is held up by a full pipe, and ends with a whole line once it is read."""
    name = os.path.join(work, "plain.txt")
    with open(name, "w", encoding="utf-8") as out:
        out.write("Căn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021;\n" * 2000)
    child = subprocess.Popen([program, "extract"] + [name] * 50, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    select.select([child.stdout], [], [], 60)
    time.sleep(0.2)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=120)
    rows = out.decode().splitlines()
    check(child.returncode == 130 and err == b"", "exit %s: %r" % (child.returncode, err[:200]))
    check(out.endswith(b"}\n") and 0 < len(rows) < 100000 and len(rows) % 2000 == 0, "%d rows of files" % len(rows))
    check(json.loads(rows[-1])["number"] == "33/CT-TTg", "the last row: %s" % rows[-1])


def stops_deciding(work):
    """While documents are decided nothing is waited for, and the same command goes on."""
    lines = os.path.join(work, "decided.jsonl")
    with open(lines, "w", encoding="utf-8") as out:
        for number in range(4000):
            out.write(json.dumps({"id": "d%d" % number, "text": "Căn cứ Chỉ thị số %d/CT-TTg;" % number}) + "\n")
    command = [program, "--db", os.path.join(work, "decided.db"), "ingest", "--jsonl", lines]
    ours, theirs = pty.openpty()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=dict(os.environ, TERM="xterm"))
    os.close(theirs)
    shown = b""
    while b"deciding" not in shown and select.select([ours], [], [], 60)[0]:
        shown += os.read(ours, 65536)
    begin = time.monotonic()
    child.send_signal(signal.SIGINT)
    status = child.wait(60)
    took = time.monotonic() - begin
    shown += os.read(ours, 65536)
    os.close(ours)
    if status == 0:
        print("skipped: deciding had ended before the signal came")
    else:
        check(status == 130 and took < 1, "exit %s of deciding after %.1f s" % (status, took))
        check(b"viendan: stopped; files read so far are kept" in shown, "says %r" % shown[-200:])
    again = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    check(again.returncode == 0 and b"(0 new, 0 changed, 4000 unchanged)" in again.stderr, "again: %r" % again.stderr)


with tempfile.TemporaryDirectory() as folder_of_test:
    shows(folder_of_test)
    answers_at_once()
    stops(folder_of_test)
    stops_behind_a_file(folder_of_test)
    stops_deciding(folder_of_test)
print("%d failed" % len(failures))
sys.exit(1 if failures else 0)
