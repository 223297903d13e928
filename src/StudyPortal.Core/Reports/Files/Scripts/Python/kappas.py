# ---- Kappa and its kin ----


def category_distance(categories, weighting):
    """How far apart two points of the scale are: any two different ones alike, by distance, or by squared distance."""
    apart = np.subtract.outer(categories, categories).astype(float)
    return {"none": (apart != 0) * 1.0, "linear": np.abs(apart), "quadratic": apart**2}[weighting]


def largest_distance(distance):
    return distance.max() or 1


def settled_by_margins(distance, first, second):
    """Whether the two readers' frequencies alone settle kappa (at 0): the distances then are a row and a column term over the
    categories used."""
    used = distance[np.ix_(first > 0, second > 0)]
    return (np.abs(used - used[:, :1] - used[:1] + used[0, 0]) <= distance.max() * 1e-12).all()


def kappa_variance(shares, weights, first, second, kappa):
    """The variance over one case of w_ij - (1 - kappa)(w_i. + w_.j), about its mean."""
    terms = weights - (1 - kappa) * np.add.outer(weights @ second, first @ weights)
    terms, shares = terms[shares > 0], shares[shares > 0]
    mean = (shares * terms).sum()
    return 0 if (np.abs(terms - mean) <= 1e-13).all() else (shares * (terms - mean) ** 2).sum()


def cohen_kappa(first, second, categories, weighting):
    """Cohen's kappa (1960, weighted 1968) with the interval of Fleiss, Cohen & Everitt (1969); pairs with a missing rating are dropped."""
    both = ~np.isnan(first) & ~np.isnan(second)
    n = both.sum()
    if n == 0:
        return measured()
    counts = np.array([[((first[both] == row) & (second[both] == column)).sum() for column in categories] for row in categories], dtype=float)
    of_first, of_second = counts.sum(axis=1), counts.sum(axis=0)
    distance = category_distance(categories, weighting)
    expected = (np.outer(of_first, of_second) * distance).sum()
    if expected == 0:
        return measured()
    if settled_by_margins(distance, of_first, of_second):
        return measured(0)
    kappa = (expected - n * (counts * distance).sum()) / expected
    largest = largest_distance(distance)
    variance = kappa_variance(counts / n, 1 - distance / largest, of_first / n, of_second / n, kappa)
    standard_error = np.sqrt(variance) / (np.sqrt(n) * expected / n / n / largest)
    if standard_error == 0:
        return measured(kappa)
    return measured(kappa, kappa - NORMAL_CRITICAL * standard_error, kappa + NORMAL_CRITICAL * standard_error)


def light_kappa(ratings, categories, weighting):
    """Light (1971): the mean over the pairs of readers for whom kappa is defined, and how many they are."""
    kappas = [cohen_kappa(first, second, categories, weighting)["value"] for first, second in combinations(ratings.T, 2)]
    return mean_or_nan(kappas), int((~np.isnan(kappas)).sum()) if kappas else 0


def category_counts(ratings, categories):
    """One row a case, one column a category: how many readers chose it."""
    return np.array([(ratings == category).sum(axis=1) for category in categories], dtype=float).T


def gwet_coefficient(disagreement, expected, expected_of, lowest):
    """A coefficient (observed - expected) / (1 - expected), written in disagreements, with Gwet's standard error over cases (2014) and its
    t interval. `expected_of` is what each case contributes to the expected disagreement."""
    result = {"value": measured(), "standardError": measured(), "pValue": measured()}
    n, paired = len(disagreement), ~np.isnan(disagreement)
    if not paired.any() or expected == 0:
        return result
    value = (expected - disagreement[paired].mean()) / expected
    own = np.where(paired, n / paired.sum() * (expected - disagreement) / expected, 0)
    contributions = own - 2 * (1 - value) * (expected - expected_of) / expected
    if n == 1:
        return result | {"value": measured(value)}
    if (np.abs(contributions - value) <= 1e-13 * max(1, abs(value))).all():
        return result | {"value": measured(value), "standardError": measured(0)}
    standard_error = np.sqrt(((contributions - value) ** 2).sum() / (n * (n - 1)))
    half = t_critical(n - 1) * standard_error
    return {
        "value": measured(value, max(lowest, value - half), min(1, value + half)),
        "standardError": measured(standard_error),
        "pValue": measured(2 * stats.t.sf(abs(value / standard_error), n - 1)),
    }


def gwet_agreement(ratings, categories, weighting):
    """Percent agreement, Gwet's AC1 or AC2 (2008) and Fleiss's kappa under the same weights, for any missing ratings."""
    counts = category_counts(ratings, categories)
    counts = counts[counts.sum(axis=1) > 0]
    n, q = counts.shape
    given = counts.sum(axis=1)
    distance = category_distance(categories, weighting)
    apart = distance / largest_distance(distance)
    disagreement = ratio((counts @ distance * counts).sum(axis=1) / largest_distance(distance), given * (given - 1))
    shares = counts / given[:, None]
    prevalence = shares.sum(axis=0) / max(n, 1)
    per_category = (1 - apart).sum() / (q * (q - 1))
    by_chance = 1 - per_category * (shares @ (1 - prevalence))
    by_fleiss = shares @ (apart @ prevalence)
    return {
        "percent": gwet_coefficient(disagreement, 1, np.ones(n), 0),
        "gwet": gwet_coefficient(disagreement, 1 - per_category * (prevalence @ (1 - prevalence)), by_chance, -1),
        "fleiss": gwet_coefficient(disagreement, prevalence @ apart @ prevalence, by_fleiss, -1),
    }


def fleiss_kappa(ratings, categories):
    """Fleiss's kappa (1971) of the complete cases; null standard error of Fleiss, Nee & Landis (1979), good for z and p alone."""
    m = ratings.shape[1]
    counts = category_counts(ratings, categories)
    counts = counts[counts.sum(axis=1) == m] if m else counts[:0]
    result = {
        "maps": len(counts), "kappa": measured(), "nullStandardError": measured(), "z": measured(), "pValue": measured(),
        "generalised": gwet_agreement(ratings, categories, "none")["fleiss"]["value"],
    }
    total, used = len(counts) * m, counts.sum(axis=0)
    if m < 2 or len(counts) == 0 or total**2 == (used**2).sum():
        return result
    expected = (total**2 - (used**2).sum()) / total**2
    kappa = (expected - (m**2 - (counts**2).sum(axis=1)).sum() / (total * (m - 1))) / expected
    p = used / total
    spread = (p * (1 - p)).sum()
    standard_error = np.sqrt(2 * (spread**2 - (p * (1 - p) * (1 - 2 * p)).sum()) / (total * (m - 1))) / spread
    return result | {
        "kappa": measured(kappa), "nullStandardError": measured(standard_error), "z": measured(kappa / standard_error),
        "pValue": measured(2 * stats.norm.sf(abs(kappa / standard_error))),
    }


def bland_altman(first, second):
    """Limits of agreement of Bland & Altman (1986, 1999), first minus second; t intervals, the limits' with
    SD sqrt(1/n + z^2 / (2 (n - 1)))."""
    both = ~np.isnan(first) & ~np.isnan(second)
    first, second = first[both], second[both]
    n = len(first)
    result = {
        "bias": measured(mean_or_nan(first - second)), "standardDeviation": measured(), "lowerLimit": measured(), "upperLimit": measured(),
        "correlation": measured(), "correlationPValue": measured(),
    }
    if n < 2:
        return result
    if len(np.unique(paired_differences(first, second))) == 1:
        return result | {"standardDeviation": measured(0), "lowerLimit": result["bias"], "upperLimit": result["bias"]}
    z, bias, deviation = stats.norm.isf(0.025), (first - second).mean(), (first - second).std(ddof=1)

    def around(value, standard_error):
        return measured(value, value - t_critical(n - 1) * standard_error, value + t_critical(n - 1) * standard_error)

    limit_error = deviation * np.sqrt(1 / n + z**2 / (2 * (n - 1)))
    result |= {
        "bias": around(bias, deviation / np.sqrt(n)), "standardDeviation": measured(deviation),
        "lowerLimit": around(bias - z * deviation, limit_error), "upperLimit": around(bias + z * deviation, limit_error),
    }
    if len(np.unique(paired_differences(first, -second))) > 1:
        r = np.corrcoef(first - second, (first + second) / 2)[0, 1]
        r = np.sign(r) if abs(r) > 1 - 1e-12 else r
        result["correlation"] = measured(r)
        if n > 2:
            result["correlationPValue"] = measured(2 * stats.t.sf(abs(r) * np.sqrt((n - 2) / (1 - r**2)) if abs(r) < 1 else np.inf, n - 2))
    return result
