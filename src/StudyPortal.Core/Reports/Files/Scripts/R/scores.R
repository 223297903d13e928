# ---- What else the scores of one label say: samples of positive and negative scores, in the order of the cases ----

# How often each case is drawn by some replicates: as many positives and as many negatives as there are, positives first.
stratified_draws <- function(sample, statistic) {
  m <- length(sample$positives)
  n <- length(sample$negatives)
  chunks <- split(seq_len(plan$replicates) - 1, floor((seq_len(plan$replicates) - 1) * (m + n) / 2e6))
  do.call(rbind, lapply(chunks, function(chunk) statistic(counts_of_draws(chunk, 0, m), counts_of_draws(chunk, m, n))))
}

# Sums of the columns of each level, one column a level; levels count from 1.
sum_by_level <- function(counts, level, levels) {
  sums <- matrix(0, nrow(counts), levels)
  by_level <- rowsum(t(counts), level)
  sums[, as.numeric(rownames(by_level))] <- t(by_level)
  sums
}

# The distinct scores, highest first, and on which of them each case lies.
score_levels <- function(sample) {
  scores <- sort(unique(c(sample$positives, sample$negatives)), decreasing = TRUE)
  list(n = length(scores), positives = match(sample$positives, scores), negatives = match(sample$negatives, scores))
}

# For each row of drawn counts: the area under the empirical ROC curve up to a false positive rate, by trapezoids, and average precision,
# the precision at every distinct score weighted by the recall it adds.
partial_area_and_precision <- function(levels, of_positives, of_negatives, up_to) {
  positives <- sum_by_level(of_positives, levels$positives, levels$n)
  negatives <- sum_by_level(of_negatives, levels$negatives, levels$n)
  m <- ncol(of_positives)
  n <- ncol(of_negatives)
  true <- false <- area <- precision <- rep(0, nrow(of_positives))
  for (level in seq_len(levels$n)) {
    next_true <- true + positives[, level]
    next_false <- false + negatives[, level]
    precision <- precision + ifelse(positives[, level] > 0, positives[, level] * next_true / (next_true + next_false), 0)
    right <- pmin(next_false / n, up_to)
    width <- right - false / n
    rise <- (next_true - true) / m / ((next_false - false) / n)
    area <- area + ifelse(width > 0, width * (true / m + rise * ((false / n + right) / 2 - false / n)), 0)
    true <- next_true
    false <- next_false
  }
  cbind(area, precision / m)
}

# McClish (1989): one half is chance, 1 is perfect.
mcclish <- function(area, width) (1 + (area - width^2 / 2) / (width - width^2 / 2)) / 2

# Partial area over specificities from 0.8 to 1 and average precision, with the percentile interval of the stratified bootstrap on clean
# images.
partial_section <- function(sample, resample) {
  m <- length(sample$positives)
  n <- length(sample$negatives)
  width <- 1 - 0.8
  raw <- precision <- undefined
  if (m > 0) {
    levels <- score_levels(sample)
    values <- partial_area_and_precision(levels, matrix(1, 1, m), matrix(1, 1, n), width)
    raw <- measured(if (n > 0) values[1] else NA)
    precision <- measured(values[2])
    if (resample) {
      drawn <- stratified_draws(sample, function(p, q) partial_area_and_precision(levels, p, q, width))
      if (n > 0) raw <- percentile(values[1], drawn[, 1])
      precision <- percentile(values[2], drawn[, 2])
    }
  }
  list(
    partial = list(fromSpecificity = 0.8, toSpecificity = 1, raw = raw, mcClish = lapply(raw, mcclish, width = width)),
    precisionRecall = list(averagePrecision = precision, prevalence = wilson(m, m + n)))
}

probability_of <- function(logit) 1 / (1 + exp(-logit))

# Brier (1950) with the normal interval of a mean, and the skill against predicting the share of positives.
brier_section <- function(sample) {
  errors <- c((1 - probability_of(sample$positives))^2, probability_of(sample$negatives)^2)
  n <- length(errors)
  if (n == 0) return(list(score = undefined, skill = undefined))
  score <- mean(errors)
  share <- length(sample$positives) / n
  skill <- if (share %in% c(0, 1)) NA else 1 - score / (share * (1 - share))
  if (n < 2 || all(errors == errors[1])) return(list(score = measured(score), skill = measured(skill)))
  list(score = wald(score, sd(errors) / sqrt(n), 0, 1), skill = measured(skill))
}

# Expected and maximum calibration error over ten bins of equal width, each without its lower edge (Naeini et al. 2015).
calibration_bins <- function(sample) {
  probability <- probability_of(c(sample$positives, sample$negatives))
  positive <- rep(c(1, 0), c(length(sample$positives), length(sample$negatives)))
  if (length(probability) == 0) return(list(expected = undefined, maximum = undefined, bins = list()))
  edges <- (0:10) / 10
  bin <- factor(pmin(findInterval(probability, edges[-1], left.open = TRUE), 9), 0:9)
  cases <- as.vector(table(bin))
  positives <- as.vector(tapply(positive, bin, sum, default = 0))
  predicted <- as.vector(tapply(probability, bin, sum, default = 0)) / cases
  gaps <- abs(positives / cases - predicted)
  list(
    expected = measured(sum((cases * gaps)[cases > 0]) / length(probability)), maximum = measured(max(gaps[cases > 0])),
    bins = lapply(1:10, function(i) list(
      low = edges[i], high = edges[i + 1], cases = cases[i], positives = positives[i],
      meanPredicted = measured(predicted[i]), observed = wilson(positives[i], cases[i]))))
}

# Logistic regression by Newton's method; the slope may be held at 1. Estimates and the variances of them, NULL where there is no maximum.
logistic_fit <- function(x, truth, with_slope) {
  design <- if (with_slope) cbind(1, x) else matrix(1, length(x))
  offset <- if (with_slope) 0 else x
  log_likelihood <- function(beta) {
    against <- ifelse(truth, -1, 1) * (as.vector(design %*% beta) + offset)
    -sum(pmax(against, 0) + log1p(exp(-abs(against))))
  }
  beta <- rep(0, ncol(design))
  for (step in 1:200) {
    p <- 1 / (1 + exp(-(as.vector(design %*% beta) + offset)))
    covariance <- inverse_or_na(crossprod(design, p * (1 - p) * design))
    change <- as.vector(covariance %*% crossprod(design, truth - p))
    if (!all(is.finite(change))) return(NULL)
    if (sum(abs(change)) <= 1e-12 * (1 + sum(abs(beta)))) return(list(estimate = beta + change, variance = diag(covariance)))
    share <- 1
    now <- log_likelihood(beta)
    while (share > 1e-10 && !isTRUE(log_likelihood(beta + share * change) >= now - 1e-12 * abs(now))) share <- share / 2
    beta <- beta + share * change
  }
  NULL
}

around <- function(value, variance) {
  half <- normal_critical * sqrt(variance)
  measured(value, value - half, value + half)
}

# Logistic recalibration (Cox 1958): slope and intercept, and the intercept with the slope held at 1.
calibration_line <- function(sample) {
  result <- list(slope = undefined, intercept = undefined, inTheLarge = undefined)
  p <- probability_of(sample$positives)
  q <- probability_of(sample$negatives)
  if (length(p) == 0 || length(q) == 0 || any(c(p, q) %in% c(0, 1))) return(result)
  x <- log(c(p, q)) - log1p(-c(p, q))
  truth <- rep(c(TRUE, FALSE), c(length(p), length(q)))
  alone <- logistic_fit(x, truth, FALSE)
  if (!is.null(alone)) result$inTheLarge <- around(alone$estimate, alone$variance)
  alike <- length(unique(c(p, q))) == 1
  line <- if (!alike && min(p) < max(q) && max(p) > min(q)) logistic_fit(x, truth, TRUE)
  if (is.null(line)) return(result)
  result$intercept <- around(line$estimate[1], line$variance[1])
  result$slope <- around(line$estimate[2], line$variance[2])
  result
}

no_rate <- list(wilson = undefined, clopperPearson = undefined)

rate <- function(count, total) list(wilson = wilson(count, total), clopperPearson = clopper_pearson(count, total))

# The rule "positive when score >= threshold".
operating_section <- function(sample, threshold) {
  if (is.na(threshold)) {
    return(list(truePositives = 0, falsePositives = 0, trueNegatives = 0, falseNegatives = 0, sensitivity = no_rate, specificity = no_rate))
  }
  m <- length(sample$positives)
  n <- length(sample$negatives)
  true <- sum(sample$positives >= threshold)
  false <- sum(sample$negatives >= threshold)
  list(
    threshold = threshold, truePositives = true, falsePositives = false, trueNegatives = n - false, falseNegatives = m - true,
    sensitivity = rate(true, m), specificity = rate(n - false, n))
}

# The ordered categories of the binormal model: distinct scores, lowest first; neighbours of one truth are one (LABROC4, Metz et al. 1998).
truth_runs <- function(sample) {
  scores <- sort(unique(c(sample$positives, sample$negatives)))
  positives <- tabulate(match(sample$positives, scores), length(scores))
  negatives <- tabulate(match(sample$negatives, scores), length(scores))
  kind <- ifelse(positives == 0, "negatives", ifelse(negatives == 0, "positives", "both"))
  starts <- c(TRUE, kind[-1] != kind[-length(kind)] | kind[-1] == "both")
  run <- cumsum(starts)
  list(negatives = as.vector(rowsum(negatives, run)), positives = as.vector(rowsum(positives, run)))
}

# Whether all operating points lie on a curve that turns at right angles only: the likelihood then has no maximum.
fits_right_angles <- function(runs) {
  levels <- function(divided, other) {
    below <- cumsum(divided)
    inner <- seq_along(divided) < length(divided) & below > 0 & below < sum(divided)
    length(unique(cumsum(other)[inner]))
  }
  levels(runs$negatives, runs$positives) < 2 || levels(runs$positives, runs$negatives) < 2
}

# Counts in the categories between the cutoffs of a standard normal: log likelihood, gradient and (tridiagonal) information by the cutoffs.
ordered_probit <- function(counts, cutoffs, expected) {
  k <- length(cutoffs)
  low <- c(-Inf, cutoffs)
  high <- c(cutoffs, Inf)
  upper <- function(z) pnorm(z, lower.tail = FALSE)
  p <- ifelse(low > 0, upper(low) - upper(high), pnorm(high) - pnorm(low))
  over <- function(count) ifelse(count == 0 | p == 0, 0, count / p)
  curvature <- if (expected) over(rep(sum(counts), k + 1)) else over(over(counts))
  density <- dnorm(cutoffs)
  gradient <- density * (over(counts)[seq_len(k)] - over(counts)[-1])
  list(
    log_likelihood = sum((counts * log(p))[counts > 0]), gradient = gradient,
    diagonal = density^2 * (curvature[seq_len(k)] + curvature[-1]) + if (expected) 0 else cutoffs * gradient,
    beside = -density[-1] * density[-k] * curvature[seq_len(k - 1) + 1])
}

tridiagonal_times <- function(matrix, vector) {
  matrix$diagonal * vector + c(matrix$beside * vector[-1], 0) + c(0, matrix$beside * vector[-length(vector)])
}

# The solutions for each column of `right` by elimination; NULL where the matrix is not positive definite.
tridiagonal_solve <- function(diagonal, beside, right) {
  k <- length(diagonal)
  for (i in seq_len(k - 1)) {
    if (!isTRUE(diagonal[i] > 0)) return(NULL)
    share <- beside[i] / diagonal[i]
    diagonal[i + 1] <- diagonal[i + 1] - share * beside[i]
    right[i + 1, ] <- right[i + 1, ] - share * right[i, ]
  }
  if (!isTRUE(diagonal[k] > 0)) return(NULL)
  right[k, ] <- right[k, ] / diagonal[k]
  for (i in rev(seq_len(k - 1))) right[i, ] <- (right[i, ] - beside[i] * right[i + 1, ]) / diagonal[i]
  right
}

# One Newton step of (a, b, cutoffs), the cutoffs eliminated first; NULL where the information is not positive definite.
binormal_step <- function(runs, at, expected) {
  b <- at[2]
  cutoffs <- at[-(1:2)]
  negative <- ordered_probit(runs$negatives, cutoffs, expected)
  positive <- ordered_probit(runs$positives, b * cutoffs - at[1], expected)
  by_one <- tridiagonal_times(positive, rep(1, length(cutoffs)))
  by_cutoff <- tridiagonal_times(positive, cutoffs)
  of_ab <- c(-sum(positive$gradient), sum(positive$gradient * cutoffs))
  of_cutoffs <- negative$gradient + b * positive$gradient
  mixed <- unname(cbind(-b * by_one, b * by_cutoff - if (expected) 0 else positive$gradient))
  solved <- tridiagonal_solve(
    negative$diagonal + b^2 * positive$diagonal, negative$beside + b^2 * positive$beside, cbind(mixed, of_cutoffs, deparse.level = 0))
  if (is.null(solved)) return(NULL)
  information <- matrix(c(sum(by_one), -sum(by_cutoff), -sum(by_cutoff), sum(cutoffs * by_cutoff)), 2) - crossprod(mixed, solved[, 1:2])
  if (!isTRUE(information[1, 1] > 0 && det(information) > 0)) return(NULL)
  covariance <- solve(information)
  ab <- as.vector(covariance %*% (of_ab - as.vector(crossprod(mixed, solved[, 3]))))
  step <- solved[, 3] - as.vector(solved[, 1:2] %*% ab)
  list(step = c(ab, step), gain = sum(of_ab * ab) + sum(of_cutoffs * step), covariance = covariance)
}

binormal_start <- function(runs) {
  pairs <- sum(runs$negatives) * sum(runs$positives)
  wins <- sum(runs$positives * (cumsum(runs$negatives) - runs$negatives / 2))
  a <- sqrt(2) * qnorm(min(max(wins / pairs, 0.5 / pairs), 1 - 0.5 / pairs))
  below <- function(z) sum(runs$negatives) * pnorm(z) + sum(runs$positives) * pnorm(z - a)
  up_to <- cumsum(runs$negatives + runs$positives)
  c(a, 1, sapply(up_to[-length(up_to)], function(cases) bisect(function(z) below(z) < cases, -40, 40)))
}

# Maximum likelihood of the binormal model (Dorfman & Alf 1969): sensitivity = pnorm(a + b qnorm(1 - specificity)).
binormal_fit <- function(runs) {
  log_likelihood <- function(at) {
    ordered_probit(runs$negatives, at[-(1:2)], TRUE)$log_likelihood + ordered_probit(runs$positives, at[2] * at[-(1:2)] - at[1], TRUE)$log_likelihood
  }
  is_ordered <- function(at) at[2] > 0 && all(diff(at[-(1:2)]) > 0) && all(diff(at[2] * at[-(1:2)] - at[1]) > 0)
  at <- binormal_start(runs)
  for (count in 1:500) {
    step <- binormal_step(runs, at, FALSE)
    if (is.null(step)) step <- binormal_step(runs, at, TRUE)
    if (is.null(step)) return(NULL)
    before <- log_likelihood(at)
    share <- 1
    while (!(is_ordered(at + share * step$step) && isTRUE(log_likelihood(at + share * step$step) >= before - 1e-12 * abs(before)))) {
      share <- share / 2
      if (share <= 1e-12) return(NULL)
    }
    at <- at + share * step$step
    if (step$gain < 1e-12) {
      last <- binormal_step(runs, at, FALSE)
      return(if (!is.null(last)) list(a = at[1], b = at[2], covariance = last$covariance))
    }
  }
  NULL
}

binormal_section <- function(sample) {
  nothing <- list(area = undefined, a = undefined, b = undefined)
  if (length(sample$positives) == 0 || length(sample$negatives) == 0) return(nothing)
  runs <- truth_runs(sample)
  fit <- if (!fits_right_angles(runs)) binormal_fit(runs)
  if (is.null(fit)) return(nothing)
  root <- sqrt(1 + fit$b^2)
  slope <- c(1 / root, -fit$a * fit$b / root^3)
  centre <- fit$a / root
  half <- normal_critical * sqrt(sum(slope * (fit$covariance %*% slope)))
  list(
    area = measured(pnorm(centre), pnorm(centre - half), pnorm(centre + half)),
    a = around(fit$a, fit$covariance[1, 1]), b = around(fit$b, fit$covariance[2, 2]),
    chanceCrossing = if (abs(fit$b - 1) <= 1e-9) NA else pnorm(fit$a / (1 - fit$b)))
}

label_details <- function(sample, youden_threshold, resample) c(
  partial_section(sample, resample),
  list(
    brier = brier_section(sample),
    calibration = c(calibration_bins(sample), calibration_line(sample)),
    atHalf = operating_section(sample, 0),
    atYouden = operating_section(sample, youden_threshold),
    binormal = binormal_section(sample)))
