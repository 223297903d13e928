# ---- Ratings by stratum, and their relation to what was measured on the maps ----

COMPARED_OF_ARMS = [row for row in COMPARED if row["arm"] != ""]


def truth_of_cases():
    """Whether each case has its target label; nan where it is not known."""
    known = {}
    for row in COMPARED:
        if row["truth"] != "":
            known.setdefault(case_of(row), float(row["truth"]))
    return np.array([known.get(case, np.nan) for case in CASES])


def stratum_section(values, categories, draw_readers, with_differences):
    """Cases x readers x arms of the maps in the stratum; what is not in it is missing."""
    tables = [values[:, :, arm] for arm in range(len(ARMS))]
    means, replicates = [mean_or_nan(table) for table in tables], [replicate_means(table, draw_readers) for table in tables]
    arms = []
    for arm, table in enumerate(tables):
        given = table[~np.isnan(table)]
        arms.append({
            "arm": ARMS[arm], "ratings": len(given), "counts": [(given == point).sum() for point in categories],
            "mean": percentile(means[arm], replicates[arm]), "standardDeviation": measured(given.std(ddof=1) if len(given) > 1 else np.nan),
            "median": median_or_nan(given)})
    differences = [{
        "first": ARMS[first], "second": ARMS[second],
        "difference": percentile(means[first] - means[second], replicates[first] - replicates[second]),
    } for first, second in combinations(range(len(ARMS)), 2)]
    return {"cases": len(values), "arms": arms, "differences": differences if with_differences else []}


def strata_by(cube, name, categories, with_differences=True):
    """The maps with a rating, parted by a name."""
    names = np.full((len(CASES), len(ARMS)), None, dtype=object)
    for row in COMPARED_OF_ARMS:
        at = CASES.index(case_of(row)), ARMS.index(int(row["arm"]))
        if name(row) and not np.isnan(cube.values[at[0], :, at[1]]).all():
            names[at] = name(row)
    strata = []
    for each in sorted({value for value in names.ravel() if value is not None}):
        maps = names == each
        values = np.where(maps[:, None, :], cube.values, np.nan)[maps.any(axis=1)]
        strata.append(stratum_section(values, categories, True, with_differences))
    return {"strata": strata}


def strata_section(index):
    path = f"study.questions[{index}]"
    question, lowest = int(given_number(path + ".position")), int(given_number(path + ".lowest"))
    categories = range(lowest, lowest + given_count(path + ".anchors"))
    cube = RatingCube(question)
    by_reader = []
    for reader in range(len(cube.readers)):
        own = cube.values[:, [reader], :]
        by_reader.append(stratum_section(own[(~np.isnan(own)).any(axis=(1, 2))], categories, False, True))
    truth = {"": "", "1": "positive", "0": "negative"}
    return {"question": question, "by": [
        strata_by(cube, lambda row: row["target_label"], categories),
        strata_by(cube, lambda row: truth[row["truth"]], categories),
        strata_by(cube, lambda row: row["outcome"], categories, False),
        strata_by(cube, lambda row: row["stratum"], categories),
        strata_by(cube, lambda row: row["modality"], categories),
        {"strata": by_reader},
    ]}


def drawn_spearman(x, y, drawn):
    """Spearman's correlation in each row of `drawn`, which says how often each pair counts: twice the centred mean ranks are whole
    numbers."""
    total = drawn.sum(axis=1)

    def ranks(values):
        levels, level = np.unique(values, return_inverse=True)
        counts = sum_by_level(drawn, level, len(levels))
        return (2 * (np.cumsum(counts, axis=1) - counts) + counts - total[:, None])[:, level]

    of_x, of_y = ranks(x), ranks(y)
    squares = np.sqrt((drawn * of_x**2).sum(axis=1) * (drawn * of_y**2).sum(axis=1))
    return np.clip(ratio((drawn * of_x * of_y).sum(axis=1), np.where(total < 2, 0, squares)), -1, 1)


def clustered_spearman(x, y, case):
    """With the percentile interval of a bootstrap that draws whole cases, each with all its pairs, and ranks what was drawn anew."""
    complete = ~np.isnan(x) & ~np.isnan(y)
    if complete.sum() < 2:
        return measured()
    units, unit = np.unique(case[complete], return_inverse=True)
    x, y, drawn = x[complete], y[complete], drawn_counts(0, len(units))[:, unit]
    return percentile(drawn_spearman(x, y, np.ones((1, len(x))))[0], drawn_spearman(x, y, drawn))


def plain_spearman(x, y):
    """Pairs, rho with the interval of Bonett & Wright (2000), and the p-value of Student's t test."""
    complete = ~np.isnan(x) & ~np.isnan(y)
    n = int(complete.sum())
    rho = drawn_spearman(x[complete], y[complete], np.ones((1, n)))[0] if n > 1 else np.nan
    if np.isnan(rho) or n == 2:
        return n, measured(rho), np.nan
    if abs(rho) == 1:
        return n, measured(rho), 0
    p = 2 * stats.t.sf(abs(rho) * np.sqrt((n - 2) / (1 - rho**2)), n - 2)
    if n < 4:
        return n, measured(rho), p
    half = NORMAL_CRITICAL * np.sqrt((1 + rho**2 / 2) / (n - 3))
    return n, measured(rho, np.tanh(np.arctanh(rho) - half), np.tanh(np.arctanh(rho) + half)), p


def plain_row_means(table):
    """Sums reader by reader, so that equal means stay equal."""
    sums = np.zeros(len(table))
    for column in table.T:
        sums = sums + np.where(np.isnan(column), 0, column)
    return ratio(sums, (~np.isnan(table)).sum(axis=1).astype(float))


def lesion_measure(cube):
    """The share of each map inside the lesion boxes as cases x readers x arms."""
    measure = np.full(cube.values.shape, np.nan)
    for row, value in zip(COMPARED_OF_ARMS, numbers(COMPARED_OF_ARMS, "mass_inside")):
        measure[CASES.index(case_of(row)), :, ARMS.index(int(row["arm"]))] = value
    return measure


def mark_measure(cube, question, column):
    """A measure against each reader's own marks."""
    measure = np.full(cube.values.shape, np.nan)
    for row in MARKS:
        is_main = row["purpose"] == "Main" and row["withdrawn"] == "0" and row["control"] == "" and row["arm"] != ""
        if is_main and int(row["question"]) == question and case_of(row) in CASES and row["reader"] in cube.readers and row[column] != "":
            measure[CASES.index(case_of(row)), cube.readers.index(row["reader"]), ARMS.index(int(row["arm"]))] = float(row[column])
    return measure


def relation_section(cube, measure, marks_question, arm):
    arms = list(range(len(ARMS))) if arm is None else [arm]

    def flat(values):
        return values[:, :, arms].transpose(0, 2, 1).reshape(len(CASES) * len(arms), len(cube.readers))

    rated, on_maps = flat(cube.values), flat(measure)
    case, complete = np.repeat(np.arange(len(CASES)), len(arms)), ~np.isnan(rated) & ~np.isnan(on_maps)
    maps = int(complete.any(axis=1).sum())
    section = {"marksQuestion": marks_question, "arm": None if arm is None else ARMS[arm], "maps": maps}
    if maps == 0:
        return section
    readers = []
    for x, y in zip(rated.T, on_maps.T):
        pairs, rho, p = plain_spearman(x, y)
        of_arm = {"rho": rho, "pValue": measured(p)}
        readers.append({"maps": pairs, **(of_arm if arm is not None else {"rho": clustered_spearman(x, y, case)})})
    pooled = [plain_row_means(np.where(complete, table, np.nan)) for table in (rated, on_maps)]
    return section | {"rho": clustered_spearman(*pooled, case), "readers": readers}


def relations_section(index):
    question = int(given_number(f"study.questions[{index}].position"))
    cube = RatingCube(question)
    measures = [(lesion_measure(cube), None)]
    for marked in (int(given_number(f"study.questions[{each}].position")) for each in questions_of_kind("marks")):
        measures += [(mark_measure(cube, marked, column), marked) for column in ("mass_inside_marks", "iou")]
    return {"question": question, "relations": [
        relation_section(cube, measure, marked, arm) for measure, marked in measures for arm in [*range(len(ARMS)), None]]}
