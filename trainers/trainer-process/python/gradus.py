# SPDX-License-Identifier: Apache-2.0
"""Makes a training loop a trainer of Gradus, which searches for its learning rate and its other hyperparameters.

    import gradus

    def train(trial):
        model, optimizer = make(trial.configuration, trial.seeds["init"])
        trial.evaluator(lambda split: {"loss": ..., "accuracy": ...})
        for x, y in trial.batches(lambda epoch: batches(trial.seeds["data"], epoch)):
            trial.set_rate(optimizer)
            loss = update(model, optimizer, x, y)
            trial.step(loss)

    gradus.run(train, steps_per_epoch=157, metrics=["accuracy"])

Import it first: from then on whatever the program prints goes to standard error, because standard output carries the protocol,
which is specified in docs/protocol.md of Gradus. One file, Python 3.9 or later, no dependencies. Not thread-safe: ``train`` calls
the methods of its trial in the thread in which it was called.
"""

from __future__ import annotations

import gc
import hashlib
import itertools
import json
import math
import os
import queue
import shutil
import signal
import sys
import threading
import time
import traceback
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Union

__all__ = ["Trial", "rates", "run", "slot"]
__version__ = "0.1.0"

PROTOCOL = 1
"""The version of the protocol that this file speaks."""

Configuration = Mapping[str, Union[float, int, str]]
"""Hyperparameters by name; the learning rate, if one is searched, is ``learning-rate``."""

Evaluation = Union[float, Sequence[float], Mapping[str, float]]
"""What an evaluator returns: a mapping with ``loss`` and the metrics, or the loss and the metrics in their order, or the loss."""

_GRACE_SECONDS = 1.0  # Gradus kills a process 2 seconds after it closed the input
_LONGEST_MESSAGE = 10_000  # characters of an error
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)  # json.dumps would make one for each message
_TRAILER = b"\ngradus checkpoint 1 %016d %d\n"


def slot(default: str = "") -> str:
    """The slot of this process, such as ``gpu0``, or ``default`` if Gradus was given no slots."""
    return os.environ.get("GRADUS_SLOT") or default


def run(
    train: Callable[["Trial"], None],
    *,
    steps_per_epoch: Union[int, Callable[[Configuration], int]],
    metrics: Sequence[str] = (),
    name: Optional[str] = None,
    fingerprint: Optional[str] = None,
    learning_rate: bool = True,
    checkpoint: bool = False,
    test: bool = False,
    train_split: bool = False,
    reuse: bool = True,
    details: Optional[Mapping[str, str]] = None,
    defaults: Optional[Configuration] = None,
    epochs: int = 1,
    schedule: Optional[Mapping[str, Any]] = None,
) -> None:
    """Trains what Gradus asks for, until it closes the input.

    Started by hand, it trains once with ``defaults``, for ``epochs``, and prints the curve to standard error; without ``defaults``
    it says how to start the program, and exits with code 2.

    :param train: makes an untrained model and trains it, see :class:`Trial`. Called once for each trial
    :param steps_per_epoch: updates that go through the training data once, at least 1, or a function of the configuration
    :param metrics: the figures besides the loss that every evaluation has
    :param name: how reports call the trainer; the name of the program where it is left out
    :param fingerprint: changes whenever code or data change so that curves change; a digest of the program and its arguments
        where it is left out, which does not see the data
    :param learning_rate: whether the program has a learning rate and trains at the rate of :meth:`Trial.rate`
    :param checkpoint: whether ``train`` calls :meth:`Trial.checkpoints`
    :param test: whether the evaluator can evaluate the split ``test``
    :param train_split: whether it can evaluate the split ``train``, a fixed part of the training data
    :param reuse: whether one process may train one trial after another
    :param details: texts by name that reports show, such as ``{"device": "cpu"}``
    :param schedule: of a training by hand, in the form of the protocol; constant where it is left out
    :raises ValueError: if a parameter is not what it must be
    """
    name = name or os.path.splitext(os.path.basename(sys.argv[0] or "program"))[0]
    if not callable(steps_per_epoch) and not (isinstance(steps_per_epoch, int) and steps_per_epoch >= 1):
        raise ValueError(f"steps_per_epoch must be an integer of at least 1, but was {steps_per_epoch!r}")
    if isinstance(metrics, str) or "loss" in metrics:
        raise ValueError(f"metrics must be a list of names besides the loss, but was {metrics!r}")
    program = _Program(train, steps_per_epoch, tuple(metrics), learning_rate, checkpoint, train_split)
    if not os.environ.get("GRADUS_PROTOCOL"):
        if defaults is None:
            print(_how_to_start(), file=sys.stderr)
            sys.exit(2)
        _by_hand(program, dict(defaults), epochs, schedule)
        return
    capabilities = ["hold"]
    capabilities += ["checkpoint"] if checkpoint else []
    capabilities += ["sweep"] if learning_rate else []
    capabilities += ["test"] if test else []
    hello = {
        "type": "hello",
        "protocol": PROTOCOL,
        "name": name[:100],
        "fingerprint": fingerprint or _fingerprint(name),
        "metrics": list(metrics),
        "stepsPerEpoch": None if callable(steps_per_epoch) else steps_per_epoch,
        "capabilities": capabilities,
        "reuse": reuse,
        "details": {**(details or {}), "python": sys.version.split()[0]},
    }
    _Conversation(program, _Pipe.take(), hello, reuse).run()


def rates(schedule: Mapping[str, Any], total_steps: int) -> Callable[[int], float]:
    """The function from a step in [1, total_steps] to its rate.

    :param schedule: in the form of the protocol
    :raises ValueError: if its kind is not known
    """
    last = total_steps - 1
    kind = schedule["kind"]

    def progress(step: int) -> float:
        return (step - 1) / last if last else 0.0

    if kind == "constant":
        rate = float(schedule["rate"])
        return lambda step: rate
    if kind == "step":
        peak, factor, parts = schedule["peak"], schedule["factor"], schedule["drops"] + 1
        return lambda step: peak * factor ** ((step - 1) * parts // total_steps)
    if kind == "exponential":
        peak, final = schedule["peak"], schedule["finalFactor"]
        return lambda step: peak * final ** progress(step)
    if kind == "cosine":
        peak, end = schedule["peak"], schedule["peak"] * schedule["finalFactor"]
        return lambda step: _between(peak, end, progress(step))
    if kind == "one-cycle":
        peak = schedule["peak"]
        start = peak / schedule["startDivisor"]
        end = start / schedule["finalDivisor"]
        top = max(0.0, schedule["rise"] * total_steps - 1)
        fall = last - top

        def one_cycle(step: int) -> float:
            if step - 1 < top:
                return _between(start, peak, (step - 1) / top)
            return _between(peak, end, (step - 1 - top) / fall if fall > 0 else 0.0)

        return one_cycle
    if kind == "ramp":
        first, final = schedule["first"], schedule["last"]
        return lambda step: first ** (1 - progress(step)) * final ** progress(step)
    if kind == "warm-up":
        warm = math.ceil(schedule["share"] * total_steps)
        then = rates(schedule["then"], total_steps)
        return lambda step: then(step) * step / warm if step < warm else then(step)
    if kind == "rates":
        listed = schedule["rates"]
        return lambda step: float(listed[step - 1])
    raise ValueError(f"the schedule has the kind {kind!r}, which gradus.py {__version__} does not know")


def _between(a: float, b: float, t: float) -> float:
    share = (1 + math.cos(math.pi * t)) / 2
    return a * share + b * (1 - share)


class Trial:
    """One training: what to train, and the methods by which ``train`` tells how it goes.

    ``train`` makes the model, says with :meth:`evaluator` how to evaluate it, and then loops over :meth:`batches`,
    :meth:`epochs` or :meth:`steps`, with :meth:`rate` or :meth:`set_rate` before each update and :meth:`step` after it. A loop of another kind calls
    :meth:`begin` before its first update and may be endless: when the trial ends, the method that waits raises an exception that
    ``except Exception`` does not catch.
    """

    number: int
    """Its number in the search."""
    purpose: str
    """``search``, ``replicate``, ``baseline`` or ``sweep``."""
    configuration: Dict[str, Any]
    """The hyperparameters by name."""
    seeds: Dict[str, int]
    """``init`` for the initial parameters and everything random in the model, ``data`` for the order of the examples: both in
    [0, 2^53)."""
    steps_per_epoch: int
    """Updates that go through the training data once."""
    total_steps: int
    """Updates of the whole training, over which the schedule is stretched; the trial may end before."""
    steps_done: int
    """Updates made so far."""

    def __init__(self, request: Mapping[str, Any], program: "_Program", channel: "_Channel") -> None:
        self.number = request["trial"]
        self.purpose = request["purpose"]
        self.configuration = dict(request["configuration"])
        self.seeds = dict(request["seeds"])
        self.steps_per_epoch = request["stepsPerEpoch"]
        self.total_steps = request["totalSteps"]
        self.steps_done = 0
        self._record_every = request["recordEvery"]
        self._evaluate_every = request["evaluateEvery"]
        self._first_is_due = bool(request["evaluateFirst"])
        self._rates = rates(request["schedule"], self.total_steps)
        self._is_constant = request["schedule"]["kind"] == "constant"
        self._is_factor = request["rateIs"] == "factor"
        self._file: Optional[str] = request.get("file")
        self._program = program
        self._channel = channel
        self._evaluate: Optional[Callable[[str], Evaluation]] = None
        self._save: Optional[Callable[[str], Any]] = None
        self._load: Optional[Callable[[str], Any]] = None
        self._begun = self._diverged = self._closed = False
        self._until = 0
        self._next = 0  # the next step after which there is something to do besides counting
        self._rate_of = 0  # the last step whose rate the program asked for

    def evaluator(self, evaluate: Callable[[str], Evaluation]) -> None:
        """Says how to evaluate the model as it stands, on the split ``validation``, ``test`` or ``train``.

        An evaluation changes nothing: dropout is off, batch normalization uses its running figures, and no random numbers are drawn
        from the generators of the training.
        """
        self._evaluate = evaluate

    def checkpoints(self, save: Callable[[str], Any], load: Callable[[str], Any]) -> None:
        """Says how to save to a file all that the rest of the training depends on, and how to load it from there.

        Both take the path of a file: ``save`` creates it, ``load`` reads it before the first step. They are to keep the parameters,
        the state of the optimizer and the random generators; the step is kept for them.
        """
        self._save, self._load = save, load

    def rate(self, own: Optional[float] = None) -> float:
        """The learning rate of the next update.

        :param own: the program's own rate, which is scaled by the schedule where the configuration has no ``learning-rate``
        :raises ValueError: if it is needed and left out
        """
        self._rate_of = step = self.steps_done + 1
        # After the last update, for loops that ask once more before they wait.
        rate = self._rates(step if step <= self.total_steps else self.total_steps)
        if not self._is_factor:
            return rate
        if own is None:
            raise ValueError(
                "the configuration has no learning-rate, so that the program must have one of its own"
                "\nMaybe call trial.rate(0.01) with it, or search learning-rate too."
            )
        return own * rate

    def set_rate(self, optimizer: Any) -> None:
        """Sets the rate of the next update: in all parameter groups of an optimizer of PyTorch, or in one of Keras.

        Where the configuration has no ``learning-rate``, the rates with which the optimizer was made are scaled.
        """
        groups = getattr(optimizer, "param_groups", None)
        if groups is None:
            own = self.__dict__.setdefault("_own_rate", float(optimizer.learning_rate)) if self._is_factor else None
            optimizer.learning_rate = self.rate(own)
        elif self._is_factor:
            for group in groups:
                group["lr"] = self.rate(group.setdefault("initial_lr", group["lr"]))
        else:
            rate = self.rate()
            for group in groups:
                group["lr"] = rate

    def begin(self) -> None:
        """Says that the untrained model is ready, loads a checkpoint if there is one, and waits until there is a step to train.

        Called by :meth:`steps` and :meth:`batches`, for other loops before the first update.
        """
        if self._begun:
            return
        if self._evaluate is None:
            raise RuntimeError("train() has not said how to evaluate the model: call trial.evaluator(...) before the first step")
        if self._program.checkpoint != (self._save is not None):
            raise RuntimeError("run(..., checkpoint=True) goes with trial.checkpoints(save, load), but there is only one of them")
        self._begun = True
        if self._file is not None:
            self._read_checkpoint(self._file)
        self._channel.send({"type": "opened", "step": self.steps_done})
        self._wait()

    def steps(self) -> Iterator[int]:
        """The numbers of the updates still to make, from 1 or, where a training is resumed, from later."""
        self.begin()
        while self.steps_done < self.total_steps:
            step = self.steps_done + 1
            yield step
            if self.steps_done != step:
                raise RuntimeError(f"trial.step(loss) must be called once in each step, but step {step} ended without it")

    def epochs(self) -> Iterator[int]:
        """The numbers of the epochs still to train, from 0, for loops within loops in programs without checkpoints."""
        if self._program.checkpoint:
            raise RuntimeError(
                "trial.epochs() cannot resume in the middle of an epoch\nMaybe use trial.batches(), which gives the batches left."
            )
        self.begin()
        epoch = 0
        while self.steps_done < self.total_steps:
            yield epoch
            epoch += 1
            if self.steps_done != min(epoch * self.steps_per_epoch, self.total_steps):
                done = self.steps_done - (epoch - 1) * self.steps_per_epoch
                raise RuntimeError(f"epoch {epoch - 1} has {done} steps, but steps_per_epoch is {self.steps_per_epoch}")

    def batches(self, epoch_batches: Union[Iterable[Any], Callable[[int], Iterable[Any]]]) -> Iterator[Any]:
        """The batches still to train on, epoch after epoch.

        :param epoch_batches: a function from the number of the epoch, from 0, to its batches, whose order depends on this number and
            the data seed alone; or, in a program without checkpoints, one iterable that is gone through again and again
        :raises RuntimeError: if an epoch has not as many batches as ``steps_per_epoch`` says
        """
        if not callable(epoch_batches) and self._program.checkpoint:
            raise RuntimeError(
                "trial.batches() cannot resume in the middle of an iterable"
                "\nMaybe give it a function from the number of the epoch to its batches."
            )
        self.begin()
        while self.steps_done < self.total_steps:
            epoch, seen = divmod(self.steps_done, self.steps_per_epoch)
            batches = epoch_batches(epoch) if callable(epoch_batches) else epoch_batches
            for count, batch in enumerate(batches, 1):
                if count <= seen:
                    continue
                if count > self.steps_per_epoch:
                    raise RuntimeError(f"epoch {epoch} has more batches than the {self.steps_per_epoch} of steps_per_epoch")
                step = self.steps_done + 1
                yield batch
                if self.steps_done != step:
                    raise RuntimeError(f"trial.step(loss) must be called once for each batch, but step {step} ended without it")
                if step == self.total_steps:
                    return
            if self.steps_done % self.steps_per_epoch:
                done = self.steps_done % self.steps_per_epoch
                raise RuntimeError(f"epoch {epoch} has {done} batches, but steps_per_epoch is {self.steps_per_epoch}")
            if self.steps_done < (epoch + 1) * self.steps_per_epoch:
                raise RuntimeError(f"epoch {epoch} has no batches left at step {self.steps_done}")

    def step(self, loss: Any) -> None:
        """Says that an update was made, evaluates the model if it is due, and waits where the trial is held.

        :param loss: of the update's batch, before the update: a number, or anything that ``float`` makes one
        """
        if type(loss) is not float:
            loss = _plain(loss)
        self.steps_done = step = self.steps_done + 1
        if step >= self._next or self._channel.cancelled or not math.isfinite(loss):
            self._attend(step, loss)

    def _attend(self, step: int, loss: float) -> None:
        if self._closed:
            raise _TrialEnd()
        if not self._begun:
            raise RuntimeError("an update was made before the trial began: call trial.begin() before the first one")
        if step > self._until:
            raise RuntimeError(f"step {step} was trained, but the training ends at step {self._until}")
        if self._program.learning_rate and not self._is_factor and self._rate_of != step:
            if self._rate_of == 0 or not self._is_constant:
                raise RuntimeError(
                    f"step {step} was trained without asking for its rate"
                    "\nMaybe call trial.set_rate(optimizer) or trial.rate() before each update."
                )
        evaluated = self._is_evaluated(step)
        finite = math.isfinite(loss)
        if evaluated or step % self._record_every == 0 or not finite:
            finite = self._point(step, loss, evaluated) and finite
        if not finite:
            self._diverged = True
            self._channel.send({"type": "diverged", "step": step})
        elif step == self._until:
            self._channel.send({"type": "reached", "step": step})
        elif self._channel.cancelled:
            self._channel.send({"type": "cancelled", "step": step})
        else:
            self._next = self._next_after(step)
            return
        self._wait()

    def _wait(self) -> None:
        """Serves requests until there is a step to train."""
        while True:
            request = self._channel.receive()
            kind = request["type"]
            if kind == "advance":
                if self._advance(request["until"]):
                    return
            elif kind == "evaluate":
                self._channel.send({"type": "evaluation", "split": request["split"], **self._evaluation(request["split"])})
            elif kind == "checkpoint" and self._save is not None:
                self._write_checkpoint(request["file"])
                self._channel.send({"type": "saved"})
            elif kind == "close":
                self._closed = True
                raise _TrialEnd()
            elif kind != "cancel":
                raise RuntimeError(f"a request of type {kind!r} came while trial {self.number} was open")

    def _advance(self, until: int) -> bool:
        """Goes on until a step; false if that ended before the first one."""
        step = self.steps_done
        if self._diverged or not step < until <= self.total_steps:
            state = "diverged" if self._diverged else "stands"
            raise RuntimeError(f"trial {self.number} {state} at step {step} of {self.total_steps}, and cannot advance to {until}")
        self._until = until
        if step == 0 and self._first_is_due:
            self._first_is_due = False
            if not self._point(0, None, True):
                self._diverged = True
                self._channel.send({"type": "diverged", "step": 0})
                return False
        if self._channel.cancelled:
            self._channel.send({"type": "cancelled", "step": step})
            return False
        self._next = self._next_after(step)
        return True

    def _is_evaluated(self, step: int) -> bool:
        every = self._evaluate_every
        return every > 0 and (step % every == 0 or step == self.total_steps)

    def _next_after(self, step: int) -> int:
        if step == 0:
            return 1  # where the first step is checked
        due = [self._until, step + self._record_every - step % self._record_every]
        if self._evaluate_every > 0:
            due.append(step + self._evaluate_every - step % self._evaluate_every)
        return min(due)

    def _point(self, step: int, loss: Optional[float], evaluated: bool) -> bool:
        """Sends a point; false if a loss is not finite. Without a loss it is that of an evaluation."""
        point: Dict[str, Any] = {"type": "point", "step": step}
        if self._program.learning_rate:
            point["rate"] = self._rates(max(step, 1))
        point["loss"] = None if loss is None else _number(loss)
        losses = [] if loss is None else [point["loss"]]
        if evaluated:
            splits = ["validation", "train"] if self._program.train_split else ["validation"]
            for split in splits:
                point[split] = self._evaluation(split)
                losses.append(point[split]["loss"])
            if loss is None:
                point["loss"] = losses[-1]
        self._channel.send(point)
        return not any(isinstance(value, str) for value in losses)

    def _evaluation(self, split: str) -> Dict[str, Any]:
        assert self._evaluate is not None
        names = ("loss",) + self._program.metrics
        found = self._evaluate(split)
        if isinstance(found, Mapping):
            values = dict(found)
        elif hasattr(found, "__len__") and getattr(found, "shape", None) != ():  # tensors without dimensions have no length
            values = dict(zip(names, found)) if len(found) == len(names) else {}  # type: ignore[arg-type]
        else:
            values = {"loss": found}
        if set(values) != set(names):
            raise ValueError(
                f"the evaluation of the split {split!r} must have {', '.join(names)}, but was {found!r}"
                "\nMaybe run(..., metrics=[...]) does not name all metrics."
            )
        return {name: _number(values[name]) for name in names}

    def _write_checkpoint(self, file: str) -> None:
        assert self._save is not None
        self._save(file)
        if not os.path.isfile(file):
            raise RuntimeError(f"the function that saves a checkpoint has not made the file {file}")
        with open(file, "ab") as end:
            end.write(_TRAILER % (self.steps_done, self._first_is_due))

    def _read_checkpoint(self, file: str) -> None:
        """Gives the program a copy without the trailer, because formats differ in what they allow at the end of a file."""
        assert self._load is not None
        length = len(_TRAILER % (0, 0))
        copy = file + ".loading"
        try:
            shutil.copyfile(file, copy)
            with open(copy, "r+b") as content:
                size = content.seek(0, os.SEEK_END)
                content.seek(max(0, size - length))
                words = content.read().split()
                if size < length or words[:3] != _TRAILER.split()[:3]:
                    raise ValueError(f"{file} is not a complete checkpoint of gradus.py")
                content.truncate(size - length)
            self.steps_done, self._first_is_due = int(words[3]), words[4] == b"1"
            self._load(copy)
        finally:
            if os.path.exists(copy):
                os.remove(copy)


class _TrialEnd(BaseException):
    """Unwinds ``train`` at the end of its trial."""


class _Program:
    """What the user of the library said of the program."""

    def __init__(
        self,
        train: Callable[[Trial], None],
        steps_per_epoch: Union[int, Callable[[Configuration], int]],
        metrics: Sequence[str],
        learning_rate: bool,
        checkpoint: bool,
        train_split: bool,
    ) -> None:
        self.train = train
        self.steps_per_epoch = steps_per_epoch
        self.metrics = tuple(metrics)
        self.learning_rate = learning_rate
        self.checkpoint = checkpoint
        self.train_split = train_split

    def steps_of(self, configuration: Configuration) -> int:
        steps = self.steps_per_epoch
        if not callable(steps):
            return steps
        found = steps(configuration)
        if not found >= 1 or int(found) != found:
            raise ValueError(f"steps_per_epoch must return an integer of at least 1, but returned {found!r} for {configuration}")
        return int(found)

    def work(self, request: Mapping[str, Any], channel: "_Channel") -> None:
        """Trains a trial to its end."""
        trial = Trial(request, self, channel)
        try:
            self.train(trial)
        except _TrialEnd:
            return
        if not trial._closed:
            raise RuntimeError(
                f"train() returned after step {trial.steps_done}, but the training has {trial.total_steps} steps"
                "\nMaybe it loops over a fixed number of epochs: trial.batches() or trial.steps() know how many there are."
            )


class _Channel:
    """Where requests come from and answers go to."""

    cancelled = False
    """Whether the current ``advance`` is to end before its next step."""

    def receive(self) -> Dict[str, Any]:
        """The next request, which is waited for."""
        raise NotImplementedError

    def send(self, message: Mapping[str, Any]) -> None:
        raise NotImplementedError


class _Pipe(_Channel):
    """Lines of JSON on the standard streams that the process was started with."""

    _taken: Optional["_Pipe"] = None

    def __init__(self, source: int, target: int) -> None:
        self._source, self._target = source, target
        self._requests: "queue.SimpleQueue[Optional[Dict[str, Any]]]" = queue.SimpleQueue()

    @classmethod
    def take(cls) -> "_Pipe":
        """Keeps the standard streams for messages: what is printed goes to standard error, also that of libraries in C."""
        if cls._taken is None:
            cls._taken = cls(os.dup(0), os.dup(1))
            nothing = os.open(os.devnull, os.O_RDONLY)
            os.dup2(nothing, 0)
            os.close(nothing)
            os.dup2(2, 1)
            sys.stdout = sys.stderr
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGINT, signal.SIG_IGN)
        return cls._taken

    def listen(self) -> None:
        threading.Thread(target=self._read, name="gradus requests", daemon=True).start()

    def _read(self) -> None:
        buffer = b""
        while True:
            try:
                chunk = os.read(self._source, 1 << 16)
            except OSError:
                chunk = b""
            if not chunk:
                break
            *lines, buffer = (buffer + chunk).split(b"\n")
            for line in lines:
                if line.strip():
                    self._arrived(line)
        self._requests.put(None)
        self.cancelled = True  # so that a training ends before its next step
        time.sleep(_GRACE_SECONDS)
        os._exit(0)

    def _arrived(self, line: bytes) -> None:
        try:
            request = json.loads(line)
            kind = request["type"]
        except (ValueError, KeyError, TypeError):
            request, kind = {"type": line[:200].decode("utf-8", "replace")}, None
        if kind == "cancel":
            self.cancelled = True
            return
        if kind == "advance":
            self.cancelled = False  # what was to cancel the one before came too late
        self._requests.put(request)

    def receive(self) -> Dict[str, Any]:
        request = self._requests.get()
        if request is None:
            raise _InputEnd()
        return request

    def send(self, message: Mapping[str, Any]) -> None:
        line = (_ENCODER.encode(message) + "\n").encode()
        while line:
            line = line[os.write(self._target, line) :]


class _InputEnd(BaseException):
    """Unwinds everything when Gradus is gone."""


class _Conversation:
    """Answers what comes while no trial is open."""

    def __init__(self, program: _Program, pipe: _Pipe, hello: Mapping[str, Any], reuse: bool) -> None:
        self._program, self._pipe, self._hello, self._reuse = program, pipe, hello, reuse

    def run(self) -> None:
        self._pipe.listen()
        gc.freeze()  # what is imported now stays: the collections after trials need not look at it
        try:
            while self._answer(self._pipe.receive()):
                pass
        except (_InputEnd, BrokenPipeError):
            return
        except BaseException as failure:
            traceback.print_exc()
            self._pipe.send({"type": "error", "message": _words(failure)})
            sys.exit(1)

    def _answer(self, request: Dict[str, Any]) -> bool:
        """Answers a request; false if it was the last one."""
        kind = request["type"]
        if kind == "hello":
            if request.get("protocol") != PROTOCOL:
                raise ValueError(f"gradus.py {__version__} speaks version {PROTOCOL}, not {request.get('protocol')}, of the protocol")
            self._pipe.send(self._hello)
        elif kind == "steps":
            steps = self._program.steps_of(request["configuration"])
            self._pipe.send({"type": "steps", "stepsPerEpoch": steps})
        elif kind in ("open", "resume"):
            if kind == "resume" and not self._program.checkpoint:
                raise RuntimeError("a program without checkpoints cannot resume")
            self._program.work(request, self._pipe)
            gc.collect()  # so that the memory of a device is free before the next trial
            self._pipe.send({"type": "closed"})
            return self._reuse
        else:
            raise RuntimeError(f"a request of type {kind!r} came while no trial was open")
        return True


class _Script(_Channel):
    """The requests of one training from the beginning to the end, and its curve on standard error."""

    def __init__(self, requests: Iterable[Dict[str, Any]]) -> None:
        self._requests = iter(requests)

    def receive(self) -> Dict[str, Any]:
        return next(self._requests)

    def send(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "point":
            figures = [f"step {message['step']}"]
            figures += [f"rate {message['rate']:.6g}"] if "rate" in message else []
            figures += [f"loss {float(message['loss']):.6g}"]
            for split in ("train", "validation"):
                figures += [f"{split} {name} {float(value):.6g}" for name, value in message.get(split, {}).items()]
            print(", ".join(figures), file=sys.stderr)
        elif message["type"] == "diverged":
            print(f"diverged at step {message['step']}: a loss is not finite", file=sys.stderr)


def _by_hand(program: _Program, configuration: Dict[str, Any], epochs: int, schedule: Optional[Mapping[str, Any]]) -> None:
    steps = program.steps_of(configuration)
    rate = configuration.get("learning-rate")
    request = {
        "type": "open",
        "trial": 1,
        "purpose": "search",
        "configuration": configuration,
        "seeds": {"init": 1, "data": 2},
        "stepsPerEpoch": steps,
        "totalSteps": steps * epochs,
        "recordEvery": steps,
        "evaluateEvery": steps,
        "evaluateFirst": True,
        "schedule": schedule or {"kind": "constant", "rate": 1.0 if rate is None else rate},
        "rateIs": "factor" if rate is None else "rate",
    }
    program.work(request, _Script(itertools.chain([{"type": "advance", "until": steps * epochs}], itertools.repeat({"type": "close"}))))


def _how_to_start() -> str:
    program = " ".join([os.path.basename(sys.executable or "python3"), *sys.argv])
    return (
        f"{program} is a trainer of Gradus, which starts it:\n"
        f"  gradus search --trainer process --min-rate 1e-4 --max-rate 1 -- {program}\n"
        f"  gradus conformance -- {program}\n"
        "Maybe give gradus.run(...) defaults={...}: then the program trains once when it is started by hand."
    )


def _fingerprint(name: str) -> str:
    digest = hashlib.sha256()
    try:
        with open(sys.argv[0], "rb") as source:
            digest.update(source.read())
    except OSError:
        pass
    digest.update(json.dumps(sys.argv[1:]).encode())
    return f"{name} {digest.hexdigest()[:16]}"


def _plain(value: Any) -> float:
    """PyTorch warns if ``float`` is asked for a tensor that has a gradient."""
    return float(value.item() if hasattr(value, "item") else value)


def _number(value: Any) -> Union[float, str]:
    value = _plain(value)
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _words(failure: BaseException) -> str:
    """Type and message of an exception, and the line of the program where it comes from."""
    words = f"{type(failure).__name__}: {failure}"[:_LONGEST_MESSAGE]
    frames: List[traceback.FrameSummary] = [
        frame for frame in traceback.extract_tb(failure.__traceback__) if frame.filename != __file__
    ]
    own = [frame for frame in frames if f"{os.sep}site-packages{os.sep}" not in frame.filename] or frames
    if own:
        words += f"\nin {own[-1].filename}, line {own[-1].lineno}: {own[-1].line}"
    return words


if os.environ.get("GRADUS_PROTOCOL"):
    _Pipe.take()
