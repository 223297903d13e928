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


def f_test(numerator, denominator, df1, df2):
    """A variance ratio of numbers that are not negative: infinite where only the denominator is 0."""
    f = np.nan if numerator == 0 and denominator == 0 else np.inf if denominator == 0 else numerator / denominator
    if np.isnan(f) or df1 <= 0 or df2 <= 0:
        return {"f": measured(), "df1": max(0, df1), "df2": max(0, df2), "pValue": measured()}
    return {"f": measured(f), "df1": df1, "df2": df2, "pValue": measured(stats.f.sf(f, df1, df2))}


NO_F_TEST = {"f": measured(), "df1": 0, "df2": 0, "pValue": measured()}


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
    if abs(a + b) <= 1e-12 * (abs(a) + abs(b)):
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
    if np.isnan(single["low"]) or 1 + (k - 1) * single["low"] <= 0:
        return measured(value)
    return measured(value, *[k * rho / (1 + (k - 1) * rho) for rho in (single["low"], single["high"])])


def intraclass_forms(anova):
    """The six forms of Shrout & Fleiss with their F tests, from mean squares."""
    n, k, msr, msc, mse, msw = anova.n, anova.k, anova.msr, anova.msc, anova.mse, anova.msw
    one_way = icc_single_f(anova, msw, n * (k - 1))
    agreement = icc_agreement_single(anova)
    consistency = icc_single_f(anova, mse, (n - 1) * (k - 1))
    within_test = f_test(msr, msw, n - 1, n * (k - 1))
    residual_test = f_test(msr, mse, n - 1, (n - 1) * (k - 1))
    return [
        {"correlation": one_way, "test": within_test},
        {"correlation": agreement, "test": residual_test},
        {"correlation": consistency, "test": residual_test},
        {"correlation": icc_average(msr - msw, msr, one_way, k), "test": within_test},
        {"correlation": icc_average(msr - mse, msr + (msc - mse) / n, agreement, k), "test": residual_test},
        {"correlation": icc_average(msr - mse, msr, consistency, k), "test": residual_test},
    ]


NO_INTRACLASS = [{"correlation": measured(), "test": NO_F_TEST}] * 6


def intraclass(ratings):
    """Cases with a missing rating are dropped."""
    rows = complete_rows(ratings)
    return NO_INTRACLASS if min(rows.shape) < 2 or rows.min() == rows.max() else intraclass_forms(TwoWayAnova(rows))


def case_coincidences(ratings, values):
    """The coincidences of each case (Computing Krippendorff's Alpha-Reliability, 2011)."""
    counts = np.array([(ratings == value).sum(axis=1) for value in values], dtype=float).T
    pairs = counts[:, :, None] * counts[:, None, :]
    pairs[:, np.arange(len(values)), np.arange(len(values))] -= counts
    given = counts.sum(axis=1)
    return np.where((given > 1)[:, None, None], pairs / np.maximum(given - 1, 1)[:, None, None], 0)


def disagreements(coincidences, values, level):
    """Observed and expected disagreement for every table of coincidences, so that the replicates of a bootstrap are made at once."""
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
    pairs = np.where(total == 0, 1, total * (total - 1))
    return np.where(total == 0, 0, observed / np.where(total == 0, 1, total)), np.where(total == 0, 0, expected / pairs)


def alpha_of(observed, expected):
    return ratio(expected - observed, expected)


def krippendorff_alpha(ratings, level):
    """With the percentile interval of a bootstrap over cases."""
    given = (~np.isnan(ratings)).sum(axis=1)
    values = np.unique(ratings[~np.isnan(ratings)])
    if not (given > 1).any() or (level == "ratio" and values[0] < 0):
        return {"alpha": measured(), "units": 0, "pairableValues": 0, "observedDisagreement": 0, "expectedDisagreement": 0}
    coincidences = case_coincidences(ratings, values)
    observed, expected = disagreements(coincidences.sum(axis=0)[None], values, level)
    drawn = (drawn_counts(0, len(ratings)) @ coincidences.reshape(len(ratings), -1)).reshape(-1, len(values), len(values))
    return {
        "alpha": percentile(alpha_of(observed, expected)[0], alpha_of(*disagreements(drawn, values, level))),
        "units": (given > 1).sum(), "pairableValues": given[given > 1].sum(),
        "observedDisagreement": observed[0], "expectedDisagreement": expected[0],
    }


def tie_sum(x):
    counts = np.unique(x, return_counts=True)[1].astype(float)
    return (counts**3 - counts).sum()


def kendall_w(ratings):
    """Kendall's W, corrected for ties (Kendall & Gibbons 1990, ch. 6): readers rank the complete cases."""
    rows = complete_rows(ratings)
    n, m = rows.shape
    result = {"w": measured(), "chiSquare": measured(), "df": max(0, n - 1), "pValue": measured(), "meanSpearman": measured()}
    if m < 2 or n < 2:
        return result
    sums = stats.rankdata(rows, axis=0).sum(axis=1)
    denominator = m**2 * (n**3 - n) - m * sum(tie_sum(column) for column in rows.T)
    if denominator == 0:
        return result
    w = 12 * ((sums - m * (n + 1) / 2) ** 2).sum() / denominator
    return result | {
        "w": measured(w), "chiSquare": measured(m * (n - 1) * w), "pValue": measured(stats.chi2.sf(m * (n - 1) * w, n - 1)),
        "meanSpearman": measured((m * w - 1) / (m - 1)),
    }


def agreement_within(first, second, distance):
    """Share of ratings of two readers that are at most so far apart."""
    apart = np.abs(first - second)
    apart = apart[~np.isnan(apart)]
    return (apart <= distance).mean() if len(apart) else np.nan


def pairwise_agreement(ratings, distance):
    """The mean of that share over the pairs of readers."""
    return mean_or_nan([agreement_within(first, second, distance) for first, second in combinations(ratings.T, 2)])


def case_averaged_agreement(ratings):
    """The share of agreeing pairs of readers, averaged over cases, with Gwet's t interval (2014)."""
    rated = ratings[(~np.isnan(ratings)).any(axis=1)]
    given = (~np.isnan(rated)).sum(axis=1)
    pairable = (given > 1).sum()
    if pairable == 0:
        return measured()
    counts = np.array([(rated == value).sum(axis=1) for value in np.unique(rated[~np.isnan(rated)])])
    agreeing = (counts * (counts - 1)).sum(axis=0)
    shares = np.where(given > 1, agreeing / np.maximum(given * (given - 1), 1) * len(rated) / pairable, 0)
    value, df = shares.mean(), len(shares) - 1
    standard_error = np.sqrt(((shares - value) ** 2).sum() / (len(shares) * df)) if df else 0
    if standard_error == 0:
        return measured(value)
    half = t_critical(df) * standard_error
    return measured(value, max(0, value - half), min(1, value + half))


def identical_share(ratings):
    rows = complete_rows(ratings)
    return (rows.min(axis=1) == rows.max(axis=1)).mean() if len(rows) else np.nan
