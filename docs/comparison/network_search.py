"""Searches six hyperparameters of a small convolutional network with other tools, at the cost of `gradus benchmark network`.

usage: network_search.py program                        the trainer, for `gradus benchmark network`
       network_search.py peers --tools tpe-hyperband,gp,ax [--seeds 0-4] [--csv FILE]
       network_search.py final WINNERS.csv... [--fresh 5] [--csv FILE]

A training is the same for all: the first images of a part of Fashion-MNIST, the small network of fashion_cnn.py, rates by the
schedules of gradus.py. `peers` appends one line a search, as the Java command does: the configuration with the best validation accuracy
after a full training, when the epochs are spent. `final` trains each winner with fresh seeds. See README.md beside this file.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "../../trainers/trainer-process/python"), os.path.join(HERE, "../../examples/programs")]

import gradus  # first, so that whatever is printed goes to standard error

import argparse
import csv
import json
import logging
import math
import statistics
import time
import warnings

import torch
import fashion_cnn

IMAGES = 2000
EPOCHS = 8
TRAININGS = 30
FRESH = 1_000_000  # seeds of the last trainings begin here
OPTIMIZERS = ("nesterovs", "adam", "rmsprop")
SCHEDULES = ("constant", "cosine", "one-cycle")
DATA = {}


def data():
    """Images and classes by split, read once."""
    if not DATA:
        torch.set_num_threads(1)
        torch.use_deterministic_algorithms(True)
        DATA.update(fashion_cnn.load(fashion_cnn.DATA))
        DATA["train"] = tuple(values[:IMAGES] for values in DATA["train"])
    return DATA


def steps_per_epoch(configuration):
    return IMAGES // int(configuration["batch"])


def optimizer_of(parameters, configuration):
    momentum, decay = configuration["momentum"], configuration["weight-decay"]
    if configuration["optimizer"] == "nesterovs":
        return torch.optim.SGD(parameters, lr=1, momentum=momentum, nesterov=momentum > 0, weight_decay=decay)
    if configuration["optimizer"] == "adam":
        return torch.optim.AdamW(parameters, lr=1, betas=(momentum, 0.999), weight_decay=decay)
    return torch.optim.RMSprop(parameters, lr=1, alpha=0.95, momentum=momentum, weight_decay=decay)


class Model:
    """The network of a configuration and its optimizer."""

    def __init__(self, configuration, init):
        torch.manual_seed(init)
        self.batch = int(configuration["batch"])
        self.network = fashion_cnn.network("small")
        self.optimizer = optimizer_of(self.network.parameters(), configuration)
        self.loss = torch.nn.CrossEntropyLoss()

    def batches(self, epoch, seed):
        images, classes = data()["train"]
        rows = torch.randperm(len(images), generator=torch.Generator().manual_seed(seed + epoch))
        return ((images[part], classes[part]) for part in rows.split(self.batch) if len(part) == self.batch)

    def update(self, x, y):
        loss = self.loss(self.network(x), y)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def evaluate(self, split):
        x, y = data()[split]
        with torch.no_grad():
            scores = self.network(x)
        return {"loss": float(self.loss(scores, y)), "accuracy": float((scores.argmax(1) == y).double().mean())}


def program():
    """Trains what Gradus asks for."""
    data()

    def train(trial):
        model = Model(trial.configuration, trial.seeds["init"])
        trial.evaluator(model.evaluate)
        parts = model.network, model.optimizer
        trial.checkpoints(
            lambda file: torch.save([part.state_dict() for part in parts], file),
            lambda file: [part.load_state_dict(state) for part, state in zip(parts, torch.load(file))])
        for x, y in trial.batches(lambda epoch: model.batches(epoch, trial.seeds["data"])):
            trial.set_rate(model.optimizer)
            trial.step(model.update(x, y))

    gradus.run(train, name="network-search", steps_per_epoch=steps_per_epoch, metrics=["accuracy"],
               checkpoint=True)


class Training:
    """One training, epoch by epoch, as Gradus would have it."""

    def __init__(self, configuration, seed):
        self.model = Model(configuration, seed)
        self.seed = seed
        self.epoch = 0
        self.step = 0
        self.diverged = False
        self.rates = gradus.rates(schedule(configuration), EPOCHS * steps_per_epoch(configuration))

    def next_epoch(self):
        """Trains an epoch; the validation accuracy, 0 once the loss is no number."""
        for x, y in self.model.batches(self.epoch, self.seed):
            if self.diverged:
                break
            self.step += 1
            for group in self.model.optimizer.param_groups:
                group["lr"] = self.rates(self.step)
            self.diverged = not math.isfinite(self.model.update(x, y))
        self.epoch += 1
        return 0.0 if self.diverged else self.model.evaluate("validation")["accuracy"]

    def full(self):
        accuracy = 0.0
        while self.epoch < EPOCHS and not self.diverged:
            accuracy = self.next_epoch()
        return 0.0 if self.diverged else accuracy


def schedule(configuration):
    """In the form of the protocol, with the numbers that Gradus gives."""
    peak = configuration["learning-rate"]
    if configuration["schedule"] == "constant":
        return {"kind": "constant", "rate": peak}
    if configuration["schedule"] == "cosine":
        return {"kind": "cosine", "peak": peak, "finalFactor": 0.001}
    return {"kind": "one-cycle", "peak": peak, "rise": 0.3, "startDivisor": 25, "finalDivisor": 1e4}


class Budget:
    """Counts epochs, and remembers the best configuration that was trained to its end."""

    def __init__(self):
        self.left = EPOCHS * TRAININGS
        self.trials = 0
        self.best = (-1.0, {})

    def training(self, configuration):
        """Trains, and gives the accuracy after each epoch until the epochs are spent."""
        self.trials += 1
        training = Training(configuration, self.trials)
        accuracy = 0.0
        while training.epoch < EPOCHS and self.left > 0:
            accuracy = training.next_epoch()
            self.left -= 1
            yield training.epoch, accuracy
        if training.epoch == EPOCHS and accuracy > self.best[0]:
            self.best = (accuracy, configuration)

    def full(self, configuration):
        return [accuracy for _, accuracy in self.training(configuration)][-1]


def optuna_search(budget, sampler, pruner=None):
    import optuna
    optuna.logging.set_verbosity(optuna.logging.ERROR)

    def objective(trial):
        accuracy = 0.0
        configuration = {
            "learning-rate": trial.suggest_float("learning-rate", 1e-5, 1.0, log=True),
            "optimizer": trial.suggest_categorical("optimizer", OPTIMIZERS),
            "schedule": trial.suggest_categorical("schedule", SCHEDULES),
            "batch": trial.suggest_int("batch", 16, 128, log=True),
            "momentum": trial.suggest_float("momentum", 0.5, 0.99),
            "weight-decay": trial.suggest_float("weight-decay", 1e-6, 1e-2, log=True),
        }
        for epoch, accuracy in budget.training(configuration):
            trial.report(accuracy, epoch)
            if epoch < EPOCHS and trial.should_prune():
                raise optuna.TrialPruned()
        return accuracy

    study = optuna.create_study(direction="maximize", sampler=sampler, pruner=pruner or optuna.pruners.NopPruner())
    while budget.left > 0:
        study.optimize(objective, n_trials=1)


def tpe_hyperband(budget, seed):
    import optuna
    pruner = optuna.pruners.HyperbandPruner(min_resource=1, max_resource=EPOCHS, reduction_factor=3)
    optuna_search(budget, optuna.samplers.TPESampler(seed=seed), pruner)


def gp(budget, seed):
    import optuna
    optuna_search(budget, optuna.samplers.GPSampler(seed=seed))


def random_search(budget, seed):
    import optuna
    optuna_search(budget, optuna.samplers.RandomSampler(seed=seed))


def ax(budget, seed):
    from ax.api.client import Client
    from ax.api.configs import ChoiceParameterConfig, RangeParameterConfig
    logging.disable(logging.CRITICAL)

    def numbers(name, low, high, scale="log", kind="float"):
        return RangeParameterConfig(name=name, bounds=(low, high), parameter_type=kind, scaling=scale)

    def choice(name, values):
        return ChoiceParameterConfig(name=name, values=list(values), parameter_type="str", is_ordered=False)

    client = Client(random_seed=seed)
    client.configure_experiment(parameters=[
        numbers("rate", 1e-5, 1.0), choice("optimizer", OPTIMIZERS), choice("schedule", SCHEDULES),
        numbers("batch", 16, 128, kind="int"), numbers("momentum", 0.5, 0.99, "linear"), numbers("decay", 1e-6, 1e-2)])
    client.configure_optimization(objective="accuracy")
    while budget.left > 0:
        for index, found in client.get_next_trials(max_trials=1).items():
            configuration = {"learning-rate": found["rate"], "weight-decay": found["decay"]}
            configuration.update((name, found[name]) for name in ("optimizer", "schedule", "batch", "momentum"))
            client.complete_trial(trial_index=index, raw_data={"accuracy": budget.full(configuration)})


TOOLS = {"tpe-hyperband": tpe_hyperband, "gp": gp, "ax": ax, "random": random_search}


def append(file, row):
    print(*row, file=sys.stderr)
    if file:
        with open(file, "a", newline="") as out:
            csv.writer(out).writerow(row)


def peers(arguments):
    first, last = map(int, arguments.seeds.split("-"))
    warnings.simplefilter("ignore")
    for seed in range(first, last + 1):
        for tool in arguments.tools.split(","):
            begin = time.process_time()
            budget = Budget()
            TOOLS[tool](budget, seed)
            accuracy, configuration = budget.best
            spent = EPOCHS * TRAININGS - budget.left
            append(arguments.csv, [tool, seed, spent, budget.trials, accuracy, json.dumps(configuration)])
            print(f"{tool}, seed {seed}: {time.process_time() - begin:.0f} s of processor time", file=sys.stderr)


def final(arguments):
    found = {}
    for file in arguments.winners:
        with open(file, newline="") as rows:
            for tool, seed, spent, trials, accuracy, configuration in csv.reader(rows):
                configuration = json.loads(configuration)
                fresh = [Training(configuration, FRESH + i).full() for i in range(arguments.fresh)]
                found.setdefault(tool, []).append(statistics.mean(fresh))
                append(arguments.csv, [tool, seed, accuracy, *fresh])
    for tool, means in found.items():
        print(f"{tool}: median {statistics.median(means):.4f}, from {min(means):.4f} to {max(means):.4f}, "
              f"{len(means)} searches", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("program")
    searched = commands.add_parser("peers")
    searched.add_argument("--tools", default="tpe-hyperband,gp,ax")
    searched.add_argument("--seeds", default="0-4")
    last = commands.add_parser("final")
    last.add_argument("winners", nargs="+")
    last.add_argument("--fresh", type=int, default=5)
    for command in (searched, last):
        command.add_argument("--csv")
    arguments = parser.parse_args()
    if arguments.command == "program":
        program()
    else:
        (peers if arguments.command == "peers" else final)(arguments)


if __name__ == "__main__":
    main()
