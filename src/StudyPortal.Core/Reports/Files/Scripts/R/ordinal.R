# ---- The proportional odds model: logit P(rating at or below k) = threshold k - (arm + reader + case) ----
# By maximum likelihood with Laplace's approximation, as ordinal::clmm has it. Arguments of the likelihood: thresholds, effects of the arms
# but the first, variances of the large and of the small factor (see the linear mixed model).

logistic <- function(x) {
  small <- exp(-abs(x))
  list(share = ifelse(x >= 0, 1, small) / (1 + small), log = pmin(x, 0) - log(1 + small))
}

# McCullagh (1980). With F the logistic function, P = F(a) (1 - F(b)) (1 - exp(b - a)) for the thresholds a above and b below a rating.
cumulative_logit <- function(thresholds, category, predictors) {
  k <- length(thresholds) + 1
  gaps <- diff(thresholds)
  above <- logistic(ifelse(category < k, thresholds[pmin(category, k - 1)] - predictors, Inf))
  complement <- logistic(ifelse(category > 1, predictors - thresholds[pmax(category - 1, 1)], Inf))
  below <- 1 - complement$share
  density <- function(share) share * (1 - share)
  density_slope <- function(share) share * (1 - share) * (1 - 2 * share)
  list(
    log_likelihood = sum(above$log + complement$log + c(0, log(1 - exp(-gaps)), 0)[category]),
    gap_slopes = c(0, 1 / (exp(gaps) - 1), 0),
    slope = above$share + below - 1, weight = density(above$share) + density(below),
    weight_slope = -density_slope(above$share) - density_slope(below),
    upper = list(log = 1 - above$share, slope = density(above$share), weight = density_slope(above$share)),
    lower = list(log = -below, slope = density(below), weight = density_slope(below)))
}

level_sums <- function(layout, values) list(
  large = as.vector(rowsum(values, layout$large)), small = as.vector(rowsum(values, layout$small)))

# The normal approximation to the random effects: G = (A + S^-1)^-1, A = Z'W Z, S the two variances; the large factor is eliminated.
crossed_posterior <- function(layout, weight, large, small) {
  sums <- level_sums(layout, weight)
  meetings <- matrix(0, max(layout$large), max(layout$small))
  cells <- rowsum(weight, (layout$small - 1) * nrow(meetings) + layout$large)
  meetings[as.numeric(rownames(cells))] <- cells
  kept <- 1 / (1 + large * sums$large)
  shares <- large * kept
  remaining <- diag(sums$small, length(sums$small)) - crossprod(meetings, shares * meetings)
  factor <- chol(diag(length(sums$small)) + remaining * small)
  inverse <- chol2inv(factor)
  loads <- small * rowSums((meetings %*% inverse) * meetings)
  list(
    log_determinant = 2 * sum(log(diag(factor))) - sum(log(kept)),
    apply = function(t) {
      of_small <- small * as.vector(inverse %*% (t$small - as.vector(crossprod(meetings, shares * t$large))))
      list(large = shares * (t$large - as.vector(meetings %*% of_small)), small = of_small)
    },
    weigh = function(x) list(
      large = sums$large * x$large + as.vector(meetings %*% x$small), small = sums$small * x$small + as.vector(crossprod(meetings, x$large))),
    variances = function() {
      across <- (meetings %*% inverse) * (small * shares)
      (shares + shares^2 * loads)[layout$large] - 2 * across[cbind(layout$large, layout$small)] + small * diag(inverse)[layout$small]
    },
    slopes = c(sum(sums$large * kept - kept^2 * loads), sum(inverse * remaining)))
}

ordinal_point <- function(ratings, parameters, effects) {
  layout <- ratings$layout
  predictors <- parameters$effects[layout$arm] + effects$large[layout$large] + effects$small[layout$small]
  logit <- cumulative_logit(parameters$thresholds, ratings$category, predictors)
  penalty <- function(x, variance) if (variance > 0) sum(x^2) / (2 * variance) else 0
  list(
    effects = effects, logit = logit,
    objective = logit$log_likelihood - penalty(effects$large, parameters$large) - penalty(effects$small, parameters$small),
    posterior = crossed_posterior(layout, logit$weight, parameters$large, parameters$small), slopes = level_sums(layout, logit$slope))
}

# The random effects that maximise the likelihood together with their own density, by Newton's method.
ordinal_mode <- function(ratings, parameters, start) {
  start <- list(large = start$large * (parameters$large > 0), small = start$small * (parameters$small > 0))
  mode <- ordinal_point(ratings, parameters, start)
  for (count in 1:100) {
    weighed <- mode$posterior$weigh(mode$effects)
    target <- mode$posterior$apply(list(large = weighed$large + mode$slopes$large, small = weighed$small + mode$slopes$small))
    step <- list(large = target$large - mode$effects$large, small = target$small - mode$effects$small)
    moved <- function(share) ordinal_point(ratings, parameters, list(
      large = mode$effects$large + share * step$large, small = mode$effects$small + share * step$small))
    lowest <- mode$objective - 1e-12 * (1 + abs(mode$objective))
    share <- 1
    following <- moved(share)
    while (following$objective < lowest && share > 1e-6) {
      share <- share / 2
      following <- moved(share)
    }
    mode <- following
    if (max(abs(step$large), abs(step$small)) < 1e-7) return(mode)
  }
  NULL
}

# The gradient of -2 log likelihood at a mode, how the mode moves included.
ordinal_gradient <- function(ratings, mode, arguments, first_variance) {
  layout <- ratings$layout
  k <- length(ratings$categories)
  logit <- mode$logit
  variances <- mode$posterior$variances()
  pull <- level_sums(layout, variances * logit$weight_slope)
  shift <- mode$posterior$apply(pull)
  shifted <- shift$large[layout$large] + shift$small[layout$small]
  of_threshold <- function(by) by$log - (variances * by$weight + shifted * by$slope) / 2
  gap <- logit$gap_slopes[ratings$category]
  per_category <- function(values) as.vector(tapply(values, factor(ratings$category, seq_len(k)), sum))
  thresholds <- per_category(gap + of_threshold(logit$upper))[-k] + per_category(of_threshold(logit$lower) - gap)[-1]
  of_effect <- logit$slope - (variances * logit$weight_slope - shifted * logit$weight) / 2
  effects <- if (first_variance > k) as.vector(rowsum(of_effect, layout$arm))[-1]
  weighed <- mode$posterior$weigh(shift)
  moved <- c(sum((pull$large - weighed$large) * mode$slopes$large), sum((pull$small - weighed$small) * mode$slopes$small))
  of_variances <- (c(sum(mode$slopes$large^2), sum(mode$slopes$small^2)) - mode$posterior$slopes - moved) / 2
  -2 * c(thresholds, effects, of_variances)[seq_along(arguments)]
}

ordinal_parameters <- function(ratings, arguments, first_variance) {
  k <- length(ratings$categories)
  thresholds <- arguments[seq_len(k - 1)]
  if (max(arguments[first_variance:length(arguments)]) > 1e6 || any(diff(thresholds) <= 0)) return(NULL)
  effects <- rep(0, max(ratings$layout$arm))
  if (first_variance > k) effects[-1] <- arguments[k:(first_variance - 1)]
  list(
    thresholds = thresholds, effects = effects, large = arguments[first_variance],
    small = if (length(arguments) > first_variance) arguments[first_variance + 1] else 0)
}

# -2 log likelihood (Tierney & Kadane 1986) with its gradient; second derivatives are differences of gradients.
laplace_likelihood <- function(ratings, first_variance) {
  last <- list(large = rep(0, max(ratings$layout$large)), small = rep(0, max(ratings$layout$small)))
  evaluate <- function(arguments) {
    parameters <- ordinal_parameters(ratings, arguments, first_variance)
    mode <- if (!is.null(parameters)) ordinal_mode(ratings, parameters, last)
    if (is.null(mode)) return(NULL)
    last <<- mode$effects
    list(value = mode$posterior$log_determinant - 2 * mode$objective, gradient = ordinal_gradient(ratings, mode, arguments, first_variance))
  }
  width <- function(arguments, term) {
    if (term >= first_variance) return(max(arguments[term], 0.01))
    gaps <- diff(arguments[seq_len(length(ratings$categories) - 1)])
    min(1, gaps[seq_along(gaps) == term | seq_along(gaps) == term - 1])
  }
  slopes <- function(arguments, here, term) {
    h <- 1e-5 * width(arguments, term)
    at <- function(shift) evaluate(replace(arguments, term, arguments[term] + shift))$gradient
    if (term >= first_variance && arguments[term] < h) (4 * at(h) - at(2 * h) - 3 * here) / (2 * h) else (at(h) - at(-h)) / (2 * h)
  }
  # Central differences of six points; a variance too close to 0 is moved upwards only.
  sharp_slopes <- function(arguments, term) {
    h <- 0.02 * width(arguments, term)
    at <- function(steps) evaluate(replace(arguments, term, arguments[term] + steps * h))$gradient
    if (term >= first_variance && arguments[term] < 3 * h) return((4 * at(1) - at(2) - 3 * at(0)) / (2 * h))
    (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + at(3) - at(-3)) / (60 * h)
  }
  symmetric <- function(columns) {
    columns <- matrix(columns, sqrt(length(columns)))
    (columns + t(columns)) / 2
  }
  function(arguments) {
    point <- evaluate(arguments)
    if (is.null(point)) return(NULL)
    c(point, list(
      curvature = function(terms) symmetric(sapply(terms, function(term) slopes(arguments, point$gradient, term)[terms])),
      information = function(terms) symmetric(sapply(terms, function(term) sharp_slopes(arguments, term)[terms])) / 2))
  }
}

# The linear model of the same ratings, turned to the scale on which a single rating has the logistic variance.
ordinal_start <- function(ratings, by_arm) {
  layout <- ratings$layout
  logistic_variance <- pi^2 / 3
  sums <- crossed_sums(layout, by_arm)
  linear <- variance_fit(sums, TRUE)
  ratios <- if (is.null(linear)) c(1, 1) / logistic_variance else pmin(c(linear$equations$large, linear$equations$small), 100)
  effects <- rep(0, sums$groups)
  if (by_arm && !is.null(linear)) {
    means <- linear$equations$solution[-seq_len(sums$small_levels)]
    effects <- sqrt(logistic_variance / linear$residual_variance) * (means - means[1])
  }
  shares <- sapply(seq_len(length(ratings$categories) - 1), function(k) mean(ratings$category <= k))
  middle <- if (by_arm) mean(effects[layout$arm]) else 0
  variances <- (ratios * logistic_variance)[seq_len(if (sums$small_levels > 1) 2 else 1)]
  c(middle + sqrt(1 + sum(ratios)) * log(shares / (1 - shares)), effects[-1], variances)
}

ordinal_fit <- function(ratings, by_arm) {
  start <- ordinal_start(ratings, by_arm)
  first_variance <- length(ratings$categories) + if (by_arm) max(ratings$layout$arm) - 1 else 0
  found <- bounded_newton(start, first_variance, laplace_likelihood(ratings, first_variance))
  parameters <- if (!is.null(found)) ordinal_parameters(ratings, found$arguments, first_variance)
  if (is.null(parameters) || max(parameters$large, parameters$small) > 1e4) return(NULL)
  free <- which(seq_along(start) < first_variance | found$arguments > 0)
  fixed <- seq_len(first_variance - 1)
  list(
    parameters = parameters, deviance = found$point$value, count = length(start), has_small = length(start) > first_variance,
    covariance = inverse_or_na(found$point$information(free))[fixed, fixed, drop = FALSE])
}

# Whether no rating of one set of arms lies above any of the others: the likelihood then has no maximum.
arms_are_separated <- function(layout, category) {
  low <- tapply(category, layout$arm, min)
  high <- tapply(category, layout$arm, max)
  ascending <- order(low, high)
  low <- low[ascending]
  high <- high[ascending]
  any(sapply(seq_len(length(low) - 1), function(split) max(high[seq_len(split)]) <= min(low[-seq_len(split)])))
}

odds_effect <- function(log_odds, variance) {
  if (!isTRUE(variance > 0)) return(list(logOdds = undefined, standardError = undefined, z = undefined, p = NA, oddsRatio = undefined))
  z <- log_odds / sqrt(variance)
  ends <- log_odds + c(-1, 1) * normal_critical * sqrt(variance)
  list(
    logOdds = measured(log_odds, ends[1], ends[2]), standardError = measured(sqrt(variance)), z = measured(z), p = 2 * pnorm(-abs(z)),
    oddsRatio = measured(exp(log_odds), exp(ends[1]), exp(ends[2])))
}

arm_odds <- function(fit, layout, thresholds, pair) {
  at <- match(pair, layout$present_arms)
  if (is.null(fit) || anyNA(at)) return(odds_effect(NA, NA))
  contrast <- rep(0, length(layout$present_arms))
  contrast[at] <- c(1, -1)
  contrast <- contrast[-1]
  of_arms <- fit$covariance[-seq_len(thresholds), -seq_len(thresholds), drop = FALSE]
  odds_effect(fit$parameters$effects[at[1]] - fit$parameters$effects[at[2]], sum(contrast * (of_arms %*% contrast)))
}

ordinal_section <- function(cube) {
  layout <- crossed_layout(cube)
  ratings <- list(layout = layout, categories = sort(unique(layout$ratings)))
  ratings$category <- match(layout$ratings, ratings$categories)
  fits <- length(ratings$categories) > 1 && !arms_are_separated(layout, ratings$category) && is_estimable(crossed_sums(layout, TRUE))
  fit <- if (fits) ordinal_fit(ratings, TRUE)
  pairs <- pairs_of(length(arms_of_study))
  thresholds <- length(ratings$categories) - 1
  odds <- lapply(pairs, function(pair) arm_odds(fit, layout, thresholds, pair))
  corrected <- corrected_p(as.numeric(lapply(odds, function(effect) effect$p)))
  section <- list(
    observations = layout$n, readers = layout$readers, cases = layout$cases,
    differences = lapply(seq_along(pairs), function(i) list(
      first = arms_of_study[pairs[[i]][1]], second = arms_of_study[pairs[[i]][2]], logOdds = odds[[i]]$logOdds,
      standardError = odds[[i]]$standardError, z = odds[[i]]$z, pValue = measured(odds[[i]]$p), correctedPValue = corrected[i],
      oddsRatio = odds[[i]]$oddsRatio)),
    likelihoodRatio = no_likelihood_ratio)
  if (is.null(fit)) return(section)
  variances <- by_role(layout, fit$parameters$large, if (fit$has_small) fit$parameters$small else NA)
  equal <- if (max(layout$arm) > 1) ordinal_fit(ratings, FALSE)
  if (!is.null(equal)) section$likelihoodRatio <- likelihood_ratio(equal$deviance, fit$deviance, max(layout$arm) - 1)
  c(section, list(
    readerVariance = variances$reader, caseVariance = variances$case,
    thresholds = lapply(seq_len(thresholds), function(k) list(
      lower = ratings$categories[k], upper = ratings$categories[k + 1], value = measured(fit$parameters$thresholds[k]),
      standardError = measured(if (isTRUE(fit$covariance[k, k] > 0)) sqrt(fit$covariance[k, k]) else NA))),
    logLikelihood = measured(-fit$deviance / 2), aic = measured(fit$deviance + 2 * fit$count)))
}
