"""Runs programs and takes their times: processor time, wall time and largest memory of each, the best of several."""
import hashlib
import multiprocessing
import os
import subprocess
import time


class Wrong(Exception):
    """An answer is not what it must be: however fast, that is a failure."""


class Run:
    def __init__(self, command, status, wall, cpu, memory, out, err):
        self.command, self.status, self.wall, self.cpu, self.memory = command, status, wall, cpu, memory
        self.out, self.err = out, err


def child_run(command, out_path, err_path, stdin, limit):
    """Exit status, seconds, usage; None: it takes longer than `limit`."""
    with open(out_path, "wb") as out, open(err_path, "wb") as err:
        source = open(stdin, "rb") if stdin else subprocess.DEVNULL
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdin=source, stdout=out, stderr=err)
        if limit:
            try:
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
    return None if limit and wall >= limit else (child.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def serve(requests):
    while True:
        try:
            asked = requests.recv()
        except EOFError:
            return
        try:
            requests.send(child_run(*asked))
        except OSError as error:
            requests.send(error)


class Starter:
    """The process that starts the programs, forked while it is small: the system counts what a process held before it
    became another program as memory of that program, and whoever compares texts holds hundreds of megabytes."""

    def __init__(self):
        forking = multiprocessing.get_context("fork")
        self.requests, served = forking.Pipe()
        self.process = forking.Process(target=serve, args=(served,), daemon=True)
        self.process.start()
        served.close()

    def run(self, *asked):
        self.requests.send(asked)
        answer = self.requests.recv()
        if isinstance(answer, OSError):
            raise answer
        return answer


starter = Starter()


def run(command, work, stdin=None, keep=False, limit=None, accept=(0,)):
    """`keep`: the output as bytes, else it goes to /dev/null.  `limit`: seconds; a run that takes longer is None."""
    out_path, err_path = os.path.join(work, "out"), os.path.join(work, "err")
    answer = starter.run(command, out_path if keep else os.devnull, err_path, stdin, limit)
    if answer is None:
        return None
    status, wall, cpu, memory = answer
    with open(err_path, "rb") as text:
        err = text.read().decode(errors="replace")
    if status not in accept:
        raise Wrong("%s ended with %d: %s" % (" ".join(command), status, err[-500:]))
    kept = b""
    if keep:
        with open(out_path, "rb") as text:
            kept = text.read()
    return Run(command, status, wall, cpu, memory, kept, err)


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
