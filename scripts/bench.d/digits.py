"""Trains on the bundled digits for one epoch, as a user of PyTorch would: the peer of `cold`.

    python scripts/bench.d/digits.py THREADS

Prints when the epoch ended, by a clock all processes share, and its mean loss.
"""
import json
import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn

DATA = pathlib.Path(__file__).parents[2] / "Sources/DataSources/Bundled/digits.csv.gz"

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)
rows = np.loadtxt(DATA, delimiter=",", skiprows=1, dtype=np.float32)
features = torch.from_numpy(rows[:, :64] / 16)
classes = torch.from_numpy(rows[:, 64].astype(np.int64))
model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=0.001, fused=True)
total = 0.0
for chosen in torch.randperm(len(features)).split(64):
    loss = nn.functional.cross_entropy(model(features[chosen]), classes[chosen])
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    total += loss.item() * len(chosen)
print(json.dumps({"end": time.monotonic(), "loss": total / len(features)}))
