"""Images through affine maps by torch.nn.functional.affine_grid and grid_sample in double precision,
for Tests/LearningTests/Reference/augmentations.json: python scripts/reference/augmentations.py"""

import json
import math
import pathlib

import torch

torch.manual_seed(5)

# Steps in the order in which they are done, places counted from the middle: turned clockwise by
# degrees, enlarged by factors along x and y, moved right and down by pixels.
CASES = [
    ("turned", 5, 7, 1, [("turned", 25)]),
    ("turned a quarter", 6, 6, 1, [("turned", 90)]),
    ("enlarged", 5, 7, 1, [("enlarged", 1.3, 1.3)]),
    ("made smaller", 8, 5, 1, [("enlarged", 0.6, 0.6)]),
    ("mirrored", 4, 5, 3, [("enlarged", -1, 1)]),
    ("moved", 5, 4, 1, [("shifted", 1.3, -0.6)]),
    ("moved out", 3, 3, 1, [("shifted", 1e6, -1e6)]),
    ("all, then turned", 9, 6, 3, [("enlarged", -1, 1), ("shifted", 0.7, 1.9), ("turned", -12)]),
    ("all, then moved", 7, 9, 2, [("turned", 33), ("enlarged", 1.15, 1.15), ("shifted", -2.2, 0.4)]),
    ("wide", 2, 150, 1, [("turned", 3), ("shifted", 0.25, 0.5)]),
]


def source(step):
    """The matrix that takes a place of the result to its place in the image."""
    kind, *numbers = step
    if kind == "turned":
        angle = math.radians(numbers[0])
        c, s = math.cos(angle), math.sin(angle)
        rows = [[c, s, 0], [-s, c, 0], [0, 0, 1]]
    elif kind == "enlarged":
        rows = [[1 / numbers[0], 0, 0], [0, 1 / numbers[1], 0], [0, 0, 1]]
    else:
        rows = [[1, 0, -numbers[0]], [0, 1, -numbers[1]], [0, 0, 1]]
    return torch.tensor(rows, dtype=torch.float64)


def case(name, height, width, channels, steps):
    image = torch.randint(0, 256, (height, width, channels)).double() / 256
    matrix = torch.eye(3, dtype=torch.float64)
    for step in steps:
        matrix = matrix @ source(step)
    units = torch.diag(torch.tensor([2 / width, 2 / height, 1], dtype=torch.float64))
    theta = (units @ matrix @ units.inverse())[:2].unsqueeze(0)
    grid = torch.nn.functional.affine_grid(
        theta, [1, channels, height, width], align_corners=False)
    result = torch.nn.functional.grid_sample(
        image.permute(2, 0, 1).unsqueeze(0), grid, mode="bilinear", padding_mode="zeros",
        align_corners=False)
    return {
        "name": name, "shape": [height, width, channels],
        "steps": [{"kind": kind, "numbers": numbers} for kind, *numbers in steps],
        "image": image.flatten().tolist(),
        "result": result[0].permute(1, 2, 0).flatten().tolist(),
    }


path = pathlib.Path(__file__).parents[2] / "Tests/LearningTests/Reference/augmentations.json"
path.write_text(json.dumps([case(*each) for each in CASES], indent=0).replace(",\n", ", ") + "\n")
