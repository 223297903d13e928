# ---- Comparison of arms ----


class Friedman:
    """Friedman's test on blocks x arms with Kendall's W and the F of Iman & Davenport (1980); blocks with a missing value are dropped."""

    def __init__(self, blocks_by_arms):
        rows = complete_rows(blocks_by_arms)
        b, k = rows.shape
        self.blocks, self.dropped, self.arms, self.df = b, len(blocks_by_arms) - b, k, max(0, k - 1)
        self.ranks = np.array([stats.rankdata(row) for row in rows]).reshape(b, k)
        self.sums = self.ranks.sum(axis=0)
        self.mean_ranks = self.sums / b if b else []
        self.spread = (self.ranks**2).sum() - b * k * (k + 1) ** 2 / 4
        self.w = self.chi_square = self.p = self.f = self.f_p = np.nan
        if k < 2 or b == 0 or self.spread == 0:
            return
        self.spread_of_sums = ((self.sums - b * (k + 1) / 2) ** 2).sum()
        self.w = self.spread_of_sums / (b * self.spread)
        self.chi_square = self.w * b * (k - 1)
        self.p = stats.chi2.sf(self.chi_square, k - 1)
        if b > 1:
            self.f = np.inf if self.w >= 1 else (b - 1) * self.w / (1 - self.w)
            self.f_p = stats.f.sf(self.f, k - 1, (b - 1) * (k - 1))


def paired_differences(first, second):
    """First minus second, rounded to ten digits of the largest value so that means that are equal on paper tie."""
    both = ~np.isnan(first) & ~np.isnan(second)
    first, second = first[both], second[both]
    largest = max([0, *np.abs(first), *np.abs(second)])
    if largest == 0:
        return first - second
    steps = 10 ** (10 - np.ceil(np.log10(largest)))
    return np.rint((first - second) * steps) / steps


def signed_rank_distribution(ranks):
    """The permutation distribution of a signed-rank sum given the ranks, ties and all: probabilities of twice the sum being 0, 1, 2, ..."""
    doubled = np.rint(2 * np.asarray(ranks)).astype(int)
    probabilities = np.zeros(doubled.sum() + 1)
    probabilities[0] = 1
    for rank in doubled:
        shifted = np.concatenate([np.zeros(rank), probabilities[:len(probabilities) - rank]])
        probabilities = (probabilities + shifted) / 2
    return probabilities


def can_enumerate(ranks):
    return 2 * np.sum(ranks) * len(ranks) <= 2e8


def wilcoxon_pratt(differences):
    """Wilcoxon's signed-rank test as Pratt (1959) has it: zeros are ranked and then left out. Exact where it can be enumerated."""
    ranks = stats.rankdata(np.abs(differences))[differences != 0]
    positive = differences[differences != 0] > 0
    if len(ranks) == 0:
        return np.nan
    plus = ranks[positive].sum()
    if not can_enumerate(ranks):
        return 2 * stats.norm.sf(abs((plus - ranks[~positive].sum()) / np.sqrt((ranks**2).sum())))
    probabilities = signed_rank_distribution(ranks)
    at = int(np.rint(2 * plus))
    return min(1, 2 * min(probabilities[at:].sum(), probabilities[:at + 1].sum()))


def rank_biserial(differences):
    """(W+ - W-) / (W+ + W-) without zeros (Kerby 2014), with the interval on Fisher's z scale, as R's effectsize gives it."""
    differences = differences[differences != 0]
    n = len(differences)
    if n == 0:
        return measured()
    ranks = stats.rankdata(np.abs(differences))
    correlation = (np.sign(differences) * ranks).sum() / ranks.sum()
    if abs(correlation) >= 1:
        return measured(correlation)
    half = NORMAL_CRITICAL * np.sqrt((2 * n**3 + 3 * n**2 + n) / 6) / ((n**2 + n) / 2)
    return measured(correlation, np.tanh(np.arctanh(correlation) - half), np.tanh(np.arctanh(correlation) + half))


def hodges_lehmann(differences):
    """The shift of Hodges & Lehmann (1963): the median of the Walsh averages; order-statistic interval without ties and zeros."""
    n = len(differences)
    if n == 0 or n > 4000:
        return measured()
    walsh = np.sort(((differences[:, None] + differences) / 2)[np.tril_indices(n)])
    if (differences == 0).any() or len(np.unique(np.abs(differences))) < n:
        return measured(np.median(walsh))
    ranks = np.arange(1, n + 1)
    if can_enumerate(ranks):
        lower = int(np.argmax(np.cumsum(signed_rank_distribution(ranks)) >= TAIL)) // 2
    else:
        lower = int(n * (n + 1) / 4 - NORMAL_CRITICAL * np.sqrt(n * (n + 1) * (2 * n + 1) / 24))
    lower = max(1, lower)
    return measured(np.median(walsh), walsh[lower - 1], walsh[-lower])


def holm(p_values):
    """Holm (1979); a missing p-value stays missing and does not count as a comparison."""
    adjusted = [np.nan] * len(p_values)
    known = sorted((p, index) for index, p in enumerate(p_values) if not np.isnan(p))
    largest = 0
    for rank, (p, index) in enumerate(known):
        largest = max(largest, p * (len(known) - rank))
        adjusted[index] = min(1, largest)
    return adjusted
