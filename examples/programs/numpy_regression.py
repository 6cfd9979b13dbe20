"""Ridge regression by stochastic gradient descent with momentum, with NumPy, on data that is generated.

Hyperparameters: learning-rate, and if they are searched momentum, penalty and batch.
"""

import gradus  # first, so that whatever is printed goes to standard error

import numpy as np

EXAMPLES, FEATURES = 600, 20


def generate():
    """A linear law with noise of variance 1, on features whose sizes differ tenfold."""
    random = np.random.default_rng(7)
    law = random.normal(size=FEATURES)
    x = random.normal(size=(2 * EXAMPLES, FEATURES)) * np.geomspace(1, 0.1, FEATURES)
    y = x @ law + random.normal(size=2 * EXAMPLES)
    thirds = {"train": slice(0, EXAMPLES), "validation": slice(EXAMPLES, 900), "test": slice(900, None)}
    return {split: (x[rows], y[rows]) for split, rows in thirds.items()}


DATA = generate()


def batch_of(configuration):
    return int(configuration.get("batch", 20))


def train(trial):
    momentum, penalty = trial.configuration.get("momentum", 0.9), trial.configuration.get("penalty", 1e-3)
    weights = 0.1 * np.random.default_rng(trial.seeds["init"]).normal(size=FEATURES)
    velocity = np.zeros(FEATURES)
    x, y = DATA["train"]

    def evaluate(split):
        inputs, targets = DATA[split]
        errors = inputs @ weights - targets
        return {"loss": np.mean(errors**2) / 2, "r2": 1 - np.mean(errors**2) / np.var(targets)}

    def batches(epoch):
        rows = np.random.default_rng([trial.seeds["data"], epoch]).permutation(EXAMPLES)
        batch = batch_of(trial.configuration)
        return [rows[start : start + batch] for start in range(0, EXAMPLES - batch + 1, batch)]

    def save(file):
        with open(file, "wb") as out:
            np.save(out, np.stack([weights, velocity]))

    def load(file):
        weights[:], velocity[:] = np.load(file)

    trial.evaluator(evaluate)
    trial.checkpoints(save, load)
    with np.errstate(all="ignore"):  # a rate that is too high overflows: Gradus sees it by the loss
        for rows in trial.batches(batches):
            errors = x[rows] @ weights - y[rows]
            gradient = x[rows].T @ errors / len(rows) + penalty * weights
            velocity[:] = momentum * velocity - trial.rate() * gradient
            weights += velocity
            trial.step(np.mean(errors**2) / 2)


gradus.run(
    train,
    steps_per_epoch=lambda configuration: EXAMPLES // batch_of(configuration),
    metrics=["r2"],
    checkpoint=True,
    test=True,
    train_split=True,
    details={"numpy": np.__version__},
    defaults={"learning-rate": 0.01},
    epochs=5,
)
