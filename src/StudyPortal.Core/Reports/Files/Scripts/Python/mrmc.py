# ---- Readers' ROC areas: the multi-reader multi-case analysis, ratings being scores that speak for the case being positive ----


class Cell:
    """What one reader scored under one arm: wins[p, q] is 2 where positive p is rated above negative q, 1 where they tie, 0 otherwise."""

    def __init__(self, positives, negatives):
        self.has_positive, self.has_negative = ~np.isnan(positives), ~np.isnan(negatives)
        p, q = positives[:, None], negatives[None]
        self.wins = (p > q).astype(float) + (p >= q)
        self.of_positives, self.of_negatives, self.total = self.wins.sum(axis=1), self.wins.sum(axis=0), self.wins.sum()
        self.m, self.n = int(self.has_positive.sum()), int(self.has_negative.sum())
        self.comparisons = self.m * self.n
        self.area = self.total / (2 * self.comparisons) if self.comparisons else np.nan

    def pseudovalues(self):
        """Jackknife pseudovalues K A - (K - 1) A(without the case), positives first."""
        k = self.m + self.n

        def of_class(wins, size):
            return (k * self.total * (size - 1) - (k - 1) * (self.total - wins) * size) / (2 * self.comparisons * (size - 1))

        return np.concatenate([of_class(self.of_positives, self.m), of_class(self.of_negatives, self.n)])


class MrmcSample:
    """Cases of known truth that anyone scored, and their cells: cells[arm][reader]."""

    def __init__(self, cube, truth):
        self.cube, self.truth = cube, truth
        scored = (~np.isnan(cube)).any(axis=(1, 2))
        positives, negatives = cube[scored & (truth == 1)], cube[scored & (truth == 0)]
        self.readers, self.arms = cube.shape[1:]
        self.cells = [[Cell(positives[:, reader, arm], negatives[:, reader, arm]) for reader in range(self.readers)] for arm in range(self.arms)]
        self.positives, self.negatives = len(positives), len(negatives)
        self.left_out = len(cube) - self.positives - self.negatives
        self.present = ~np.isnan(np.concatenate([positives, negatives]))

    def complete(self):
        complete = (~np.isnan(self.cube)).all(axis=(1, 2))
        return MrmcSample(np.where(complete[:, None, None], self.cube, np.nan), self.truth)

    def all_cells(self):
        return [cell for of_arm in self.cells for cell in of_arm]

    def identical_arms(self):
        return all((cell.wins == first.wins).all() for of_arm in self.cells for cell, first in zip(of_arm, self.cells[0]))

    def design(self):
        """Which design the cells form. Only the factorial one is analysed here by Obuchowski and Rockette; gaps in it drop their cases.
        There is none where nobody works under an arm, or some readers under several arms but not under all."""
        scored = self.present.any(axis=0)
        if not scored.all():
            return "other" if scored.any(axis=0).all() and (scored.sum(axis=1) == 1).all() else "none"
        if self.present.all():
            return "factorial"
        one_reader = self.readers > 1 and (self.present.any(axis=2).sum(axis=1) == 1).all()
        one_arm = self.arms > 1 and (self.present.any(axis=1).sum(axis=1) == 1).all()
        return "other" if one_reader or one_arm or self.form_groups() else "factorial"

    def form_groups(self):
        """Whether any two cells of a group of readers have the same cases, and any two of different groups none in common."""
        cases = self.present.transpose(2, 1, 0).astype(int)
        group = [np.flatnonzero(cases[0] @ cases[0, reader] > 0)[0] for reader in range(self.readers)]
        flat, groups = cases.reshape(-1, cases.shape[2]), group * self.arms
        return all(
            (flat[i] == flat[j]).all() if groups[i] == groups[j] else flat[i] @ flat[j] == 0
            for i in range(len(flat)) for j in range(len(flat)))


def without_noise(effects, noise):
    return 0 if (np.abs(effects) <= noise).all() else (effects**2).sum()


# What all analyses share; nan is undefined, a df of None the normal distribution.


def critical_value(df):
    return NORMAL_CRITICAL if df is None else t_critical(df) if np.isfinite(df) else NORMAL_CRITICAL


def root(variance):
    return np.sqrt(variance) if variance >= 0 else np.nan


def arm_mean(arm, area, variance, df, clipped):
    error = root(variance)
    if np.isnan(error) or error == 0:
        return {"arm": ARMS[arm], "area": measured(area), "standardError": measured(error)}
    ends = area + np.array([-1, 1]) * critical_value(df) * error
    ends = np.clip(ends, 0, 1) if clipped else ends
    return {"arm": ARMS[arm], "area": measured(area, *ends), "standardError": measured(error), "df": df}


def mrmc_pair(first, second, difference, variance, df):
    error = root(variance)
    result = {
        "first": ARMS[first], "second": ARMS[second], "difference": measured(difference), "standardError": measured(error), "pValue": measured()}
    if np.isnan(error) or error == 0:
        return result
    half, statistic = critical_value(df) * error, difference / error
    p = 2 * (stats.norm.sf(abs(statistic)) if df is None else stats.t.sf(abs(statistic), df))
    return result | {
        "difference": measured(difference, difference - half, difference + half), "df": df, "statistic": measured(statistic), "pValue": measured(p)}


def mrmc_test(means, mean_square, denominator, df2, pair_factor, arms):
    """F = mean square / denominator, or chi-square = df1 x mean square / denominator where df2 is None; a denominator of 0 or less is
    none."""
    df1, denominator = len(means) - 1, denominator if denominator > 0 else np.nan
    statistic = mean_square / denominator * (df1 if df2 is None else 1)
    p = stats.chi2.sf(statistic, df1) if df2 is None else stats.f.sf(statistic, df1, df2) if np.isfinite(df2) else stats.chi2.sf(statistic * df1, df1)
    pairs = [
        mrmc_pair(first, second, means[first] - means[second], denominator * pair_factor, df2)
        for first, second in combinations(range(len(means)), 2)]
    return {
        "statistic": measured(statistic), "df1": df1, "df2": None if np.isnan(denominator) else df2, "pValue": measured(p), "arms": arms,
        "pairs": with_holm(pairs)}


MRMC_TESTS = ["randomReadersRandomCases", "fixedReadersRandomCases", "randomReadersFixedCases"]


def no_mrmc_tests(arms):
    nothing = {"statistic": measured(), "df1": arms - 1, "pValue": measured(), "arms": [{"arm": ARMS[arm]} for arm in range(arms)], "pairs": []}
    return {name: nothing for name in MRMC_TESTS}


def satterthwaite_sum(total, mean_square, df):
    return np.inf if mean_square == 0 else total**2 * df / mean_square**2


class ErrorMoments:
    """Error variance; covariances of the same reader under another arm (1), another reader under the same (2), both other (3); 0 where
    none. From a jackknife over cases."""

    def __init__(self, sample):
        values = np.array([cell.pseudovalues() for cell in sample.all_cells()])
        k = values.shape[1]
        centred = values - values.mean(axis=1, keepdims=True)
        covariance = centred @ centred.T / (k * (k - 1))
        arm, reader = np.repeat(np.arange(sample.arms), sample.readers), np.tile(np.arange(sample.readers), sample.arms)
        same_arm, same_reader = arm[:, None] == arm, reader[:, None] == reader

        def mean_of(which):
            return covariance[which].mean() if which.any() else 0

        def of_arms(kind):
            return np.array([mean_of(kind & np.outer(arm == each, arm == each)) for each in range(sample.arms)])

        self.variance, self.cov1 = mean_of(same_arm & same_reader), mean_of(~same_arm & same_reader)
        self.cov2, self.cov3 = mean_of(same_arm & ~same_reader), mean_of(~same_arm & ~same_reader)
        self.arm_variance = of_arms(same_reader)
        self.arm_cov2 = of_arms(~same_reader) if sample.readers > 1 else np.full(sample.arms, np.nan)


class NoErrorMoments:
    def __init__(self, arms):
        self.variance = self.cov1 = self.cov2 = self.cov3 = np.nan
        self.arm_variance = self.arm_cov2 = np.full(arms, np.nan)


def obuchowski_rockette(sample):
    """Obuchowski & Rockette (1995) with the df of Hillis (2007): an analysis of variance of the readers' areas with correlated errors."""
    has_design = sample.design() == "factorial"
    sample = sample.complete() if has_design else sample
    result = {"positives": sample.positives, "negatives": sample.negatives, "dropped": sample.left_out}
    a, r = sample.arms, sample.readers
    if not has_design or sample.positives == 0 or sample.negatives == 0:
        return result | no_mrmc_tests(a)
    areas = np.array([[cell.area for cell in of_arm] for of_arm in sample.cells])
    errors = ErrorMoments(sample) if min(sample.positives, sample.negatives) > 1 else NoErrorMoments(a)
    by_arm, by_reader, grand = areas.mean(axis=1), areas.mean(axis=0), areas.mean()

    def squares(effects, df):
        return without_noise(effects, 1e-14) / df if df else np.nan

    mst, msr = squares(np.repeat(by_arm - grand, r), a - 1), squares(np.tile(by_reader - grand, a), r - 1)
    mstr = squares(areas - by_arm[:, None] - by_reader + grand, (a - 1) * (r - 1))
    msr_of = np.array([squares(areas[arm] - by_arm[arm], r - 1) for arm in range(a)])
    untestable, contrast = a == 1 or sample.identical_arms(), errors.cov2 - errors.cov3

    def arms_by(variance, df):
        return [arm_mean(arm, by_arm[arm], variance[arm] / r, df(arm), True) for arm in range(a)]

    def test(denominator, df2, arms):
        if untestable or np.isnan(denominator):
            return mrmc_test(by_arm, 0, np.nan, None, 2 / r, arms)
        return mrmc_test(by_arm, mst, denominator, df2, 2 / r, arms)

    random_cases = msr_of + r * np.maximum(errors.arm_cov2, 0)
    random, error_df = mstr + r * np.maximum(contrast, 0), (a - 1) * (r - 1)
    return result | {
        "components": {
            "reader": measured((msr - mstr) / a - errors.cov1 + errors.cov3),
            "armByReader": measured(mstr - errors.variance + errors.cov1 + errors.cov2 - errors.cov3),
            "error": measured(errors.variance), "cov1": measured(errors.cov1 if a > 1 else np.nan),
            "cov2": measured(errors.cov2 if r > 1 else np.nan), "cov3": measured(errors.cov3 if a > 1 and r > 1 else np.nan)},
        "randomReadersRandomCases": test(
            random, satterthwaite_sum(random, mstr, error_df),
            arms_by(random_cases, lambda arm: satterthwaite_sum(random_cases[arm], msr_of[arm], r - 1))),
        "fixedReadersRandomCases": test(
            errors.variance - errors.cov1 + (r - 1) * contrast, None,
            arms_by(errors.arm_variance + (r - 1) * np.maximum(np.nan_to_num(errors.arm_cov2), 0), lambda arm: None)),
        "randomReadersFixedCases": test(mstr, error_df, arms_by(msr_of, lambda arm: r - 1)),
    }


def dorfman_berbaum_metz(sample):
    """Dorfman, Berbaum & Metz (1992): an analysis of variance of jackknife pseudovalues, with the df of Hillis, Berbaum & Metz (2008)."""
    sample = sample.complete()
    result = {"positives": sample.positives, "negatives": sample.negatives, "dropped": sample.left_out}
    a, r, k = sample.arms, sample.readers, sample.positives + sample.negatives
    if min(sample.positives, sample.negatives) < 2:
        return result | no_mrmc_tests(a)
    values = np.array([[cell.pseudovalues() for cell in of_arm] for of_arm in sample.cells])
    grand, by_arm, by_reader, by_case = values.mean(), values.mean(axis=(1, 2)), values.mean(axis=(0, 2)), values.mean(axis=(0, 1))
    arm_reader, arm_case, reader_case = values.mean(axis=2), values.mean(axis=1), values.mean(axis=0)

    def squares(effects, repeats, df):
        return repeats * without_noise(effects, 1e-13) / df if df else np.nan

    def interaction(means, rows, columns, of_all):
        return means - rows[:, None] - columns + of_all

    mst = squares(by_arm - grand, r * k, a - 1)
    mstr = squares(interaction(arm_reader, by_arm, by_reader, grand), k, (a - 1) * (r - 1))
    mstc = squares(interaction(arm_case, by_arm, by_case, grand), r, (a - 1) * (k - 1))
    within_arm = np.array([interaction(values[arm], arm_reader[arm], arm_case[arm], by_arm[arm]) for arm in range(a)])
    mstrc = squares(within_arm - interaction(reader_case, by_reader, by_case, grand), 1, (a - 1) * (r - 1) * (k - 1))
    readers_of = np.array([squares(arm_reader[arm] - by_arm[arm], k, r - 1) for arm in range(a)])
    cases_of = np.array([squares(arm_case[arm] - by_arm[arm], r, k - 1) for arm in range(a)])
    residual_of = np.array([squares(within_arm[arm], 1, (r - 1) * (k - 1)) for arm in range(a)])
    random_of = readers_of + np.maximum(cases_of - residual_of, 0)
    untestable = a == 1 or sample.identical_arms()

    def arms_by(variance, df):
        return [arm_mean(arm, by_arm[arm], variance[arm] / (r * k), df(arm), False) for arm in range(a)]

    def test(denominator, df2, arms):
        return mrmc_test(by_arm, np.nan_to_num(mst), np.nan if untestable else denominator, df2, 2 / (r * k), arms)

    random = mstr + np.maximum(mstc - mstrc, 0)
    return result | {
        "randomReadersRandomCases": test(
            random, 0 if np.isnan(random) else satterthwaite_sum(random, mstr, (a - 1) * (r - 1)),
            arms_by(random_of, lambda arm: satterthwaite_sum(random_of[arm], readers_of[arm], r - 1))),
        "fixedReadersRandomCases": test(mstc, (a - 1) * (k - 1), arms_by(cases_of, lambda arm: k - 1)),
        "randomReadersFixedCases": test(mstr, (a - 1) * (r - 1), arms_by(readers_of, lambda arm: r - 1)),
    }


def pair_wins(x, y):
    """Sums over pairs of comparisons of two cells that share both cases, the positive, the negative, or whatever: of wins."""
    return np.array([(x.wins * y.wins).sum(), x.of_positives @ y.of_positives, x.of_negatives @ y.of_negatives, x.total * y.total]) / 4


def pair_counts(x, y):
    """How many such pairs there are."""
    m, n = (x.has_positive & y.has_positive).sum(), (x.has_negative & y.has_negative).sum()
    return np.array([m * n, m * x.n * y.n, n * x.m * y.m, x.comparisons * y.comparisons], dtype=float)


def disjoint(sums):
    """From what is shared at least to what is shared exactly: both cases, only the positive, only the negative, neither."""
    return np.array([sums[0], sums[1] - sums[0], sums[2] - sums[0], sums[3] - sums[1] - sums[2] + sums[0]])


def no_noise(variance):
    return 0 if abs(variance) <= 1e-14 else variance


class UStatistic:
    """The covariance of the areas of two arms as a U-statistic (Gallas 2006, 2009): eight moments, same reader and other readers, each by
    the cases shared, and their coefficients."""

    def __init__(self, first, second):
        readers = range(len(first))
        wins = np.array([[pair_wins(first[i], second[j]) for j in readers] for i in readers])
        counts = np.array([[pair_counts(first[i], second[j]) for j in readers] for i in readers])
        same_wins, same_counts = (np.trace(table) for table in (wins, counts))
        all_wins, all_counts = wins.sum(axis=(0, 1)), counts.sum(axis=(0, 1))
        weights = np.concatenate([disjoint(same_counts), disjoint(all_counts) - disjoint(same_counts)])
        self.is_defined = weights[7] != 0
        if not self.is_defined:
            return
        sums = np.concatenate([disjoint(same_wins), disjoint(all_wins) - disjoint(same_wins)])
        coefficients = weights / all_counts[3]
        coefficients[7] -= 1
        self.covariance = no_noise(coefficients @ np.nan_to_num(ratio(sums, weights)))
        biased = np.nan_to_num(ratio(np.concatenate([same_wins, all_wins]), np.concatenate([same_counts, all_counts])))
        shares = np.array([coefficients[ways].sum() for ways in ([0, 2, 4, 6], [0, 1, 4, 5], [0, 1, 2, 3])])
        self.components = np.where(shares == 0, 0, biased[[6, 5, 3]] - biased[7])
        with np.errstate(divide="ignore"):
            self.df = np.rint(1 / shares - 1)


def one_shot_error(variance, components, df):
    """Variance squared over the sum of component^2 / df^3 of negatives, positives and readers, but not fewer than the fewest."""
    if variance <= 0 or df.min() <= 0:
        return np.nan, None
    with np.errstate(divide="ignore"):
        return variance, max(variance**2 / (components**2 / df**3).sum(), df.min())


def area_of_cells(cells):
    comparisons = sum(cell.comparisons for cell in cells)
    return sum(cell.total for cell in cells) / (2 * comparisons) if comparisons else np.nan


def one_shot(sample):
    """Gallas's analysis: random readers and cases, every observed comparison counting once; nothing is dropped."""
    own, areas = [UStatistic(cells, cells) for cells in sample.cells], [area_of_cells(cells) for cells in sample.cells]
    arms = []
    for arm, (area, of_arm) in enumerate(zip(areas, own)):
        if np.isnan(area) or not of_arm.is_defined:
            arms.append({"arm": ARMS[arm], "area": measured(area)})
            continue
        mean = arm_mean(arm, area, *one_shot_error(of_arm.covariance, of_arm.components, of_arm.df), False)
        arms.append(mean | {"standardError": measured(root(of_arm.covariance))})
    return {"arms": arms, "pairs": with_holm([
        one_shot_pair(sample, first, second, own, areas) for first, second in combinations(range(sample.arms), 2)])}


def one_shot_pair(sample, first, second, own, areas):
    difference, x, y = areas[first] - areas[second], own[first], own[second]
    both = UStatistic(sample.cells[first], sample.cells[second]) if x.is_defined and y.is_defined else None
    if np.isnan(difference) or both is None or not both.is_defined:
        return mrmc_pair(first, second, difference, np.nan, None)
    variance = no_noise(x.covariance + y.covariance - 2 * both.covariance)
    components = x.components + y.components - 2 * both.components
    return mrmc_pair(first, second, difference, *one_shot_error(variance, components, np.minimum(x.df, y.df)))


def reader_areas(sample):
    section = []
    for arm, of_arm in enumerate(sample.cells):
        for cell in of_arm:
            variance = np.nan
            if cell.m > 1 and cell.n > 1:
                variance = no_noise(cell.area**2 - disjoint(pair_wins(cell, cell))[3] / disjoint(pair_counts(cell, cell))[3])
            section.append({
                "arm": ARMS[arm], "positives": cell.m, "negatives": cell.n, "area": measured(cell.area), "variance": measured(variance)})
    return section


def mrmc_non_inferiority(pairs):
    """By Obuchowski and Rockette with random readers and cases; a pair the other way round changes its sign."""
    rule, tests = NonInferiorityRule(), []
    for first, second in rule.between(ARMS):
        for pair in pairs:
            if {pair["first"], pair["second"]} == {first, second}:
                se, sign = pair["standardError"]["value"], 1 if pair["first"] == first else -1
                value = np.nan if np.isnan(se) else sign * pair["difference"]["value"]
                tests.append({"first": first, "second": second, **rule.test(value, se, pair.get("df")), "df": pair.get("df")})
    return with_holm(tests)


def mrmc_section(index):
    question = int(given_number(f"study.questions[{index}].position"))
    cube, truth = RatingCube(question), truth_of_cases()
    section = {"question": question}
    if not cube.readers or not (truth == 1).any() or not (truth == 0).any():
        return section | {
            "positives": (truth == 1).sum(), "negatives": (truth == 0).sum(), "leftOut": np.isnan(truth).sum()}
    sample = MrmcSample(cube.values, truth)
    section |= {
        "positives": sample.positives, "negatives": sample.negatives, "leftOut": sample.left_out, "readerAreas": reader_areas(sample),
        "dorfmanBerbaumMetz": dorfman_berbaum_metz(sample), "oneShot": one_shot(sample)}
    if sample.design() == "other":
        leave_out("mrmc[].obuchowskiRockette", "the readers did not all read the same cases under every arm: only the factorial design is recomputed")
        leave_out("mrmc[].nonInferiority", "it rests on the analysis of Obuchowski and Rockette")
        return section
    rockette = obuchowski_rockette(sample)
    return section | {
        "obuchowskiRockette": rockette, "nonInferiority": mrmc_non_inferiority(rockette["randomReadersRandomCases"]["pairs"])}
