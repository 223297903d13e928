# ---- The linear mixed model: tests of the arms, and what the report says of it ----

# The covariance of the fixed effects, its derivatives by each variance (U'G U), and U'G P G U, by which Kenward and Roger correct it.
fixed_effects <- function(fit) {
  equations <- fit$equations
  sums <- fit$sums
  s <- seq_len(sums$small_levels)
  g <- sums$small_levels + seq_len(sums$groups)
  large <- equations$large
  small <- equations$small
  columns <- equations$inverse[, g, drop = FALSE]
  unit <- columns[g, , drop = FALSE]
  reduced <- equations$reduced
  of_small <- (reduced %*% columns)[s, , drop = FALSE]
  of_large <- equations$square_weighted %*% columns
  slopes <- list(crossprod(columns, of_large), crossprod(of_small))
  slopes[[3]] <- unit - slopes[[1]] * large - slopes[[2]] * small
  within <- (reduced - reduced %*% equations$inverse %*% reduced)[s, s, drop = FALSE]
  across <- (of_large - reduced %*% (equations$inverse %*% of_large))[s, , drop = FALSE]
  curves <- matrix(list(), 3, 3)
  curves[[1, 1]] <- crossprod(columns, equations$cube_weighted %*% columns) - crossprod(of_large, equations$inverse %*% of_large)
  curves[[2, 1]] <- crossprod(of_small, across)
  curves[[1, 2]] <- t(curves[[2, 1]])
  curves[[2, 2]] <- crossprod(of_small, within %*% of_small)
  for (i in 1:2) curves[[i, 3]] <- -(curves[[i, 1]] * large + curves[[i, 2]] * small)
  for (j in 1:3) curves[[3, j]] <- -(curves[[1, j]] * large + curves[[2, j]] * small)
  terms <- if (fit$has_small) 1:3 else c(1, 3)
  list(
    means = equations$solution[g] + sums$mean, covariance = unit * fit$residual_variance, slopes = slopes, curves = curves, terms = terms,
    positive_terms = terms[c(large, small, 1)[terms] > 0],
    traces = with_residual(traces_of(equations, equations$inverse), large, small, sums$n - sums$groups)$double,
    forms = with_residual(forms_of(equations), large, small, equations$residual)$double, variance = fit$residual_variance)
}

inverse_or_na <- function(x) tryCatch(solve(x), error = function(e) x * NA)

# Satterthwaite's df of one contrast, from the observed information on the variances that are not at 0 (as lmerTest).
satterthwaite <- function(effects) {
  terms <- effects$positive_terms
  information <- (effects$forms / effects$variance - effects$traces / 2)[terms, terms, drop = FALSE] / effects$variance^2
  of_variances <- inverse_or_na(information)
  function(contrast) {
    slopes <- sapply(terms, function(term) sum(contrast * (effects$slopes[[term]] %*% contrast)))
    2 * sum(contrast * (effects$covariance %*% contrast))^2 / sum(slopes * (of_variances %*% slopes))
  }
}

defined_f <- function(f, df1, df2) {
  if (is.na(f) || f < 0 || is.na(df2) || df2 <= 0) return(list(f = undefined, df1 = df1, df2 = if (is.finite(df2)) max(0, df2) else 0, pValue = undefined))
  list(f = measured(f), df1 = df1, df2 = df2, pValue = measured(pf(f, df1, df2, lower.tail = FALSE)))
}

# All arms equal: contrasts that do not correlate, their df put together (Fai & Cornelius 1996).
satterthwaite_test <- function(effects, contrasts, df_of) {
  spectrum <- eigen(contrasts %*% effects$covariance %*% t(contrasts), symmetric = TRUE)
  turned <- crossprod(spectrum$vectors, contrasts)
  f <- mean(as.vector(turned %*% effects$means)^2 / spectrum$values)
  df <- apply(turned, 1, df_of)
  together <- if (all(abs(diff(df)) < 1e-8)) mean(df) else if (min(df) <= 2) 2 else {
    expectation <- sum(df / (df - 2))
    2 * expectation / (expectation - length(df))
  }
  defined_f(f, length(df), together)
}

# Kenward & Roger (1997), from the expected information, with the variances estimated as 0 (as pbkrtest).
kenward_roger <- function(effects) {
  terms <- effects$terms
  of_variances <- inverse_or_na((effects$traces / 2)[terms, terms, drop = FALSE] / effects$variance^2)
  correction <- 0 * effects$covariance
  for (i in seq_along(terms)) for (j in seq_along(terms)) {
    correction <- correction + effects$curves[[terms[i], terms[j]]] * of_variances[i, j]
  }
  approximation <- function(contrasts) {
    q <- nrow(contrasts)
    theta <- crossprod(contrasts, solve(contrasts %*% effects$covariance %*% t(contrasts), contrasts))
    slopes <- lapply(terms, function(term) theta %*% effects$slopes[[term]])
    a1 <- a2 <- 0
    for (i in seq_along(terms)) for (j in seq_along(terms)) {
      a1 <- a1 + of_variances[i, j] * trace_of(slopes[[i]]) * trace_of(slopes[[j]])
      a2 <- a2 + of_variances[i, j] * sum(slopes[[i]] * t(slopes[[j]]))
    }
    b <- (a1 + 6 * a2) / (2 * q)
    g <- ((q + 1) * a1 - (q + 4) * a2) / ((q + 2) * a2)
    divisor <- 3 * q + 2 * (1 - g)
    v <- c(1 + g / divisor * b, 1 - (q - g) / divisor * b, 1 - (q + 2 - g) / divisor * b)
    ratio <- if (isTRUE(max(abs(1 - a2 / q), abs(v[2])) < 1e-14)) 1 else (1 - a2 / q) / v[2]
    df <- 4 + (q + 2) / (q * (ratio^2 * v[1] / (q * v[3])) - 1)
    list(df = df, scale = if (isTRUE(abs(df - 2) < 0.01)) 1 else df * (1 - a2 / q) / (df - 2))
  }
  list(covariance = effects$covariance + correction * (2 / effects$variance), approximation = approximation)
}

kenward_roger_test <- function(effects, contrasts, corrected) {
  estimates <- as.vector(contrasts %*% effects$means)
  wald <- sum(estimates * solve(contrasts %*% corrected$covariance %*% t(contrasts), estimates))
  approximation <- corrected$approximation(contrasts)
  defined_f(approximation$scale * wald / nrow(contrasts), nrow(contrasts), approximation$df)
}

# Each arm but the first against all ratings of the first and of the later arms, as lmerTest tests a factor.
arm_hypothesis <- function(layout) {
  counts <- as.vector(table(layout$arm))
  a <- length(counts)
  t(sapply(seq_len(a - 1), function(row) {
    others <- c(1, seq_len(a)[seq_len(a) > row + 1])
    contrast <- rep(0, a)
    contrast[row + 1] <- 1
    contrast[others] <- -counts[others] / sum(counts[others])
    contrast
  }))
}

no_estimate <- function(value = NA) list(
  value = measured(value), standardError = undefined, t = undefined, df = undefined, pValue = undefined,
  kenwardRogerStandardError = undefined, kenwardRogerDf = undefined, kenwardRogerPValue = undefined)

# Student's t test of one combination of the arms' means; NA without information on the variances.
contrast_test <- function(value, variance, df) {
  if (!isTRUE(variance > 0) || !isTRUE(df > 0)) return(list(se = NA, t = NA, df = NA, p = NA))
  t <- value / sqrt(variance)
  list(se = sqrt(variance), t = t, df = df, p = 2 * pt(-abs(t), df))
}

arm_estimate <- function(contrast, effects, satterthwaite_df, corrected) {
  value <- sum(contrast * effects$means)
  plain <- contrast_test(value, sum(contrast * (effects$covariance %*% contrast)), satterthwaite_df(contrast))
  kr <- contrast_test(value, sum(contrast * (corrected$covariance %*% contrast)), corrected$approximation(matrix(contrast, 1))$df)
  half <- if (is.na(plain$df)) NA else t_critical(plain$df) * plain$se
  list(
    value = measured(value, value - half, value + half), standardError = measured(plain$se), t = measured(plain$t), df = measured(plain$df),
    pValue = measured(plain$p), kenwardRogerStandardError = measured(kr$se), kenwardRogerDf = measured(kr$df), kenwardRogerPValue = measured(kr$p))
}

# Differences of deviances below 1e-8 are rounding, and 0.
likelihood_ratio <- function(equal, full, df) {
  chi_square <- if (equal - full < 1e-8) 0 else equal - full
  list(chiSquare = measured(chi_square), df = df, pValue = measured(pchisq(chi_square, df, lower.tail = FALSE)))
}

no_likelihood_ratio <- list(chiSquare = undefined, df = 0, pValue = undefined)

# The same model by maximum likelihood, to compare models by; AIC and BIC count the arms' means and the variances.
maximum_likelihood <- function(layout, sums) {
  fit <- variance_fit(sums, FALSE)
  if (is.null(fit)) return(list(likelihoodRatio = no_likelihood_ratio, logLikelihood = undefined, aic = undefined, bic = undefined))
  parameters <- sums$groups + if (fit$has_small) 3 else 2
  equal <- if (sums$groups < 2) NULL else variance_fit(crossed_sums(layout, FALSE), FALSE)
  list(
    likelihoodRatio = if (is.null(equal)) no_likelihood_ratio else likelihood_ratio(equal$deviance, fit$deviance, sums$groups - 1),
    logLikelihood = measured(-fit$deviance / 2), aic = measured(fit$deviance + 2 * parameters),
    bic = measured(fit$deviance + parameters * log(sums$n)))
}

# The fit of a cube of cases x readers x arms: variances, and what tests of the arms are made from; NULL variances where undefined.
linear_mixed_model <- function(cube) {
  layout <- crossed_layout(cube)
  if (layout$n == 0) return(list(layout = layout))
  sums <- crossed_sums(layout, TRUE)
  exact <- additive_fit(layout, sums)
  if (!is.null(exact)) {
    return(list(layout = layout, exact = exact, variances = c(by_role(layout, exact$large, exact$small), list(residual = measured(0)))))
  }
  fit <- if (is_estimable(sums)) variance_fit(sums, TRUE)
  if (is.null(fit)) return(list(layout = layout))
  small <- if (fit$has_small) fit$equations$small * fit$residual_variance else NA
  variances <- by_role(layout, fit$equations$large * fit$residual_variance, small)
  list(layout = layout, sums = sums, fit = fit, variances = c(variances, list(residual = measured(fit$residual_variance))))
}

mixed_model_section <- function(cube) {
  model <- linear_mixed_model(cube)
  layout <- model$layout
  estimate <- mixed_estimates(model)
  pairs <- pairs_of(dim(cube)[3])
  differences <- lapply(pairs, estimate)
  corrected <- corrected_p(as.numeric(lapply(differences, function(difference) difference$pValue$value)))
  has_fit <- !is.null(model$fit)
  section <- list(
    observations = layout$n, readers = layout$readers, cases = layout$cases, variances = model$variances,
    remlCriterion = measured(if (has_fit) model$fit$deviance else NA),
    means = lapply(seq_along(arms_of_study), function(arm) list(arm = arms_of_study[arm], mean = estimate(arm))),
    differences = lapply(seq_along(pairs), function(i) list(
      first = arms_of_study[pairs[[i]][1]], second = arms_of_study[pairs[[i]][2]], difference = differences[[i]], correctedPValue = corrected[i])),
    satterthwaite = no_f_test, kenwardRoger = no_f_test)
  if (has_fit && length(layout$present_arms) > 1) {
    effects <- fixed_effects(model$fit)
    section$satterthwaite <- satterthwaite_test(effects, arm_hypothesis(layout), satterthwaite(effects))
    section$kenwardRoger <- kenward_roger_test(effects, arm_hypothesis(layout), kenward_roger(effects))
  }
  c(section, if (has_fit) maximum_likelihood(layout, model$sums) else list(likelihoodRatio = no_likelihood_ratio))
}

# A function of one arm (its mean) or of two (first minus second).
mixed_estimates <- function(model) {
  if (!is.null(model$exact)) return(function(arms) {
    at <- match(arms, model$layout$present_arms)
    no_estimate(if (length(arms) == 1) model$exact$means[at] else model$exact$means[at[1]] - model$exact$means[at[2]])
  })
  if (is.null(model$fit)) return(function(arms) no_estimate())
  effects <- fixed_effects(model$fit)
  df <- satterthwaite(effects)
  corrected <- kenward_roger(effects)
  function(arms) {
    at <- match(arms, model$layout$present_arms)
    if (anyNA(at)) return(no_estimate())
    contrast <- rep(0, length(model$layout$present_arms))
    contrast[at] <- c(1, -1)[seq_along(at)]
    arm_estimate(contrast, effects, df, corrected)
  }
}

# Intraclass correlations from the REML variances: mean squares that a complete table would have with them, as psych::ICC.
reml_intraclass <- function(ratings) {
  model <- linear_mixed_model(array(ratings, c(dim(ratings), 1)))
  v <- lapply(model$variances, function(variance) variance$value)
  if (is.null(model$variances) || anyNA(v) || v$reader + v$case + v$residual == 0) return(no_intraclass)
  n <- model$layout$cases
  k <- model$layout$readers
  intraclass_forms(list(
    n = n, k = k, msr = k * v$case + v$residual, msc = n * v$reader + v$residual, mse = v$residual, msw = v$reader + v$residual))
}
