"""Recomputes the numbers of this report from the CSV files in the folder of this script, with numpy and scipy:

    python3 recompute.py

It writes recomputed_py.csv, with the same paths as results.csv, and compares the two: it says how many numbers there are, the largest
difference, and which differ by more than 1e-8 of their size (1e-8 where they are smaller than 1). It ends with exit code 1 if any does.
What it leaves out is in not_recomputed.csv, with the reason. The sections of the report are made at the end, one function each.
"""

import csv
import os
import re
import sys
from itertools import combinations

import numpy as np
from scipy import linalg, special, stats

FOLDER = os.path.dirname(os.path.abspath(__file__))


def read_table(name):
    """The rows of a CSV file as dictionaries of texts; none where there is no such file."""
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    """None where the cell is empty."""
    return None if text in ("", None) else float(text)


def numbers(rows, column):
    """The numbers of a column, nan where a cell is empty."""
    return np.array([np.nan if row[column] == "" else float(row[column]) for row in rows])


def measured(value=np.nan, low=np.nan, high=np.nan):
    """A number of the report with its interval; nan stands for "undefined" throughout and is not written."""
    return {"value": value, "low": low, "high": high}


def flatten(x, path=""):
    """Nested dictionaries and lists as paths and values; arrays count from 0."""
    if x is None or (np.isscalar(x) and np.isnan(x)):
        return {}
    if isinstance(x, dict):
        parts = [flatten(value, f"{path}.{name}" if path else name) for name, value in x.items()]
    elif isinstance(x, (list, tuple, np.ndarray)):
        parts = [flatten(value, f"{path}[{index}]") for index, value in enumerate(x)]
    else:
        return {path: float(x)}
    return {name: value for part in parts for name, value in part.items()}


def in_order(values):
    """The distinct values in the order of their first appearance."""
    return list(dict.fromkeys(values))


# What the analysis was given: given.csv, and the tables.
GIVEN = {row["path"]: row["value"] for row in read_table("given.csv")}


def given_number(path):
    return number(GIVEN.get(path))


def given_count(path):
    """How many members an array of given.csv has."""
    return len({name[len(path) + 1:].split("]")[0] for name in GIVEN if name.startswith(path + "[")})


def given_list(path, member=""):
    return [GIVEN.get(f"{path}[{index}]{member}") for index in range(given_count(path))]


REPLICATES = int(GIVEN["plan.bootstrapReplicates"])
SEED = int(GIVEN["plan.bootstrapSeed"])
CONFIDENCE = float(GIVEN["plan.confidence"])
TAIL = (1 - CONFIDENCE) / 2
NORMAL_CRITICAL = stats.norm.isf(TAIL)

READERS = given_list("readers")
ARMS = [int(ordinal) for ordinal in given_list("arms", ".ordinal")]


def upper_quantile(distribution, tail, *df):
    """scipy's quantile and one Newton step more: its own stops at nine or ten digits."""
    x = distribution.isf(tail, *df)
    return x + (distribution.sf(x, *df) - tail) / distribution.pdf(x, *df)


def f_upper_quantile(tail, df1, df2):
    return upper_quantile(stats.f, tail, df1, df2)


def t_critical(df):
    return upper_quantile(stats.t, TAIL, df)
