"""Runs programs and takes their times: processor time, wall time and largest memory of each, the best of several."""
import hashlib
import os
import subprocess
import time


class Wrong(Exception):
    """An answer is not what it must be: however fast, that is a failure."""


class Run:
    def __init__(self, command, status, wall, cpu, memory, out, err):
        self.command, self.status, self.wall, self.cpu, self.memory = command, status, wall, cpu, memory
        self.out, self.err = out, err


def run(command, work, stdin=None, keep=False, limit=None, accept=(0,)):
    """`keep`: the output as bytes, else it goes to /dev/null.  `limit`: seconds; a run that takes longer is None."""
    out_path, err_path = os.path.join(work, "out"), os.path.join(work, "err")
    with open(out_path if keep else os.devnull, "wb") as out, open(err_path, "wb") as err:
        source = open(stdin, "rb") if stdin else subprocess.DEVNULL
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdin=source, stdout=out, stderr=err)
        if limit:
            try:
                os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG)
                while time.perf_counter() - begin < limit and not os.waitid(
                        os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
                    time.sleep(0.002)
            finally:
                if time.perf_counter() - begin >= limit:
                    child.kill()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if stdin:
            source.close()
    if limit and wall >= limit:
        return None
    with open(err_path, "rb") as text:
        err = text.read().decode(errors="replace")
    if child.returncode not in accept:
        raise Wrong("%s ended with %d: %s" % (" ".join(command), child.returncode, err[-500:]))
    kept = b""
    if keep:
        with open(out_path, "rb") as text:
            kept = text.read()
    return Run(command, child.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, kept, err)


def best(commands, work, rounds=3, keep=False, **how):
    """The commands in turns, so that a busy minute falls on all of them; of each the least of each figure."""
    found = [None] * len(commands)
    for _ in range(rounds):
        for i, command in enumerate(commands):
            one = run(command, work, keep=keep, **how)
            if found[i] is None:
                found[i] = one
            elif one is not None:
                found[i].wall, found[i].cpu = min(found[i].wall, one.wall), min(found[i].cpu, one.cpu)
    return found


def digest(data):
    return hashlib.sha256(data).hexdigest()
