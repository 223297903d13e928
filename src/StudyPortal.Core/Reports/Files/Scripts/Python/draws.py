# ---- The random draws of the bootstrap ----
# SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): draw j of replicate r is mix(mix(seed * 2^32 + r) + j * gamma), so all draws can be made
# at once. Whole numbers of 64 bits, which wrap around.

GOLDEN_GAMMA = np.uint64(0x9E3779B97F4A7C15)
DRAWN = {}


def mix(bits):
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def draw_bits(replicates, skipped, size):
    """64 bits for each draw: one row a replicate, one column a draw, after `skipped` other draws of the same replicate."""
    start = mix((np.uint64(SEED % 2**32) << np.uint64(32)) | replicates.astype(np.uint64))
    return mix(start[:, None] + np.arange(skipped + 1, skipped + size + 1, dtype=np.uint64) * GOLDEN_GAMMA)


def below(bits, bound):
    """The whole part of bound * bits / 2^64."""
    bound, low_half = np.asarray(bound, dtype=np.uint64), np.uint64(0xFFFFFFFF)
    low = (bits & low_half) * bound >> np.uint64(32)
    return ((bits >> np.uint64(32)) * bound + low >> np.uint64(32)).astype(np.int64)


def draw_rows(replicates, skipped, size, bound):
    """One row a replicate, one column a draw: whole numbers from 0 to bound - 1; bound may differ between columns."""
    return below(draw_bits(replicates, skipped, size), bound)


def counts_of_draws(replicates, skipped, n):
    """How often each of n units is drawn when n are drawn with replacement: one row for each of the replicates asked for."""
    drawn = draw_rows(replicates, skipped, n, n) + (np.arange(len(replicates)) * n)[:, None]
    return np.bincount(drawn.ravel(), minlength=len(replicates) * n).reshape(len(replicates), n).astype(float)


def drawn_counts(skipped, n):
    """The same for all replicates, made once."""
    if (skipped, n) not in DRAWN:
        step = max(1, 2_000_000 // max(1, n))
        DRAWN[skipped, n] = np.concatenate([
            counts_of_draws(np.arange(first, min(REPLICATES, first + step)), skipped, n) for first in range(0, REPLICATES, step)])
    return DRAWN[skipped, n]


def percentile(value, replicates):
    """The percentile interval (Efron 1982), quantiles of type 7; replicates without a value are left out."""
    replicates = replicates[~np.isnan(replicates)]
    if np.isnan(value) or len(replicates) < 2:
        return measured(value)
    return measured(value, *np.quantile(replicates, [TAIL, 1 - TAIL]))


def ratio(numerator, denominator):
    """Element by element, nan where the denominator is 0."""
    return np.divide(numerator, denominator, out=np.full(np.shape(denominator), np.nan), where=denominator != 0)


def replicate_means(ratings, draw_readers=True):
    """The mean of a table of cases x readers in each replicate; cases, or cases and then readers, are drawn as wholes."""
    if ratings.size == 0:
        return np.array([])
    cases = drawn_counts(0, ratings.shape[0])
    readers = drawn_counts(*ratings.shape) if draw_readers else 1
    present = ~np.isnan(ratings)
    sums = (cases @ np.where(present, ratings, 0) * readers).sum(axis=1)
    return ratio(sums, (cases @ present * readers).sum(axis=1))


def mean_or_nan(x):
    x = np.asarray(x, dtype=float)
    x = x[~np.isnan(x)]
    return x.mean() if len(x) else np.nan


def row_means(table):
    """Sum over number, so that means that are equal on paper are equal here."""
    present = ~np.isnan(table)
    return ratio(np.where(present, table, 0).sum(axis=1), present.sum(axis=1).astype(float))


def bootstrap_mean(ratings, draw_readers=True):
    return percentile(mean_or_nan(ratings), replicate_means(ratings, draw_readers))


def bootstrap_difference(first, second):
    """Mean of the first minus mean of the second; a replicate draws the same cases and readers for both."""
    return percentile(mean_or_nan(first) - mean_or_nan(second), replicate_means(first) - replicate_means(second))
