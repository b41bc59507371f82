"""Reads network files by their layout alone (struct and json) and evaluates them on points.

Input: a JSON list of {"file": path, "points": [[...], ...]}. Output: per file what it says of itself and, per point,
the outputs or the shares of the softmax.
"""

import json
import math
import struct
import sys


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F64"
        start, end = entry["data_offsets"]
        numbers = struct.unpack("<%dd" % ((end - start) // 8), data[8 + length + start : 8 + length + end])
        tensors[name] = shaped(list(numbers), entry["shape"])
    return metadata, tensors


def shaped(numbers, shape):
    if len(shape) < 2:
        return numbers
    rows, columns = shape
    return [numbers[i * columns : (i + 1) * columns] for i in range(rows)]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def squared_norm(vector):
    return dot(vector, vector)


def first_layer(architecture, tensors, point):
    seen = {"halfspace": 0, "quadric": 0, "gaussian": 0}
    values = []
    for unit, gain in zip(architecture["first"], tensors["layer1.gain"]):
        kind = unit["kind"]
        i = seen[kind]
        seen[kind] += 1
        if kind == "halfspace":
            f = dot(tensors["layer1.halfspace.a"][i], point) - tensors["layer1.halfspace.beta"][i]
        elif kind == "quadric":
            A, b = tensors["layer1.quadric.%d.A" % i], tensors["layer1.quadric.%d.b" % i]
            square = squared_norm([dot(row, point) - offset for row, offset in zip(A, b)])
            f = tensors["layer1.quadric.beta"][i] - tensors["layer1.quadric.alpha"][i] * square
        else:
            offset = [x - m for x, m in zip(point, tensors["layer1.gaussian.mean"][i])]
            square = squared_norm([dot(row, offset) for row in tensors["layer1.gaussian.%d.factor" % i]])
            f = math.exp(-square / 2) - tensors["layer1.gaussian.level"][i]
        values.append(math.tanh(gain * f / 2))
    return values


def evaluate(architecture, tensors, point):
    x = first_layer(architecture, tensors, point)
    for k in range(2, 2 + len(architecture["later"])):
        A, b, gain = (tensors["layer%d.%s" % (k, name)] for name in ("A", "b", "gain"))
        x = [math.tanh(g * (dot(row, x) - offset) / 2) for row, offset, g in zip(A, b, gain)]
    head = architecture["head"]
    if head["kind"] == "outputs":
        return [output["sign"] * x[output["unit"]] for output in head["outputs"]]
    rows = zip(tensors["head.A"], tensors["head.b"], tensors["head.gain"])
    logits = [g * (dot(row, x) - offset) for row, offset, g in rows]
    most = max(logits)
    powers = [math.exp(logit - most) for logit in logits]
    return [power / sum(powers) for power in powers]


def main():
    answers = []
    for job in json.load(sys.stdin):
        metadata, tensors = read(job["file"])
        architecture = json.loads(metadata["architecture"])
        answers.append(
            {
                "format": metadata["format"],
                "source": metadata["source"],
                "graph": metadata["graph"],
                "history": json.loads(metadata["history"]),
                "inputs": architecture["inputs"],
                "outputs": [evaluate(architecture, tensors, point) for point in job["points"]],
            }
        )
    json.dump(answers, sys.stdout)


main()
