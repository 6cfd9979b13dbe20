"""The networks of MeasuredNetworks on PyTorch and one thread. Arguments: the name of one, the examples in a batch. Prints "ready", then
reads lines of "train" or "evaluate" and a number of seconds, does so for that long, and prints the examples a second of processor time."""
import sys
import time

import torch
from torch import nn

CLASSES = 10


def conv(inputs, filters, side=3, stride=1, bias=True):
    return nn.Conv2d(inputs, filters, side, stride=stride, padding=side // 2, bias=bias)


def cnn():
    return nn.Sequential(
        conv(1, 32), nn.ReLU(), nn.MaxPool2d(2), conv(32, 64), nn.ReLU(), nn.MaxPool2d(2), conv(64, 128), nn.ReLU(),
        nn.Flatten(), nn.Linear(7 * 7 * 128, 128), nn.ReLU(), nn.Linear(128, CLASSES))


def vgg():
    layers, inputs = [], 3
    for filters in (32, 64, 128):
        for _ in range(2):
            layers += [conv(inputs, filters, bias=False), nn.BatchNorm2d(filters), nn.ReLU()]
            inputs = filters
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(
        *layers, nn.Flatten(), nn.Dropout(0.5), nn.Linear(4 * 4 * 128, 128), nn.ReLU(), nn.Linear(128, CLASSES))


class Block(nn.Module):
    def __init__(self, inputs, filters):
        super().__init__()
        stride = 1 if inputs == filters else 2
        self.inside = nn.Sequential(
            conv(inputs, filters, stride=stride, bias=False), nn.BatchNorm2d(filters), nn.ReLU(),
            conv(filters, filters, bias=False), nn.BatchNorm2d(filters))
        self.beside = nn.Identity() if stride == 1 else nn.Sequential(
            conv(inputs, filters, 1, 2, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        return torch.relu(self.inside(x) + self.beside(x))


def resnet():
    return nn.Sequential(
        conv(3, 16, bias=False), nn.BatchNorm2d(16), nn.ReLU(), Block(16, 16), Block(16, 32), Block(32, 64),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, CLASSES))


def mobile():
    layers, inputs = [conv(3, 32, bias=False), nn.BatchNorm2d(32), nn.ReLU()], 32
    for filters, stride in ((64, 2), (128, 2), (128, 1)):
        layers += [
            nn.Conv2d(inputs, inputs, 3, stride=stride, padding=1, groups=inputs, bias=False),
            nn.BatchNorm2d(inputs), nn.ReLU(),
            conv(inputs, filters, 1, bias=False), nn.BatchNorm2d(filters), nn.ReLU()]
        inputs = filters
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, CLASSES))


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.LSTM(28, 128, 2, batch_first=True)
        self.output = nn.Linear(128, CLASSES)

    def forward(self, x):
        return self.output(self.layers(x)[0][:, -1])


def perceptron():
    return nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, CLASSES))


def tiny():
    return nn.Sequential(
        conv(1, 8), nn.ReLU(), nn.MaxPool2d(2), conv(8, 16), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(3 * 3 * 16, 32), nn.ReLU(), nn.Linear(32, CLASSES))


NETWORKS = {
    "cnn": (cnn, (1, 28, 28)), "vgg": (vgg, (3, 32, 32)), "resnet": (resnet, (3, 32, 32)),
    "mobile": (mobile, (3, 32, 32)),
    "lstm": (Recurrent, (28, 28)), "perceptron": (perceptron, (20,)), "tiny": (tiny, (1, 12, 12))}
EVALUATED_AT_ONCE = 64

torch.set_num_threads(1)
torch.manual_seed(0)
make, shape = NETWORKS[sys.argv[1]]
network = make()
cross_entropy = nn.CrossEntropyLoss()
optimizer = (
    torch.optim.Adam(network.parameters(), lr=0.003) if sys.argv[1] in ("lstm", "perceptron")
    else torch.optim.SGD(network.parameters(), lr=0.003, momentum=0.9, nesterov=True))


def batches(size):
    return [(torch.randn(size, *shape), torch.randint(CLASSES, (size,))) for _ in range(8)]


TRAINING, EVALUATION = batches(int(sys.argv[2])), batches(EVALUATED_AT_ONCE)


def train(x, y):
    optimizer.zero_grad()
    loss = cross_entropy(network(x), y)
    loss.backward()
    optimizer.step()
    loss.item()


def evaluate(x, y):
    with torch.no_grad():
        output = network(x)
        cross_entropy(output, y).item()
        (output.argmax(1) == y).sum().item()


print("ready", flush=True)
for line in sys.stdin:
    what, seconds = line.split()
    training = what == "train"
    network.train(training)
    given = TRAINING if training else EVALUATION
    start, examples, passed, done = time.process_time(), 0, 0.0, 0
    while examples == 0 or passed < float(seconds):
        x, y = given[done % len(given)]
        (train if training else evaluate)(x, y)
        done += 1
        examples += len(x)
        passed = time.process_time() - start
    print("rate", examples / passed, flush=True)
