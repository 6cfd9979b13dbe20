"""The benchmark's network of fashion_cnn.py from given parameters, on given batches: the other side of PyTorchComparisonIT.

Arguments: a file of parameters, in PyTorch's order and layout; a file of batches, see BatchFile; the images in a batch. Both hold
32-bit floating point numbers, the lowest byte first. It needs the folders of gradus.py and fashion_cnn.py on its path.
"""

import gradus  # first, so that whatever is printed goes to standard error

import sys

import torch
from torch.nn import functional

from fashion_cnn import make_optimizer, network

SIDE, CLASSES = 28, 10


def numbers(path):
    with open(path, "rb") as content:
        return torch.frombuffer(bytearray(content.read()), dtype=torch.float32)


def read_batches(path, size):
    rows = numbers(path).view(-1, size * (SIDE * SIDE + CLASSES))
    images = rows[:, : size * SIDE * SIDE].reshape(-1, size, 1, SIDE, SIDE)
    return list(zip(images, rows[:, size * SIDE * SIDE :].reshape(-1, size, CLASSES).argmax(2)))


torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)
PARAMETERS, BATCHES = numbers(sys.argv[1]), read_batches(sys.argv[2], int(sys.argv[3]))


def train(trial):
    model = network("benchmark")
    torch.nn.utils.vector_to_parameters(PARAMETERS.clone(), model.parameters())
    optimizer = make_optimizer(model.parameters(), trial.configuration)

    def evaluate(split):
        x, y = BATCHES[0]
        with torch.no_grad():
            return functional.cross_entropy(model(x), y)

    trial.evaluator(evaluate)
    for x, y in trial.batches(lambda epoch: BATCHES):
        trial.set_rate(optimizer)
        loss = functional.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        trial.step(loss.item())


gradus.run(train, steps_per_epoch=len(BATCHES))
