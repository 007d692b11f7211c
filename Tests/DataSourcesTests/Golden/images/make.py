"""Makes the images beside it and resized.json; PNG by hand with zlib, JPEG by libjpeg-turbo through
ctypes, the resized numbers by PyTorch in double precision. Usage: python make.py (in this folder).

Pixel (row, column) is red 20 * column, green 24 * row, blue 7 * (row + column), of 10 x 12 pixels."""

import ctypes
import json
import struct
import zlib

import torch

HEIGHT, WIDTH = 10, 12


def colour(row, column):
    return [20 * column, 24 * row, 7 * (row + column)]


def png(name, depth, kind, row_bytes, height, width, extra=b""):
    def chunk(tag, data):
        return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

    raw = b"".join(b"\0" + bytes(row) for row in row_bytes)
    with open(name, "wb") as file:
        file.write(
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
            + extra
            + chunk(b"IDAT", zlib.compress(raw))
            + chunk(b"IEND", b"")
        )


pixels = [[colour(y, x) for x in range(WIDTH)] for y in range(HEIGHT)]
png("colour.png", 8, 2, [sum(row, []) for row in pixels], HEIGHT, WIDTH)
png("grey.png", 8, 0, [[p[0] for p in row] for row in pixels], HEIGHT, WIDTH)
# Red over transparent, half transparent and opaque; grey of 16 bits; two colours of a palette.
png("alpha.png", 8, 6, [[255, 0, 0, 0, 255, 0, 0, 128, 255, 0, 0, 255]], 1, 3)
png("deep.png", 16, 0, [[0, 0, 128, 128, 255, 255]], 1, 3)
plte = b"\1\2\3\xc8\x64\x32"
palette = struct.pack(">I", 6) + b"PLTE" + plte + struct.pack(">I", zlib.crc32(b"PLTE" + plte))
png("palette.png", 8, 3, [[1, 0, 1]], 1, 3, palette)
# An image that claims 9000 x 9000 pixels.
png("huge.png", 8, 0, [[0]], 9000, 9000)

turbo = ctypes.CDLL("libturbojpeg.so.0")
turbo.tjInitCompress.restype = ctypes.c_void_p


def jpeg(name, data, kind, sampling):
    out, size = ctypes.c_void_p(), ctypes.c_ulong()
    code = turbo.tjCompress2(
        ctypes.c_void_p(turbo.tjInitCompress()), bytes(data), WIDTH, 0, HEIGHT, kind,
        ctypes.byref(out), ctypes.byref(size), sampling, 100, 0)
    assert code == 0
    with open(name, "wb") as file:
        file.write(ctypes.string_at(out.value, size.value))


jpeg("colour.jpg", sum(sum(pixels, []), []), 0, 0)
jpeg("grey.jpg", [p[0] for row in pixels for p in row], 6, 3)

image = torch.tensor(pixels, dtype=torch.double).permute(2, 0, 1)[None]
resized = {}
for height, width in [(4, 5), (13, 9), (10, 3), (1, 1)]:
    small = torch.nn.functional.interpolate(image, (height, width), mode="bilinear", antialias=True)
    resized[f"{height}x{width}"] = small[0].permute(1, 2, 0).flatten().tolist()
with open("resized.json", "w") as file:
    json.dump({k: [round(v, 3) for v in vs] for k, vs in resized.items()}, file)
