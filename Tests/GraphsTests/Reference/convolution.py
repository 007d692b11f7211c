"""Writes convolution.json: PyTorch's convolutions and their gradients, in double precision.

Operands are sines of the element's number, so that a test can make them itself. Arrays are written as
lossrepl lays them out: images channels last, weights in PyTorch's own order.
"""

import json
import pathlib

import torch
import torch.nn.functional as F

# name, x [n, height, width, channels], weights, stride, padding (top, left, bottom, right),
# dilation, groups
CASES = [
    ("plain", [2, 5, 4, 3], [2, 3, 3, 2], [1, 1], [0, 0, 0, 0], [1, 1], 1),
    ("same", [2, 4, 5, 1], [3, 1, 3, 3], [1, 1], [1, 1, 1, 1], [1, 1], 1),
    ("stride", [1, 7, 6, 2], [2, 2, 3, 3], [2, 3], [1, 0, 1, 0], [1, 1], 1),
    ("uneven padding", [2, 4, 4, 2], [3, 2, 2, 4], [1, 2], [0, 1, 1, 2], [1, 1], 1),
    ("dilation", [1, 7, 8, 2], [2, 2, 3, 2], [1, 1], [2, 0, 2, 3], [2, 3], 1),
    ("groups", [2, 4, 4, 4], [6, 2, 3, 3], [1, 1], [1, 1, 1, 1], [1, 1], 2),
    ("depthwise", [1, 5, 5, 3], [3, 1, 3, 3], [2, 2], [1, 1, 1, 1], [1, 1], 3),
    ("one row", [2, 1, 9, 2], [3, 2, 1, 3], [1, 2], [0, 1, 0, 1], [1, 1], 1),
]


def wave(shape, frequency, phase):
    count = torch.Size(shape).numel()
    return torch.sin(frequency * torch.arange(count, dtype=torch.float64) + phase).reshape(shape)


def flat(tensor):
    return tensor.reshape(-1).tolist()


def case(name, x_shape, w_shape, stride, padding, dilation, groups):
    x = wave(x_shape, 0.7, 0.1).requires_grad_()
    w = wave(w_shape, 1.3, 0.4).requires_grad_()
    top, left, bottom, right = padding
    padded = F.pad(x.permute(0, 3, 1, 2), (left, right, top, bottom))
    y = F.conv2d(padded, w, None, stride, 0, dilation, groups).permute(0, 2, 3, 1)
    (y * wave(list(y.shape), 0.9, 0.2)).sum().backward()
    return {
        "name": name, "x": x_shape, "w": w_shape, "stride": stride, "padding": padding,
        "dilation": dilation, "groups": groups, "output": list(y.shape), "y": flat(y),
        "dx": flat(x.grad), "dw": flat(w.grad),
    }


path = pathlib.Path(__file__).with_name("convolution.json")
rows = ",\n".join(json.dumps(case(*c)) for c in CASES)
path.write_text("[\n" + rows + "\n]\n")
