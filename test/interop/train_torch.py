"""Trains a network that is given as JSON on standard input with PyTorch, in float64; prints its numbers as JSON.

The network is one vector of numbers and, per unit, where they stand in it (`Layout` in src/exec/parameters.ts).
"""

import json
import sys

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def argument(slot, numbers, below):
    gain = numbers[slot["gain"]]
    at = slot["at"]
    if slot["kind"] == "sum":
        links = slot["links"]
        return gain * (below[:, links] @ numbers[at : at + len(links)] - numbers[slot["bias"]])
    rank, columns = slot["rank"], below.shape[1]
    matrix = numbers[at : at + rank * columns].reshape(rank, columns)
    if slot["kind"] == "quadric":
        q = below @ matrix.T - numbers[slot["b"] : slot["b"] + rank]
        return gain * (numbers[slot["beta"]] - numbers[slot["alpha"]] * (q * q).sum(1))
    q = (below - numbers[slot["mean"] : slot["mean"] + columns]) @ matrix.T
    return gain * (torch.exp(-(q * q).sum(1) / 2) - numbers[slot["level"]])


def loss(layout, numbers, points, wanted):
    below, last = points, None
    for slots in layout["layers"]:
        last = torch.stack([argument(slot, numbers, below) for slot in slots], 1)
        below = torch.tanh(last / 2)
    head = layout["head"]
    if head["kind"] == "classes":
        logits = torch.stack([argument(slot, numbers, below) for slot in head["classes"]], 1)
        return -(wanted * torch.log_softmax(logits, 1)).sum(1).mean()
    t = torch.stack([output["sign"] * last[:, output["unit"]] for output in head["outputs"]], 1)
    return torch.nn.functional.binary_cross_entropy_with_logits(t, wanted)


def main():
    job = json.load(sys.stdin)
    layout = job["layout"]
    numbers = torch.tensor(job["numbers"], dtype=torch.float64, requires_grad=True)
    mask = torch.tensor(job["mask"], dtype=torch.float64)
    points = torch.tensor(job["points"], dtype=torch.float64).reshape(-1, layout["inputs"])
    wanted = torch.tensor(job["wanted"], dtype=torch.float64).reshape(len(points), -1)

    def closure():
        numbers.grad = None
        value = loss(layout, numbers, points, wanted)
        if job["l2"]:
            row = layout["layers"][0][0]
            weights = numbers[row["at"] : row["at"] + len(row["links"])]
            value = value + job["l2"] / 2 * (numbers[row["gain"]] * weights).square().sum()
        value.backward()
        numbers.grad *= mask
        return value

    if job["optimizer"] == "adam":
        optimizer = torch.optim.Adam([numbers], lr=job["lr"])
    else:
        optimizer = torch.optim.LBFGS(
            [numbers], max_iter=500, tolerance_grad=1e-14, tolerance_change=1e-16, line_search_fn="strong_wolfe"
        )
    for _ in range(job["steps"]):
        optimizer.step(closure)
    json.dump({"numbers": numbers.tolist(), "loss": closure().item()}, sys.stdout)


main()
