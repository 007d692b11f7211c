#!/usr/bin/env python3
"""Reference numbers for layers, by PyTorch in double precision.

    scripts/reference/layers.py > Tests/LearningTests/Reference/layers.json

Needs torch. A row of the file is one layer with one set of options on one input:

    id, layer, options   the call, options by name
    input                rows of the batch first
    parameters           by their short names
    output               what the layer makes of the input
    upstream             the gradient of a loss with respect to the output
    gradients            of that loss with respect to the input and each learned parameter, by name
    training             whether the layer is to train; false where it is missing
    lengths              how many places of each row count; all where it is missing
    updates              the parameters that no optimizer moves, after the step, by name

A further layer adds a function to LAYERS that yields rows by `row`; arrays are
{"shape": [...], "data": [...]}, row-major, channels last.
"""
import json
import math
import zlib

import torch
from torch.nn import functional
from torch.nn.utils import rnn

torch.set_default_dtype(torch.float64)


def array(tensor):
    return {"shape": list(tensor.shape), "data": tensor.detach().reshape(-1).tolist()}


def row(case, layer, options, shape, formula, parameters=None, scale=1.0, shift=0.0, kept=None,
        training=False, lengths=None, tokens=0):
    """One row; `formula(x, **parameters)` is PyTorch's idea of the layer.

    `tokens` draws inputs from the whole numbers below it, which have no gradient.
    `parameters` gives a shape by name, `kept` arrays that no optimizer moves: the formula may
    change them, as PyTorch does its running means. The numbers follow from the name of the row alone, so that
    new rows leave the others as they are.
    """
    name = f"{layer}/{case}"
    random = torch.Generator().manual_seed(zlib.crc32(name.encode()))
    draw = lambda size: torch.randn(size, generator=random)
    x = draw(shape) * scale + shift
    if tokens:
        x = torch.randint(tokens, shape, generator=random).to(torch.float64)
    x.requires_grad_()
    learned = {key: draw(size).requires_grad_() for key, size in (parameters or {}).items()}
    held = {key: value.clone() for key, value in (kept or {}).items()}
    output = formula(x, **learned, **held)
    upstream = draw(output.shape)
    slopes = torch.autograd.grad(output, [x, *learned.values()], upstream, allow_unused=True, materialize_grads=True)
    extras = {}
    if training: extras["training"] = True
    if lengths: extras["lengths"] = lengths
    if kept and training: extras["updates"] = {key: array(value) for key, value in held.items()}
    learned_and_kept = {**learned, **(kept or {})}
    return {
        "id": name,
        "layer": layer,
        "options": options,
        "input": array(x),
        "parameters": {key: array(value) for key, value in learned_and_kept.items()},
        "output": array(output),
        "upstream": array(upstream),
        "gradients": dict(zip(["input", *learned], map(array, slopes))),
        **extras,
    }


def layer_norm():
    def formula(columns, eps):
        return lambda x, weight=None, bias=None: functional.layer_norm(
            x, [columns], weight, bias, eps)

    def affine(columns):
        return {"weight": [columns], "bias": [columns]}

    yield row("rows", "layer_norm", {}, [4, 5], formula(5, 1e-5), affine(5))
    yield row("plain", "layer_norm", {"affine": False}, [4, 5], formula(5, 1e-5))
    yield row("eps", "layer_norm", {"eps": 0.1}, [3, 7], formula(7, 0.1), affine(7))
    yield row("sequence", "layer_norm", {}, [2, 3, 4], formula(4, 1e-5), affine(4))
    yield row("image", "layer_norm", {}, [2, 3, 2, 6], formula(6, 1e-5), affine(6))
    yield row("single", "layer_norm", {}, [3, 1], formula(1, 1e-5), affine(1))
    yield row("shifted", "layer_norm", {}, [3, 8], formula(8, 1e-5), affine(8), 3.0, 40.0)


def reshape():
    for case, size, shape in [
        ("list", [2, 3], [4, 6]), ("inferred", [3, -1], [4, 6]), ("number", 12, [2, 3, 4]),
        ("whatever", -1, [2, 3, 2]), ("axes", [2, 2, -1], [3, 8]),
    ]:
        sizes = size if isinstance(size, list) else [size]
        yield row(case, "reshape", {"shape": size}, shape,
                  lambda x: x.reshape([x.shape[0], *sizes]) * 1)


def global_average_pool():
    def sequence(x):
        return functional.adaptive_avg_pool1d(x.movedim(-1, 1), 1).flatten(1)

    def image(x):
        return functional.adaptive_avg_pool2d(x.movedim(-1, 1), 1).flatten(1)

    yield row("sequence", "global_average_pool", {}, [3, 5, 4], sequence)
    yield row("image", "global_average_pool", {}, [2, 3, 4, 5], image)
    yield row("one place", "global_average_pool", {}, [3, 1, 2], sequence)

    def masked(lengths):
        # The mean of what PyTorch would see had each row been cut to its length.
        return lambda x: torch.stack([
            each[:length].reshape(-1, each.shape[-1]).mean(0) for each, length in zip(x, lengths)])

    yield row("lengths", "global_average_pool", {}, [3, 5, 4], masked([5, 2, 1]), lengths=[5, 2, 1])
    yield row("lengths of images", "global_average_pool", {}, [2, 4, 3, 2], masked([3, 4]),
              lengths=[3, 4])


def batch_norm():
    def formula(training, momentum=0.1, eps=1e-5, lengths=None):
        def call(x, weight=None, bias=None, running_mean=None, running_var=None):
            if lengths is None:
                seen = x.movedim(-1, 1)
                return functional.batch_norm(
                    seen, running_mean, running_var, weight, bias, training, momentum, eps
                ).movedim(1, -1)
            # PyTorch sees the places that count as rows; the others are given what follows from
            # the same mean and variance.
            real = torch.cat([each[:length] for each, length in zip(x, lengths)])
            mean, variance = real.mean(0), real.var(0, unbiased=False)
            functional.batch_norm(real.detach(), running_mean, running_var, weight, bias, training,
                                  momentum, eps)
            return (x - mean) / (variance + eps).sqrt() * weight + bias
        return call

    def affine(channels):
        return {"weight": [channels], "bias": [channels]}

    def kept(channels):
        return {"running_mean": torch.linspace(-0.5, 0.75, channels),
                "running_var": torch.linspace(0.5, 2.0, channels)}

    for case, shape in [("rows", [6, 3]), ("sequence", [3, 4, 2]), ("image", [2, 3, 2, 4])]:
        channels = shape[-1]
        yield row(case, "batch_norm", {}, shape, formula(False), affine(channels),
                  kept=kept(channels))
        yield row(f"{case}, training", "batch_norm", {}, shape, formula(True), affine(channels),
                  kept=kept(channels), training=True)
    yield row("plain, training", "batch_norm", {"affine": False}, [5, 3], formula(True),
              kept=kept(3), training=True)
    yield row("momentum, training", "batch_norm", {"momentum": 0.4, "eps": 0.01}, [5, 3],
              formula(True, 0.4, 0.01), affine(3), kept=kept(3), training=True)
    yield row("lengths, training", "batch_norm", {}, [3, 4, 2], formula(True, lengths=[4, 1, 3]),
              affine(2), kept=kept(2), training=True, lengths=[4, 1, 3])


def positional_encoding():
    """The module of PyTorch's tutorial on transformers, batch first, also for odd channels."""

    def formula(x):
        _, times, channels = x.shape
        position = torch.arange(times).unsqueeze(1)
        rate = torch.exp(torch.arange(0, channels, 2) * (-math.log(10000.0) / channels))
        table = torch.zeros(times, channels)
        table[:, 0::2] = torch.sin(position * rate)
        table[:, 1::2] = torch.cos(position * rate)[:, :channels // 2]
        return x + table

    yield row("even", "positional_encoding", {}, [2, 5, 6], formula)
    yield row("odd", "positional_encoding", {}, [2, 4, 3], formula)
    yield row("one channel", "positional_encoding", {}, [1, 3, 1], formula)


def embedding():
    def formula(padding):
        def apply(x, weight):
            if not padding:
                return functional.embedding(x.long(), weight)
            # PyTorch trusts row 0 to hold zeros, as it does from the start.
            mask = torch.ones_like(weight)
            mask[0] = 0
            return functional.embedding(x.long(), weight * mask, padding_idx=0)
        return apply

    def rows(case, vocabulary, units, shape, padding=False):
        options = {"vocabulary": vocabulary, "units": units}
        if padding:
            options["padding"] = True
        return row(case, "embedding", options, shape, formula(padding),
                   {"weight": [vocabulary, units]}, tokens=vocabulary)

    yield rows("sequence", 7, 3, [3, 5])
    yield rows("padding", 5, 4, [4, 6], padding=True)
    yield rows("one unit", 4, 1, [2, 3])
    yield rows("one token", 1, 3, [2, 2])
    yield rows("grid", 6, 2, [2, 3, 2])


def self_attention():
    def shapes(channels):
        return {"in_proj_weight": [3 * channels, channels], "in_proj_bias": [3 * channels],
                "out_proj.weight": [channels, channels], "out_proj.bias": [channels]}

    def rows(case, shape, heads, causal=False, lengths=None):
        _, times, channels = shape
        module = torch.nn.MultiheadAttention(channels, heads, batch_first=True)

        def formula(x, **parameters):
            return torch.func.functional_call(
                module, parameters, (x, x, x),
                {"need_weights": False, "attn_mask": ahead(times) if causal else None,
                 "key_padding_mask": padding(times, lengths)})[0]

        options = {"heads": heads, "causal": True} if causal else {"heads": heads}
        return row(case, "self_attention", options, shape, formula, shapes(channels),
                   lengths=lengths)

    yield rows("one head", [2, 3, 4], 1)
    yield rows("heads", [2, 4, 6], 3)
    yield rows("causal", [2, 5, 4], 2, causal=True)
    yield rows("lengths", [3, 4, 4], 2, lengths=[4, 1, 3])
    yield rows("causal lengths", [2, 4, 6], 2, causal=True, lengths=[2, 4])
    yield rows("one time", [3, 1, 2], 2)


def ahead(times):
    """Which times lie ahead of which."""
    return torch.triu(torch.ones(times, times, dtype=torch.bool), 1)


def padding(times, lengths):
    """Which times of each row do not count; none for no lengths."""
    return lengths and torch.arange(times)[None] >= torch.tensor(lengths)[:, None]


def transformer_block():
    def rows(case, shape, heads, hidden, causal=False, lengths=None, **options):
        _, times, channels = shape
        module = torch.nn.TransformerEncoderLayer(
            channels, heads, hidden, dropout=0, batch_first=True,
            norm_first=options.get("norm") == "pre",
            activation=options.get("activation", "relu"))

        def formula(x, **parameters):
            return torch.func.functional_call(
                module, parameters, (x,),
                {"src_mask": ahead(times) if causal else None,
                 "src_key_padding_mask": padding(times, lengths)})

        options = {"heads": heads, "hidden": hidden, **options}
        if causal:
            options["causal"] = True
        shapes = {name: list(value.shape) for name, value in module.named_parameters()}
        return row(case, "transformer_block", options, shape, formula, shapes, lengths=lengths)

    yield rows("post", [2, 3, 4], 2, 5)
    yield rows("pre", [2, 3, 4], 2, 5, norm="pre")
    yield rows("gelu", [2, 4, 6], 3, 8, activation="gelu")
    yield rows("causal", [2, 4, 4], 1, 3, causal=True, norm="pre", activation="gelu")
    yield rows("lengths", [3, 4, 4], 2, 6, lengths=[4, 2, 1])


def recurrent():
    """PyTorch's modules, whose parameters keep their names."""
    modules = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}
    cases = [("sequence", [3, 6, 4], 5, {}), ("last", [3, 6, 4], 5, {"return": "last"}),
             ("both", [2, 5, 3], 4, {"bidirectional": True}),
             ("both last", [2, 5, 3], 4, {"bidirectional": True, "return": "last"}),
             ("one frame", [3, 1, 2], 3, {}), ("one unit", [2, 4, 1], 1, {"bidirectional": True}),
             ("wide", [2, 3, 2], 19, {})]
    ragged = [("ragged", {}), ("ragged last", {"return": "last"}),
              ("ragged both", {"bidirectional": True}),
              ("ragged both last", {"bidirectional": True, "return": "last"})]
    cases = [(*case, None) for case in cases]
    cases += [(case, [4, 5, 3], 4, options, [5, 2, 1, 4]) for case, options in ragged]
    for layer, module in modules.items():
        for case, shape, units, options, lengths in cases:
            both = options.get("bidirectional", False)
            made = module(shape[-1], units, batch_first=True, bidirectional=both)

            def formula(x, **parameters):
                if lengths:
                    x = rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
                states, last = torch.func.functional_call(made, parameters, (x,))
                if lengths:
                    states, _ = rnn.pad_packed_sequence(
                        states, batch_first=True, total_length=shape[1])
                last = last[0] if layer == "lstm" else last
                return torch.cat(list(last), -1) if options.get("return") == "last" else states

            yield row(case, layer, {"units": units, **options}, shape, formula,
                      {name: list(value.shape) for name, value in made.named_parameters()},
                      lengths=lengths)


def padded(x, padding, lengths, size, stride, dilation, value=0.0):
    """x [n, C, places...] padded as asked: PyTorch has no padding='same' with strides, so that is
    done by hand, half of what is missing in front and the rest behind."""
    if padding == "valid":
        return x
    sides = []
    for length, k, s, d in zip(lengths, size, stride, dilation):
        if padding == "same":
            missing = max(0, (-(-length // s) - 1) * s + (k - 1) * d + 1 - length)
            sides.append((missing // 2, missing - missing // 2))
        else:
            sides.append((padding, padding))
    return functional.pad(x, [n for side in reversed(sides) for n in side], value=value)


def each(value, axes):
    return list(value) if isinstance(value, list) else [value] * axes


def convolution(name, axes):
    function = functional.conv1d if axes == 1 else functional.conv2d

    def case(label, options, shape):
        padding = options.get("padding", "same")
        size, stride, dilation = [
            each(options.get(key, 1), axes) for key in ("size", "stride", "dilation")]
        groups, filters = options.get("groups", 1), options["filters"]
        channels = shape[1 + axes] if len(shape) == 2 + axes else 1

        def formula(x, weight, bias=None):
            x = x if x.dim() == 2 + axes else x.unsqueeze(-1)
            x = x.movedim(-1, 1)
            plain = padding in ("same", "valid") and max(stride) == 1
            if not plain:
                x = padded(x, padding, x.shape[2:], size, stride, dilation)
            y = function(x, weight, bias, stride, padding if plain else 0, dilation, groups)
            return y.movedim(1, -1)

        parameters = {"weight": [filters, channels // groups, *size]}
        if options.get("bias", True):
            parameters["bias"] = [filters]
        return row(label, name, options, shape, formula, parameters)

    return case


def conv2d():
    case = convolution("conv2d", 2)
    yield case("same", {"filters": 3, "size": 3}, [2, 5, 4, 2])
    yield case("even", {"filters": 2, "size": [2, 4]}, [2, 4, 5, 3])
    yield case("one channel", {"filters": 2, "size": 3, "padding": "valid"}, [2, 5, 6])
    yield case("stride", {"filters": 2, "size": [3, 2], "stride": [2, 3]}, [2, 7, 5, 2])
    yield case("dilation", {"filters": 2, "size": 3, "dilation": [1, 2]}, [1, 5, 6, 2])
    yield case("groups", {"filters": 4, "size": 3, "groups": 2, "bias": False}, [2, 4, 4, 4])
    yield case("padding", {"filters": 2, "size": 2, "stride": 2, "padding": 1}, [2, 5, 4, 2])


def conv1d():
    case = convolution("conv1d", 1)
    yield case("same", {"filters": 3, "size": 3}, [2, 7, 4])
    yield case("even", {"filters": 2, "size": 4}, [2, 6, 3])
    yield case("one channel", {"filters": 2, "size": 3, "padding": "valid"}, [2, 8])
    yield case("stride", {"filters": 2, "size": 5, "stride": 2}, [2, 9, 2])
    yield case("dilation", {"filters": 2, "size": 3, "dilation": 2, "padding": "valid"}, [1, 9, 2])
    yield case("depthwise", {"filters": 6, "size": 3, "groups": 3, "padding": 2}, [2, 5, 3])


def pooling(name):
    def case(label, options, shape):
        axes = len(shape) - 2
        padding = options.get("padding", "valid")
        size = each(options["size"], axes)
        stride = each(options.get("stride", options["size"]), axes)

        def formula(x):
            x, once = x.movedim(-1, 1), [1] * axes
            fill = -torch.inf if name == "max_pool" else 0.0
            wide = padded(x, padding, x.shape[2:], size, stride, once, fill)
            if name == "max_pool":
                pool = functional.max_pool1d if axes == 1 else functional.max_pool2d
                return pool(wide, size, stride).movedim(1, -1)
            pool = functional.avg_pool1d if axes == 1 else functional.avg_pool2d
            ones = padded(torch.ones_like(x), padding, x.shape[2:], size, stride, once)
            return (pool(wide, size, stride) / pool(ones, size, stride)).movedim(1, -1)

        return row(label, name, options, shape, formula)

    yield case("image", {"size": 2}, [2, 4, 6, 3])
    yield case("remainder", {"size": [2, 3]}, [2, 5, 7, 2])
    yield case("rest kept", {"size": 2, "padding": "same"}, [2, 5, 3, 2])
    yield case("overlap", {"size": 3, "stride": 2, "padding": 1}, [2, 6, 5, 2])
    yield case("sequence", {"size": 2}, [2, 7, 3])
    yield case("same sequence", {"size": 3, "stride": 1, "padding": "same"}, [2, 6, 3])


def max_pool():
    yield from pooling("max_pool")


def average_pool():
    yield from pooling("average_pool")


def global_max_pool():
    def sequence(x):
        return functional.adaptive_max_pool1d(x.movedim(-1, 1), 1).flatten(1)

    def image(x):
        return functional.adaptive_max_pool2d(x.movedim(-1, 1), 1).flatten(1)

    yield row("sequence", "global_max_pool", {}, [3, 5, 4], sequence)
    yield row("image", "global_max_pool", {}, [2, 3, 4, 5], image)


LAYERS = [
    layer_norm, reshape, global_average_pool, batch_norm, positional_encoding, embedding,
    self_attention, transformer_block, recurrent, conv1d, conv2d, max_pool, average_pool,
    global_max_pool,
]

if __name__ == "__main__":
    rows = [json.dumps(case, separators=(",", ":")) for layer in LAYERS for case in layer()]
    print('{"precision":"float64","source":"PyTorch","cases":[\n' + ",\n".join(rows) + "\n]}")
