# SPDX-License-Identifier: Apache-2.0
"""Tests of gradus.py: python3 -m unittest, in this folder. They need nothing but Python 3.9."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
from typing import Any, Dict, List

import gradus
from protocol_client import HERE, Program, curve, request

SCHEDULES = os.path.join(HERE, "..", "..", "..", "docs", "protocol-schedules.json")

# Gradient descent on x²/2, whose loss after n steps at the rate r is x² (1 - r)^2n / 2 in a closed form. Checkpoints as JSON.
DESCENT = """
import gradus, json, os, sys, time
print("printed before run")

def train(trial):
    print("printed in train", trial.number, gradus.slot("no slot"))
    x = 1.0 + trial.seeds["init"]

    def save(file):
        with open(file, "w") as out:
            json.dump(x, out)

    def load(file):
        nonlocal x
        with open(file) as content:
            x = json.load(content)

    trial.evaluator(lambda split: {"loss": x * x / 2, "size": abs(x)})
    trial.checkpoints(save, load)
    for step in trial.steps():
        os.write(1, b"written by a library in C\\n")
        rate = trial.rate(0.25)
        loss, x = x * x / 2, x - rate * x
        trial.step(loss)

gradus.run(train, steps_per_epoch=5, metrics=["size"], checkpoint=True, test=True, details={"what": "descent"})
"""

# The shortest program with its parts to choose.
SHORT = """
import gradus, itertools, os, sys, time
def train(trial):
    {before}
    trial.evaluator(lambda split: 1.0)
    {loop}
gradus.run(train, steps_per_epoch={steps}, {settings})
"""


class ProgramTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def content(self, name: str) -> bytes:
        with open(self.path(name), "rb") as file:
            return file.read()

    def start(self, source: str, *arguments: str, **environment: str) -> Program:
        file = self.path("program.py")
        with open(file, "w", encoding="utf-8") as out:
            out.write(textwrap.dedent(source))
        program = Program.python(file, *arguments, environment=environment)
        self.addCleanup(program.__exit__)
        return program

    def short(self, loop: str, before: str = "pass", steps: str = "2", settings: str = "") -> Program:
        program = self.start(SHORT.format(before=before, loop=loop, steps=steps, settings=settings))
        self.assertEqual(program.hello()["type"], "hello")
        return program

    def message_of(self, answer: Dict[str, Any]) -> str:
        self.assertEqual(answer["type"], "error", answer)
        return answer["message"]


class ConversationTest(ProgramTest):
    def test_hello_has_what_run_was_given(self) -> None:
        hello = self.start(DESCENT).hello()
        self.assertTrue(hello.pop("fingerprint").startswith("program "))
        self.assertEqual(hello.pop("details"), {"what": "descent", "python": sys.version.split()[0]})
        self.assertEqual(
            hello,
            {
                "type": "hello",
                "protocol": 1,
                "name": "program",
                "metrics": ["size"],
                "stepsPerEpoch": 5,
                "capabilities": ["hold", "checkpoint", "sweep", "test"],
                "reuse": True,
            },
        )

    def test_fingerprint_changes_with_source_and_arguments(self) -> None:
        once = self.start(DESCENT).hello()["fingerprint"]
        self.assertEqual(self.start(DESCENT).hello()["fingerprint"], once)
        self.assertNotEqual(self.start(DESCENT, "--more").hello()["fingerprint"], once)
        self.assertNotEqual(self.start(DESCENT + "# changed").hello()["fingerprint"], once)

    def test_curve_is_that_of_the_closed_form(self) -> None:
        program = self.start(DESCENT)
        program.hello()
        points = curve(program, request(10, 5, rate=0.5))
        self.assertEqual([point["step"] for point in points], [0, 5, 10])
        for point in points:
            x = 82 * 0.5 ** point["step"]  # halves are exact
            self.assertEqual(point["validation"], {"loss": x * x / 2, "size": x})
            before = 82 * 0.5 ** max(0, point["step"] - 1)
            self.assertEqual(point["loss"], before * before / 2)
            self.assertEqual(point["rate"], 0.5)

    def test_loss_alone_as_a_tensor_without_dimensions(self) -> None:
        # As numpy.ndarray, torch.Tensor: there is a method for the length, but no length.
        tensor = "type('Tensor', (), {'shape': (), 'item': lambda self: 0.5, '__len__': lambda self: len(None)})()"
        loop = f"trial.evaluator(lambda split: {tensor})\n    for _ in trial.steps(): trial.rate(); trial.step(1)"
        points = curve(self.short(loop), request(4, 2))
        self.assertEqual([point["validation"] for point in points], [{"loss": 0.5}] * 3)

    def test_cut_trainings_and_other_processes_have_equal_curves(self) -> None:
        whole = self.start(DESCENT)
        whole.hello()
        expected = curve(whole, request(12, 5, recordEvery=2))
        self.assertEqual([point["step"] for point in expected], [0, 2, 4, 5, 6, 8, 10, 12])
        self.assertEqual([point["step"] for point in expected if "validation" in point], [0, 5, 10, 12])
        for cuts in ([1], [5], [1, 2, 3, 11], [4, 9]):
            self.assertEqual(curve(whole, request(12, 5, recordEvery=2), *cuts), expected)
        other = self.start(DESCENT)
        other.hello()
        self.assertEqual(curve(other, request(12, 5, recordEvery=2), 7), expected)

    def test_sweep_records_every_step_and_no_untrained_model(self) -> None:
        program = self.start(DESCENT)
        program.hello()
        fields = request(
            4, 5, purpose="sweep", recordEvery=1, evaluateEvery=0, evaluateFirst=False,
            schedule={"kind": "ramp", "first": 0.001, "last": 1.0},
        )
        points = curve(program, fields)
        self.assertEqual([point["step"] for point in points], [1, 2, 3, 4])
        for point, rate in zip(points, [0.001, 0.01, 0.1, 1.0]):
            self.assertAlmostEqual(point["rate"] / rate, 1, delta=1e-12)
            self.assertNotIn("validation", point)

    def test_rate_of_the_program_is_scaled_where_none_is_searched(self) -> None:
        program = self.start(DESCENT)
        program.hello()
        fields = request(5, 5, rate=1.0, configuration={"depth": 3}, rateIs="factor")
        first, last = curve(program, fields)
        self.assertEqual((first["rate"], last["rate"]), (1.0, 1.0))
        self.assertAlmostEqual(last["validation"]["size"], 82 * 0.75**5, delta=1e-12)  # its own rate is 0.25

    def test_evaluate_and_checkpoint_change_nothing(self) -> None:
        program = self.start(DESCENT)
        program.hello()
        expected = curve(program, request(10, 5))
        program.ask("open", **request(10, 5))
        first = program.advance(5)
        evaluation = program.ask("evaluate", split="test")
        x = 82.0
        for _ in range(5):
            x -= 0.1 * x
        self.assertEqual(evaluation, {"type": "evaluation", "split": "test", "loss": x * x / 2, "size": x})
        self.assertEqual(program.ask("checkpoint", file=self.path("model")), {"type": "saved"})
        self.assertEqual(first[:-1] + program.advance(10)[:-1], expected)

    def test_resume_in_another_process_gives_the_same_curve(self) -> None:
        program = self.start(DESCENT)
        program.hello()
        expected = curve(program, request(10, 5, recordEvery=1))
        program.ask("open", **request(10, 5, recordEvery=1))
        before = program.advance(7)[:-1]
        program.ask("checkpoint", file=self.path("model"))
        program.process.kill()
        content = self.content("model")
        other = self.start(DESCENT)
        other.hello()
        opened = other.ask("resume", file=self.path("model"), **request(10, 5, recordEvery=1))
        self.assertEqual(opened, {"type": "opened", "step": 7})
        self.assertEqual(before + other.advance(10)[:-1], expected)
        self.assertEqual(self.content("model"), content, "the file belongs to Gradus")
        self.assertEqual(sorted(os.listdir(self.folder)), ["model", "program.py"])

    def test_untrained_model_has_one_point_however_it_is_saved(self) -> None:
        program = self.start(DESCENT)
        program.hello()
        program.ask("open", **request(5, 5))
        program.ask("checkpoint", file=self.path("model"))
        program.ask("close")
        program.ask("resume", file=self.path("model"), **request(5, 5))
        self.assertEqual([point.get("step") for point in program.advance(5)], [0, 5, 5])

    def test_file_that_is_no_checkpoint_is_an_error(self) -> None:
        for content in (b"", b"{}", b"x" * 1000):
            with open(self.path("model"), "wb") as out:
                out.write(content)
            program = self.start(DESCENT)
            program.hello()
            message = self.message_of(program.ask("resume", file=self.path("model"), **request(5, 5)))
            self.assertIn("model is not a complete checkpoint", message)

    def test_divergence_has_a_last_point_that_is_not_recorded_otherwise(self) -> None:
        program = self.start(DESCENT)
        program.hello()
        points = curve(program, request(1000, 5, rate=1e50))
        # After n steps x is 82 * 1e50^n in size: its square is 6.7e303 for n = 3 and above all doubles for n = 4, the loss of step 5.
        self.assertEqual([point["step"] for point in points], [0, 5])
        self.assertEqual(points[-1]["loss"], "Infinity")
        program.ask("open", **request(1000, 100, rate=1e50))
        *points, answer = program.advance(1000)
        self.assertEqual(answer, {"type": "diverged", "step": 5})
        self.assertEqual([point["step"] for point in points], [0, 5])
        self.assertNotIn("validation", points[-1])
        self.assertEqual(program.ask("close"), {"type": "closed"})

    def test_validation_loss_that_is_not_finite_is_a_divergence(self) -> None:
        program = self.start(SHORT.replace("1.0)", "float('nan'))").format(
            before="pass", loop="for _ in trial.steps(): trial.rate(); trial.step(1)", steps=2, settings=""))
        program.hello()
        program.ask("open", **request(4, 2))
        point, answer = program.advance(4)
        self.assertEqual((point["loss"], point["validation"]), ("NaN", {"loss": "NaN"}))
        self.assertEqual(answer, {"type": "diverged", "step": 0})

    def test_printing_goes_to_standard_error(self) -> None:
        program = self.start(DESCENT, GRADUS_SLOT="gpu0")
        program.hello()
        curve(program, request(5, 5))
        self.assertEqual(program.end_input(), 0)
        for text in ("printed before run", "printed in train 1 gpu0", "written by a library in C"):
            self.assertIn(text, program.printed())

    def test_steps_of_an_epoch_may_depend_on_the_configuration(self) -> None:
        program = self.start(SHORT.format(before="pass", loop="pass", settings="", steps="lambda c: 100 // c['batch']"))
        self.assertIsNone(program.hello()["stepsPerEpoch"])
        self.assertEqual(program.ask("steps", configuration={"batch": 7}), {"type": "steps", "stepsPerEpoch": 14})
        self.assertIn("must return an integer of at least 1", self.message_of(program.ask("steps", configuration={"batch": 101})))

    def test_process_is_used_for_one_trial_without_reuse(self) -> None:
        program = self.short("for _ in trial.steps(): trial.rate(); trial.step(1)", settings="reuse=False")
        curve(program, request(4, 2))
        self.assertEqual(program.process.wait(60), 0)

    def test_endless_loop_ends_with_its_trial(self) -> None:
        loop = "trial.begin()\n    for n in itertools.count(1): trial.rate(); trial.step(n)"
        program = self.short(loop)
        for _ in range(2):
            self.assertEqual([point["loss"] for point in curve(program, request(4, 2), 2)], [1.0, 2.0, 4.0])

    def test_epochs_for_loops_within_loops(self) -> None:
        loop = "for epoch in trial.epochs():\n        for i in range(3): trial.rate(); trial.step(10 * epoch + i)"
        program = self.short(loop, steps="3")
        losses = [point["loss"] for point in curve(program, request(8, 3, recordEvery=1))]
        self.assertEqual(losses, [1.0, 0, 1, 2, 10, 11, 12, 20, 21])
        program.ask("open", **request(8, 4))
        self.assertIn("epoch 0 has 3 steps, but steps_per_epoch is 4", self.message_of(program.advance(8)[-1]))

    def test_batches_resume_in_the_middle_of_an_epoch(self) -> None:
        before = "trial.checkpoints(lambda file: open(file, 'w').close(), lambda file: None)"
        loop = "for batch in trial.batches(lambda epoch: [10 * epoch + i for i in range(3)]): trial.rate(); trial.step(batch)"
        program = self.short(loop, before, "3", "checkpoint=True")
        fields = request(8, 3, recordEvery=1)
        self.assertEqual([point["loss"] for point in curve(program, fields)], [1.0, 0, 1, 2, 10, 11, 12, 20, 21])
        program.ask("open", **fields)
        program.advance(4)
        program.ask("checkpoint", file=self.path("model"))
        program.ask("close")
        program.ask("resume", file=self.path("model"), **fields)
        self.assertEqual([point["loss"] for point in program.advance(8)[:-1]], [11, 12, 20, 21])


class EndTest(ProgramTest):
    BLOCKED = (
        "trial.begin()\n    for n in itertools.count(1):\n        trial.rate(); trial.step(n)"
        "\n        if n == 2:\n            open({file!r}, 'w').close()\n            while not ({seen}): time.sleep(0.001)"
    )

    def blocked(self, seen: str) -> Program:
        """A program in the middle of training that waits for something after step 2, and has begun to."""
        file = self.path("blocked")
        program = self.short(self.BLOCKED.format(seen=seen, file=file))
        program.ask("open", **request(100, 2))
        program.send("advance", until=100)
        self.assertEqual([program.read()["step"], program.read()["step"]], [0, 2])
        while not os.path.exists(file):
            time.sleep(0.001)
        return program

    def test_cancel_is_seen_before_the_next_step(self) -> None:
        program = self.blocked("trial._channel.cancelled")
        self.assertEqual(program.ask("cancel"), {"type": "cancelled", "step": 3})
        self.assertEqual(program.advance(100)[-1], {"type": "reached", "step": 100})

    def test_cancel_that_comes_too_late_is_ignored(self) -> None:
        program = self.short("for _ in trial.steps(): trial.rate(); trial.step(1)")
        program.ask("open", **request(8, 2))
        self.assertEqual(program.advance(4)[-1]["type"], "reached")
        program.send("cancel")
        self.assertEqual(program.advance(8)[-1], {"type": "reached", "step": 8})

    def test_end_of_input_ends_the_program_in_the_middle_of_a_step(self) -> None:
        program = self.blocked("False")
        self.assertEqual(program.end_input(), 0)

    def test_end_of_input_ends_a_program_that_waits(self) -> None:
        program = self.short("try:\n        for _ in trial.steps(): trial.rate(); trial.step(1)\n    finally: print('cleaned up')")
        program.ask("open", **request(8, 2))
        program.advance(4)
        self.assertEqual(program.end_input(), 0)
        self.assertIn("cleaned up", program.printed())

    @unittest.skipIf(os.name == "nt", "Windows has no SIGINT for other processes")
    def test_interrupt_is_ignored(self) -> None:
        program = self.short("for _ in trial.steps(): trial.rate(); trial.step(1)")
        program.process.send_signal(signal.SIGINT)
        self.assertEqual(len(curve(program, request(8, 2))), 5)


class MistakeTest(ProgramTest):
    """What programs do wrong, and what they are told."""

    def failure(self, loop: str, before: str = "pass", settings: str = "", until: int = 4, **changes: Any) -> str:
        program = self.short(loop, before, settings=settings)
        answer = program.ask("open", **request(4, 2, **changes))
        if answer["type"] == "opened":
            answer = program.advance(until)[-1]
        message = self.message_of(answer)
        self.assertEqual(program.process.wait(60), 1)
        self.assertIn("Traceback", program.printed())
        return message

    def test_exception_is_an_error_with_its_line(self) -> None:
        message = self.failure("for _ in trial.steps(): raise KeyError('width')")
        self.assertIn("KeyError: 'width'", message)
        self.assertIn("program.py, line 6: for _ in trial.steps(): raise KeyError('width')", message)

    def test_exit_is_an_error(self) -> None:
        self.assertIn("SystemExit: 3", self.failure("sys.exit(3)"))

    def test_loop_that_ends_early(self) -> None:
        message = self.failure("for _ in range(3):\n        trial.begin(); trial.rate(); trial.step(1)")
        self.assertIn("train() returned after step 3, but the training has 4 steps", message)

    def test_update_before_the_beginning(self) -> None:
        self.assertIn("call trial.begin() before the first one", self.failure("trial.rate(); trial.step(1)"))

    def test_rate_that_nobody_asked_for(self) -> None:
        self.assertIn("step 1 was trained without asking for its rate", self.failure("for _ in trial.steps(): trial.step(1)"))
        once = "trial.rate()\n    for _ in trial.steps(): trial.step(1)"
        cosine = {"kind": "cosine", "peak": 0.1, "finalFactor": 0.1}
        self.assertIn("step 2 was trained without asking for its rate", self.failure(once, schedule=cosine))
        program = self.short(once)
        self.assertEqual(len(curve(program, request(4, 2))), 3, "a rate that stays may be asked for once")

    def test_step_that_is_forgotten(self) -> None:
        self.assertIn("step 1 ended without it", self.failure("for _ in trial.steps(): trial.rate()"))

    def test_no_evaluator(self) -> None:
        self.assertIn("call trial.evaluator(...)", self.failure("pass", before="trial.begin()"))

    def test_no_checkpoints(self) -> None:
        self.assertIn("but there is only one of them", self.failure("trial.begin()", settings="checkpoint=True"))

    def test_other_metrics(self) -> None:
        loop = "trial.evaluator(lambda split: {'loss': 1, 'f1': 2})\n    trial.begin()"
        self.assertIn("must have loss, but was {'loss': 1, 'f1': 2}", self.failure(loop))

    def test_other_number_of_batches(self) -> None:
        for batches, words in (("[1]", "epoch 0 has 1 batches, but steps_per_epoch is 2"), ("[1, 2, 3]", "epoch 0 has more batches")):
            loop = f"for _ in trial.batches({batches}): trial.rate(); trial.step(1)"
            self.assertIn(words, self.failure(loop))
        self.assertIn("no batches left", self.failure("for _ in trial.batches([]): pass"))

    def test_requests_that_make_no_sense(self) -> None:
        steps = "for _ in trial.steps(): trial.rate(); trial.step(1)"
        self.assertIn("cannot advance to 5", self.failure(steps, until=5))
        self.assertIn("cannot advance to 0", self.failure(steps, until=0))
        for kind, fields in (("advance", {"until": 3}), ("close", {}), ("what", {})):
            self.assertIn(f"type '{kind}' came while no trial was open", self.message_of(self.short(steps).ask(kind, **fields)))
        self.assertIn("cannot resume", self.message_of(self.short(steps).ask("resume", file="x", **request(4, 2))))
        self.assertIn("kind 'odd'", self.message_of(self.short(steps).ask("open", **request(4, 2, schedule={"kind": "odd"}))))

    def test_other_version_of_the_protocol(self) -> None:
        program = self.start(DESCENT)
        self.assertIn("speaks version 1, not 2, of the protocol", self.message_of(program.ask("hello", protocol=2)))

    def test_parameters_of_run(self) -> None:
        for settings in ({"steps_per_epoch": 0}, {"steps_per_epoch": 2.5}, {"steps_per_epoch": 1, "metrics": "accuracy"},
                         {"steps_per_epoch": 1, "metrics": ["loss"]}):  # fmt: skip
            with self.assertRaises(ValueError):
                gradus.run(lambda trial: None, **settings)


class ByHandTest(ProgramTest):
    def by_hand(self, settings: str) -> "subprocess.CompletedProcess[str]":
        environment = {name: value for name, value in os.environ.items() if name != "GRADUS_PROTOCOL"}
        with open(self.path("program.py"), "w", encoding="utf-8") as out:
            loop = "for n in trial.steps(): trial.rate(); trial.step(n)"
            out.write(SHORT.format(before="pass", loop=loop, steps=2, settings=settings))
        return subprocess.run(
            [sys.executable, self.path("program.py")],
            env={**environment, "PYTHONPATH": HERE}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def test_without_defaults_it_says_how_to_start(self) -> None:
        done = self.by_hand("")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("gradus search --trainer process", done.stderr)

    def test_with_defaults_it_trains_once(self) -> None:
        done = self.by_hand("defaults={'learning-rate': 0.1}, epochs=2")
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        steps = ["step 0, rate 0.1, loss 1", "step 2, rate 0.1, loss 2", "step 4, rate 0.1, loss 4"]
        self.assertEqual(done.stderr.splitlines(), [line + ", validation loss 1" for line in steps])


class RatesTest(unittest.TestCase):
    """The rates against values by hand, from the formulas of docs/protocol.md, and against those of the JVM where they are."""

    def assert_rates(self, schedule: Dict[str, Any], expected: List[float]) -> None:
        rate = gradus.rates(schedule, len(expected))
        for step, value in enumerate(expected, 1):
            self.assertAlmostEqual(rate(step) / value, 1, delta=1e-12, msg=f"{schedule} at step {step}")

    def test_values_by_hand(self) -> None:
        self.assert_rates({"kind": "constant", "rate": 0.3}, [0.3, 0.3])
        self.assert_rates({"kind": "step", "peak": 1, "factor": 0.1, "drops": 2}, [1, 1, 0.1, 0.1, 0.01, 0.01])
        self.assert_rates({"kind": "step", "peak": 1, "factor": 0.1, "drops": 2}, [1, 1, 0.1, 0.01])
        self.assert_rates({"kind": "exponential", "peak": 2, "finalFactor": 0.01}, [2, 0.2, 0.02])
        self.assert_rates({"kind": "exponential", "peak": 2, "finalFactor": 0.01}, [2])
        cosines = [1, 0.1 + 0.9 * (1 + math.sqrt(0.5)) / 2, 0.55, 0.1 + 0.9 * (1 - math.sqrt(0.5)) / 2, 0.1]
        self.assert_rates({"kind": "cosine", "peak": 1, "finalFactor": 0.1}, cosines)
        self.assert_rates({"kind": "ramp", "first": 1e-4, "last": 1}, [1e-4, 1e-3, 1e-2, 1e-1, 1])
        self.assert_rates({"kind": "rates", "rates": [3, 1, 2]}, [3, 1, 2])
        warm = {"kind": "warm-up", "share": 0.5, "then": {"kind": "constant", "rate": 6}}
        self.assert_rates(warm, [2, 4, 6, 6, 6, 6])
        self.assert_rates(warm, [2, 4, 6, 6, 6])  # ⌈2.5⌉ = 3

    def test_one_cycle(self) -> None:
        # The peak at 0.4 * 5 - 1 = 1 step after the first, then 3 steps of falling from 1 to 0.04 / 1e4.
        falling = [4e-6 + (1 - 4e-6) * (1 + math.cos(math.pi * part / 3)) / 2 for part in (1, 2, 3)]
        cycle = {"kind": "one-cycle", "peak": 1, "rise": 0.4, "startDivisor": 25, "finalDivisor": 1e4}
        self.assert_rates(cycle, [0.04, 1, *falling])
        self.assert_rates(cycle, [1])

    @unittest.skipUnless(os.path.exists(SCHEDULES), "docs/protocol-schedules.json is not there")
    def test_examples_of_the_protocol(self) -> None:
        with open(SCHEDULES, encoding="utf-8") as content:
            examples = json.load(content)
        self.assertGreater(len(examples), 0)
        for example in examples:
            rate = gradus.rates(example["schedule"], example["totalSteps"])
            self.assertEqual(len(example["steps"]), len(example["rates"]))
            for step, value in zip(example["steps"], example["rates"]):
                self.assertAlmostEqual(rate(step) / value, 1, delta=1e-9, msg=f"{example['schedule']} at {step}")


if __name__ == "__main__":
    unittest.main()
