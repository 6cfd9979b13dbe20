"""A convolutional network on the images that Gradus brings along, a part of Fashion-MNIST, with PyTorch.

Hyperparameters: learning-rate, and if they are searched optimizer (sgd, nesterovs, adam, rmsprop), momentum and batch. Data, scale,
splits and networks are those of `gradus search` with Deeplearning4j: --network small (the default) or benchmark.
"""

import gradus  # first, so that whatever is printed goes to standard error

import argparse
import gzip
import os

import torch
from torch import nn

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    "../launcher/src/main/resources/org/gradus/examples/fashion-mini")
SPLITS = {"train": "train5000", "validation": "val1000", "test": "test1000"}


def read(file, header):
    with gzip.open(file) as content:
        return torch.frombuffer(bytearray(content.read()[header:]), dtype=torch.uint8)


def load(folder):
    """Images and classes of each split, scaled by the mean and deviation of the training split."""
    pixels = {split: read(f"{folder}/{name}-images-idx3-ubyte.gz", 16) for split, name in SPLITS.items()}
    classes = {split: read(f"{folder}/{name}-labels-idx1-ubyte.gz", 8).long() for split, name in SPLITS.items()}
    train = pixels["train"].double() / 255
    mean, deviation = train.mean(), train.std(correction=0)
    scaled = {split: ((values / 255.0 - mean) / deviation).float() for split, values in pixels.items()}
    return {split: (scaled[split].view(-1, 1, 28, 28), classes[split]) for split in SPLITS}


def network(kind):
    if kind == "small":
        filters, kernels, hidden = (8, 16), (5, 3), 64
    else:
        filters, kernels, hidden = (16, 32), (5, 5), 128
    layers = [
        nn.Conv2d(1, filters[0], kernels[0], padding="same"), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(filters[0], filters[1], kernels[1], padding="same"), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(7 * 7 * filters[1], hidden), nn.ReLU(), nn.Linear(hidden, 10),
    ]
    for layer in layers:
        if hasattr(layer, "weight"):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")  # He et al., arXiv 1502.01852
            nn.init.zeros_(layer.bias)
    if kind == "small":
        nn.init.normal_(layers[-1].weight, std=0.01)  # the untrained network guesses
    return nn.Sequential(*layers)


def make_optimizer(parameters, configuration):
    name = configuration.get("optimizer", "nesterovs")
    momentum = configuration.get("momentum", 0.9)
    if name == "sgd":
        return torch.optim.SGD(parameters, lr=0.01)
    if name == "nesterovs":
        return torch.optim.SGD(parameters, lr=0.01, momentum=momentum, nesterov=momentum > 0)
    if name == "adam":
        return torch.optim.Adam(parameters, lr=0.001)
    if name == "rmsprop":
        return torch.optim.RMSprop(parameters, lr=0.1, alpha=0.95)
    raise ValueError(f"optimizer must be sgd, nesterovs, adam or rmsprop, but was {name!r}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", default=DATA)
    arguments.add_argument("--network", choices=["small", "benchmark"], default="small")
    arguments.add_argument("--batch", type=int, default=32)
    arguments = arguments.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    data = load(arguments.data)
    images, classes = data["train"]
    cross_entropy = nn.CrossEntropyLoss()

    def batch_of(configuration):
        batch = int(configuration.get("batch", arguments.batch))
        if not 1 <= batch <= len(images):
            raise ValueError(f"batch must be in [1, {len(images)}], but was {batch}")
        return batch

    def train(trial):
        torch.manual_seed(trial.seeds["init"])
        model = network(arguments.network)
        optimizer = make_optimizer(model.parameters(), trial.configuration)
        batch = batch_of(trial.configuration)

        def evaluate(split):
            x, y = data[split]
            with torch.no_grad():
                scores = torch.cat([model(part) for part in x.split(250)])
            return {"loss": cross_entropy(scores, y), "accuracy": (scores.argmax(1) == y).double().mean()}

        def batches(epoch):
            order = torch.Generator().manual_seed(trial.seeds["data"] + epoch)
            rows = torch.randperm(len(images), generator=order)
            return ((images[part], classes[part]) for part in rows.split(batch) if len(part) == batch)

        trial.evaluator(evaluate)
        trial.checkpoints(
            lambda file: torch.save([model.state_dict(), optimizer.state_dict()], file),
            lambda file: [part.load_state_dict(state) for part, state in zip([model, optimizer], torch.load(file))])
        for x, y in trial.batches(batches):
            trial.set_rate(optimizer)
            loss = cross_entropy(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            trial.step(loss.item())

    gradus.run(
        train,
        name="fashion-cnn " + arguments.network,
        steps_per_epoch=lambda configuration: len(images) // batch_of(configuration),
        metrics=["accuracy"],
        checkpoint=True,
        test=True,
        details={"torch": torch.__version__, "device": "cpu"},
        defaults={"learning-rate": 0.03},
        epochs=5,
    )


if __name__ == "__main__":
    main()
