"""Runs a sampler of Optuna on the functions of `gradus benchmark functions`, and prints the same table.

usage: optuna_gp.py [--sampler gp|tpe|random] [--seeds 10] [--csv FILE] [--time]

Functions, shifts and noise are those of org.gradus.examples.functions, number for number: SplitMix64 stands in both.
A trial that falls off the cliff is told as failed, as Optuna does with NaN. See README.md beside this file.
"""
import argparse
import csv
import math
import statistics
import time

import optuna

MASK = (1 << 64) - 1
CHECKPOINTS = (15, 30, 60)
WIDEST_SHIFT = 0.1
NOISE_STRIDE = 1_000_003


class SplitMix:
    """The generator of java.util.SplittableRandom."""

    def __init__(self, seed):
        self.state = seed & MASK

    def double(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53


def branin(x):
    b, c, t = 5.1 / (4 * math.pi**2), 5 / math.pi, 1 / (8 * math.pi)
    return (x[1] - b * x[0] ** 2 + c * x[0] - 6) ** 2 + 10 * (1 - t) * math.cos(x[0]) + 10


HARTMANN_ALPHA = (1.0, 1.2, 3.0, 3.2)
HARTMANN_A = ((10, 3, 17, 3.5, 1.7, 8), (0.05, 10, 17, 0.1, 8, 14), (3, 3.5, 1.7, 10, 17, 8), (17, 8, 0.05, 10, 0.1, 14))
HARTMANN_P = (
    (0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886),
    (0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991),
    (0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650),
    (0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381),
)


def hartmann6(x):
    return -sum(
        alpha * math.exp(-sum(a * (v - p) ** 2 for a, p, v in zip(row, centre, x)))
        for alpha, row, centre in zip(HARTMANN_ALPHA, HARTMANN_A, HARTMANN_P)
    )


def ackley(x):
    n = len(x)
    square = math.sqrt(sum(v * v for v in x) / n)
    return 20 + math.e - 20 * math.exp(-0.2 * square) - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / n)


def rosenbrock(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


BRANIN_MIN = 10 / (8 * math.pi)
HARTMANN_MIN = -3.322368011415515
# name, value, ranges, least value, deviation of the noise, highest first coordinate that does not fail
FUNCTIONS = (
    ("branin", branin, ((-5, 10), (0, 15)), BRANIN_MIN, 0, math.inf),
    ("hartmann-6", hartmann6, ((0, 1),) * 6, HARTMANN_MIN, 0, math.inf),
    ("ackley-5", ackley, ((-32.768, 32.768),) * 5, 0, 0, math.inf),
    ("rosenbrock-4", rosenbrock, ((-5, 10),) * 4, 0, 0, math.inf),
    ("noisy-hartmann-6", hartmann6, ((0, 1),) * 6, HARTMANN_MIN, 0.1, math.inf),
    ("cliffed-branin", branin, ((-5, 10), (0, 15)), BRANIN_MIN, 0, 5),
)


def place(ranges, seed, unit):
    """Where a point of the unit cube lies: each range is moved by up to a tenth of its width."""
    random = SplitMix(seed)
    shifts = [2 * WIDEST_SHIFT * (random.double() - 0.5) for _ in ranges]
    return [low + (u + s) * (high - low) for (low, high), u, s in zip(ranges, unit, shifts)]


def noise(seed, trial):
    """A standard normal number for a trial, counted from 1."""
    random = SplitMix(seed * NOISE_STRIDE + trial)
    return math.sqrt(-2 * math.log(1 - random.double())) * math.cos(2 * math.pi * random.double())


def sampler(name, seed):
    if name == "gp":
        return optuna.samplers.GPSampler(seed=seed)
    if name == "tpe":
        return optuna.samplers.TPESampler(seed=seed)
    return optuna.samplers.RandomSampler(seed=seed)


def search(name, function, seed):
    """The regret of the best by the values seen, after each of 60 trials."""
    _, value, ranges, least, deviation, cliff = function
    study = optuna.create_study(sampler=sampler(name, seed))
    best, regret, regrets = math.inf, math.inf, []
    for number in range(1, CHECKPOINTS[-1] + 1):
        trial = study.ask()
        x = place(ranges, seed, [trial.suggest_float(f"x{i + 1}", 0, 1) for i in range(len(ranges))])
        if x[0] > cliff:
            study.tell(trial, state=optuna.trial.TrialState.FAIL)
        else:
            exact = value(x)
            seen = exact + (deviation * noise(seed, number) if deviation else 0)
            study.tell(trial, seen)
            if seen < best:
                best, regret = seen, exact - least
        regrets.append(regret)
    return regrets


def propose_millis(name, dimensions, trials):
    """Median milliseconds of seven proposals after so many trials, by the clock and of the processor."""
    study = optuna.create_study(sampler=sampler(name, 0))
    space = {f"x{i + 1}": optuna.distributions.FloatDistribution(0, 1) for i in range(dimensions)}
    random = SplitMix(1)
    for number in range(trials):
        unit = {parameter: random.double() for parameter in space}
        value = sum((u - 0.4) ** 2 for u in unit.values()) + 0.01 * noise(2, number)
        study.add_trial(optuna.trial.create_trial(params=unit, distributions=space, value=value))
    taken = []
    for number in range(9):
        start, processor = time.perf_counter(), time.process_time()
        trial = study.ask(space)
        taken.append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - processor)))
        study.tell(trial, sum((u - 0.4) ** 2 for u in trial.params.values()) + 0.01 * noise(3, number))
    return [statistics.median(column) for column in zip(*taken[2:])]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sampler", default="gp", choices=("gp", "tpe", "random"))
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--csv", help="where the regret of every seed goes")
    parser.add_argument("--time", action="store_true", help="measure how long a proposal takes instead")
    options = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    name = "optuna-" + options.sampler
    if options.time:
        for dimensions, trials in ((1, 100), (5, 100)):
            millis, processor = propose_millis(options.sampler, dimensions, trials)
            print(f"propose {name} {dimensions}d at {trials}: {millis:.1f} ms", flush=True)
            print(f"processor {name} {dimensions}d at {trials}: {processor:.1f} ms", flush=True)
        return
    rows = []
    print("| function | strategy | after 15 | after 30 | after 60 |\n|---|---|---|---|---|", flush=True)
    for function in FUNCTIONS:
        found = [search(options.sampler, function, seed) for seed in range(options.seeds)]
        at = [[regrets[count - 1] for regrets in found] for count in CHECKPOINTS]
        rows += [(function[0], name, seed, *(column[seed] for column in at)) for seed in range(options.seeds)]
        print(f"| {function[0]} | {name} | " + " | ".join(f"{statistics.median(c):.4g}" for c in at) + " |", flush=True)
    if options.csv:
        with open(options.csv, "w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("function", "strategy", "seed", *(f"after_{count}" for count in CHECKPOINTS)))
            writer.writerows(rows)


if __name__ == "__main__":
    main()
