"""The bootstrap in numpy, in two ways. Argument: the folder of the data. Reads one name a line, answers with seconds or with what is missing."""
import os
import sys
import time

try:
    import numpy as np
except ImportError:
    for _ in sys.stdin:
        print("left out: this Python has no numpy (Debian: /usr/bin/python3 with python3-numpy).", flush=True)
    sys.exit()

SAMPLES, SCALE = 50, 200
table = np.loadtxt(os.path.join(sys.argv[1], "scores.csv"), delimiter=",", skiprows=1)
random = np.random.default_rng(1)


def labels():
    for label in np.unique(table[:, 0]):
        rows = table[table[:, 0] == label]
        yield rows[rows[:, 2] == 1][:, 3:], rows[rows[:, 2] == 0][:, 3:]


def area(positives, negatives):
    """Share of pairs in order, ties one half: every sample is sorted."""
    ordered = np.sort(negatives)
    below = np.searchsorted(ordered, positives, "left") + np.searchsorted(ordered, positives, "right")
    return below.sum() / (2 * len(positives) * len(negatives))


def sorting():
    for positives, negatives in labels():
        for _ in range(SAMPLES):
            p, n = random.integers(0, len(positives), len(positives)), random.integers(0, len(negatives), len(negatives))
            for model in range(3):
                area(positives[p, model], negatives[n, model])


def counting():
    """The scores are ranked once; a sample is how often every distinct score is drawn."""
    for positives, negatives in labels():
        ranked = [np.unique(np.concatenate([positives[:, m], negatives[:, m]]), return_inverse=True) for m in range(3)]
        for _ in range(SAMPLES):
            p, n = random.integers(0, len(positives), len(positives)), random.integers(0, len(negatives), len(negatives))
            for model, (distinct, rank) in enumerate(ranked):
                up = np.bincount(rank[:len(positives)][p], minlength=len(distinct))
                down = np.bincount(rank[len(positives):][n], minlength=len(distinct))
                (up * (np.cumsum(down) - down / 2)).sum() / (len(p) * len(n))


for line in sys.stdin:
    started = time.perf_counter()
    {"bootstrap": sorting, "bootstrap-ranks": counting}[line.strip()]()
    print((time.perf_counter() - started) * SCALE, flush=True)
