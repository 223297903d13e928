# ---- The sections of the report, in its order ----


def agreement_table(table, arm, categories):
    """Every coefficient of agreement of a table of maps x readers."""
    complete = len(complete_rows(table))
    weighted = []
    for weighting in ("none", "linear", "quadratic"):
        mean, pairs = light_kappa(table, categories, weighting)
        weighted.append({**gwet_agreement(table, categories, weighting), "cohenMean": measured(mean), "cohenPairs": pairs})
    return {
        "arm": arm, "maps": len(table), "completeMaps": complete,
        "intraclass": intraclass(table), "intraclassReml": [] if complete == len(table) else reml_intraclass(table),
        "alphas": [krippendorff_alpha(table, level) for level in ("nominal", "ordinal", "interval", "ratio")],
        "fleiss": fleiss_kappa(table, categories), "weighted": weighted, "concordance": kendall_w(table),
        "caseAveraged": case_averaged_agreement(table), "allIdentical": measured(identical_share(table)),
        "pairwiseExact": measured(pairwise_agreement(table, 0)), "pairwiseWithinOne": measured(pairwise_agreement(table, 1)),
    }


def agreement_summary(table):
    """The few that stand beside the ratings."""
    return {
        "maps": table["maps"], "completeMaps": table["completeMaps"], "iccSingle": table["intraclass"][1]["correlation"],
        "iccAverage": table["intraclass"][4]["correlation"], "alpha": table["alphas"][1]["alpha"], "kendallW": table["concordance"]["w"],
        "pairwiseExact": table["pairwiseExact"], "pairwiseWithinOne": table["pairwiseWithinOne"],
    }


def reader_pair_table(table, arm, categories):
    return {"arm": arm, "pairs": [{
        "maps": (~np.isnan(first) & ~np.isnan(second)).sum(), **kappas_of(first, second, categories),
        "exact": measured(agreement_within(first, second, 0)), "withinOne": measured(agreement_within(first, second, 1)),
        "differences": bland_altman(first, second),
    } for first, second in combinations(table.T, 2)]}


def reader_mean(x):
    """The mean with Student's interval: for one reader over cases."""
    x = x[~np.isnan(x)]
    if len(x) < 2:
        return measured(mean_or_nan(x))
    half = t_critical(len(x) - 1) * x.std(ddof=1) / np.sqrt(len(x))
    return measured(x.mean(), x.mean() - half, x.mean() + half)


def arm_section(cube, arm, categories, agreement):
    table = cube.readers_of(arm)
    given = table[~np.isnan(table)]
    return {
        "arm": ARMS[arm],
        "ratings": len(given),
        "counts": [(given == point).sum() for point in categories],
        "mean": bootstrap_mean(table),
        "standardDeviation": measured(given.std(ddof=1) if len(given) > 1 else np.nan),
        "median": median_or_nan(given),
        "readerMeans": [{"ratings": (~np.isnan(column)).sum(), "mean": reader_mean(column)} for column in table.T],
        "agreement": agreement_summary(agreement),
    }


def friedman_section(test, w=None):
    return {
        "blocks": test.blocks, "dropped": test.dropped, "meanRanks": test.mean_ranks, "chiSquare": measured(test.chi_square),
        "df": test.df, "pValue": measured(test.p), "imanDavenportF": measured(test.f), "imanDavenportPValue": measured(test.f_p),
        "kendallW": w or measured(test.w),
    }


def corrected_p(p_values):
    """The correction for the number of pairs that the plan names; a missing p-value does not count."""
    correction = GIVEN.get("planned.registered.correction") or "Holm"
    if correction == "Holm":
        return holm(p_values)
    known = sorted((p, index) for index, p in enumerate(p_values) if not np.isnan(p))
    adjusted, smallest = [np.nan] * len(p_values), 1
    for rank, (p, index) in reversed(list(enumerate(known, 1))):
        smallest = min(smallest, p * len(known) / rank)
        adjusted[index] = {"None": p, "Bonferroni": min(1, p * len(known)), "BenjaminiHochberg": smallest}[correction]
    return adjusted


def comparison_section(cube):
    means = cube.arms_by_case()
    pairs = list(combinations(range(len(ARMS)), 2))
    differences = [paired_differences(means[:, first], means[:, second]) for first, second in pairs]
    wilcoxon = [wilcoxon_pratt(each) for each in differences]
    t_tests = [PairedT(means[:, first], means[:, second]) for first, second in pairs]
    signs = [SignTest(each) for each in differences]
    by_t, by_sign = corrected_p([test.p for test in t_tests]), corrected_p([test.p for test in signs])
    return [{
        "first": ARMS[first], "second": ARMS[second], "cases": len(differences[i]),
        "difference": bootstrap_difference(cube.readers_of(first), cube.readers_of(second)),
        "pValue": measured(wilcoxon[i]), "holmPValue": holm(wilcoxon)[i],
        "rankBiserial": rank_biserial(differences[i]), "hodgesLehmann": hodges_lehmann(differences[i]),
        "correctedPValue": corrected_p(wilcoxon)[i], "cohenDz": t_tests[i].dz, "hedgesGz": t_tests[i].gz,
        "cohenDav": cohen_dav(cube.readers_of(first), cube.readers_of(second)),
        "cliffDelta": cliff_delta(means[:, first], means[:, second]),
        "pairedT": {
            "meanDifference": t_tests[i].mean, "t": measured(t_tests[i].t), "df": t_tests[i].df, "pValue": measured(t_tests[i].p),
            "correctedPValue": by_t[i]},
        "sign": {
            "positives": signs[i].positives, "negatives": signs[i].negatives, "zeros": signs[i].zeros, "pValue": measured(signs[i].p),
            "correctedPValue": by_sign[i], "positiveShare": signs[i].share, "medianDifference": signs[i].median},
    } for i, (first, second) in enumerate(pairs)]


def question_section(index):
    path = f"study.questions[{index}]"
    question, lowest = int(given_number(path + ".position")), int(given_number(path + ".lowest"))
    categories = list(range(lowest, lowest + given_count(path + ".anchors")))
    cube, rated = RatingCube(question), question_ratings(question)
    compared = sorted((rating for rating in rated if rating.included and rating.arm is not None), key=lambda rating: rating.position)
    tables = [*((cube.readers_of(arm), ordinal) for arm, ordinal in enumerate(ARMS)), (cube.readers_of_all_arms(), None)]
    agreement = [agreement_table(table, arm, categories) for table, arm in tables]
    test = Friedman(cube.arms_by_case())
    return {
        "question": question,
        "scale": {"lowest": categories[0], "highest": categories[-1]},
        "arms": [arm_section(cube, arm, categories, agreement[arm]) for arm in range(len(ARMS))],
        "agreement": agreement_summary(agreement[-1]),
        "friedman": friedman_section(test, friedman_w(test)),
        "friedmanByReader": [{"test": friedman_section(Friedman(cube.arms_of(reader)))} for reader in range(len(cube.readers))],
        "comparisons": comparison_section(cube),
        "postHoc": post_hoc(test),
        "permutation": permutation_test(cube.values),
        "agreementTables": agreement,
        "readerPairs": [reader_pair_table(table, arm, categories) for table, arm in tables],
        "intraReader": repeat_section(rated, cube, categories),
        "mixedModel": mixed_model_section(cube.values),
        "ordinalModel": ordinal_section(cube.values),
        "controls": control_section(rated, cube),
        "drift": drift_section(compared, cube),
        "times": time_section(rated, compared, cube),
    }


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
    scales = questions_of_kind("scale")
    sections = {
        "cases": len(CASES),
        "exclusions": exclusion_counts(EXCLUSIONS),
        "questions": [question_section(index) for index in scales],
        "classification": conditions_section(own_predictions()),
        "saliency": saliency_section(),
        "overlaps": [overlap_section(index) for index in questions_of_kind("marks")],
        "robustness": robustness_section(),
        "external": external_section(),
        "mrmc": [mrmc_section(index) for index in scales],
        "strata": [strata_section(index) for index in scales],
        "relations": [relations_section(index) for index in scales],
        "flow": flow_section(),
    }
    return sections | {"planned": planned_section(sections)}
