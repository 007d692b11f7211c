"""Makes the recordings and features that SpeechFeatureTests.swift and SoundTests.swift read.

Features by numpy in double precision, without any code of lossrepl's; WAV and FLAC files by libsndfile
through ctypes (libsndfile1 must be installed). Usage: python3 make.py
"""
import ctypes
import json
import os

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
sndfile = ctypes.CDLL("libsndfile.so.1")


class Info(ctypes.Structure):
    _fields_ = [("frames", ctypes.c_int64), ("rate", ctypes.c_int), ("channels", ctypes.c_int),
                ("format", ctypes.c_int), ("sections", ctypes.c_int), ("seekable", ctypes.c_int)]


sndfile.sf_open.restype = ctypes.c_void_p
for writer in (sndfile.sf_writef_int, sndfile.sf_writef_float):
    writer.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64]
    writer.restype = ctypes.c_int64
sndfile.sf_close.argtypes = [ctypes.c_void_p]
WAV, FLAC, PCM16, PCM24, FLOAT, ULAW = 0x010000, 0x170000, 2, 3, 6, 0x10


def write(name, rate, kind, samples):
    # As whole numbers of 32 bits: libsndfile would scale floats by 32767.
    samples = np.atleast_2d(samples.T).T
    plain = kind & 0xff == FLOAT
    samples = np.ascontiguousarray(samples if plain else samples * 2.0 ** 31,
                                   dtype=np.float32 if plain else np.int32)
    writer = sndfile.sf_writef_float if plain else sndfile.sf_writef_int
    info = Info(0, rate, samples.shape[1], kind, 0, 0)
    handle = sndfile.sf_open(os.path.join(here, name).encode(), 0x20, ctypes.byref(info))
    assert handle, name
    assert writer(handle, samples.ctypes.data, len(samples)) == len(samples)
    sndfile.sf_close(handle)


def chirp(rate, seconds, seed):
    """A rising tone in faint noise, rounded to 16 bits."""
    t = np.arange(int(rate * seconds)) / rate
    noise = np.random.default_rng(seed).normal(0, 0.01, len(t))
    x = 0.5 * np.sin(2 * np.pi * (200 * t + 5000 * t * t)) + noise
    return np.round(x * 32768) / 32768


def mel(f):
    return 2595 * np.log10(1 + f / 700)


def features(x, rate, bands, coefficients=None, deltas=0, normalise=False):
    length, step = int(rate * 0.025 + 0.5), int(rate * 0.01 + 0.5)
    size = 1 << (length - 1).bit_length()
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)
    starts = range(0, len(x) - length + 1, step)
    power = np.array([np.abs(np.fft.rfft(x[s:s + length] * window, size)) ** 2 for s in starts])
    corners = 700 * (10 ** (np.linspace(0, mel(rate / 2), bands + 2) / 2595) - 1)
    f = np.arange(size // 2 + 1) * rate / size
    bank = np.array([np.maximum(0, np.minimum((f - a) / (b - a), (c - f) / (c - b)))
                     for a, b, c in zip(corners, corners[1:], corners[2:])])
    rows = np.log(np.maximum(power @ bank.T, 1e-10))
    if coefficients:
        k, n = np.arange(coefficients)[:, None], np.arange(bands)[None, :]
        dct = np.sqrt(2 / bands) * np.cos(np.pi * k * (n + 0.5) / bands)
        dct[0] = np.sqrt(1 / bands)
        rows = rows @ dct.T
    parts = [rows]
    for _ in range(deltas):
        padded = np.pad(parts[-1], ((2, 2), (0, 0)), mode="edge")
        parts.append((2 * (padded[4:] - padded[:-4]) + padded[3:-1] - padded[1:-3]) / 10)
    rows = np.concatenate(parts, axis=1)
    if normalise:
        rows = (rows - rows.mean(0)) / rows.std(0)
    return rows


sixteen, cd = chirp(16000, 0.15, 1), chirp(22050, 0.1, 2)
write("chirp.wav", 16000, WAV | PCM16, sixteen)
write("chirp.flac", 16000, FLAC | PCM16, sixteen)
write("float.wav", 16000, WAV | FLOAT, sixteen)
write("law.wav", 16000, WAV | ULAW, sixteen)
write("stereo.wav", 16000, WAV | PCM24, np.stack([sixteen, 0.5 * sixteen], 1))
write("cd.wav", 22050, WAV | PCM16, cd)
write("silence.wav", 16000, WAV | PCM16, np.zeros(800))
cases = []
for name, x, rate in [("chirp.wav", sixteen, 16000), ("cd.wav", cd, 22050)]:
    for options in [dict(bands=8), dict(bands=10, coefficients=5), dict(bands=4, deltas=1),
                    dict(bands=4, coefficients=3, deltas=2, normalise=True), dict(bands=40)]:
        rows = features(x, rate, **options)
        cases.append(dict(file=name, frames=rows.shape[0], width=rows.shape[1],
                          values=[round(v, 6) for v in rows.ravel()], **options))
with open(os.path.join(here, "features.json"), "w") as out:
    json.dump(cases, out)
