# ---- ROC curves: scores of positive and of negative cases, a higher score speaking for positive ----


class Placements:
    """For every positive twice the negatives it beats, for every negative twice the positives that beat it; a tie counts one
    (DeLong 1988, by midranks: Sun & Xu 2014). Whole numbers, so that equal ones are exactly equal."""

    def __init__(self, positives, negatives):
        self.positives, self.negatives = positives, negatives

    @staticmethod
    def of(positives, negatives):
        m = len(positives)
        ranks = stats.rankdata(np.concatenate([positives, negatives]))
        return Placements(
            2 * (ranks[:m] - stats.rankdata(positives)),
            2 * m - 2 * (ranks[m:] - stats.rankdata(negatives)))

    def minus(self, other):
        return Placements(self.positives - other.positives, self.negatives - other.negatives)

    def area(self):
        return self.positives.sum() / (2 * len(self.positives) * len(self.negatives))

    def covariance(self, other):
        m, n = len(self.positives), len(self.negatives)

        def of(x, y):
            return ((x - x.mean()) * (y - y.mean())).sum() / (len(x) - 1)

        return of(self.positives, other.positives) / m / (2 * n) ** 2 + of(self.negatives, other.negatives) / n / (2 * m) ** 2


def wald(value, standard_error, lowest, highest):
    """Wald's interval, clipped."""
    half = NORMAL_CRITICAL * standard_error
    return measured(value, max(lowest, value - half), min(highest, value + half))


def delong_area(positives, negatives):
    if len(positives) == 0 or len(negatives) == 0:
        return measured()
    placed = Placements.of(positives, negatives)
    if min(len(positives), len(negatives)) < 2:
        return measured(placed.area())
    variance = placed.covariance(placed)
    return measured(placed.area()) if variance == 0 else wald(placed.area(), np.sqrt(variance), 0, 1)


def delong_paired(first, second):
    """Two models on the same cases, each (positives, negatives): first minus second, z and p."""
    smaller_class = min(len(first[0]), len(first[1]))
    if smaller_class == 0:
        return measured(), np.nan, np.nan
    apart = Placements.of(*first).minus(Placements.of(*second))
    difference = apart.area()
    standard_error = np.sqrt(apart.covariance(apart)) if smaller_class > 1 else 0
    if standard_error == 0:
        return measured(difference), np.nan, np.nan
    z = difference / standard_error
    return wald(difference, standard_error, -1, 1), z, 2 * stats.norm.sf(abs(z))


def wilson(count, total):
    """Wilson's score interval (1927)."""
    if total == 0:
        return measured()
    z, share = NORMAL_CRITICAL, count / total
    shrink = 1 + z**2 / total
    centre = (share + z**2 / (2 * total)) / shrink
    half = z / shrink * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    return measured(share, 0 if count == 0 else centre - half, 1 if count == total else centre + half)


def calls_at(positives, negatives, thresholds):
    """True and false positives at each threshold: positive when score >= threshold."""
    return (
        len(positives) - np.searchsorted(np.sort(positives), thresholds, side="left"),
        len(negatives) - np.searchsorted(np.sort(negatives), thresholds, side="left"))


def youden(positives, negatives):
    """The lowest of the observed scores that maximise sensitivity + specificity - 1 (Youden 1950), compared in whole numbers."""
    m, n = len(positives), len(negatives)
    if m == 0 or n == 0:
        return np.nan, measured(), measured()
    thresholds = np.unique(np.concatenate([positives, negatives]))
    true_positives, false_positives = calls_at(positives, negatives, thresholds)
    best = np.argmax(true_positives * n - false_positives * m)
    return thresholds[best], wilson(true_positives[best], m), wilson(n - false_positives[best], n)
