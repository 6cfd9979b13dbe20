"""ProtocolProgram in Python, with gradus.py: trains nothing, and measures what its steps take. It also measures the processor time that
it needs beside them, which other processes do not lengthen.

Arguments: what a step takes in microseconds, and the steps of an epoch.
"""

import gradus  # first, so that whatever is printed goes to standard error

import sys
import time

SECONDS, STEPS = int(sys.argv[1]) / 1e6, int(sys.argv[2])


def train(trial):
    spent = processor = 0.0  # seconds of the steps, and of their processor time
    before = time.process_time()

    def evaluate(split):
        beside = time.process_time() - before - processor
        return {"loss": 1 / (1 + trial.steps_done), "seconds": spent, "processorBeside": beside}

    trial.evaluator(evaluate)
    for step in trial.steps():
        trial.rate()
        start, processor_start = time.perf_counter(), time.thread_time()
        while time.perf_counter() - start < SECONDS:
            pass
        spent += time.perf_counter() - start
        processor += time.thread_time() - processor_start
        trial.step(1 / step)


gradus.run(train, steps_per_epoch=STEPS, metrics=["seconds", "processorBeside"])
