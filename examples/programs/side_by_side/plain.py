import torch
from torch import nn

torch.set_num_threads(1)
x = torch.randn(1200, 2, generator=torch.Generator().manual_seed(5))
y = (x.norm(dim=1) > 1.18).long()  # inside or outside of a circle


def main():
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for epoch in range(10):
        order = torch.Generator().manual_seed(epoch)
        for rows in torch.randperm(1000, generator=order).split(50):
            loss = nn.functional.cross_entropy(model(x[rows]), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        accuracy = (model(x[1000:]).argmax(1) == y[1000:]).float().mean().item()
        print(f"epoch {epoch}: accuracy {accuracy:.3f}")


main()
