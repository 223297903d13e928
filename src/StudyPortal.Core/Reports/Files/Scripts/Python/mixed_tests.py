# ---- The linear mixed model: tests of the arms, and what the report says of it ----


class FixedEffects:
    """The covariance of the fixed effects, its derivatives by each variance (U'G U), and U'G P G U, by which Kenward and Roger correct
    it; tests of contrasts of the arms after Satterthwaite and after Kenward and Roger."""

    def __init__(self, fit):
        equations, sums, s = fit.equations, fit.sums, fit.sums.s
        large, small, variance = equations.large, equations.small, fit.residual_variance
        columns = equations.inverse[:, s:]
        unit, reduced = columns[s:], equations.reduced
        of_small, of_large = (reduced @ columns)[:s], equations.square_weighted @ columns
        self.means, self.covariance, self.variance = equations.solution[s:] + sums.mean, unit * variance, variance
        slopes = [columns.T @ of_large, of_small.T @ of_small]
        self.slopes = [*slopes, unit - slopes[0] * large - slopes[1] * small]
        within = (reduced - reduced @ equations.inverse @ reduced)[:s, :s]
        across = (of_large - reduced @ equations.inverse @ of_large)[:s]
        mixed = of_small.T @ across
        large_twice = columns.T @ equations.cube_weighted @ columns - of_large.T @ equations.inverse @ of_large
        curves = [[large_twice, mixed.T], [mixed, of_small.T @ within @ of_small]]
        curves = [[*row, -(row[0] * large + row[1] * small)] for row in curves]
        self.curves = [*curves, [-(above * large + below * small) for above, below in zip(*curves)]]
        self.terms = [0, 1, 2] if fit.has_small else [0, 2]
        self.positive_terms = [term for term in self.terms if (large, small, 1)[term] > 0]
        traces = with_residual(equations.traces(equations.inverse), large, small, sums.n - sums.groups)
        forms = with_residual(equations.forms(), large, small, equations.residual)
        observed = (forms / variance - traces / 2)[np.ix_(self.positive_terms, self.positive_terms)] / variance**2
        expected = (traces / 2)[np.ix_(self.terms, self.terms)] / variance**2
        self.by_observed, self.by_expected = inverse_or_nan(observed), inverse_or_nan(expected)
        self.corrected = self.covariance + 2 / variance * sum(
            self.curves[i][j] * self.by_expected[row, column] for row, i in enumerate(self.terms) for column, j in enumerate(self.terms))

    def satterthwaite_df(self, contrast):
        """From the observed information on the variances that are not at 0 (as lmerTest)."""
        slopes = np.array([contrast @ self.slopes[term] @ contrast for term in self.positive_terms])
        return 2 * (contrast @ self.covariance @ contrast) ** 2 / (slopes @ self.by_observed @ slopes)

    def satterthwaite_test(self, contrasts):
        """All arms equal: contrasts that do not correlate, their df put together (Fai & Cornelius 1996)."""
        values, vectors = np.linalg.eigh(contrasts @ self.covariance @ contrasts.T)
        turned = vectors.T @ contrasts
        f = ((turned @ self.means) ** 2 / values).mean()
        df = np.array([self.satterthwaite_df(row) for row in turned])
        if (np.abs(np.diff(df)) < 1e-8).all():
            return defined_f(f, len(df), df.mean())
        if df.min() <= 2:
            return defined_f(f, len(df), 2)
        expectation = (df / (df - 2)).sum()
        return defined_f(f, len(df), 2 * expectation / (expectation - len(df)))

    def kenward_roger(self, contrasts):
        """The df and the factor of F (Kenward & Roger 1997), from the expected information (as pbkrtest)."""
        q = len(contrasts)
        theta = contrasts.T @ np.linalg.solve(contrasts @ self.covariance @ contrasts.T, contrasts)
        slopes = [theta @ self.slopes[term] for term in self.terms]
        own = np.array([np.trace(slope) for slope in slopes])
        a1 = own @ self.by_expected @ own
        a2 = (self.by_expected * [[(x * y.T).sum() for y in slopes] for x in slopes]).sum()
        b = (a1 + 6 * a2) / (2 * q)
        g = ((q + 1) * a1 - (q + 4) * a2) / ((q + 2) * a2)
        divisor = 3 * q + 2 * (1 - g)
        v0, v1, v2 = 1 + g / divisor * b, 1 - (q - g) / divisor * b, 1 - (q + 2 - g) / divisor * b
        share = 1 if max(abs(1 - a2 / q), abs(v1)) < 1e-14 else (1 - a2 / q) / v1
        df = 4 + (q + 2) / (q * (share**2 * v0 / (q * v2)) - 1)
        return df, 1 if abs(df - 2) < 0.01 else df * (1 - a2 / q) / (df - 2)

    def kenward_roger_test(self, contrasts):
        estimates = contrasts @ self.means
        df, scale = self.kenward_roger(contrasts)
        wald_statistic = estimates @ np.linalg.solve(contrasts @ self.corrected @ contrasts.T, estimates)
        return defined_f(scale * wald_statistic / len(contrasts), len(contrasts), df)

    def estimate(self, contrast):
        value = contrast @ self.means
        se, t, df, p = contrast_test(value, contrast @ self.covariance @ contrast, self.satterthwaite_df(contrast))
        kr_se, _, kr_df, kr_p = contrast_test(value, contrast @ self.corrected @ contrast, self.kenward_roger(contrast[None])[0])
        half = t_critical(df) * se
        return {
            "value": measured(value, value - half, value + half), "standardError": measured(se), "t": measured(t), "df": measured(df),
            "pValue": measured(p), "kenwardRogerStandardError": measured(kr_se), "kenwardRogerDf": measured(kr_df),
            "kenwardRogerPValue": measured(kr_p),
        }


def defined_f(f, df1, df2):
    if not f >= 0 or not df2 > 0:
        return {"f": measured(), "df1": df1, "df2": max(0, df2) if np.isfinite(df2) else 0, "pValue": measured()}
    return {"f": measured(f), "df1": df1, "df2": df2, "pValue": measured(stats.f.sf(f, df1, df2))}


def contrast_test(value, variance, df):
    """Student's t test; nan without information on the variances."""
    if not variance > 0 or not df > 0:
        return [np.nan] * 4
    t = value / np.sqrt(variance)
    return np.sqrt(variance), t, df, 2 * stats.t.sf(abs(t), df)


def arm_hypothesis(layout):
    """Each arm but the first against all ratings of the first and of the later arms, as lmerTest tests a factor."""
    counts = np.bincount(layout.arm)
    contrasts = np.zeros((len(counts) - 1, len(counts)))
    for row, contrast in enumerate(contrasts):
        others = [0, *range(row + 2, len(counts))]
        contrast[row + 1] = 1
        contrast[others] = -counts[others] / counts[others].sum()
    return contrasts


def no_estimate(value=np.nan):
    names = ["standardError", "t", "df", "pValue", "kenwardRogerStandardError", "kenwardRogerDf", "kenwardRogerPValue"]
    return {"value": measured(value), **{name: measured() for name in names}}


NO_LIKELIHOOD_RATIO = {"chiSquare": measured(), "df": 0, "pValue": measured()}


def likelihood_ratio(equal, full, df):
    """Differences of deviances below 1e-8 are rounding, and 0."""
    chi_square = 0 if equal - full < 1e-8 else equal - full
    return {"chiSquare": measured(chi_square), "df": df, "pValue": measured(stats.chi2.sf(chi_square, df))}


def maximum_likelihood(layout, sums):
    """The same model by maximum likelihood, to compare models by; AIC and BIC count the arms' means and the variances."""
    fit = variance_fit(sums, False)
    if fit is None:
        return {"likelihoodRatio": NO_LIKELIHOOD_RATIO}
    parameters = sums.groups + (3 if fit.has_small else 2)
    equal = variance_fit(CrossedSums(layout, False), False) if sums.groups > 1 else None
    return {
        "likelihoodRatio": likelihood_ratio(equal.deviance, fit.deviance, sums.groups - 1) if equal else NO_LIKELIHOOD_RATIO,
        "logLikelihood": measured(-fit.deviance / 2), "aic": measured(fit.deviance + 2 * parameters),
        "bic": measured(fit.deviance + parameters * np.log(sums.n)),
    }


class LinearMixedModel:
    """The fit of a cube of cases x readers x arms; no variances where they are undefined."""

    def __init__(self, cube):
        self.layout = layout = CrossedLayout(cube)
        self.exact = self.fit = self.effects = self.variances = None
        if layout.n == 0:
            return
        self.sums = CrossedSums(layout, True)
        self.exact = additive_fit(layout, self.sums)
        if self.exact:
            self.variances = layout.by_role(self.exact.large, self.exact.small) | {"residual": measured(0)}
            return
        self.fit = variance_fit(self.sums, True) if is_estimable(self.sums) else None
        if self.fit:
            large, small = (ratio * self.fit.residual_variance for ratio in (self.fit.equations.large, self.fit.equations.small))
            self.variances = layout.by_role(large, small if self.fit.has_small else np.nan) | {"residual": measured(self.fit.residual_variance)}
            self.effects = FixedEffects(self.fit)

    def estimate(self, first, second=None):
        """The mean of an arm, or first minus second."""
        at = [self.layout.position(arm) for arm in (first, second) if arm is not None]
        if None in at or not (self.exact or self.fit):
            return no_estimate()
        contrast = np.zeros(len(self.layout.present_arms))
        contrast[at] = [1, -1][:len(at)]
        return no_estimate(contrast @ self.exact.means) if self.exact else self.effects.estimate(contrast)


def mixed_model_section(cube):
    model = LinearMixedModel(cube)
    layout, fit = model.layout, model.fit
    pairs = list(combinations(range(len(ARMS)), 2))
    differences = [model.estimate(first, second) for first, second in pairs]
    corrected = corrected_p([difference["pValue"]["value"] for difference in differences])
    tested = fit is not None and len(layout.present_arms) > 1
    return {
        "observations": layout.n, "readers": layout.readers, "cases": layout.cases, "variances": model.variances,
        "remlCriterion": measured(fit.deviance if fit else np.nan),
        "means": [{"arm": ordinal, "mean": model.estimate(arm)} for arm, ordinal in enumerate(ARMS)],
        "differences": [
            {"first": ARMS[first], "second": ARMS[second], "difference": difference, "correctedPValue": p}
            for (first, second), difference, p in zip(pairs, differences, corrected)],
        "satterthwaite": model.effects.satterthwaite_test(arm_hypothesis(layout)) if tested else NO_F_TEST,
        "kenwardRoger": model.effects.kenward_roger_test(arm_hypothesis(layout)) if tested else NO_F_TEST,
        **(maximum_likelihood(layout, model.sums) if fit else {"likelihoodRatio": NO_LIKELIHOOD_RATIO}),
    }


def reml_intraclass(ratings):
    """Intraclass correlations from the REML variances: mean squares that a complete table would have with them, as psych::ICC."""
    model = LinearMixedModel(ratings[:, :, None])
    if model.variances is None:
        return NO_INTRACLASS
    reader, case, residual_variance = (model.variances[name]["value"] for name in ("reader", "case", "residual"))
    if not reader + case + residual_variance > 0:
        return NO_INTRACLASS
    anova = TwoWayAnova.__new__(TwoWayAnova)
    anova.n, anova.k = model.layout.cases, model.layout.readers
    anova.msr, anova.msc = anova.k * case + residual_variance, anova.n * reader + residual_variance
    anova.mse, anova.msw = residual_variance, reader + residual_variance
    return intraclass_forms(anova)
