"""Prints the reference losses of the training cases of scripts/bench, by PyTorch.

    Benchmarks "" --write-data DIR && python scripts/bench.d/reference.py DIR

The same two files, network, loss, optimizer and number of epochs. Initial weights as lossrepl's: uniform
in +-sqrt(6 / inputs) before a ReLU, in +-sqrt(6 / (inputs + outputs)) otherwise, biases 0. The order of
the rows differs from ours, as do the weights drawn: three seeds show by how much that moves a loss.
"""
import sys

import numpy as np
import torch
from torch import nn

features = torch.from_numpy(np.load(sys.argv[1] + "/features.npy"))
classes = torch.from_numpy(np.load(sys.argv[1] + "/classes.npy").astype(np.int64))
rows = len(features)


def losses(batch, seed, epochs=4):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    nn.init.kaiming_uniform_(model[0].weight, nonlinearity="relu")
    nn.init.xavier_uniform_(model[2].weight)
    nn.init.zeros_(model[0].bias), nn.init.zeros_(model[2].bias)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    result = []
    for _ in range(epochs):
        total, order = 0.0, torch.randperm(rows)
        for start in range(0, rows, batch):
            chosen = order[start:start + batch]
            loss = nn.functional.cross_entropy(model(features[chosen]), classes[chosen])
            optimizer.zero_grad(), loss.backward(), optimizer.step()
            total += loss.item() * len(chosen)
        result.append(total / rows)
    return result


for batch in 32, 64, 256, 1024:
    runs = np.array([losses(batch, seed) for seed in (1, 2, 3)])
    spread = (runs.max(0) - runs.min(0)) / runs.mean(0)
    print(f"{batch}: {runs.mean(0).round(4).tolist()}, spread {spread.round(4).tolist()}", flush=True)
