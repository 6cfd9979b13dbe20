"""ProtocolProgram in Python, with gradus.py: trains nothing, and measures what its steps take.

Arguments: what a step takes in microseconds, and the steps of an epoch.
"""

import gradus  # first, so that whatever is printed goes to standard error

import sys
import time

SECONDS, STEPS = int(sys.argv[1]) / 1e6, int(sys.argv[2])


def train(trial):
    spent = 0.0
    trial.evaluator(lambda split: {"loss": 1 / (1 + trial.steps_done), "seconds": spent})
    for step in trial.steps():
        trial.rate()
        start = time.perf_counter()
        while time.perf_counter() - start < SECONDS:
            pass
        spent += time.perf_counter() - start
        trial.step(1 / step)


gradus.run(train, steps_per_epoch=STEPS, metrics=["seconds"])
