# ---- Effect sizes, post-hoc tests and permutation ----

NODES, NODE_WEIGHTS = np.polynomial.legendre.leggauss(32)


def integrate_panels(f, start, end, panels=8):
    """Gauss and Legendre's rule of 32 points on each panel."""
    half = (end - start) / panels / 2
    middles = start + half * (2 * np.arange(panels) + 1)
    return (NODE_WEIGHTS * f(middles[:, None] + half * NODES)).sum() * half


def noncentral_t(t, df, noncentrality):
    """P(T <= t) of the noncentral t distribution: the normal tail, averaged over the estimated standard deviation."""
    reach = 12 / np.sqrt(2 * df)
    low, high = max(0, 1 - reach), 1 + reach
    bends = sorted((noncentrality + bend) / t for bend in (-9, 9)) if t != 0 else []
    edges = [low, *[bend for bend in bends if low < bend < high], high]
    constant = np.log(2) + df / 2 * np.log(df / 2) - special.gammaln(df / 2)

    def f(scale):
        return np.exp(constant + (df - 1) * np.log(scale) - df * scale**2 / 2) * special.ndtr(t * scale - noncentrality)

    return sum(integrate_panels(f, start, end) for start, end in zip(edges, edges[1:]))


def bisect(is_too_low, low, high, steps=60):
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (middle, high) if is_too_low(middle) else (low, middle)
    return (low + high) / 2


def noncentrality_interval(t, df):
    """The noncentralities under which t is the upper and the lower end of the central region (Steiger & Fouladi 1997)."""
    reach = 10 * (1 + abs(t))
    return np.array([bisect(lambda middle: noncentral_t(t, df, middle) > p, t - reach, t + reach) for p in (1 - TAIL, TAIL)])


class PairedT:
    """Student's paired t test with Cohen's dz, its noncentral t interval, and Hedges' correction of it."""

    def __init__(self, first, second):
        d = (first - second)[~np.isnan(first - second)]
        n = len(d)
        self.mean, self.t, self.p, self.df = measured(mean_or_nan(d)), np.nan, np.nan, max(0, n - 1)
        self.dz, self.gz = measured(), measured()
        if n < 2 or len(np.unique(paired_differences(first, second))) < 2:
            return
        mean, standard_error = d.mean(), d.std(ddof=1) / np.sqrt(n)
        self.t = mean / standard_error
        self.p = 2 * stats.t.sf(abs(self.t), n - 1)
        self.mean = measured(mean, mean - t_critical(n - 1) * standard_error, mean + t_critical(n - 1) * standard_error)
        effect = np.array([self.t, *noncentrality_interval(self.t, n - 1)]) / np.sqrt(n)
        self.dz = measured(*effect)
        if n > 2:
            correction = np.exp(special.gammaln((n - 1) / 2) - special.gammaln((n - 2) / 2)) / np.sqrt((n - 1) / 2)
            self.gz = measured(*(correction * effect))


def dav_of(x, y, weights):
    """Cohen's dav (Cumming 2012) for each replicate: mean difference of the case means over the root mean square of the standard
    deviations. A replicate whose differences are all equal on paper has none."""
    weights = np.where(np.isnan(x) | np.isnan(y), 0, weights)
    x, y = np.where(weights > 0, x, 0), np.where(weights > 0, y, 0)
    n = weights.sum(axis=1)

    def mean_of(v):
        return ratio((weights * v).sum(axis=1), n)

    def variance(v):
        return ratio((weights * (v - mean_of(v)[:, None]) ** 2).sum(axis=1), n - 1)

    largest = np.maximum(np.abs(x), np.abs(y)).max(axis=1)
    steps = np.where(largest == 0, 1, 10 ** (10 - np.ceil(np.log10(np.where(largest == 0, 1, largest)))))
    rounded = np.rint((x - y) * steps[:, None])
    varies = np.where(weights > 0, rounded, -np.inf).max(axis=1) > np.where(weights > 0, rounded, np.inf).min(axis=1)
    return ratio(mean_of(x - y), np.where(varies & (n > 1), np.sqrt((variance(x) + variance(y)) / 2), 0))


def cohen_dav(first, second):
    """With the percentile interval of the bootstrap that draws cases and then readers."""
    if first.size == 0:
        return measured()

    def means(table, readers):
        present = ~np.isnan(table)
        return ratio(readers @ np.where(present, table, 0).T, readers @ present.T.astype(float))

    cases, readers = first.shape
    everyone = np.ones((1, readers))
    value = dav_of(means(first, everyone), means(second, everyone), np.ones((1, cases)))[0]
    drawn = drawn_counts(cases, readers)
    return percentile(value, dav_of(means(first, drawn), means(second, drawn), drawn_counts(0, cases)))


def cliff_delta(first, second):
    """Cliff's delta of the case means taken for two independent groups, with the interval of R's effectsize."""
    x, y = first[~np.isnan(first)], second[~np.isnan(second)]
    n, m = len(x), len(y)
    if n == 0 or m == 0:
        return measured()
    u = stats.rankdata(np.concatenate([x, y]))[:n].sum() - n * (n + 1) / 2
    delta = 2 * (u / (n * m)) - 1
    if abs(delta) >= 1:
        return measured(delta)
    half = NORMAL_CRITICAL * np.sqrt((n + m + 1) / (3 * n * m))
    return measured(delta, np.tanh(np.arctanh(delta) - half), np.tanh(np.arctanh(delta) + half))


def clopper_pearson(count, total):
    """The exact interval of Clopper & Pearson (1934)."""
    if total == 0:
        return measured()
    low = 0 if count == 0 else 1 - upper_quantile(stats.beta, TAIL, total - count + 1, count)
    high = 1 if count == total else upper_quantile(stats.beta, TAIL, count + 1, total - count)
    return measured(count / total, low, high)


class SignTest:
    """The exact sign test (Dixon & Mood 1946); the median with its order-statistic interval (Conover 1999, ch. 3.2)."""

    def __init__(self, differences):
        ordered = np.sort(differences)
        n = len(ordered)
        self.positives, self.negatives = int((ordered > 0).sum()), int((ordered < 0).sum())
        trials = self.positives + self.negatives
        self.zeros = n - trials
        tails = stats.binom.sf(self.positives - 1, trials, 0.5), stats.binom.cdf(self.positives, trials, 0.5)
        self.p = min(1, 2 * min(tails)) if trials else np.nan
        self.share = clopper_pearson(self.positives, trials)
        rank = 0
        while n and 2 * stats.binom.cdf(rank, n, 0.5) <= (1 - CONFIDENCE) * (1 + 1e-9):
            rank += 1
        middle = np.median(ordered) if n else np.nan
        self.median = measured(middle, ordered[rank - 1], ordered[-rank]) if rank else measured(middle)


def friedman_w(test):
    """Kendall's W of Friedman's test, with the percentile interval of a bootstrap over complete blocks."""
    if np.isnan(test.w):
        return measured()
    b, k = test.blocks, test.arms
    drawn = drawn_counts(0, b)
    spread = drawn @ (test.ranks**2).sum(axis=1) - b * k * (k + 1) ** 2 / 4
    return percentile(test.w, ratio(((drawn @ test.ranks - b * (k + 1) / 2) ** 2).sum(axis=1), b * spread))


def studentized_range(q, k):
    """The upper tail of the range of k normal means whose standard deviation is known (Tukey); the trapezoidal rule, exact here to
    rounding."""
    x = np.linspace(-9, 9, 4001)
    inside = special.ndtr(q - x) - special.ndtr(-x)
    return max(0, 1 - k * (np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi) * inside ** (k - 1)).sum() * (x[1] - x[0]))


def post_hoc(test):
    """Nemenyi's comparison after Friedman's test (Demsar 2006), and Conover's (1999, p. 371)."""
    b, k = test.blocks, test.arms
    if b == 0 or k < 2:
        return {"criticalDifference": measured(), "pairs": []}
    standard_error = np.sqrt(k * (k + 1) / (6 * b))
    critical = bisect(lambda q: studentized_range(q, k) > 1 - CONFIDENCE, 0, 100) / np.sqrt(2) * standard_error
    pairs = list(combinations(range(k), 2))
    apart = np.array([abs(test.sums[first] - test.sums[second]) for first, second in pairs])
    t, p = np.full(len(pairs), np.nan), np.full(len(pairs), np.nan)
    df = (b - 1) * (k - 1)
    if not np.isnan(test.w) and df > 0:
        error = np.sqrt(2 * (b * test.spread - test.spread_of_sums) / df)
        t = ratio(apart, np.full(len(pairs), error)) if error else np.where(apart == 0, np.nan, np.inf)
        p = 2 * stats.t.sf(t, df)
    return {"criticalDifference": measured(critical), "pairs": [{
        "first": ARMS[first], "second": ARMS[second], "meanRankDifference": measured(apart[i] / b),
        "nemenyiPValue": measured(studentized_range(apart[i] / b / standard_error * np.sqrt(2), k)),
        "conoverT": measured(t[i]), "conoverPValue": measured(p[i]), "conoverCorrectedPValue": corrected_p(p)[i],
    } for i, (first, second) in enumerate(pairs)]}


def permutation_test(cube):
    """Friedman's test over the blocks reader x case, its p-value from arms that change places within a case, for all its readers at once
    (Pesarin & Salmaso 2010). The order is shuffled anew for each case (Fisher & Yates), on and on from the last one."""
    arms = cube.shape[2]
    blocks = [complete_rows(of_case) for of_case in cube]
    blocks = [rows for rows in blocks if len(rows)]
    test = Friedman(np.concatenate(blocks) if blocks else np.empty((0, arms)))
    p = np.nan
    if not np.isnan(test.w):
        deviations = np.array([(2 * stats.rankdata(rows, axis=1) - (arms + 1)).sum(axis=0) for rows in blocks])
        observed = (deviations.sum(axis=0) ** 2).sum()
        p = (1 + (permuted_spreads(deviations) >= observed).sum()) / (1 + REPLICATES)
    return {
        "cases": len(blocks), "blocks": test.blocks, "permutations": REPLICATES, "chiSquare": measured(test.chi_square), "pValue": measured(p)}


def permuted_spreads(deviations):
    arms, rows = deviations.shape[1], np.arange(REPLICATES)
    order = np.tile(np.arange(arms), (REPLICATES, 1))
    sums = np.zeros((REPLICATES, arms))
    for case, of_case in enumerate(deviations):
        drawn = draw_rows(rows, case * (arms - 1), arms - 1, np.arange(arms, 1, -1))
        for step, last in enumerate(range(arms - 1, 0, -1)):
            taken = order[rows, drawn[:, step]]
            order[rows, drawn[:, step]] = order[:, last]
            order[:, last] = taken
        sums += of_case[order]
    return (sums**2).sum(axis=1)
