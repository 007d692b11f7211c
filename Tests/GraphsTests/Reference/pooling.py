"""Writes pooling.json: PyTorch's poolings and their gradients, in double precision.

Operands are sines of the element's number, so that a test can make them itself, and multiples of a
quarter where equal numbers are wanted. Images are written as lossrepl lays them out, channels last.
PyTorch pads both sides alike, so an uneven case is padded by hand: with -infinity, which never wins,
and for a mean with zeros, which are divided by the places inside.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

# name, x [n, height, width, channels], size, stride, padding (top, left, bottom, right), ties
CASES = [
    ("tiles", [2, 4, 6, 3], [2, 2], [2, 2], [0, 0, 0, 0], False),
    ("remainder", [2, 5, 7, 2], [2, 3], [2, 3], [0, 0, 0, 0], False),
    ("overlap", [1, 6, 5, 4], [3, 3], [2, 1], [1, 1, 1, 1], False),
    ("gaps", [2, 7, 5, 1], [2, 1], [3, 2], [0, 0, 0, 0], False),
    ("uneven padding", [2, 4, 5, 2], [2, 3], [2, 2], [1, 2, 0, 1], False),
    ("ties", [2, 6, 6, 3], [3, 2], [1, 2], [1, 0, 1, 0], True),
    ("one row", [2, 1, 9, 5], [1, 3], [1, 2], [0, 1, 0, 1], False),
]


def wave(shape, frequency, phase):
    count = torch.Size(shape).numel()
    return torch.sin(frequency * torch.arange(count, dtype=torch.float64) + phase).reshape(shape)


def flat(tensor):
    return tensor.reshape(-1).tolist()


def padded(x, padding, value):
    top, left, bottom, right = padding
    return F.pad(x.permute(0, 3, 1, 2), (left, right, top, bottom), value=value)


def maximum(x, size, stride, padding):
    return F.max_pool2d(padded(x, padding, -torch.inf), size, stride).permute(0, 2, 3, 1)


def mean(x, size, stride, padding):
    sums = F.avg_pool2d(padded(x, padding, 0.0), size, stride, divisor_override=1)
    inside = F.avg_pool2d(
        padded(torch.ones_like(x), padding, 0.0), size, stride, divisor_override=1)
    return (sums / inside).permute(0, 2, 3, 1)


def case(name, shape, size, stride, padding, ties):
    result = {"name": name, "x": shape, "size": size, "stride": stride, "padding": padding,
              "ties": ties}
    for key, pool in [("maximum", maximum), ("mean", mean)]:
        x = wave(shape, 0.7, 0.1)
        x = ((4 * x).floor() / 4 if ties else x).requires_grad_()
        y = pool(x, size, stride, padding)
        (y * wave(list(y.shape), 0.9, 0.2)).sum().backward()
        result[key] = {"shape": list(y.shape), "y": flat(y), "dx": flat(x.grad)}
        if key == "mean" and padding[:2] == padding[2:]:
            own = F.avg_pool2d(
                x.permute(0, 3, 1, 2), size, stride, padding[:2], count_include_pad=False)
            assert torch.allclose(own.permute(0, 2, 3, 1), y, atol=1e-14)
    return result


path = pathlib.Path(__file__).with_name("pooling.json")
rows = ",\n".join(json.dumps(case(*c)) for c in CASES)
path.write_text("[\n" + rows + "\n]\n")
