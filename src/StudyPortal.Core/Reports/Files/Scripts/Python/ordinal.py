# ---- The proportional odds model: logit P(rating at or below k) = threshold k - (arm + reader + case) ----
# By maximum likelihood with Laplace's approximation, as ordinal::clmm has it. Arguments of the likelihood: thresholds, effects of the arms
# but the first, variances of the large and of the small factor (see the linear mixed model).


def logistic(x):
    """F(x) and log F(x)."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small), np.minimum(x, 0) - np.log(1 + small)


class CumulativeLogit:
    """McCullagh (1980). With F the logistic function, P = F(a) (1 - F(b)) (1 - exp(b - a)) for the thresholds a above and b below a
    rating."""

    def __init__(self, thresholds, category, predictors):
        gaps = np.diff(thresholds)
        ends = np.concatenate([[-np.inf], thresholds, [np.inf]])
        above, log_above = logistic(ends[category + 1] - predictors)
        complement, log_complement = logistic(predictors - ends[category])
        below = 1 - complement

        def density(share):
            return share * (1 - share)

        def density_slope(share):
            return share * (1 - share) * (1 - 2 * share)

        self.log_likelihood = (log_above + log_complement + np.concatenate([[0], np.log(1 - np.exp(-gaps)), [0]])[category]).sum()
        self.gap_slopes = np.concatenate([[0], 1 / (np.exp(gaps) - 1), [0]])
        self.slope, self.weight = above + below - 1, density(above) + density(below)
        self.weight_slope = -density_slope(above) - density_slope(below)
        self.upper = 1 - above, density(above), density_slope(above)
        self.lower = -below, density(below), density_slope(below)


class Levels:
    """A number for each level of the large and of the small factor."""

    def __init__(self, large, small):
        self.large, self.small = large, small

    @staticmethod
    def sums(layout, values):
        return Levels(np.bincount(layout.large, values), np.bincount(layout.small, values))

    def plus(self, other, times=1):
        return Levels(self.large + times * other.large, self.small + times * other.small)

    def products(self, other):
        return np.array([self.large @ other.large, self.small @ other.small])

    def of(self, layout):
        return self.large[layout.large] + self.small[layout.small]


class CrossedPosterior:
    """The normal approximation to the random effects: G = (A + S^-1)^-1, A = Z'W Z, S the two variances; the large factor is
    eliminated."""

    def __init__(self, layout, weight, large, small):
        self.small, self.sums = small, Levels.sums(layout, weight)
        shape = len(self.sums.large), len(self.sums.small)
        self.meetings = np.bincount(layout.large * shape[1] + layout.small, weight, shape[0] * shape[1]).reshape(shape)
        self.kept = 1 / (1 + large * self.sums.large)
        self.shares = large * self.kept
        self.remaining = np.diag(self.sums.small) - self.meetings.T @ (self.shares[:, None] * self.meetings)
        factor = np.linalg.cholesky(np.eye(shape[1]) + self.remaining * small)
        root = np.linalg.inv(factor)
        self.inverse = root.T @ root
        self.loads = small * ((self.meetings @ self.inverse) * self.meetings).sum(axis=1)
        self.log_determinant = 2 * np.log(np.diag(factor)).sum() - np.log(self.kept).sum()

    def apply(self, t):
        of_small = self.small * (self.inverse @ (t.small - self.meetings.T @ (self.shares * t.large)))
        return Levels(self.shares * (t.large - self.meetings @ of_small), of_small)

    def weigh(self, x):
        return Levels(self.sums.large * x.large + self.meetings @ x.small, self.sums.small * x.small + self.meetings.T @ x.large)

    def variances(self, layout):
        across = (self.meetings @ self.inverse) * (self.small * self.shares)[:, None]
        own = (self.shares + self.shares**2 * self.loads)[layout.large]
        return own - 2 * across[layout.large, layout.small] + self.small * np.diag(self.inverse)[layout.small]

    def slopes(self):
        return np.array([(self.sums.large * self.kept - self.kept**2 * self.loads).sum(), (self.inverse * self.remaining).sum()])


class OrdinalRatings:
    def __init__(self, layout):
        self.layout = layout
        self.categories, self.category = np.unique(layout.ratings, return_inverse=True)
        self.thresholds = len(self.categories) - 1
        self.has_small = layout.n > 0 and layout.small.max() > 0


class OrdinalParameters:
    def __init__(self, ratings, arguments, first_variance):
        self.thresholds = arguments[:ratings.thresholds]
        self.effects = np.zeros(ratings.layout.arm.max() + 1)
        self.effects[1:first_variance - ratings.thresholds + 1] = arguments[ratings.thresholds:first_variance]
        self.large, self.small = arguments[first_variance], arguments[first_variance + 1] if ratings.has_small else 0

    def make_sense(self):
        return max(self.large, self.small) <= 1e6 and (np.diff(self.thresholds) > 0).all()


class OrdinalPoint:
    """The likelihood of the ratings, given the random effects, together with the effects' own density, at chosen effects."""

    def __init__(self, ratings, parameters, effects):
        layout = ratings.layout
        self.effects = effects
        self.logit = CumulativeLogit(parameters.thresholds, ratings.category, parameters.effects[layout.arm] + effects.of(layout))
        penalties = [square / (2 * variance) for square, variance in zip(effects.products(effects), (parameters.large, parameters.small)) if variance > 0]
        self.objective = self.logit.log_likelihood - sum(penalties)
        self.posterior = CrossedPosterior(layout, self.logit.weight, parameters.large, parameters.small)
        self.slopes = Levels.sums(layout, self.logit.slope)


def ordinal_mode(ratings, parameters, start):
    """The random effects that maximise it, by Newton's method."""
    mode = OrdinalPoint(ratings, parameters, Levels(start.large * (parameters.large > 0), start.small * (parameters.small > 0)))
    for _ in range(100):
        step = mode.posterior.apply(mode.posterior.weigh(mode.effects).plus(mode.slopes)).plus(mode.effects, -1)
        lowest, share = mode.objective - 1e-12 * (1 + abs(mode.objective)), 1.0
        following = OrdinalPoint(ratings, parameters, mode.effects.plus(step))
        while following.objective < lowest and share > 1e-6:
            share /= 2
            following = OrdinalPoint(ratings, parameters, mode.effects.plus(step, share))
        mode = following
        if max(np.abs(step.large).max(), np.abs(step.small).max()) < 1e-7:
            return mode
    return None


class LaplaceLikelihood:
    """-2 log likelihood (Tierney & Kadane 1986) with its gradient, how the mode moves included; second derivatives are differences of
    gradients."""

    def __init__(self, ratings, first_variance):
        self.ratings, self.first_variance = ratings, first_variance
        self.last = Levels(np.zeros(ratings.layout.large.max() + 1), np.zeros(ratings.layout.small.max() + 1))

    def at(self, arguments):
        point = self.evaluate(np.array(arguments, dtype=float))
        return None if point is None else Point(*point, lambda terms: self.curvature(arguments, point[1], terms))

    def evaluate(self, arguments):
        parameters = OrdinalParameters(self.ratings, arguments, self.first_variance)
        mode = ordinal_mode(self.ratings, parameters, self.last) if parameters.make_sense() else None
        if mode is None:
            return None
        self.last = mode.effects
        return mode.posterior.log_determinant - 2 * mode.objective, self.gradient(mode, len(arguments))

    def gradient(self, mode, arguments):
        ratings, layout, logit = self.ratings, self.ratings.layout, mode.logit
        k = ratings.thresholds + 1
        variances = mode.posterior.variances(layout)
        pull = Levels.sums(layout, variances * logit.weight_slope)
        shift = mode.posterior.apply(pull)
        shifted = shift.of(layout)

        def per_category(log, slope, weight, gap):
            return np.bincount(ratings.category, log - (variances * weight + shifted * slope) / 2 + gap, k)

        gap = logit.gap_slopes[ratings.category]
        thresholds = per_category(*logit.upper, gap)[:-1] + per_category(*logit.lower, -gap)[1:]
        of_effect = logit.slope - (variances * logit.weight_slope - shifted * logit.weight) / 2
        effects = np.bincount(layout.arm, of_effect)[1:self.first_variance - ratings.thresholds + 1]
        moved = pull.plus(mode.posterior.weigh(shift), -1).products(mode.slopes)
        of_variances = (mode.slopes.products(mode.slopes) - mode.posterior.slopes() - moved) / 2
        return -2 * np.concatenate([thresholds, effects, of_variances])[:arguments]

    def curvature(self, arguments, gradient, terms):
        columns = np.array([self.slopes(arguments, gradient, term)[terms] for term in terms])
        return (columns + columns.T) / 2

    def slopes(self, arguments, here, term):
        """Central differences; a variance too close to 0 is moved upwards only."""
        h = 1e-5 * self.width(arguments, term)
        if term >= self.first_variance and arguments[term] < h:
            return (4 * self.gradient_at(arguments, term, h) - self.gradient_at(arguments, term, 2 * h) - 3 * here) / (2 * h)
        return (self.gradient_at(arguments, term, h) - self.gradient_at(arguments, term, -h)) / (2 * h)

    def sharp_slopes(self, arguments, term):
        """The same of six points, for the information at the maximum."""
        h = 0.02 * self.width(arguments, term)

        def at(steps):
            return self.gradient_at(arguments, term, steps * h)

        if term >= self.first_variance and arguments[term] < 3 * h:
            return (4 * at(1) - at(2) - 3 * at(0)) / (2 * h)
        return (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + at(3) - at(-3)) / (60 * h)

    def information(self, arguments, terms):
        columns = np.array([self.sharp_slopes(arguments, term)[terms] for term in terms])
        return (columns + columns.T) / 4

    def gradient_at(self, arguments, term, shift):
        moved = np.array(arguments, dtype=float)
        moved[term] += shift
        return self.evaluate(moved)[1]

    def width(self, arguments, term):
        if term >= self.first_variance:
            return max(arguments[term], 0.01)
        gaps = np.diff(arguments[:self.ratings.thresholds])
        return min([1, *(gap for below, gap in enumerate(gaps) if term in (below, below + 1))])


def ordinal_start(ratings, by_arm):
    """The linear model of the same ratings, turned to the scale on which a single rating has the logistic variance."""
    logistic_variance = np.pi**2 / 3
    sums = CrossedSums(ratings.layout, by_arm)
    linear = variance_fit(sums, True)
    ratios = np.minimum([linear.equations.large, linear.equations.small], 100) if linear else np.full(2, 1 / logistic_variance)
    effects = np.zeros(sums.groups)
    if by_arm and linear:
        means = linear.equations.solution[sums.s:]
        effects = np.sqrt(logistic_variance / linear.residual_variance) * (means - means[0])
    shares = np.array([(ratings.category <= k).mean() for k in range(ratings.thresholds)])
    middle = effects[ratings.layout.arm].mean() if by_arm else 0
    variances = (ratios * logistic_variance)[:2 if ratings.has_small else 1]
    return np.concatenate([middle + np.sqrt(1 + ratios.sum()) * np.log(shares / (1 - shares)), effects[1:], variances])


class OrdinalFit:
    """The proportional odds model at the maximum of its approximate likelihood; covariance of thresholds and effects."""

    def __init__(self, ratings, parameters, likelihood, point, arguments):
        self.parameters, self.deviance, self.count, self.has_small = parameters, point.value, len(arguments), ratings.has_small
        fixed = likelihood.first_variance
        free = [term for term in range(len(arguments)) if term < fixed or arguments[term] > 0]
        self.covariance = inverse_or_nan(likelihood.information(arguments, free))[:fixed, :fixed]


def ordinal_fit(ratings, by_arm):
    first_variance = ratings.thresholds + (ratings.layout.arm.max() if by_arm else 0)
    likelihood = LaplaceLikelihood(ratings, first_variance)
    found = bounded_newton(ordinal_start(ratings, by_arm), first_variance, likelihood.at)
    if found is None:
        return None
    parameters = OrdinalParameters(ratings, found[0], first_variance)
    if max(parameters.large, parameters.small) > 1e4:
        return None
    return OrdinalFit(ratings, parameters, likelihood, found[1], found[0])


def arms_are_separated(layout, category):
    """Whether no rating of one set of arms lies above any of the others: the likelihood then has no maximum."""
    ranges = sorted((category[layout.arm == arm].min(), category[layout.arm == arm].max()) for arm in np.unique(layout.arm))
    return any(
        max(high for _, high in ranges[:split]) <= min(low for low, _ in ranges[split:]) for split in range(1, len(ranges)))


def odds_effect(log_odds=np.nan, variance=np.nan):
    """First arm against second, with Wald's interval and test."""
    if not variance > 0:
        return {"logOdds": measured(), "standardError": measured(), "z": measured(), "pValue": measured(), "oddsRatio": measured()}
    standard_error = np.sqrt(variance)
    z, half = log_odds / standard_error, NORMAL_CRITICAL * standard_error
    ends = [log_odds, log_odds - half, log_odds + half]
    return {
        "logOdds": measured(*ends), "standardError": measured(standard_error), "z": measured(z),
        "pValue": measured(2 * stats.norm.sf(abs(z))), "oddsRatio": measured(*np.exp(ends)),
    }


def arm_odds(fit, ratings, first, second):
    at = [ratings.layout.position(arm) for arm in (first, second)]
    if fit is None or None in at:
        return odds_effect()
    contrast = np.zeros(len(fit.parameters.effects))
    contrast[at] = 1, -1
    of_arms = fit.covariance[ratings.thresholds:, ratings.thresholds:]
    return odds_effect(contrast @ fit.parameters.effects, contrast[1:] @ of_arms @ contrast[1:])


def ordinal_section(cube):
    layout = CrossedLayout(cube)
    ratings = OrdinalRatings(layout)
    fits = ratings.thresholds > 0 and not arms_are_separated(layout, ratings.category) and is_estimable(CrossedSums(layout, True))
    fit = ordinal_fit(ratings, True) if fits else None
    pairs = list(combinations(range(len(ARMS)), 2))
    odds = [arm_odds(fit, ratings, first, second) for first, second in pairs]
    corrected = corrected_p([effect["pValue"]["value"] for effect in odds])
    section = {
        "observations": layout.n, "readers": layout.readers, "cases": layout.cases,
        "differences": [
            {"first": ARMS[first], "second": ARMS[second], **effect, "correctedPValue": p} for (first, second), effect, p in zip(pairs, odds, corrected)],
        "likelihoodRatio": NO_LIKELIHOOD_RATIO,
    }
    if fit is None:
        return section
    variances = layout.by_role(fit.parameters.large, fit.parameters.small if fit.has_small else np.nan)
    arms = layout.arm.max() + 1
    equal = ordinal_fit(ratings, False) if arms > 1 else None
    errors = [np.sqrt(variance) if variance > 0 else np.nan for variance in np.diag(fit.covariance)]
    return section | {
        "likelihoodRatio": likelihood_ratio(equal.deviance, fit.deviance, arms - 1) if equal else NO_LIKELIHOOD_RATIO,
        "readerVariance": variances["reader"], "caseVariance": variances["case"],
        "thresholds": [
            {"lower": ratings.categories[k], "upper": ratings.categories[k + 1], "value": measured(value), "standardError": measured(errors[k])}
            for k, value in enumerate(fit.parameters.thresholds)],
        "logLikelihood": measured(-fit.deviance / 2), "aic": measured(fit.deviance + 2 * fit.count),
    }
