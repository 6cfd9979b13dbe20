"""The network that is measured, on PyTorch and one thread. Speaks as PlainLoop does: prints "ready", then reads numbers of
seconds, trains for so long, and prints the images a second. Arguments: a file of batches, the images in a batch."""
import sys
import time

import torch
from torch import nn

SIDE, CLASSES = 28, 10


def read(path, size):
    with open(path, "rb") as file:
        values = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    rows = values.reshape(-1, size * (SIDE * SIDE + CLASSES))
    images = rows[:, : size * SIDE * SIDE].reshape(-1, size, 1, SIDE, SIDE)
    labels = rows[:, size * SIDE * SIDE :].reshape(-1, size, CLASSES).argmax(2)
    return [(image.contiguous(), label.contiguous()) for image, label in zip(images, labels)]


torch.set_num_threads(1)
torch.manual_seed(0)
batches = read(sys.argv[1], int(sys.argv[2]))
network = nn.Sequential(
    nn.Conv2d(1, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(7 * 7 * 32, 128), nn.ReLU(), nn.Linear(128, CLASSES),
)
optimizer = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9, nesterov=True)
cross_entropy = nn.CrossEntropyLoss()
print("ready", flush=True)
done = 0
for line in sys.stdin:
    start, images, passed = time.perf_counter(), 0, 0.0
    while images == 0 or passed < float(line):
        x, y = batches[done % len(batches)]
        optimizer.zero_grad()
        cross_entropy(network(x), y).backward()
        optimizer.step()
        done += 1
        images += len(x)
        passed = time.perf_counter() - start
    print("rate", images / passed, flush=True)
