"""Prints the losses that the training cases of scripts/bench must come to, by PyTorch.

    .build/release/Benchmarks .build/release/lossrepl --write-data DIR
    cd DIR && lossrepl scripts/bench.d/weights.lossrepl     # its whole path; writes the weights
    python scripts/bench.d/reference.py DIR

The same rows in the same order from the same initial weights; only the training is PyTorch's.
"""
import json
import pathlib
import sys

import numpy as np
import torch
from torch import nn

DIGITS = pathlib.Path(__file__).parents[2] / "Sources/DataSources/Bundled/digits.csv.gz"
EPOCHS, SEED, ORDER_STREAM = 4, 1, 0x6F72_6465_72
WORD = (1 << 64) - 1


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & WORD


def mixed(seed, count):
    """SplitMix64."""
    for _ in range(count):
        seed = (seed + 0x9E3779B97F4A7C15) & WORD
        z = ((seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
        yield z ^ (z >> 31)


class Generator:
    """Sources/Tensors/RandomGenerator.swift."""

    def __init__(self, seed):
        self.state = list(mixed(seed, 4))

    def next(self):
        s = self.state
        result = (rotate((s[1] * 5) & WORD, 7) * 9) & WORD
        shifted = (s[1] << 17) & WORD
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotate(s[3], 45)
        return result

    def below(self, bound):
        product = self.next() * bound
        while (product & WORD) < ((1 << 64) - bound) % bound:
            product = self.next() * bound
        return product >> 64

    def split(self, stream):
        s = self.state
        (word,), (mark,) = mixed(s[0] ^ rotate(s[2], 23), 1), mixed(stream ^ 0x6A09E667F3BCC908, 1)
        return Generator(word ^ mark ^ rotate(s[1], 11) ^ s[3])

    def permutation(self, count):
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def read_safetensors(path):
    data = open(path, "rb").read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(
            np.frombuffer(data[start:], np.float32, int(np.prod(entry["shape"])),
                          entry["data_offsets"][0]).reshape(entry["shape"]).copy())
        for name, entry in header.items()
    }


def losses(features, classes, weights, batch, epochs=EPOCHS):
    rows, width = features.shape
    model = nn.Sequential(nn.Linear(width, 128), nn.ReLU(), nn.Linear(128, 10))
    model.load_state_dict(weights)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    for epoch in range(epochs):
        order = torch.tensor(Generator(SEED).split(ORDER_STREAM).split(epoch).permutation(rows))
        total = 0.0
        for chosen in order.split(batch):
            loss = nn.functional.cross_entropy(model(features[chosen]), classes[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        yield round(total / rows, 6)


folder = sys.argv[1]
rows = torch.from_numpy(np.load(folder + "/features.npy"))
labels = torch.from_numpy(np.load(folder + "/classes.npy").astype(np.int64))
initial = read_safetensors(folder + "/weights.safetensors")
for size in 32, 64, 256, 1024:
    print(f"{size}: {list(losses(rows, labels, initial, size))},", flush=True)

table = np.loadtxt(DIGITS, delimiter=",", skiprows=1, dtype=np.float32)
rows, labels = torch.from_numpy(table[:, :64] / 16), torch.from_numpy(table[:, 64].astype(np.int64))
initial = read_safetensors(folder + "/digits.safetensors")
print(f"digits: {list(losses(rows, labels, initial, 64, epochs=1))}")
