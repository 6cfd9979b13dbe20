"""A training that a library does, in a method `fit` that calls callbacks: the way of Keras, here with a small stand-in in NumPy.

The callback `Steps` is all that Gradus needs. For Keras itself it is in docs/programs.md. Hyperparameter: learning-rate.
"""

import gradus  # first, so that whatever is printed goes to standard error

import numpy as np


class Model:
    """Logistic regression with the methods of a Keras model."""

    def __init__(self, features, seed):
        self.weights = 0.01 * np.random.default_rng(seed).normal(size=features + 1)
        self.learning_rate = 0.1

    def predict(self, x):
        return 1 / (1 + np.exp(-np.clip(x @ self.weights[1:] + self.weights[0], -30, 30)))

    def evaluate(self, x, y):
        chance = self.predict(x)
        loss = -np.mean(y * np.log(chance) + (1 - y) * np.log(1 - chance))
        return {"loss": loss, "accuracy": np.mean((chance > 0.5) == (y > 0.5))}

    def fit(self, x, y, batch_size, epochs, seed, callbacks):
        for callback in callbacks:
            callback.on_train_begin(self)
        for epoch in range(epochs):
            order = np.random.default_rng([seed, epoch]).permutation(len(x))
            for rows in order.reshape(-1, batch_size):
                for callback in callbacks:
                    callback.on_train_batch_begin(self)
                logs = self.evaluate(x[rows], y[rows])
                errors = self.predict(x[rows]) - y[rows]
                self.weights[1:] -= self.learning_rate * x[rows].T @ errors / batch_size
                self.weights[0] -= self.learning_rate * errors.mean()
                for callback in callbacks:
                    callback.on_train_batch_end(self, logs)


class Steps:
    """Tells Gradus each step."""

    def __init__(self, trial):
        self.trial = trial

    def on_train_begin(self, model):
        self.trial.begin()

    def on_train_batch_begin(self, model):
        model.learning_rate = self.trial.rate()

    def on_train_batch_end(self, model, logs):
        self.trial.step(logs["loss"])


def generate():
    random = np.random.default_rng(3)
    x = random.normal(size=(640, 8))
    y = (x @ random.normal(size=8) + random.normal(size=640) > 0).astype(float)
    return {"train": (x[:320], y[:320]), "validation": (x[320:480], y[320:480]), "test": (x[480:], y[480:])}


DATA = generate()


def train(trial):
    model = Model(8, trial.seeds["init"])
    trial.evaluator(lambda split: model.evaluate(*DATA[split]))
    epochs = -(-trial.total_steps // trial.steps_per_epoch)
    model.fit(*DATA["train"], 32, epochs, trial.seeds["data"], callbacks=[Steps(trial)])


gradus.run(train, steps_per_epoch=10, metrics=["accuracy"], test=True, defaults={"learning-rate": 0.3}, epochs=5)
