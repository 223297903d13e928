# ---- Agreement of readers: tables of cases x readers, nan where a rating is missing ----


def complete_rows(ratings):
    return ratings[~np.isnan(ratings).any(axis=1)] if ratings.shape[1] > 0 else ratings[:0]


class TwoWayAnova:
    """Mean squares of a complete table with one rating a cell (McGraw & Wong 1996)."""

    def __init__(self, rows):
        self.n, self.k = n, k = rows.shape
        grand = rows.mean()
        noise = np.abs(rows).max() * 1e-14
        of_cases, of_readers = rows.mean(axis=1) - grand, rows.mean(axis=0) - grand

        def squares(effects):
            return 0 if (np.abs(effects) <= noise).all() else (effects**2).sum()

        between_readers = n * squares(of_readers)
        residual = squares(rows - grand - of_cases[:, None] - of_readers)
        self.msr = k * squares(of_cases) / (n - 1)
        self.msc = between_readers / (k - 1)
        self.mse = residual / ((n - 1) * (k - 1))
        self.msw = (between_readers + residual) / (n * (k - 1))


def icc_single_f(anova, error, error_df):
    """ICC(1,1) and ICC(3,1) of Shrout & Fleiss (1979) with their F interval."""

    def of(error):
        return (anova.msr - error) / (anova.msr + (anova.k - 1) * error)

    if anova.msr + (anova.k - 1) * error == 0:
        return measured()
    cases_df = anova.n - 1
    return measured(
        of(error),
        of(error * f_upper_quantile(TAIL, cases_df, error_df)),
        of(error / f_upper_quantile(TAIL, error_df, cases_df)))


def icc_agreement_single(anova):
    """ICC(2,1), with the interval of McGraw & Wong (1996); Satterthwaite's df are multiplied through by MSE."""
    n, k, msr, msc, mse = anova.n, anova.k, anova.msr, anova.msc, anova.mse
    denominator = msr + (k - 1) * mse + k * (msc - mse) / n
    if denominator == 0:
        return measured()
    rho = (msr - mse) / denominator
    a = k * rho * msc
    b = (n * (1 + (k - 1) * rho) - k * rho) * mse
    if a == 0 and b == 0:
        return measured(1, 1, 1) if rho == 1 else measured(rho)
    df = (k - 1) * (n - 1) * (a + b) ** 2 / ((n - 1) * a**2 + b**2)
    f, g = f_upper_quantile(TAIL, n - 1, df), f_upper_quantile(TAIL, df, n - 1)
    spread = k * msc + (k * n - k - n) * mse
    return measured(rho, n * (msr - f * mse) / (f * spread + n * msr), n * (g * msr - mse) / (spread + n * g * msr))


def icc_average(numerator, denominator, single, k):
    """The mean of k readers: the interval is that of one reader, stepped up by Spearman and Brown."""
    if denominator <= 0:
        return measured()
    value = numerator / denominator
    if single["low"] is None or 1 + (k - 1) * single["low"] <= 0:
        return measured(value)
    return measured(value, *[k * rho / (1 + (k - 1) * rho) for rho in (single["low"], single["high"])])


ICC_FORMS = ["one_way", "agreement", "consistency", "one_way_average", "agreement_average", "consistency_average"]


def intraclass(ratings):
    """The six forms of Shrout & Fleiss; cases with a missing rating are dropped."""
    rows = complete_rows(ratings)
    if min(rows.shape) < 2 or rows.min() == rows.max():
        return {form: measured() for form in ICC_FORMS} | {"anova": None}
    anova = TwoWayAnova(rows)
    n, k, msr, mse = anova.n, anova.k, anova.msr, anova.mse
    one_way = icc_single_f(anova, anova.msw, n * (k - 1))
    agreement = icc_agreement_single(anova)
    consistency = icc_single_f(anova, mse, (n - 1) * (k - 1))
    return {
        "anova": anova, "one_way": one_way, "agreement": agreement, "consistency": consistency,
        "one_way_average": icc_average(msr - anova.msw, msr, one_way, k),
        "agreement_average": icc_average(msr - mse, msr + (anova.msc - mse) / n, agreement, k),
        "consistency_average": icc_average(msr - mse, msr, consistency, k),
    }


def case_coincidences(ratings, values):
    """The coincidences of each case (Computing Krippendorff's Alpha-Reliability, 2011)."""
    counts = np.array([(ratings == value).sum(axis=1) for value in values], dtype=float).T
    pairs = counts[:, :, None] * counts[:, None, :]
    pairs[:, np.arange(len(values)), np.arange(len(values))] -= counts
    given = counts.sum(axis=1)
    return np.where((given > 1)[:, None, None], pairs / np.maximum(given - 1, 1)[:, None, None], 0)


def alpha_of_coincidences(coincidences, values, level):
    """Krippendorff's alpha of every table of coincidences, so that the replicates of a bootstrap are made at once."""
    counts = np.rint(coincidences.sum(axis=2))
    total = counts.sum(axis=1)
    observed = expected = np.zeros(len(coincidences))
    for low in range(len(values)):
        between = 0
        for high in range(low + 1, len(values)):
            difference = {
                "nominal": 1,
                "ordinal": between + (counts[:, low] + counts[:, high]) / 2,
                "interval": values[high] - values[low],
                "ratio": (values[high] - values[low]) / (values[high] + values[low] or 1),
            }[level] ** 2
            observed = observed + 2 * coincidences[:, low, high] * difference
            expected = expected + 2 * counts[:, low] * counts[:, high] * difference
            between = between + counts[:, high]
    observed, expected = ratio(observed, total), ratio(expected, total * (total - 1))
    return ratio(expected - observed, expected)


def number_or_none(x):
    return None if np.isnan(x) else float(x)


def krippendorff_alpha(ratings, level):
    """With the percentile interval of a bootstrap over cases."""
    values = np.unique(ratings[~np.isnan(ratings)])
    if len(values) < 2:
        return measured()
    coincidences = case_coincidences(ratings, values)
    value = number_or_none(alpha_of_coincidences(coincidences.sum(axis=0)[None], values, level)[0])
    replicates = drawn_counts(0, len(ratings)) @ coincidences.reshape(len(ratings), -1)
    return percentile(value, alpha_of_coincidences(replicates.reshape(-1, len(values), len(values)), values, level))


def tie_sum(x):
    counts = np.unique(x, return_counts=True)[1].astype(float)
    return (counts**3 - counts).sum()


def kendall_w(ratings):
    """Kendall's W, corrected for ties (Kendall & Gibbons 1990, ch. 6): readers rank the complete cases."""
    rows = complete_rows(ratings)
    n, m = rows.shape
    if m < 2 or n < 2:
        return None
    sums = stats.rankdata(rows, axis=0).sum(axis=1)
    denominator = m**2 * (n**3 - n) - m * sum(tie_sum(column) for column in rows.T)
    return None if denominator == 0 else 12 * ((sums - m * (n + 1) / 2) ** 2).sum() / denominator


def pairwise_agreement(ratings, within):
    """Share of equal ratings, or of ratings at most one point apart, of two readers; averaged over the pairs of readers."""
    shares = []
    for first, second in combinations(ratings.T, 2):
        apart = np.abs(first - second)
        apart = apart[~np.isnan(apart)]
        if len(apart) > 0:
            shares.append((apart <= within).mean())
    return np.mean(shares) if shares else None
