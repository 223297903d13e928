# ---- The comparison with the report ----


def written(x):
    return "Infinity" if x == np.inf else "-Infinity" if x == -np.inf else repr(float(x))


# What the data themselves make the script leave out.
LEFT_OUT_HERE = {}


def leave_out(path, why):
    LEFT_OUT_HERE[path] = why


def without_indices(path):
    return re.sub(r"\[[0-9]+\]", "[]", path)


def differs_by(ours, theirs):
    return 0 if ours == theirs else abs(ours - theirs) / max(1, abs(theirs))


def say(title, lines):
    print(f"{title}: {len(lines)}")
    for line in lines:
        print(f"  {line}")


def check():
    ours = flatten(report())
    with open(os.path.join(FOLDER, "recomputed_py.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("path", "value"), *((path, written(value)) for path, value in ours.items())])

    theirs = {row["path"]: number(row["value"]) for row in read_table("results.csv")}
    numbers_there = {path: value for path, value in theirs.items() if value is not None}
    starts = (*(row["path"] for row in read_table("not_recomputed.csv")), *LEFT_OUT_HERE)
    left_out = {path for path in numbers_there if without_indices(path).startswith(starts)}
    difference = {path: differs_by(ours[path], numbers_there[path]) for path in ours if path in numbers_there}
    differ = [path for path, size in difference.items() if not size <= 1e-8]
    missing = [path for path in numbers_there if path not in ours and path not in left_out]
    known_patterns = {without_indices(path) for path in theirs}
    extra = [path for path in ours if path not in numbers_there]
    known = [path for path in extra if without_indices(path) in known_patterns]

    print(f"results.csv holds {len(numbers_there)} numbers; {len(difference)} of them are recomputed.")
    if difference:
        worst = max(difference, key=difference.get)
        print(f"Largest difference: {difference[worst]:.3g}, at {worst}")
    say("Differ by more than 1e-8", [f"{path}: here {written(ours[path])}, in the report {written(numbers_there[path])}" for path in differ])
    say("Missing here, without being in not_recomputed.csv", missing)
    say("A number here, undefined in the report", known)
    say("Of sections that this report does not have", in_order(without_indices(path) for path in extra if path not in known))
    say("Left out because of these data", [f"{path}: {why}" for path, why in LEFT_OUT_HERE.items()])
    say("Numbers left out", [path for path in numbers_there if path in left_out and path not in ours])
    return not (differ or missing or known)


if __name__ == "__main__":
    sys.exit(0 if check() else 1)
