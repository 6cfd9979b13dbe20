import optuna
import torch
from torch import nn

torch.set_num_threads(1)
x = torch.randn(1200, 2, generator=torch.Generator().manual_seed(5))
y = (x.norm(dim=1) > 1.18).long()  # inside or outside of a circle


def main(trial):
    torch.manual_seed(1)
    rate = trial.suggest_float("learning-rate", 1e-4, 1, log=True)
    model = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)
    for epoch in range(10):
        order = torch.Generator().manual_seed(epoch)
        for rows in torch.randperm(1000, generator=order).split(50):
            loss = nn.functional.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        accuracy = (model(x[1000:]).argmax(1) == y[1000:]).float().mean().item()
        trial.report(accuracy, epoch)
        if trial.should_prune():
            raise optuna.TrialPruned()
    return accuracy


sampler = optuna.samplers.TPESampler(seed=1)
study = optuna.create_study(direction="maximize", sampler=sampler, pruner=optuna.pruners.SuccessiveHalvingPruner())
study.optimize(main, n_trials=16)
print(study.best_params)
