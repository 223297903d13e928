# ---- Intra-reader agreement: maps read twice ----

WEIGHTINGS = {"kappa": "none", "linearKappa": "linear", "quadraticKappa": "quadratic"}


def kappas_of(first, second, categories):
    return {name: cohen_kappa(first, second, categories, weighting) for name, weighting in WEIGHTINGS.items()}


def reader_repeats(first, second, categories):
    """One reader's own: first and second reading in the place of two readers."""
    forms = intraclass(np.column_stack([first, second]))
    return {
        "maps": (~np.isnan(first) & ~np.isnan(second)).sum(),
        "exact": measured(agreement_within(first, second, 0)), "withinOne": measured(agreement_within(first, second, 1)),
        **kappas_of(first, second, categories),
        "oneWayIntraclass": forms[0]["correlation"], "agreementIntraclass": forms[1]["correlation"],
        "differences": bland_altman(first, second),
    }


def repeat_coefficients(first, second, categories, drawn):
    """The coefficients of one reader's two readings in each row of `drawn`, which says how often each map counts. Sums of whole numbers,
    so that zeros are exact."""
    both = ~np.isnan(first) & ~np.isnan(second)
    a, b, drawn = first[both], second[both], drawn[:, both]
    n = drawn.sum(axis=1)

    def total(x):
        return drawn @ np.asarray(x, dtype=float)

    def kappa(weighting):
        distance = category_distance(categories, weighting)
        of_first, of_second = (np.array([total(x == category) for category in categories]).T for x in (a, b))
        expected = (of_first @ distance * of_second).sum(axis=1)
        apart = distance[np.searchsorted(categories, a), np.searchsorted(categories, b)]
        return ratio(expected - n * total(apart), expected)

    msr = ratio(n * total((a + b) ** 2) - total(a + b) ** 2, 2 * n * (n - 1))
    msc = ratio(total(a - b) ** 2, 2 * n)
    mse = ratio(n * total((a - b) ** 2) - total(a - b) ** 2, 2 * n * (n - 1))
    msw = ratio(total((a - b) ** 2), 2 * n)
    agreement = np.where(n < 2, 0, msr + mse + 2 * ratio(msc - mse, n))
    return {
        "exact": ratio(total(a == b), n), "withinOne": ratio(total(np.abs(a - b) <= 1), n),
        **{name: kappa(weighting) for name, weighting in WEIGHTINGS.items()},
        "oneWayIntraclass": ratio(msr - msw, np.where(n < 2, 0, msr + msw)), "agreementIntraclass": ratio(msr - mse, agreement),
    }


def mean_repeats(first, second, categories):
    """Means over the readers for whom a coefficient is defined, with the percentile interval of a bootstrap over maps."""
    names = ["exact", "withinOne", *WEIGHTINGS, "oneWayIntraclass", "agreementIntraclass"]
    if len(first) == 0:
        return {name: measured() for name in names}

    def over_readers(drawn):
        readers = [repeat_coefficients(x, y, categories, drawn) for x, y in zip(first.T, second.T)]
        return {name: row_means(np.array([reader[name] for reader in readers]).T) for name in names}

    values, replicates = over_readers(np.ones((1, len(first)))), over_readers(drawn_counts(0, len(first)))
    return {name: percentile(values[name][0], replicates[name]) for name in names}
