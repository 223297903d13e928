# ---- What else the scores of one label say: samples of positive and negative scores, in the order of the cases ----


class Sample:
    """The scores of the positive and of the negative cases."""

    def __init__(self, positives, negatives):
        self.positives, self.negatives = np.asarray(positives, dtype=float), np.asarray(negatives, dtype=float)
        self.m, self.n = len(self.positives), len(self.negatives)

    def probabilities(self):
        with np.errstate(over="ignore"):
            return 1 / (1 + np.exp(-self.positives)), 1 / (1 + np.exp(-self.negatives))


def stratified_draws(sample, statistic):
    """As many positives and as many negatives as there are, positives first: the statistic of how often each case is drawn."""
    step = max(1, 2_000_000 // max(1, sample.m + sample.n))
    chunks = (np.arange(first, min(REPLICATES, first + step)) for first in range(0, REPLICATES, step))
    return np.concatenate([
        statistic(counts_of_draws(chunk, 0, sample.m), counts_of_draws(chunk, sample.m, sample.n)) for chunk in chunks])


def sum_by_level(counts, level, levels):
    """Sums of the columns of each level, one column a level."""
    order = np.argsort(level, kind="stable")
    present, first = np.unique(level[order], return_index=True)
    sums = np.zeros((len(counts), levels))
    if len(level):
        sums[:, present] = np.add.reduceat(counts[:, order], first, axis=1)
    return sums


class ScoreLevels:
    """The distinct scores, highest first, and on which of them each case lies."""

    def __init__(self, sample):
        scores = np.unique(np.concatenate([sample.positives, sample.negatives]))[::-1]
        self.n = len(scores)
        self.positives, self.negatives = (np.searchsorted(-scores, -cases) for cases in (sample.positives, sample.negatives))


def partial_area_and_precision(levels, of_positives, of_negatives, up_to):
    """For each row of drawn counts: the area under the empirical ROC curve up to a false positive rate, by trapezoids, and average
    precision, the precision at every distinct score weighted by the recall it adds."""
    m, n = of_positives.shape[1], of_negatives.shape[1]
    positives, negatives = sum_by_level(of_positives, levels.positives, levels.n), sum_by_level(of_negatives, levels.negatives, levels.n)
    true, false = np.cumsum(positives, axis=1), np.cumsum(negatives, axis=1)
    precision = np.where(positives > 0, positives * ratio(true, true + false), 0).sum(axis=1) / m
    if n == 0:
        return np.column_stack([np.full(len(precision), np.nan), precision])
    left, right = (false - negatives) / n, np.minimum(false / n, up_to)
    rise = ratio(positives / m, negatives / n)
    heights = (true - positives) / m + np.nan_to_num(rise) * ((left + right) / 2 - left)
    return np.column_stack([np.where(right > left, (right - left) * heights, 0).sum(axis=1), precision])


def mcclish(area, width):
    """McClish (1989): one half is chance, 1 is perfect."""
    return (1 + (area - width**2 / 2) / (width - width**2 / 2)) / 2


def partial_section(sample, resample):
    """Partial area over specificities from 0.8 to 1 and average precision, with the percentile interval of the stratified bootstrap on
    clean images."""
    width, raw, precision = 1 - 0.8, measured(), measured()
    if sample.m > 0:
        levels = ScoreLevels(sample)
        values = partial_area_and_precision(levels, np.ones((1, sample.m)), np.ones((1, sample.n)), width)[0]
        raw, precision = measured(values[0]), measured(values[1])
        if resample:
            drawn = stratified_draws(sample, lambda p, q: partial_area_and_precision(levels, p, q, width))
            raw, precision = percentile(values[0], drawn[:, 0]), percentile(values[1], drawn[:, 1])
    return {
        "partial": {"fromSpecificity": 0.8, "toSpecificity": 1, "raw": raw, "mcClish": {name: mcclish(value, width) for name, value in raw.items()}},
        "precisionRecall": {"averagePrecision": precision, "prevalence": wilson(sample.m, sample.m + sample.n)},
    }


def brier_section(sample):
    """Brier (1950) with the normal interval of a mean, and the skill against predicting the share of positives."""
    p, q = sample.probabilities()
    errors = np.concatenate([(1 - p) ** 2, q**2])
    n = len(errors)
    if n == 0:
        return {"score": measured(), "skill": measured()}
    score, share = errors.mean(), sample.m / n
    skill = measured(1 - score / (share * (1 - share)) if 0 < share < 1 else np.nan)
    if n < 2 or (errors == errors[0]).all():
        return {"score": measured(score), "skill": skill}
    return {"score": wald(score, errors.std(ddof=1) / np.sqrt(n), 0, 1), "skill": skill}


def calibration_bins(sample):
    """Expected and maximum calibration error over ten bins of equal width, each without its lower edge (Naeini et al. 2015)."""
    p, q = sample.probabilities()
    probability, positive = np.concatenate([p, q]), np.concatenate([np.ones(sample.m), np.zeros(sample.n)])
    if len(probability) == 0:
        return {"expected": measured(), "maximum": measured(), "bins": []}
    edges = np.arange(11) / 10
    bins = np.minimum(np.searchsorted(edges[1:], probability, side="left"), 9)
    cases, positives, sums = (np.bincount(bins, weights, 10) for weights in (None, positive, probability))
    predicted, used = ratio(sums, cases.astype(float)), cases > 0
    gaps = np.abs(ratio(positives, cases.astype(float)) - predicted)
    return {
        "expected": measured((cases[used] * gaps[used]).sum() / len(probability)), "maximum": measured(gaps[used].max()),
        "bins": [{
            "low": edges[i], "high": edges[i + 1], "cases": cases[i], "positives": positives[i], "meanPredicted": measured(predicted[i]),
            "observed": wilson(int(positives[i]), int(cases[i]))} for i in range(10)],
    }


def logistic_fit(x, truth, with_slope):
    """Logistic regression by Newton's method; the slope may be held at 1. Estimates and their variances, None where there is no maximum."""
    design = np.column_stack([np.ones(len(x)), x]) if with_slope else np.ones((len(x), 1))
    offset = 0 if with_slope else x

    def log_likelihood(beta):
        against = np.where(truth, -1, 1) * (design @ beta + offset)
        return -(np.maximum(against, 0) + np.log1p(np.exp(-np.abs(against)))).sum()

    beta = np.zeros(design.shape[1])
    for _ in range(200):
        p = 1 / (1 + np.exp(-(design @ beta + offset)))
        covariance = inverse_or_nan(design.T @ ((p * (1 - p))[:, None] * design))
        change = covariance @ design.T @ (truth - p)
        if not np.isfinite(change).all():
            return None
        if np.abs(change).sum() <= 1e-12 * (1 + np.abs(beta).sum()):
            return beta + change, np.diag(covariance)
        share, now = 1.0, log_likelihood(beta)
        while share > 1e-10 and not log_likelihood(beta + share * change) >= now - 1e-12 * abs(now):
            share /= 2
        beta = beta + share * change
    return None


def around(value, variance):
    half = NORMAL_CRITICAL * np.sqrt(variance)
    return measured(value, value - half, value + half)


def calibration_line(sample):
    """Logistic recalibration (Cox 1958): slope and intercept, and the intercept with the slope held at 1."""
    result = {"slope": measured(), "intercept": measured(), "inTheLarge": measured()}
    p, q = sample.probabilities()
    both = np.concatenate([p, q])
    if sample.m == 0 or sample.n == 0 or ((both == 0) | (both == 1)).any():
        return result
    x, truth = np.log(both) - np.log1p(-both), np.concatenate([np.ones(sample.m), np.zeros(sample.n)])
    alone = logistic_fit(x, truth, False)
    if alone:
        result["inTheLarge"] = around(alone[0][0], alone[1][0])
    overlap = len(np.unique(both)) > 1 and p.min() < q.max() and p.max() > q.min()
    line = logistic_fit(x, truth, True) if overlap else None
    if line:
        result["intercept"], result["slope"] = (around(value, variance) for value, variance in zip(*line))
    return result


def rate(count, total):
    return {"wilson": wilson(count, total), "clopperPearson": clopper_pearson(count, total)}


def operating_section(sample, threshold):
    """The rule "positive when score >= threshold"."""
    if np.isnan(threshold):
        none = {"wilson": measured(), "clopperPearson": measured()}
        counts = {name: 0 for name in ("truePositives", "falsePositives", "trueNegatives", "falseNegatives")}
        return counts | {"sensitivity": none, "specificity": none}
    true, false = int((sample.positives >= threshold).sum()), int((sample.negatives >= threshold).sum())
    return {
        "threshold": threshold, "truePositives": true, "falsePositives": false, "trueNegatives": sample.n - false,
        "falseNegatives": sample.m - true, "sensitivity": rate(true, sample.m), "specificity": rate(sample.n - false, sample.n),
    }


def truth_runs(sample):
    """The ordered categories of the binormal model: distinct scores, lowest first; neighbours of one truth are one (LABROC4, Metz et al.
    1998). Negatives and positives in each."""
    scores = np.unique(np.concatenate([sample.positives, sample.negatives]))
    negatives, positives = (np.bincount(np.searchsorted(scores, cases), minlength=len(scores)) for cases in (sample.negatives, sample.positives))
    kind = np.where(positives == 0, 0, np.where(negatives == 0, 1, 2))
    run = np.cumsum(np.concatenate([[True], (kind[1:] != kind[:-1]) | (kind[1:] == 2)])) - 1
    return np.bincount(run, negatives), np.bincount(run, positives)


def fits_right_angles(negatives, positives):
    """Whether all operating points lie on a curve that turns at right angles only: the likelihood then has no maximum."""

    def levels(divided, other):
        below = np.cumsum(divided)[:-1]
        return len(np.unique(np.cumsum(other)[:-1][(below > 0) & (below < divided.sum())]))

    return levels(negatives, positives) < 2 or levels(positives, negatives) < 2


class OrderedProbit:
    """Counts in the categories between the cutoffs of a standard normal: log likelihood, gradient and (tridiagonal) information."""

    def __init__(self, counts, cutoffs, expected):
        low, high = np.concatenate([[-np.inf], cutoffs]), np.concatenate([cutoffs, [np.inf]])
        p = np.where(low > 0, special.ndtr(-low) - special.ndtr(-high), special.ndtr(high) - special.ndtr(low))

        def over(count):
            return np.divide(count, p, out=np.zeros(len(p)), where=(count != 0) & (p != 0))

        curvature = over(np.full(len(p), counts.sum())) if expected else over(over(counts))
        density = np.exp(-(cutoffs**2) / 2) / np.sqrt(2 * np.pi)
        self.gradient = density * (over(counts)[:-1] - over(counts)[1:])
        self.beside = -density[1:] * density[:-1] * curvature[1:-1]
        self.diagonal = density**2 * (curvature[:-1] + curvature[1:]) + (0 if expected else cutoffs * self.gradient)
        with np.errstate(divide="ignore"):
            self.log_likelihood = (counts[counts > 0] * np.log(p[counts > 0])).sum()

    def times(self, vector):
        """The information times a vector."""
        return self.diagonal * vector + np.append(self.beside * vector[1:], 0) + np.insert(self.beside * vector[:-1], 0, 0)


def binormal_step(runs, at, expected):
    """One Newton step of (a, b, cutoffs), the cutoffs eliminated first, what it gains and the inverse information of a and b; None where
    the information is not positive definite."""
    a, b, cutoffs = at[0], at[1], at[2:]
    negative, positive = OrderedProbit(runs[0], cutoffs, expected), OrderedProbit(runs[1], b * cutoffs - a, expected)
    by_one, by_cutoff = positive.times(np.ones(len(cutoffs))), positive.times(cutoffs)
    of_ab = np.array([-positive.gradient.sum(), positive.gradient @ cutoffs])
    of_cutoffs = negative.gradient + b * positive.gradient
    mixed = np.column_stack([-b * by_one, b * by_cutoff - (0 if expected else positive.gradient)])
    banded = np.vstack([np.insert(negative.beside + b**2 * positive.beside, 0, 0), negative.diagonal + b**2 * positive.diagonal])
    try:
        solved = linalg.solveh_banded(banded, np.column_stack([mixed, of_cutoffs]))
    except linalg.LinAlgError:
        return None
    information = np.array([[by_one.sum(), -by_cutoff.sum()], [-by_cutoff.sum(), cutoffs @ by_cutoff]]) - mixed.T @ solved[:, :2]
    if not (information[0, 0] > 0 and np.linalg.det(information) > 0):
        return None
    covariance = np.linalg.inv(information)
    ab = covariance @ (of_ab - mixed.T @ solved[:, 2])
    step = solved[:, 2] - solved[:, :2] @ ab
    return np.concatenate([ab, step]), of_ab @ ab + of_cutoffs @ step, covariance


def binormal_start(negatives, positives):
    pairs = negatives.sum() * positives.sum()
    wins = (positives * (np.cumsum(negatives) - negatives / 2)).sum()
    a = np.sqrt(2) * stats.norm.ppf(np.clip(wins / pairs, 0.5 / pairs, 1 - 0.5 / pairs))
    up_to = np.cumsum(negatives + positives)[:-1]

    def below(z):
        return negatives.sum() * special.ndtr(z) + positives.sum() * special.ndtr(z - a)

    return np.concatenate([[a, 1], [bisect(lambda z: below(z) < cases, -40, 40) for cases in up_to]])


def binormal_fit(runs):
    """Maximum likelihood of the binormal model (Dorfman & Alf 1969): sensitivity = Phi(a + b Phi^-1(1 - specificity))."""

    def log_likelihood(at):
        return OrderedProbit(runs[0], at[2:], True).log_likelihood + OrderedProbit(runs[1], at[1] * at[2:] - at[0], True).log_likelihood

    def is_ordered(at):
        return at[1] > 0 and (np.diff(at[2:]) > 0).all() and (np.diff(at[1] * at[2:] - at[0]) > 0).all()

    at = binormal_start(*runs)
    for _ in range(500):
        step = binormal_step(runs, at, False) or binormal_step(runs, at, True)
        if step is None:
            return None
        before, share = log_likelihood(at), 1.0
        while not (is_ordered(at + share * step[0]) and log_likelihood(at + share * step[0]) >= before - 1e-12 * abs(before)):
            share /= 2
            if share <= 1e-12:
                return None
        at = at + share * step[0]
        if step[1] < 1e-12:
            last = binormal_step(runs, at, False)
            return None if last is None else (at[0], at[1], last[2])
    return None


def binormal_section(sample):
    nothing = {"area": measured(), "a": measured(), "b": measured()}
    if sample.m == 0 or sample.n == 0:
        return nothing
    runs = truth_runs(sample)
    fit = None if fits_right_angles(*runs) else binormal_fit(runs)
    if fit is None:
        return nothing
    a, b, covariance = fit
    root = np.sqrt(1 + b**2)
    slopes = np.array([1 / root, -a * b / root**3])
    centre, half = a / root, NORMAL_CRITICAL * np.sqrt(slopes @ covariance @ slopes)
    return {
        "area": measured(*special.ndtr([centre, centre - half, centre + half])),
        "a": around(a, covariance[0, 0]), "b": around(b, covariance[1, 1]),
        "chanceCrossing": np.nan if abs(b - 1) <= 1e-9 else special.ndtr(a / (1 - b)),
    }


def label_details(sample, youden_threshold, resample):
    return {
        **partial_section(sample, resample), "brier": brier_section(sample),
        "calibration": {**calibration_bins(sample), **calibration_line(sample)}, "atHalf": operating_section(sample, 0),
        "atYouden": operating_section(sample, youden_threshold), "binormal": binormal_section(sample),
    }
