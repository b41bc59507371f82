"""Interval bounds of networks over boxes by numpy, in centre and radius form: another way to the same numbers.

Input: a JSON list of {"first": [...], "later": [[...]], "boxes": [[[lo, hi], ...], ...]}. Output: per network and box,
per layer and unit, [lo, hi] of its value.
"""

import json
import sys

import numpy as np


def squares(A, b, low, high):
    """The range of each row of (A x - b)^2, and their sum."""
    centre, radius = A @ ((low + high) / 2) - b, np.abs(A) @ ((high - low) / 2)
    least = np.maximum(np.abs(centre) - radius, 0)
    return np.sum(least**2), np.sum((np.abs(centre) + radius) ** 2)


def primitive(unit, low, high):
    if unit["kind"] == "halfspace":
        a = np.array(unit["a"])
        centre, radius = a @ ((low + high) / 2) - unit["beta"], np.abs(a) @ ((high - low) / 2)
        return centre - radius, centre + radius
    if unit["kind"] == "quadric":
        least, most = squares(np.array(unit["A"]), np.array(unit["b"]), low, high)
        return unit["beta"] - unit["alpha"] * most, unit["beta"] - unit["alpha"] * least
    factor = np.array(unit["factor"])
    least, most = squares(factor, factor @ np.array(unit["mean"]), low, high)
    return np.exp(-most / 2) - unit["level"], np.exp(-least / 2) - unit["level"]


def bounds(network, box):
    low, high = np.array(box).T
    ranges = np.array([primitive(unit, low, high) for unit in network["first"]])
    gains = np.array([unit["gain"] for unit in network["first"]])
    layers = [np.tanh(gains[:, None] * ranges / 2)]
    for units in network["later"]:
        below = layers[-1]
        A = np.zeros((len(units), len(below)))
        for row, unit in zip(A, units):
            row[unit["links"]] = unit["weights"]
        b, gain = (np.array([unit[name] for unit in units]) for name in ("bias", "gain"))
        centre, radius = A @ below.mean(axis=1) - b, np.abs(A) @ ((below[:, 1] - below[:, 0]) / 2)
        layers.append(np.tanh(gain[:, None] * np.stack([centre - radius, centre + radius], axis=1) / 2))
    return [layer.tolist() for layer in layers]


json.dump([[bounds(job, box) for box in job["boxes"]] for job in json.load(sys.stdin)], sys.stdout)
