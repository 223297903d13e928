# ---- The linear mixed model: rating = arm + reader + case + residual, readers and cases random and crossed, by REML ----
# As lme4, lmerTest and pbkrtest have it. Of readers and cases the factor with more levels (the large one) is eliminated level by level, so
# that no matrix is larger than the other factor (the small one) and the arms together. Variances are in units of the residual one.


def indicators(x):
    return (x[:, None] == np.arange(x.max() + 1)).astype(float)


class CrossedLayout:
    """The ratings of a cube of cases x readers x arms, one after the other; levels without a rating do not count."""

    def __init__(self, cube):
        cells = np.argwhere(~np.isnan(cube))
        self.ratings, self.n = cube[~np.isnan(cube)], len(cells)
        (_, self.case), (_, self.reader), (self.present_arms, self.arm) = (np.unique(cells[:, i], return_inverse=True) for i in range(3))
        self.cases, self.readers = len(np.unique(self.case)), len(np.unique(self.reader))
        self.readers_are_large = self.readers > self.cases
        self.large, self.small = (self.reader, self.case) if self.readers_are_large else (self.case, self.reader)

    def by_role(self, large, small):
        names = ("reader", "case") if self.readers_are_large else ("case", "reader")
        return dict(zip(names, (measured(large), measured(small))))

    def position(self, arm):
        found = np.flatnonzero(self.present_arms == arm)
        return int(found[0]) if len(found) else None


class CrossedSums:
    """All that the model needs to know of its ratings. The columns are the small factor's levels and then the fixed groups: the arms, or
    one group."""

    def __init__(self, layout, by_arm):
        group = layout.arm if by_arm else np.zeros(layout.n, dtype=int)
        large, columns = indicators(layout.large), np.hstack([indicators(layout.small), indicators(group)])
        self.n, self.groups = layout.n, group.max() + 1
        self.s = columns.shape[1] - self.groups
        self.mean = layout.ratings.mean()
        y = layout.ratings - self.mean
        self.counts, self.totals, self.rows = large.sum(axis=0), large.T @ y, large.T @ columns
        self.gram, self.moments, self.squares = columns.T @ columns, columns.T @ y, y @ y

    def weighted_gram(self, weights):
        return self.rows.T @ (weights[:, None] * self.rows)


class MixedEquations:
    """Henderson's equations (1975) at given ratios of the two variances to the residual one. With C = I + large Z1 Z1':
    P = C^-1 - C^-1 W K W'C^-1, W being the columns of the sums; the last rows and columns of K are the covariance of the fixed effects."""

    def __init__(self, sums, large, small):
        self.sums, self.large, self.small = sums, large, small
        self.kept = 1 / (1 + large * sums.counts)
        taken = large * self.kept
        self.reduced = sums.gram - sums.weighted_gram(taken)
        self.right = sums.moments - sums.rows.T @ (taken * sums.totals)
        scale = np.concatenate([np.full(sums.s, np.sqrt(small)), np.ones(sums.groups)])
        prior = np.diag(np.concatenate([np.ones(sums.s), np.zeros(sums.groups)]))
        self.scale, self.factor = np.outer(scale, scale), np.linalg.cholesky(self.reduced * np.outer(scale, scale) + prior)
        self.inverse = self.inverse_of_leading(len(scale))
        self.inverse_without_fixed = self.inverse_of_leading(sums.s)
        self.solution = self.inverse @ self.right
        self.residual = sums.squares - (taken * sums.totals**2).sum() - self.right @ self.solution
        self.square_weighted = sums.weighted_gram(self.kept**2)
        self.cube_weighted = sums.weighted_gram(self.kept**3 * sums.counts)

    def inverse_of_leading(self, size):
        root = np.linalg.inv(self.factor[:size, :size])
        inverse = np.zeros(self.factor.shape)
        inverse[:size, :size] = root.T @ root
        return inverse * self.scale

    def log_determinant(self, size):
        return 2 * np.log(np.diag(self.factor)[:size]).sum() - np.log(self.kept).sum()

    def deviance(self, reml):
        sums = self.sums
        df = sums.n - sums.groups if reml else sums.n
        return self.log_determinant(sums.s + sums.groups if reml else sums.s) + df * (1 + np.log(2 * np.pi * self.residual / df))

    def leaves_residual(self):
        return self.residual > self.sums.squares * 1e-13

    def rest(self, inverse):
        return (np.eye(len(inverse)) - inverse @ self.reduced)[:, :self.sums.s]

    def traces(self, inverse):
        """tr(P G) and tr(P G P G), G = Z Z' of the large and of the small factor."""
        s = self.sums.s
        rest = self.rest(inverse)
        within, square, own = (self.reduced @ rest)[:s], inverse @ self.square_weighted, self.kept * self.sums.counts
        large_twice = (own**2).sum() - 2 * (inverse * self.cube_weighted).sum() + (square * square.T).sum()
        mixed = (rest * (self.square_weighted @ rest)).sum()
        return np.array([own.sum() - np.trace(square), np.trace(within)]), np.array([[large_twice, mixed], [mixed, (within**2).sum()]])

    def forms(self):
        """y'P G P y and y'P G P G P y."""
        s, sums = self.sums.s, self.sums
        rest = self.rest(self.inverse)
        of_small = (self.right - self.reduced @ self.solution)[:s]
        of_large = self.kept * (sums.totals - sums.rows @ self.solution)
        meeting = sums.rows.T @ (of_large * self.kept)
        large_twice = (of_large**2 * self.kept * sums.counts).sum() - meeting @ self.inverse @ meeting
        mixed = meeting @ rest @ of_small
        small_twice = of_small @ (self.reduced @ rest)[:s] @ of_small
        return np.array([of_large @ of_large, of_small @ of_small]), np.array([[large_twice, mixed], [mixed, small_twice]])


def with_residual(moments, large, small, total):
    """The residual as third: its row follows from P = P V P."""
    single, double = moments
    row = single - double @ [large, small]
    residual = total - single @ [large, small]
    return np.vstack([np.column_stack([double, row]), [*row, residual - row @ [large, small]]])


class Point:
    """The value of a smooth function with its gradient and second derivatives (a function of the arguments asked for)."""

    def __init__(self, value, gradient, curvature):
        self.value, self.gradient, self.curvature = value, gradient, curvature


def bounded_newton(start, first_bounded, at):
    """The minimum of a smooth function whose arguments from `first_bounded` on may not fall below 0, by Newton steps; where the function
    curves downwards the size of the curvature is taken. An argument stays at exactly 0 as long as the function would rise with it."""
    x, point = np.array(start, dtype=float), at(start)
    for _ in range(200):
        step, gain, whole = newton_step(x, point, first_bounded)
        highest = point.value + 1e-12 * (1 + abs(point.value))
        for halving in range(60):
            reached = x + step / 2**halving
            reached[first_bounded:] = np.maximum(0, reached[first_bounded:])
            following = at(reached)
            if following is not None and following.value <= highest:
                break
        else:
            return None
        x, point = reached, following
        if whole and gain <= 1e-12:
            return x, point
    return None


def newton_step(x, point, first_bounded):
    at_bound = (np.arange(len(x)) >= first_bounded) & (x == 0)
    free = np.flatnonzero(~at_bound | (point.gradient < 0))
    whole, step = True, np.zeros(len(x))
    while len(free):
        values, vectors = np.linalg.eigh(point.curvature(free))
        sizes = np.maximum(np.abs(values), max(np.abs(values).max() * 1e-14, np.finfo(float).tiny))
        step = np.zeros(len(x))
        step[free] = -vectors @ (vectors.T @ point.gradient[free] / sizes)
        held = free[at_bound[free] & (step[free] < 0)]
        if len(held) == 0:
            return step, -point.gradient[free] @ step[free], whole
        free, whole, step = np.setdiff1d(free, held), False, np.zeros(len(x))
    return step, 0, whole


class VarianceFit:
    """The two ratios of variances that minimise the REML or ML deviance, the residual variance profiled out (Bates et al. 2015)."""

    def __init__(self, sums, equations, residual_variance, deviance):
        self.sums, self.equations, self.residual_variance, self.deviance = sums, equations, residual_variance, deviance
        self.has_small = sums.s > 1


def equate(sums, ratios):
    return MixedEquations(sums, ratios[0], ratios[1] if len(ratios) > 1 else 0)


def variance_fit(sums, reml):
    df = sums.n - sums.groups if reml else sums.n
    if not equate(sums, [0]).leaves_residual():
        return None

    def at(ratios):
        equations = equate(sums, ratios)
        if max(ratios) > 1e10 or not equations.leaves_residual():
            return None
        variance = equations.residual / df
        traces, traces_twice = equations.traces(equations.inverse if reml else equations.inverse_without_fixed)
        forms, forms_twice = equations.forms()
        curvature = 2 * forms_twice / variance - traces_twice - np.outer(forms, forms) / (variance**2 * df)
        gradient = (traces - forms / variance)[:len(ratios)]
        return Point(equations.deviance(reml), gradient, lambda terms: curvature[np.ix_(terms, terms)])

    ratios = [0, 0.1, 1, 10]
    grid = [[large, small] for large in ratios for small in ratios] if sums.s > 1 else [[large] for large in ratios]
    found = bounded_newton(min(grid, key=lambda start: equate(sums, start).deviance(reml)), 0, at)
    if found is None:
        return None
    equations = equate(sums, found[0])
    return VarianceFit(sums, equations, equations.residual / df, found[1].value)


def is_estimable(sums):
    """Whether the covariance matrices of readers, cases and residual differ when seen beside the fixed effects."""
    equations = MixedEquations(sums, 0, 0)
    terms = [0, 1, 2] if sums.s > 1 else [0, 2]
    traces = with_residual(equations.traces(equations.inverse), 0, 0, sums.n - sums.groups)[np.ix_(terms, terms)]
    sizes = np.sqrt(np.maximum(np.diag(traces), 0))
    return (sizes > 1e-8).all() and np.linalg.eigvalsh(traces / np.outer(sizes, sizes)).min() > 1e-9


class AdditiveFit:
    """Ratings that are exactly arm + reader + case: no residual, and no likelihood with a maximum."""

    def __init__(self, means, large, small):
        self.means, self.large, self.small = means, large, small


def additive_fit(layout, sums):
    """None where something is left over."""
    shares = 1 / sums.counts
    values, vectors = np.linalg.eigh(sums.gram - sums.weighted_gram(shares))
    right = sums.moments - sums.rows.T @ (shares * sums.totals)
    used = values > values.max() * 1e-10
    effects = vectors[:, used] @ (vectors[:, used].T @ right / values[used])
    if layout.n <= len(sums.counts) + used.sum():
        return None
    large = shares * (sums.totals - sums.rows @ effects)
    small, groups = effects[:sums.s], effects[sums.s:]
    noise = np.abs(layout.ratings).max() * 1e-11
    fitted = sums.mean + large[layout.large] + small[layout.small] + groups[layout.arm]
    if (np.abs(layout.ratings - fitted) > noise).any():
        return None

    def variance(x):
        if len(x) < 2 or used.sum() != len(effects) - 2:
            return np.nan
        return 0 if (np.abs(x - x.mean()) <= noise).all() else x.var(ddof=1)

    return AdditiveFit(groups + sums.mean + large.mean() + small.mean(), variance(large), variance(small))


def inverse_or_nan(x):
    try:
        return np.linalg.inv(x)
    except np.linalg.LinAlgError:
        return np.full(x.shape, np.nan)
