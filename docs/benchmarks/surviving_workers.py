"""Workers that share studies in PostgreSQL while they or the server are killed or stopped, compared with a search without a store.

    python3 docs/benchmarks/surviving_workers.py FOLDER SEED TROUBLE... -- GRADUS_COMMAND...

FOLDER is made, and must not exist; a PostgreSQL server of its own is started in it by the initdb and pg_ctl of the PATH or of PGBIN.
TROUBLE is one of
  calm     nothing happens
  downN    the server is stopped with `immediate` in the middle of a training, and started again after N seconds
  stopN    a worker that has a claim is halted (SIGSTOP) for N seconds, longer than its lease of 20 s, and continued
  killN    N workers are killed (kill -9), each at a random moment and replaced by a new one; studies follow one another until N is reached
With each trouble three workers work on a study of its own, which a search has begun and left. Trials, ranking and winner of the report
must be those of the search without a store, from every worker that ends and from the store; the log must have no gap, nothing ended
twice and nothing open, and no claim or model may be left. GRADUS_COMMAND is a search without a store whose trials take about a second:

    java -jar examples/target/gradus.jar search --trainer quadratic --trainer-option eigenvalues=1,1,...,8 ... --round 3
Linux only.
"""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

WORKERS = 3
KILL_SECONDS = 0.5, 6.0  # between two kills


class Server:
    """A server in a folder, which only this machine reaches."""

    def __init__(self, folder):
        self.data = folder + "/data"
        # It refuses root, who gets to be nobody in a namespace.
        self.prefix = ["unshare", "--user"] if os.getuid() == 0 else []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.call("initdb", "-D", self.data, "-U", "gradus", "-A", "trust")
        self.start()

    def address(self):
        return f"jdbc:postgresql://127.0.0.1:{self.port}/postgres?user=gradus"

    def call(self, program, *arguments):
        place = os.path.join(os.environ["PGBIN"], program) if "PGBIN" in os.environ else program
        subprocess.run([*self.prefix, place, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def control(self, *arguments):
        self.call("pg_ctl", "-D", self.data, "-w", "-t", "300", *arguments)

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        self.control("-o", options, "-l", self.data + "/log", "start")

    def stop(self, how):
        self.control("-m", how, "stop")

    def ask(self, question):
        psql = ["psql", "-h", "127.0.0.1", "-p", self.port, "-U", "gradus", "-d", "postgres", "-Atc", question]
        return subprocess.run(psql, capture_output=True, text=True).stdout.strip()


class Study:
    """A study and its workers; trials and log can be looked at."""

    def __init__(self, name, folder, server, gradus):
        self.name, self.folder, self.server, self.gradus = name, folder, server, gradus
        self.logs, self.workers = [], []

    def launch(self, *arguments):
        log = f"{self.folder}/{self.name}-{len(self.logs)}.log"
        self.logs.append(log)
        with open(log, "wb") as out:
            return subprocess.Popen([*self.gradus, *arguments], stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True)

    def begin(self, search):
        process = self.launch(*search, "--store", self.server.address(), "--study", self.name, "--report", f"{self.folder}/{self.name}.html")
        while not self.events("kind='trial_proposed'") and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        process.wait()
        self.workers = [self.work() for _ in range(WORKERS)]

    def work(self):
        return self.launch("worker", "--store", self.server.address(), "--study", self.name, "--parallel", "1", "--wait", "10m")

    def number(self):
        return f"(select number from gradus.studies where name='{self.name}')"

    def events(self, condition="true"):
        count = self.server.ask(f"select count(*) from gradus.events where study={self.number()} and {condition}")
        return int(count) if count else 0

    def await_ended(self, trials):
        while self.events("kind='trial_ended'") < trials and self.lives():
            time.sleep(0.1)

    def lives(self):
        return any(worker.poll() is None for worker in self.workers)

    def end(self):
        return [worker.wait() for worker in self.workers]

    def report(self):
        path = f"{self.folder}/{self.name}.json"
        code = self.launch("report", "--store", self.server.address(), "--study", self.name, "--json", path, "--report", path + ".html").wait()
        assert code == 0, open(self.logs[-1]).read()
        return facts(path)

    def check(self, codes, alone):
        bests = {line for log in self.logs for line in open(log, errors="replace") if line.startswith("Best:")}
        of_study = f"where study={self.number()}"
        ended_twice = f"(select trial from gradus.events {of_study} and kind='trial_ended' group by trial having count(*)>1) x"
        twice = f"(select trial, step from gradus.points where study='{self.name}' group by trial, step having count(*)>1) x"
        found = {
            "report differs": self.report() != alone,
            "winners": len(bests) - 1,
            "failed workers": sum(code != 0 for code in codes),
            "gaps": int(self.server.ask(f"select max(version)-count(*) from gradus.events {of_study}")),
            "ended twice": int(self.server.ask(f"select count(*) from {ended_twice}")),
            "points twice": int(self.server.ask(f"select count(*) from {twice}")),
            "open": int(self.server.ask(f"select count(*) from gradus.trials where study='{self.name}' and state in ('running','waiting','held')")),
            "claims left": int(self.server.ask(f"select count(*) from gradus.claims {of_study}")),
            "models left": int(self.server.ask(f"select count(*) from gradus.checkpoints where study='{self.name}'")),
        }
        wrong = {what: count for what, count in found.items() if count}
        trials = self.server.ask(f"select count(*) from gradus.trials where study='{self.name}'")
        print(f"  {trials} trials; wrong: {wrong or 'nothing'}", flush=True)
        return not wrong


def facts(path):
    """All of a report but what depends on the clock."""
    with open(path, encoding="utf-8") as content:
        report = json.load(content)
    return json.dumps({key: report[key] for key in ("trials", "ranking", "winner") if key in report}, sort_keys=True)


def down(study, seconds, moments):
    study.await_ended(2)
    time.sleep(moments.uniform(0, 1))
    study.server.stop("immediate")
    time.sleep(seconds)
    study.server.start()


def stop(study, seconds, _):
    claimed = f"select count(distinct worker) from gradus.claims where study={study.number()} and lease_end > clock_timestamp()"
    while int(study.server.ask(claimed) or 0) < WORKERS:
        time.sleep(0.02)
    worker = study.workers[0]
    os.killpg(worker.pid, signal.SIGSTOP)
    time.sleep(seconds)
    os.killpg(worker.pid, signal.SIGCONT)


def kill(study, most, moments):
    """How many were killed before the study ended."""
    killed = 0
    while killed < most:
        time.sleep(moments.uniform(*KILL_SECONDS))
        victim = moments.randrange(WORKERS)
        if not study.lives():
            break
        if study.workers[victim].poll() is None:
            os.killpg(study.workers[victim].pid, signal.SIGKILL)
            study.workers[victim].wait()
            killed += 1
            study.workers[victim] = study.work()
    return killed


def troubled(name, folder, server, gradus, search, alone, trouble):
    begin = time.monotonic()
    study = Study(name, folder, server, gradus)
    try:
        study.begin(search)
        done = trouble(study)
        fine = study.check(study.end(), alone)
        print(f"  {time.monotonic() - begin:.0f} s", flush=True)
        return done, fine
    finally:
        for worker in study.workers:
            if worker.poll() is None:
                os.killpg(worker.pid, signal.SIGKILL)


def main():
    arguments = sys.argv[1:]
    given = arguments.index("--")
    folder, seed, names, command = os.path.abspath(arguments[0]), arguments[1], arguments[2:given], arguments[given + 1 :]
    os.makedirs(folder)
    split = command.index("search")
    gradus, search = command[:split], command[split:]
    moments = random.Random(int(seed))
    server = Server(folder)
    fine = True
    try:
        begin = time.monotonic()
        with open(folder + "/alone.log", "wb") as log:
            subprocess.run([*command, "--parallel", "1", "--json", folder + "/alone.json", "--report", folder + "/alone.html"], stdout=log, stderr=log, check=True)
        alone = facts(folder + "/alone.json")
        print(f"alone: {time.monotonic() - begin:.0f} s", flush=True)
        for name in names:
            kind, number = re.fullmatch(r"(calm|down|stop|kill)(\d*)", name).groups()
            print(name, flush=True)
            if kind == "kill":
                left, studies = int(number), 0
                while left:
                    studies += 1
                    killed, same = troubled(f"{name}_{studies}", folder, server, gradus, search, alone, lambda s: kill(s, left, moments))
                    print(f"  {killed} workers killed", flush=True)
                    left -= killed
                    fine &= same
            else:
                trouble = {"calm": lambda *_: None, "down": down, "stop": stop}[kind]
                _, same = troubled(name, folder, server, gradus, search, alone, lambda s: trouble(s, int(number or 0), moments))
                fine &= same
    finally:
        server.stop("fast")
    print("all as it should be" if fine else "NOT as it should be")
    if fine:
        shutil.rmtree(folder)
    sys.exit(not fine)


main()
