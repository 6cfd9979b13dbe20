import gradus
import torch
from torch import nn

torch.set_num_threads(1)
x = torch.randn(1200, 2, generator=torch.Generator().manual_seed(5))
y = (x.norm(dim=1) > 1.18).long()  # inside or outside of a circle


def main(trial):
    torch.manual_seed(trial.seeds["init"])
    model = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)

    def evaluate(split):
        scores = model(x[1000:])
        return nn.functional.cross_entropy(scores, y[1000:]), (scores.argmax(1) == y[1000:]).float().mean()

    trial.evaluator(evaluate)
    for epoch in trial.epochs():
        order = torch.Generator().manual_seed(trial.seeds["data"] + epoch)
        for rows in torch.randperm(1000, generator=order).split(50):
            trial.set_rate(optimizer)
            loss = nn.functional.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            trial.step(loss)


gradus.run(main, steps_per_epoch=20, metrics=["accuracy"])
