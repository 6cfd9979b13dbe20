"""A small Transformer that predicts the next character of a text, with PyTorch and AdamW.

Hyperparameters: learning-rate, and if they are searched weight-decay, dropout, layers and width, a multiple of 4. The text is the
licence and the decisions of Gradus: the first nine tenths for training, the rest in halves for validation and test. A training of
8 epochs of 50 steps takes about ten seconds on one core. Warm-up is best: `gradus search --schedule warm-up-cosine`.
"""

import gradus  # first, so that whatever is printed goes to standard error

import glob
import hashlib
import os

import torch
from torch import nn
from torch.nn import functional

REPOSITORY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
LENGTH, BATCH, STEPS, WINDOWS = 64, 16, 50, 32


def text():
    files = [os.path.join(REPOSITORY, "LICENSE")] + sorted(glob.glob(os.path.join(REPOSITORY, "docs/decisions/*.md")))
    parts = []
    for file in files:
        with open(file, encoding="utf-8") as content:
            parts.append(content.read())
    return "\n".join(parts)


class Block(nn.Module):
    """Attention to what came before and a network of two layers, each after a normalization."""

    def __init__(self, width, dropout):
        super().__init__()
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mix, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.think = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        rows, length, width = x.shape
        heads = [part.view(rows, length, 4, width // 4).transpose(1, 2) for part in self.mix(self.before(x)).chunk(3, 2)]
        mixed = functional.scaled_dot_product_attention(*heads, is_causal=True)
        x = x + self.drop(self.out(mixed.transpose(1, 2).reshape(rows, length, width)))
        return x + self.drop(self.think(self.between(x)))


class Transformer(nn.Module):
    def __init__(self, characters, layers, width, dropout):
        super().__init__()
        self.character, self.place = nn.Embedding(characters, width), nn.Embedding(LENGTH, width)
        self.blocks = nn.Sequential(*[Block(width, dropout) for _ in range(layers)])
        self.norm, self.score = nn.LayerNorm(width), nn.Linear(width, characters)
        nn.init.normal_(self.score.weight, std=0.01)

    def forward(self, x):
        return self.score(self.norm(self.blocks(self.character(x) + self.place.weight[: x.shape[1]])))


def windows(codes, starts):
    rows = torch.stack([codes[start : start + LENGTH + 1] for start in starts])
    return rows[:, :-1], rows[:, 1:]


def loss_of(model, x, y):
    return functional.cross_entropy(model(x).flatten(0, 1), y.flatten())


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    content = text()
    characters = sorted(set(content))
    numbers = {character: number for number, character in enumerate(characters)}
    codes = torch.tensor([numbers[character] for character in content])
    cut, half = len(codes) * 9 // 10, len(codes) * 19 // 20
    train_codes, splits = codes[:cut], {"validation": codes[cut:half], "test": codes[half:]}
    evaluated = {split: windows(part, torch.linspace(0, len(part) - LENGTH - 1, WINDOWS).long().tolist())
                 for split, part in splits.items()}

    def train(trial):
        torch.manual_seed(trial.seeds["init"])
        configuration = trial.configuration
        model = Transformer(len(characters), int(configuration.get("layers", 2)), int(configuration.get("width", 64)),
                            configuration.get("dropout", 0.1))
        optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=configuration.get("weight-decay", 0.01))

        def evaluate(split):
            model.eval()
            with torch.no_grad():
                x, y = evaluated[split]
                scores = model(x)
            model.train()
            return {"loss": functional.cross_entropy(scores.flatten(0, 1), y.flatten()),
                    "accuracy": (scores.argmax(2) == y).double().mean()}

        def batches(epoch):
            order = torch.Generator().manual_seed(trial.seeds["data"] + epoch)
            starts = torch.randint(len(train_codes) - LENGTH, (STEPS, BATCH), generator=order)
            return (windows(train_codes, row) for row in starts.tolist())

        def save(file):  # with the generator that dropout draws from
            torch.save([model.state_dict(), optimizer.state_dict(), torch.get_rng_state()], file)

        def load(file):
            parameters, state, generator = torch.load(file)
            model.load_state_dict(parameters)
            optimizer.load_state_dict(state)
            torch.set_rng_state(generator)

        trial.evaluator(evaluate)
        trial.checkpoints(save, load)
        for x, y in trial.batches(batches):
            trial.set_rate(optimizer)
            loss = loss_of(model, x, y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            trial.step(loss.item())

    with open(__file__, "rb") as source:
        fingerprint = hashlib.sha256(source.read() + content.encode()).hexdigest()[:16]
    gradus.run(
        train,
        name="char-transformer",
        fingerprint="char-transformer " + fingerprint,
        steps_per_epoch=STEPS,
        metrics=["accuracy"],
        checkpoint=True,
        test=True,
        details={"torch": torch.__version__, "characters": str(len(codes))},
        defaults={"learning-rate": 3e-3},
        epochs=8,
        schedule={"kind": "warm-up", "share": 0.1, "then": {"kind": "cosine", "peak": 3e-3, "finalFactor": 0.01}},
    )


main()
