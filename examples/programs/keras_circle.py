"""A network of Keras that tells the inside of a circle from the outside. Hyperparameter: learning-rate."""

import gradus  # first, so that whatever is printed goes to standard error

import keras
import numpy as np

random = np.random.default_rng(5)
x = random.normal(size=(1400, 2)).astype("float32")
y = (np.linalg.norm(x, axis=1) > 1.18).astype("int32")
SPLITS = {"validation": slice(1000, 1200), "test": slice(1200, 1400)}


class Steps(keras.callbacks.Callback):
    def __init__(self, trial):
        super().__init__()
        self.trial = trial

    def on_train_begin(self, logs=None):
        self.trial.begin()

    def on_train_batch_begin(self, batch, logs=None):
        self.trial.set_rate(self.model.optimizer)
        self.model.reset_metrics()  # else the loss is the mean of the epoch so far

    def on_train_batch_end(self, batch, logs=None):
        self.trial.step(logs["loss"])


class Batches(keras.utils.PyDataset):
    """20 batches an epoch, in an order that follows from the seed and the epoch."""

    def __init__(self, seed):
        super().__init__()
        self.seed, self.epoch = seed, 0
        self.on_epoch_end()

    def on_epoch_end(self):
        self.order = np.random.default_rng([self.seed, self.epoch]).permutation(1000).reshape(20, 50)
        self.epoch += 1

    def __len__(self):
        return 20

    def __getitem__(self, batch):
        return x[self.order[batch]], y[self.order[batch]]


def train(trial):
    keras.utils.set_random_seed(trial.seeds["init"] % 2**32)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(32, "relu"), keras.layers.Dense(2)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(0.1, momentum=0.9), loss)

    def evaluate(split):
        scores = keras.ops.convert_to_tensor(model(x[SPLITS[split]], training=False))
        accuracy = (keras.ops.convert_to_numpy(scores).argmax(1) == y[SPLITS[split]]).mean()
        return loss(y[SPLITS[split]], scores), accuracy

    trial.evaluator(evaluate)
    epochs = -(-trial.total_steps // trial.steps_per_epoch)
    model.fit(Batches(trial.seeds["data"]), shuffle=False, epochs=epochs, verbose=0, callbacks=[Steps(trial)])


gradus.run(train, steps_per_epoch=20, metrics=["accuracy"], test=True, defaults={"learning-rate": 0.1}, epochs=5,
           details={"keras": keras.__version__, "backend": keras.backend.backend()})
