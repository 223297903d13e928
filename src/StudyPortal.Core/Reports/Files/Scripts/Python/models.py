# ---- The models: areas of all labels, comparisons, non-inferiority, robustness ----


class ScoreTable:
    """Evaluations side by side: for each label the truth of the cases and, for each model, their scores; cases by number."""

    def __init__(self, evaluations):
        rows = [row for evaluation in evaluations for row in evaluation]
        self.labels = sorted({row["label"] for row in rows})
        cases = {case: index for index, case in enumerate(sorted({int(row["case"]) for row in rows}))}
        self.truth = np.full((len(self.labels), len(cases)), np.nan)
        self.scores = np.full((len(evaluations), len(self.labels), len(cases)), np.nan)
        column = {label: index for index, label in enumerate(self.labels)}
        for model, evaluation in enumerate(evaluations):
            for row in evaluation:
                self.truth[column[row["label"]], cases[int(row["case"])]] = float(row["truth"]) if row["truth"] else np.nan
                self.scores[model, column[row["label"]], cases[int(row["case"])]] = float(row["logit"])
        self.arm = [int(evaluation[0]["arm"]) for evaluation in evaluations]
        self.has = (~np.isnan(self.scores)).any(axis=2)

    def common_truth(self, models, label):
        """The truth of a label, unknown where one of the models has no score."""
        return np.where(np.isnan(self.scores[models, label]).any(axis=0), np.nan, self.truth[label])

    def sample(self, model, label):
        return sample_of(self.truth[label], self.scores[model, label])

    def pair(self, pair, label):
        truth = self.common_truth(list(pair), label)
        return [sample_of(truth, self.scores[model, label]) for model in pair]

    def macro(self, model):
        return MacroArea(self.truth, self.scores[model])


def sample_of(truth, scores):
    known = ~np.isnan(truth) & ~np.isnan(scores)
    return Sample(scores[known & (truth == 1)], scores[known & (truth == 0)])


def both_classes(sample):
    return sample.positives, sample.negatives


class MacroArea:
    """The mean of the areas of the labels with both classes; a jackknife over cases, which leave with all their labels (Efron & Stein
    1981)."""

    def __init__(self, truths, scores):
        areas, pulls, self.hindered = [], [], False
        for truth, score in zip(truths, scores):
            sample = sample_of(truth, score)
            if sample.m == 0 or sample.n == 0:
                continue
            placed = Placements.of(*both_classes(sample))
            area, known, wins = placed.area(), ~np.isnan(truth) & ~np.isnan(score), placed.positives.sum()
            pull = np.full(len(truth), np.nan)
            for which, components, pairs in ((1, placed.positives, (sample.m - 1) * sample.n), (0, placed.negatives, sample.m * (sample.n - 1))):
                pull[known & (truth == which)] = (wins - components) / (2 * pairs) - area if pairs else 0
            areas.append(area)
            pulls.append(pull)
            self.hindered = self.hindered or min(sample.m, sample.n) == 1
        self.labels, self.area, self.se = len(areas), np.mean(areas) if areas else np.nan, np.nan
        self.hindered = self.hindered or not areas
        if areas:
            present = ~np.isnan(pulls)
            self.without = self.area + np.where(present.any(axis=0), np.where(present, pulls, 0).sum(axis=0) / len(areas), np.nan)
            self.se = np.nan if self.hindered else jackknife_error(self.without)

    def measured(self):
        return wald_or_alone(self.area, self.se, 0, 1)


def jackknife_error(without):
    values = without[~np.isnan(without)]
    if (np.abs(values - values.mean()) <= 1e-14 * max(1, np.abs(values).max())).all():
        return np.nan
    return np.sqrt(((values - values.mean()) ** 2).sum() * (len(values) - 1) / len(values))


def wald_or_alone(value, se, lowest, highest):
    return measured(value) if np.isnan(se) else wald(value, se, lowest, highest)


def combined_areas(areas, weights):
    """A weighted sum of mean areas of the same cases: its leave-one-out values are the same sum of theirs. Value and standard error."""
    value = sum(weight * area.area for area, weight in zip(areas, weights))
    if np.isnan(value) or any(area.hindered for area in areas):
        return value, np.nan
    without = np.array([area.without for area in areas])
    missing = np.isnan(without).sum(axis=0)
    if ((missing > 0) & (missing < len(areas))).any():
        return value, np.nan
    return value, jackknife_error(np.asarray(weights) @ without)


def label_section(sample, resample):
    threshold, sensitivity, specificity = youden(*both_classes(sample))
    return {
        "positives": sample.m, "negatives": sample.n, "area": delong_area(*both_classes(sample)),
        "threshold": threshold, "sensitivity": sensitivity, "specificity": specificity, "details": label_details(sample, threshold, resample),
    }


def model_section(table, model, resample):
    samples = [table.sample(model, label) for label in np.flatnonzero(table.has[model])]
    pooled = [np.concatenate(cases) if cases else np.empty(0) for cases in zip(*map(both_classes, samples))] or [np.empty(0)] * 2
    return {
        "arm": table.arm[model], "labels": [label_section(sample, resample) for sample in samples], "macro": table.macro(model).measured(),
        "labelsDefined": sum(sample.m > 0 and sample.n > 0 for sample in samples), "micro": measured(delong_area(*pooled)["value"]),
    }


def area_comparisons(table, label, resample):
    """The areas of every arm against those of every later one on the same cases; on clean images by bootstrap too."""
    models = range(len(table.arm))
    pairs = [(first, second) for first in models for second in models if table.arm[first] < table.arm[second]]
    tests = [delong_paired(*map(both_classes, table.pair(pair, label))) for pair in pairs]
    bootstrap = bootstrap_comparisons(table, label) if resample and pairs else None
    return [{
        "first": {"arm": table.arm[pair[0]]}, "second": {"arm": table.arm[pair[1]]}, "difference": difference, "z": measured(z),
        "pValue": measured(p), "holmPValue": corrected, "bootstrap": bootstrap(pair) if bootstrap else None,
    } for pair, (difference, z, p), corrected in zip(pairs, tests, holm([p for _, _, p in tests]))]


def drawn_areas(sample, of_positives, of_negatives):
    """The area of each row of drawn counts."""
    rising = np.argsort(sample.negatives, kind="stable")
    ordered = sample.negatives[rising]
    before = np.concatenate([np.zeros((len(of_negatives), 1)), np.cumsum(of_negatives[:, rising], axis=1)], axis=1)
    below, up_to = (np.searchsorted(ordered, sample.positives, side=side) for side in ("left", "right"))
    return (of_positives * (before[:, below] + before[:, up_to])).sum(axis=1) / (2 * sample.m * sample.n)


def bootstrap_comparisons(table, label):
    """One stratified draw for all models with scores for the label, on the cases that all of them judged; the test is pROC's."""
    models = list(np.flatnonzero(table.has[:, label]))
    truth = table.common_truth(models, label)
    samples = [sample_of(truth, table.scores[model, label]) for model in models]
    counts = {"positives": samples[0].m, "negatives": samples[0].n, "difference": measured(), "statistic": measured(), "pValue": measured()}
    if samples[0].m == 0 or samples[0].n == 0:
        return lambda pair: counts
    areas = [Placements.of(*both_classes(sample)).area() for sample in samples]
    drawn = stratified_draws(samples[0], lambda p, q: np.column_stack([drawn_areas(sample, p, q) for sample in samples]))

    def of_pair(pair):
        if any(model not in models for model in pair):
            return counts
        first, second = map(models.index, pair)
        difference, replicates = areas[first] - areas[second], drawn[:, first] - drawn[:, second]
        result = counts | {"difference": percentile(difference, replicates)}
        if (replicates != replicates[0]).any():
            d = difference / replicates.std(ddof=1)
            result |= {"statistic": measured(d), "pValue": measured(2 * stats.norm.sf(abs(d)))}
        return result

    return of_pair


def registered_pairs():
    pairs = list(zip(*(map(int, given_list("planned.registered.pairs", member)) for member in (".first", ".second"))))
    return pairs or list(combinations(ARMS, 2))


class NonInferiorityRule:
    """The margin and the one-sided alpha: as registered for areas, otherwise five points and half of what the intervals leave out."""

    def __init__(self):
        self.margin, self.alpha, self.pairs = 0.05, round((1 - CONFIDENCE) / 2, 12), None
        if GIVEN.get("planned.registered.endpoint") == "AreaNonInferiority":
            self.margin = number(GIVEN.get("planned.registered.margin")) or self.margin
            self.alpha, self.pairs = given_number("planned.registered.alpha") / 2, registered_pairs()

    def between(self, arms):
        """The pairs of arms that are tested, among those present: the first of each is held against the second."""
        if self.pairs is None:
            return [(arm, arms[0]) for arm in arms[1:]]
        return [pair for pair in self.pairs if pair[0] in arms and pair[1] in arms]

    def test(self, value, se, df=None):
        """Blackwelder (1982): the difference + margin over its standard error, one-sided; t where there are degrees of freedom."""
        result = {"difference": measured(value), "margin": self.margin, "alpha": self.alpha, "statistic": measured(), "pValue": measured()}
        if np.isnan(value) or np.isnan(se) or se == 0:
            return result
        z = (value + self.margin) / se
        critical = stats.norm.isf(self.alpha) if df is None else upper_quantile(stats.t, self.alpha, df)
        p = stats.norm.sf(z) if df is None else stats.t.sf(z, df)
        return result | {
            "difference": measured(value, value - critical * se, value + critical * se), "statistic": measured(z), "pValue": measured(p)}


def with_holm(tests):
    corrected = holm([test["pValue"]["value"] for test in tests])
    return [{**test, "holmPValue": p} for test, p in zip(tests, corrected)]


def area_non_inferiority(table):
    rule = NonInferiorityRule()
    pairs = [
        (model, table.arm.index(second)) for first, second in rule.between(in_order(table.arm))
        for model, arm in enumerate(table.arm) if arm == first]

    def of_mean(pair):
        truth = np.array([table.common_truth(list(pair), label) for label in range(len(table.labels))])
        value, se = combined_areas([MacroArea(truth, table.scores[model]) for model in pair], [1, -1])
        return rule.test(np.nan if np.isnan(se) else value, se)

    def of_label(label):
        def test(pair):
            first, second = table.pair(pair, label)
            if min(first.m, first.n) < 2:
                return rule.test(np.nan, np.nan)
            apart = Placements.of(*both_classes(first)).minus(Placements.of(*both_classes(second)))
            return rule.test(apart.area(), np.sqrt(apart.covariance(apart)))
        return test

    section = []
    for test in [of_mean, *map(of_label, range(len(table.labels)))]:
        for pair, result in zip(pairs, with_holm([test(pair) for pair in pairs])):
            section.append({"arm": {"arm": table.arm[pair[0]]}, "standard": {"arm": table.arm[pair[1]]}, **result})
    return section


def norm_order(row):
    return row["branch"] != "Clean", row["attack_branch"] != "Clean"


def conditions_section(rows):
    """Evaluations under one condition: clean images, or one attack; arms are compared within a condition only."""
    rows = sorted(rows, key=lambda row: (float(row["epsilon"]), int(row["steps"]), int(row["arm"]), norm_order(row)))
    section = []
    for same in split_in_order(rows, lambda row: (row["epsilon"], row["steps"])):
        table = ScoreTable(split_in_order(same, lambda row: (row["arm"], row["branch"], row["attack_branch"])))
        is_clean = int(same[0]["steps"]) == 0
        section.append({
            "condition": {"epsilon": float(same[0]["epsilon"]), "steps": int(same[0]["steps"])},
            "models": [model_section(table, model, is_clean) for model in range(len(table.arm))],
            "comparisons": [test for label in range(len(table.labels)) for test in area_comparisons(table, label, is_clean)],
            "nonInferiority": area_non_inferiority(table) if is_clean else [],
        })
    return section


def own_predictions():
    return [row for row in PREDICTIONS if row["data_set"] == ""]


def external_section():
    """On every other data set, and for every way to read its labels apart."""
    rows = sorted((row for row in PREDICTIONS if row["data_set"] != ""), key=lambda row: (row["data_set"], row["label_map"]))
    return [
        {"cases": len({row["case"] for row in same}), "conditions": conditions_section(same)}
        for same in split_in_order(rows, lambda row: (row["data_set"], row["label_map"]))]


def robustness_section():
    """The mean area as an attack grows: one curve for every model, pair of norms and number of steps."""
    own = own_predictions()
    attacks = sorted(
        (row for row in own if int(row["steps"]) > 0),
        key=lambda row: (int(row["arm"]), norm_order(row), int(row["steps"]), float(row["epsilon"])))
    section = []
    for same in split_in_order(attacks, lambda row: (row["arm"], row["branch"], row["attack_branch"], row["steps"])):
        clean = [row for row in own if int(row["steps"]) == 0 and row["arm"] == same[0]["arm"] and row["branch"] == same[0]["branch"]]
        clean = sorted(clean, key=lambda row: (row["attack_branch"] != same[0]["attack_branch"], norm_order(row)))
        clean = [row for row in clean if row["attack_branch"] == clean[0]["attack_branch"]]
        section.append(robustness_curve(([clean] if clean else []) + split_in_order(same, lambda row: row["epsilon"])))
    return section


def robustness_curve(evaluations):
    table = ScoreTable(evaluations)
    radii = np.array([float(evaluation[0]["epsilon"]) for evaluation in evaluations])
    areas = [table.macro(model) for model in range(len(radii))]
    points = [{"epsilon": radius, "macro": area.measured(), "labelsDefined": area.labels} for radius, area in zip(radii, areas)]
    normalised = measured()
    if len(np.unique(radii)) > 1:
        following, preceding = np.append(radii[1:], radii[-1]), np.insert(radii[:-1], 0, radii[0])
        normalised = wald_or_alone(*combined_areas(areas, (following - preceding) / 2 / (radii[-1] - radii[0])), -np.inf, np.inf)
    low = np.array([point["macro"]["low"] for point in points])

    def holds(level):
        held = int(np.cumprod(low > level).sum())
        return {"above": level, "epsilon": radii[held - 1] if held else np.nan}

    return {
        "by": {"arm": table.arm[-1]}, "steps": int(evaluations[-1][0]["steps"]), "points": points, "normalisedArea": normalised,
        "holds": [holds(0.5), holds(0.75)],
    }
