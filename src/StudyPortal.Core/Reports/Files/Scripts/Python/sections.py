# ---- The sections of the report, in its order ----

MAPS = read_table("maps.csv")
RATINGS = read_table("ratings.csv")
MARKS = read_table("marks.csv")
PREDICTIONS = read_table("predictions.csv")
EXCLUSIONS = read_table("exclusions.csv")

# The maps whose arms are compared.
COMPARED = [row for row in MAPS if row["withdrawn"] == "0" and row["calibration"] == "0" and row["control"] == ""]


def case_of(row):
    """A case with the label its maps are for: the block of every comparison between arms."""
    return int(row["case"]), row["target_label"]


CASES = sorted({case_of(row) for row in COMPARED})


class RatingCube:
    """Cases x readers x arms: first showings only, without calibration, controls, withdrawn cases and "cannot judge"."""

    def __init__(self, question):
        rated = [row for row in RATINGS if row["included"] == "1" and int(row["question"]) == question]
        present = {row["reader"] for row in rated}
        self.readers = [reader for reader in READERS if reader in present]
        self.values = np.full((len(CASES), len(self.readers), len(ARMS)), np.nan)
        case_index = {case: index for index, case in enumerate(CASES)}
        for row in rated:
            self.values[case_index[case_of(row)], self.readers.index(row["reader"]), ARMS.index(int(row["arm"]))] = float(row["rating"])

    def readers_of(self, arm):
        return self.values[:, :, arm]

    def readers_of_all_arms(self):
        """Maps of all arms x readers: the arms of the first case, then those of the second, ..."""
        return self.values.transpose(0, 2, 1).reshape(len(CASES) * len(ARMS), len(self.readers))

    def arms_by_case(self):
        """Cases x arms; a cell is the mean over the readers present."""
        present = ~np.isnan(self.values)
        return ratio(np.where(present, self.values, 0).sum(axis=1), present.sum(axis=1).astype(float))

    def arms_of(self, reader):
        return self.values[:, reader, :]


def agreement_section(table):
    icc = intraclass(table)
    return {
        "maps": len(table),
        "completeMaps": len(complete_rows(table)),
        "iccSingle": icc["agreement"],
        "iccAverage": icc["agreement_average"],
        "alpha": krippendorff_alpha(table, "ordinal"),
        "kendallW": measured(kendall_w(table)),
        "pairwiseExact": measured(pairwise_agreement(table, 0)),
        "pairwiseWithinOne": measured(pairwise_agreement(table, 1)),
    }


def reader_mean(x):
    """The mean with Student's interval: for one reader over cases."""
    x = x[~np.isnan(x)]
    if len(x) < 2:
        return measured(mean_or_none(x))
    half = t_critical(len(x) - 1) * x.std(ddof=1) / np.sqrt(len(x))
    return measured(x.mean(), x.mean() - half, x.mean() + half)


def arm_section(cube, arm, lowest, highest):
    table = cube.readers_of(arm)
    given = table[~np.isnan(table)]
    return {
        "arm": ARMS[arm],
        "ratings": len(given),
        "counts": [(given == point).sum() for point in range(lowest, highest + 1)],
        "mean": bootstrap_mean(table),
        "standardDeviation": measured(given.std(ddof=1) if len(given) > 1 else None),
        "median": np.median(given) if len(given) else None,
        "readerMeans": [{"ratings": (~np.isnan(column)).sum(), "mean": reader_mean(column)} for column in table.T],
        "agreement": agreement_section(table),
    }


def friedman_section(table):
    test = Friedman(table)
    return {
        "blocks": test.blocks, "dropped": test.dropped, "meanRanks": test.mean_ranks, "chiSquare": measured(test.chi_square),
        "df": test.df, "pValue": measured(test.p), "imanDavenportF": measured(test.f), "imanDavenportPValue": measured(test.f_p),
        "kendallW": measured(test.w),
    }


def comparison_section(cube):
    means = cube.arms_by_case()
    pairs = list(combinations(range(len(ARMS)), 2))
    differences = [paired_differences(means[:, first], means[:, second]) for first, second in pairs]
    p_values = [wilcoxon_pratt(each) for each in differences]
    return [{
        "first": ARMS[first],
        "second": ARMS[second],
        "cases": len(each),
        "difference": bootstrap_difference(cube.readers_of(first), cube.readers_of(second)),
        "pValue": measured(p),
        "holmPValue": corrected,
        "rankBiserial": rank_biserial(each),
        "hodgesLehmann": hodges_lehmann(each),
    } for (first, second), each, p, corrected in zip(pairs, differences, p_values, holm(p_values))]


def question_section(index):
    path = f"study.questions[{index}]"
    lowest = int(given_number(path + ".lowest"))
    highest = lowest + given_count(path + ".anchors") - 1
    cube = RatingCube(int(given_number(path + ".position")))
    return {
        "question": given_number(path + ".position"),
        "scale": {"lowest": lowest, "highest": highest},
        "arms": [arm_section(cube, arm, lowest, highest) for arm in range(len(ARMS))],
        "agreement": agreement_section(cube.readers_of_all_arms()),
        "friedman": friedman_section(cube.arms_by_case()),
        "friedmanByReader": [{"test": friedman_section(cube.arms_of(reader))} for reader in range(len(cube.readers))],
        "comparisons": comparison_section(cube),
    }


def questions_of_kind(kind):
    return [index for index, each in enumerate(given_list("study.questions", ".kind")) if each == kind]


def exclusion_section():
    reasons = [row["reason"] for row in EXCLUSIONS]
    return [{"count": reasons.count(reason)} for reason in sorted(set(reasons))]


def scores_of(evaluation, label):
    """The scores of one label in one evaluation, by case; cases of unknown truth are left out."""
    return {row["case"]: (row["truth"] == "1", float(row["logit"])) for row in evaluation if row["label"] == label and row["truth"] != ""}


def split_by_truth(pairs):
    return (np.array([score for positive, score in pairs if positive]), np.array([score for positive, score in pairs if not positive]))


def labels_of(rows):
    return sorted({row["label"] for row in rows})


def label_section(positives, negatives):
    threshold, sensitivity, specificity = youden(positives, negatives)
    return {
        "positives": len(positives), "negatives": len(negatives), "area": delong_area(positives, negatives),
        "threshold": threshold, "sensitivity": sensitivity, "specificity": specificity,
    }


def model_section(evaluation):
    labels = [label_section(*split_by_truth(scores_of(evaluation, label).values())) for label in labels_of(evaluation)]
    areas = [label["area"]["value"] for label in labels if label["area"]["value"] is not None]
    return {"arm": int(evaluation[0]["arm"]), "labels": labels, "macro": measured(np.mean(areas) if areas else None), "labelsDefined": len(areas)}


def paired_samples(first, second, label):
    """Both models on the cases that both have scored."""
    x, y = scores_of(first, label), scores_of(second, label)
    both = [case for case in x if case in y]
    return split_by_truth([x[case] for case in both]), split_by_truth([(x[case][0], y[case][1]) for case in both])


def area_comparisons(evaluations, label):
    pairs = [(first, second) for first in evaluations for second in evaluations if int(first[0]["arm"]) < int(second[0]["arm"])]
    tests = [delong_paired(*paired_samples(first, second, label)) for first, second in pairs]
    return [{
        "first": {"arm": int(first[0]["arm"])}, "second": {"arm": int(second[0]["arm"])},
        "difference": difference, "z": measured(z), "pValue": measured(p), "holmPValue": corrected,
    } for (first, second), (difference, z, p), corrected in zip(pairs, tests, holm([p for _, _, p in tests]))]


def split_in_order(rows, key):
    return [[row for row in rows if key(row) == each] for each in in_order(map(key, rows))]


def classification_section():
    """Evaluations under one condition: clean images, or one attack; arms are compared within a condition only."""
    rows = sorted(PREDICTIONS, key=lambda row: (
        float(row["epsilon"]), int(row["steps"]), int(row["arm"]), row["branch"] != "Clean", row["attack_branch"] != "Clean"))
    section = []
    for same in split_in_order(rows, lambda row: (row["epsilon"], row["steps"])):
        evaluations = split_in_order(same, lambda row: (row["arm"], row["branch"], row["attack_branch"]))
        section.append({
            "condition": {"epsilon": float(same[0]["epsilon"]), "steps": int(same[0]["steps"])},
            "models": [model_section(evaluation) for evaluation in evaluations],
            "comparisons": [test for label in labels_of(same) for test in area_comparisons(evaluations, label)],
        })
    return section


def saliency_section():
    section = []
    for arm in ARMS:
        inside = [row for row in COMPARED if row["arm"] == str(arm) and row["mass_inside"] != ""]
        mass, area = (bootstrap_mean(numbers(inside, column)[:, None], draw_readers=False) for column in ("mass_inside", "area_inside"))
        section.append({"arm": arm, "maps": len(inside), "massInside": mass, "areaInside": area})
    return section


def marked_table(places, measure):
    """Cases x readers of one measure of the marked places."""
    present = {row["reader"] for row in places}
    readers = [reader for reader in READERS if reader in present]
    cases = in_order(map(case_of, places))
    table = np.full((len(cases), len(readers)), np.nan)
    for row, value in zip(places, numbers(places, measure)):
        table[cases.index(case_of(row)), readers.index(row["reader"])] = value
    return table


def overlap_section(index):
    question = GIVEN[f"study.questions[{index}].position"]
    arms = []
    for arm in ARMS:
        places = [
            row for row in MARKS
            if row["question"] == question and row["arm"] == str(arm) and row["purpose"] == "Main" and row["withdrawn"] == "0"]
        measures = {"massInside": "mass_inside_marks", "areaInside": "area_inside_marks", "hits": "hit", "iou": "iou"}
        arms.append({"arm": arm, "places": len(places)} | {
            name: bootstrap_mean(marked_table(places, column)) if places else measured() for name, column in measures.items()})
    return {"question": int(question), "arms": arms}


def report():
    return {
        "cases": len(CASES),
        "exclusions": exclusion_section(),
        "questions": [question_section(index) for index in questions_of_kind("scale")],
        "classification": classification_section(),
        "saliency": saliency_section(),
        "overlaps": [overlap_section(index) for index in questions_of_kind("marks")],
    }
