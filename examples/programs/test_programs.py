"""Tests of the programs of this folder through the protocol: python3 -m unittest, in this folder."""

from __future__ import annotations

import difflib
import importlib.util
import math
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from typing import Any, Dict, List

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.join(HERE, "../../trainers/trainer-process/python")
sys.path.insert(0, LIBRARY)

from protocol_client import Program, curve, request  # noqa: E402


def needs(*modules: str) -> Any:
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    return unittest.skipIf(missing, f"{sys.executable} has no {', '.join(missing)}")


class Contract:
    """What holds for each program that uses gradus.py with all it offers."""

    file = ""
    total, every, epoch = 8, 4, 0
    rate, too_high = 0.01, 1e30
    configuration: Dict[str, Any] = {}
    can_resume = True
    environment: Dict[str, str] = {}
    shared: Any = None

    def start(self) -> Program:
        program = Program.python(os.path.join(HERE, self.file), environment=self.environment)
        self.addClassCleanup(program.__exit__)
        program.hello()
        return program

    def reused(self) -> Program:
        """One process for all tests: PyTorch takes seconds to start."""
        if self.shared is None or self.shared.process.poll() is not None:
            type(self).shared = self.start()
        return self.shared

    def fields(self, rate: float = 0, **changes: Any) -> Dict[str, Any]:
        rate = rate or self.rate
        configuration = {"learning-rate": rate, **self.configuration}
        changes = {"recordEvery": 1, "configuration": configuration, "stepsPerEpoch": self.epoch or self.every, **changes}
        return request(self.total, self.every, rate, **changes)

    def test_equal_requests_give_equal_curves(self) -> None:
        program = self.reused()
        expected = curve(program, self.fields())
        self.assertEqual([point["step"] for point in expected], list(range(self.total + 1)))
        self.assertLess(expected[-1]["validation"]["loss"], expected[0]["validation"]["loss"], "it learns")
        self.assertEqual(curve(program, self.fields(), 1, self.every - 1, self.total - 1), expected, "cut")
        self.assertEqual(curve(self.start(), self.fields(), 3), expected, "in another process")
        other_data = curve(program, self.fields(seeds={"init": 81, "data": 18}))
        self.assertEqual(other_data[0], expected[0], "the untrained model does not depend on the data seed")
        self.assertNotEqual(other_data, expected)
        self.assertNotEqual(curve(program, self.fields(seeds={"init": 82, "data": 17})), expected)

    def test_evaluations_change_nothing(self) -> None:
        program = self.reused()
        last = curve(program, self.fields())[-1]
        rare = curve(program, {**self.fields(), "evaluateEvery": self.total, "recordEvery": self.total, "evaluateFirst": False})
        self.assertEqual(rare, [last])
        program.ask("open", **self.fields())
        program.advance(2)
        once = program.ask("evaluate", split="test")
        self.assertEqual(program.ask("evaluate", split="test"), once)
        self.assertEqual(program.advance(self.total)[-2], last)
        program.ask("close")

    def test_resumes_after_a_kill(self) -> None:
        if not self.can_resume:
            self.skipTest("it has no checkpoints")
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        program = self.start()
        expected = curve(program, self.fields())
        program.ask("open", **self.fields())
        points = program.advance(self.every + 1)[:-1]
        self.assertEqual(program.ask("checkpoint", file=os.path.join(folder, "model")), {"type": "saved"})
        program.process.kill()
        program.process.wait()
        other = self.start()
        opened = other.ask("resume", file=os.path.join(folder, "model"), **self.fields())
        self.assertEqual(opened, {"type": "opened", "step": self.every + 1})
        self.assertEqual(points + other.advance(self.total)[:-1], expected)
        self.assertEqual(os.listdir(folder), ["model"])

    def test_sweeps(self) -> None:
        ramp = {"kind": "ramp", "first": 1e-5, "last": 1e-2}
        sweep = self.fields(purpose="sweep", schedule=ramp, evaluateFirst=False)
        sweep["evaluateEvery"] = 0
        points = curve(self.reused(), sweep)
        self.assertEqual([point["step"] for point in points], list(range(1, self.total + 1)))
        self.assertTrue(all(math.isfinite(point["loss"]) for point in points))

    def test_absurd_rate(self) -> None:
        points = curve(self.reused(), self.fields(self.too_high))
        self.assertTrue(all(isinstance(point["loss"], float) for point in points[:-1]), "only the last may be infinite")


@needs("torch")
class FashionCnnTest(Contract, unittest.TestCase):
    file, epoch = "fashion_cnn.py", 50
    configuration = {"batch": 100, "optimizer": "nesterovs", "momentum": 0.5}


@needs("torch")
class CharTransformerTest(Contract, unittest.TestCase):
    file, total, every = "char_transformer.py", 60, 50
    rate = 0.003


@needs("numpy")
class NumpyRegressionTest(Contract, unittest.TestCase):
    file, total, every = "numpy_regression.py", 60, 30


@needs("numpy")
class KerasLikeTest(Contract, unittest.TestCase):
    file, total, every = "keras_like.py", 20, 10
    rate, can_resume = 0.3, False


@needs("keras", "torch")
class KerasTest(Contract, unittest.TestCase):
    environment = {"KERAS_BACKEND": "torch"}
    file, total, every = "keras_circle.py", 40, 20
    rate, can_resume = 0.1, False


@needs("torch")
class SideBySideTest(unittest.TestCase):
    """The same loop without a search, with Gradus, and with Optuna."""

    def source(self, name: str) -> List[str]:
        with open(os.path.join(HERE, "side_by_side", name), encoding="utf-8") as content:
            return content.read().splitlines()

    def added(self, name: str) -> int:
        lines = difflib.unified_diff(self.source("plain.py"), self.source(name), n=0)
        return sum(1 for line in lines if line.startswith("+") and not line.startswith("+++") and line[1:].strip())

    def test_lines(self) -> None:
        self.assertLessEqual(self.added("with_gradus.py"), 15)

    def test_gradus(self) -> None:
        program = Program.python(os.path.join(HERE, "side_by_side", "with_gradus.py"))
        self.addCleanup(program.__exit__)
        program.hello()
        points = curve(program, request(200, 20))
        self.assertGreater(points[-1]["validation"]["accuracy"], 0.9)

    def test_plain(self) -> None:
        self.assertIn("epoch 9", self.run_program("plain.py"))

    @needs("optuna")
    def test_optuna(self) -> None:
        self.assertIn("learning-rate", self.run_program("with_optuna.py"))

    def run_program(self, name: str) -> str:
        done = subprocess.run([sys.executable, os.path.join(HERE, "side_by_side", name)], capture_output=True, text=True, check=True)
        return done.stdout


class WithoutLibraryTest(unittest.TestCase):
    """A share of the way to the minimum of x²/2: a step multiplies the loss by (1 - share)²."""

    def check(self, *command: str) -> None:
        with Program(command) as program:
            self.assertEqual(program.hello()["stepsPerEpoch"], 1)
            points = curve(program, request(4, 1, configuration={"share": 0.5}))
            self.assertEqual([point["step"] for point in points], [1, 2, 3, 4])
            for point in points:
                self.assertAlmostEqual(point["validation"]["loss"] / point["loss"], 0.25, delta=1e-12)
                self.assertNotIn("rate", point)
            self.assertEqual(curve(program, request(9, 1, configuration={"share": 1e50}))[-1]["validation"]["loss"], "Infinity")
            self.assertEqual(program.end_input(), 0)

    def test_ten_lines(self) -> None:
        self.check(sys.executable, os.path.join(HERE, "ten_lines.py"))

    @unittest.skipUnless(shutil.which("sh") and shutil.which("awk"), "there is no sh or no awk")
    def test_shell(self) -> None:
        self.check("sh", os.path.join(HERE, "shell.sh"))


class DocumentTest(unittest.TestCase):
    def test_code_of_the_document_is_that_of_the_programs(self) -> None:
        with open(os.path.join(HERE, "../../docs/programs.md"), encoding="utf-8") as content:
            document = content.read()
        for name in ["with_gradus.py", "with_optuna.py"]:
            with open(os.path.join(HERE, "side_by_side", name), encoding="utf-8") as content:
                code = content.read()
            main = code[code.index("def main") :].strip()
            self.assertIn(f"```python\n{main}\n```", document, name)
        for name in ["ten_lines.py"]:
            with open(os.path.join(HERE, name), encoding="utf-8") as content:
                code = content.read().split('"""\n', 1)[1].strip()
            self.assertIn(f"```python\n{code}\n```", document, name)


if __name__ == "__main__":
    unittest.main()
