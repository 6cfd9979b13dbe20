"""Searches with a program, stopped at random moments and started again with the same command, and compared with one that was not.

    python3 docs/benchmarks/killed_programs.py FOLDER SEED KIND... -- GRADUS_COMMAND...

FOLDER is made, and must not exist. KIND is one of
  none    the search is not stopped
  java    kill -9 of Gradus
  both    kill -9 of Gradus and of all programs at one moment: Gradus is halted first, so that it sees nothing of it
  ctrl-c  Ctrl+C in a pseudo-terminal of its own
With the uninterrupted search in FOLDER/../none, the reports without seconds and all points of the curves are compared. The command is
given --store, --report and --json, so it looks like: java -jar examples/target/gradus.jar search --trainer process ... {} -- python3 ...
where {} is their place. Linux only.
"""

import fcntl
import glob
import json
import os
import pty
import random
import signal
import sqlite3
import subprocess
import sys
import termios
import threading
import time

FIRST_SECONDS, LAST_SECONDS = 1, 22  # after the first program has started


def processes(folder):
    """All that were started with the folder in their environment."""
    found = []
    for place in glob.glob("/proc/[0-9]*"):
        try:
            with open(place + "/environ", "rb") as content:
                if f"TMPDIR={folder}/tmp".encode() in content.read().split(b"\0"):
                    found.append(int(place[len("/proc/") :]))
        except OSError:
            pass
    return found


def start(command, folder, log, terminal):
    environment = {**os.environ, "TMPDIR": folder + "/tmp", "JDK_JAVA_OPTIONS": f"-Djava.io.tmpdir={folder}/tmp"}
    if not terminal:
        return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log), None
    ours, theirs = pty.openpty()

    def own_terminal():
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where a shell started this script in the background
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, preexec_fn=own_terminal)
    os.close(theirs)
    threading.Thread(target=copy, args=(ours, log), daemon=True).start()
    return process, ours


def copy(terminal, log):
    try:
        while True:
            log.write(os.read(terminal, 4096))
    except OSError:  # the other end is closed
        pass


def stop(kind, process, folder, terminal):
    programs = [number for number in processes(folder) if number != process.pid]
    if kind == "ctrl-c":
        os.write(terminal, b"\x03")
        return
    if kind == "both":
        os.kill(process.pid, signal.SIGSTOP)
        for number in programs:
            os.kill(number, signal.SIGKILL)
    os.kill(process.pid, signal.SIGKILL)


def stopped(kind, command, folder, log, wait):
    process, terminal = start(command, folder, log, kind == "ctrl-c")
    while len(processes(folder)) < 2 and process.poll() is None:
        time.sleep(0.05)
    try:
        process.wait(wait)
        print(f"{kind}: the search had ended before, with {process.returncode}")
        return
    except subprocess.TimeoutExpired:
        pass
    begin = time.monotonic()
    stop(kind, process, folder, terminal)
    code = process.wait(60)
    while processes(folder) and time.monotonic() - begin < 60:
        time.sleep(0.02)
    print(f"{kind} after {wait:.1f} s: code {code}, all processes ended after {time.monotonic() - begin:.2f} s", flush=True)


def result(folder):
    with open(folder + "/search.json", encoding="utf-8") as content:
        report = json.load(content)
    del report["cost"]["seconds"]
    with sqlite3.connect(folder + "/search.study") as store:
        return report, sorted(map(repr, store.execute("select * from points")))


def main():
    arguments = sys.argv[1:]
    given = arguments.index("--")
    folder, seed, kinds, command = os.path.abspath(arguments[0]), arguments[1], arguments[2:given], arguments[given + 1 :]
    os.makedirs(folder + "/tmp")
    files = ["--store", folder + "/search.study", "--report", folder + "/search.html", "--json", folder + "/search.json"]
    place = command.index("{}")
    command[place : place + 1] = files
    moments = random.Random(int(seed))
    with open(folder + "/log", "ab", buffering=0) as log:
        for kind in kinds:
            if kind != "none":
                stopped(kind, command, folder, log, moments.uniform(FIRST_SECONDS, LAST_SECONDS))
        process, _ = start(command, folder, log, False)
        print("to the end: code", process.wait())
    left = [os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names]
    print("files:", *sorted(left))
    print("processes:", *processes(folder))
    reference = os.path.join(os.path.dirname(folder), "none")
    if kinds != ["none"] and os.path.exists(reference):
        same = [ours == theirs for ours, theirs in zip(result(folder), result(reference))]
        print("report and points as those of the uninterrupted search:", *same)


main()
