# ---- Kappa and its kin ----

# How far apart two points of the scale are: any two different ones alike, by distance, or by squared distance.
category_distance <- function(categories, weighting) {
  apart <- outer(categories, categories, "-")
  switch(weighting, none = (apart != 0) * 1, linear = abs(apart), quadratic = apart^2)
}

largest_distance <- function(distance) if (max(distance) == 0) 1 else max(distance)

# Whether the two readers' frequencies alone settle kappa (at 0): the distances then are a row and a column term over the categories used.
settled_by_margins <- function(distance, first, second) {
  used <- distance[first > 0, second > 0, drop = FALSE]
  all(abs(used - outer(used[, 1], rep(1, ncol(used))) - outer(rep(1, nrow(used)), used[1, ]) + used[1, 1]) <= max(distance) * 1e-12)
}

# The variance over one case of w_ij - (1 - kappa)(w_i. + w_.j), about its mean.
kappa_variance <- function(shares, weights, first, second, kappa) {
  terms <- weights - (1 - kappa) * outer(as.vector(weights %*% second), as.vector(first %*% weights), "+")
  terms <- terms[shares > 0]
  shares <- shares[shares > 0]
  mean <- sum(shares * terms)
  if (all(abs(terms - mean) <= 1e-13)) 0 else sum(shares * (terms - mean)^2)
}

# Cohen's kappa (1960, weighted 1968) with the interval of Fleiss, Cohen & Everitt (1969); pairs with a missing rating are dropped.
cohen_kappa <- function(first, second, categories, weighting) {
  both <- !is.na(first) & !is.na(second)
  n <- sum(both)
  if (n == 0) return(undefined)
  counts <- table(factor(first[both], categories), factor(second[both], categories))
  counts <- matrix(as.numeric(counts), length(categories))
  distance <- category_distance(categories, weighting)
  expected <- sum(outer(rowSums(counts), colSums(counts)) * distance)
  if (expected == 0) return(undefined)
  if (settled_by_margins(distance, rowSums(counts), colSums(counts))) return(measured(0))
  kappa <- (expected - n * sum(counts * distance)) / expected
  largest <- largest_distance(distance)
  variance <- kappa_variance(counts / n, 1 - distance / largest, rowSums(counts) / n, colSums(counts) / n, kappa)
  standard_error <- sqrt(variance) / (sqrt(n) * expected / n / n / largest)
  if (standard_error == 0) return(measured(kappa))
  measured(kappa, kappa - normal_critical * standard_error, kappa + normal_critical * standard_error)
}

# Light (1971): the mean over the pairs of readers for whom kappa is defined.
light_kappa <- function(ratings, categories, weighting) {
  kappas <- as.numeric(lapply(reader_pairs(ncol(ratings)), function(pair) {
    cohen_kappa(ratings[, pair[1]], ratings[, pair[2]], categories, weighting)$value
  }))
  list(mean = measured(mean_or_na(kappas)), pairs = sum(!is.na(kappas)))
}

# One row a case, one column a category: how many readers chose it.
category_counts <- function(ratings, categories) {
  matrix(sapply(categories, function(category) rowSums(ratings == category, na.rm = TRUE)), nrow(ratings))
}

# A coefficient (observed - expected) / (1 - expected), written in disagreements, with Gwet's standard error over cases (2014) and its
# t interval. `expected_of` is what each case contributes to the expected disagreement.
gwet_coefficient <- function(disagreement, expected, expected_of, lowest) {
  nothing <- list(value = undefined, standardError = undefined, pValue = undefined)
  n <- length(disagreement)
  pairable <- sum(!is.na(disagreement))
  if (pairable == 0 || expected == 0) return(nothing)
  value <- (expected - sum(disagreement, na.rm = TRUE) / pairable) / expected
  own <- ifelse(is.na(disagreement), 0, n / pairable * (expected - disagreement) / expected)
  contributions <- own - 2 * (1 - value) * (expected - expected_of) / expected
  if (n == 1) return(list(value = measured(value), standardError = undefined, pValue = undefined))
  if (all(abs(contributions - value) <= 1e-13 * max(1, abs(value)))) {
    return(list(value = measured(value), standardError = measured(0), pValue = undefined))
  }
  standard_error <- sqrt(sum((contributions - value)^2) / (n * (n - 1)))
  half <- t_critical(n - 1) * standard_error
  list(
    value = measured(value, max(lowest, value - half), min(1, value + half)),
    standardError = measured(standard_error),
    pValue = measured(2 * pt(-abs(value / standard_error), n - 1)))
}

# Percent agreement, Gwet's AC1 or AC2 (2008) and Fleiss's kappa under the same weights, for any missing ratings.
gwet_agreement <- function(ratings, categories, weighting) {
  counts <- category_counts(ratings, categories)
  counts <- counts[rowSums(counts) > 0, , drop = FALSE]
  given <- rowSums(counts)
  distance <- category_distance(categories, weighting)
  apart <- distance / largest_distance(distance)
  q <- length(categories)
  disagreement <- ifelse(given < 2, NA, rowSums((counts %*% distance) * counts) / largest_distance(distance) / (given * (given - 1)))
  shares <- counts / given
  prevalence <- colSums(shares) / nrow(counts)
  per_category <- sum(1 - apart) / (q * (q - 1))
  by_chance <- function(share) 1 - per_category * as.vector(share %*% (1 - prevalence))
  by_fleiss <- function(share) as.vector(share %*% (apart %*% prevalence))
  list(
    percent = gwet_coefficient(disagreement, 1, rep(1, nrow(counts)), 0),
    gwet = gwet_coefficient(disagreement, if (nrow(counts) == 0) 0 else by_chance(prevalence), by_chance(shares), -1),
    fleiss = gwet_coefficient(disagreement, if (nrow(counts) == 0) 0 else by_fleiss(prevalence), by_fleiss(shares), -1))
}

# Fleiss's kappa (1971) of the complete cases; null standard error of Fleiss, Nee & Landis (1979), good for z and p alone.
fleiss_kappa <- function(ratings, categories) {
  m <- ncol(ratings)
  counts <- category_counts(ratings, categories)
  counts <- counts[m > 0 & rowSums(counts) == m, , drop = FALSE]
  generalised <- gwet_agreement(ratings, categories, "none")$fleiss$value
  result <- list(
    maps = nrow(counts), kappa = undefined, nullStandardError = undefined, z = undefined, pValue = undefined, generalised = generalised)
  total <- nrow(counts) * m
  used <- colSums(counts)
  expected <- total^2 - sum(used^2)
  if (m < 2 || nrow(counts) == 0 || expected == 0) return(result)
  expected <- expected / total^2
  kappa <- (expected - sum(m^2 - rowSums(counts^2)) / (total * (m - 1))) / expected
  p <- used / total
  spread <- sum(p * (1 - p))
  standard_error <- sqrt(2 * (spread^2 - sum(p * (1 - p) * (1 - 2 * p))) / (total * (m - 1))) / spread
  result$kappa <- measured(kappa)
  result$nullStandardError <- measured(standard_error)
  result$z <- measured(kappa / standard_error)
  result$pValue <- measured(2 * pnorm(-abs(kappa / standard_error)))
  result
}

# Limits of agreement of Bland & Altman (1986, 1999), first minus second; t intervals, the limits' with SD sqrt(1/n + z^2 / (2 (n - 1))).
bland_altman <- function(first, second) {
  both <- !is.na(first) & !is.na(second)
  first <- first[both]
  second <- second[both]
  n <- length(first)
  result <- list(
    bias = measured(mean_or_na(first - second)), standardDeviation = undefined, lowerLimit = undefined, upperLimit = undefined,
    correlation = undefined, correlationPValue = undefined)
  if (n < 2) return(result)
  if (length(unique(paired_differences(first, second))) == 1) {
    result$standardDeviation <- measured(0)
    result$lowerLimit <- result$upperLimit <- result$bias
    return(result)
  }
  z <- qnorm(0.975)
  deviation <- sd(first - second)
  around <- function(value, standard_error) measured(value, value - t_critical(n - 1) * standard_error, value + t_critical(n - 1) * standard_error)
  limit_error <- deviation * sqrt(1 / n + z^2 / (2 * (n - 1)))
  bias <- mean(first - second)
  result$bias <- around(bias, deviation / sqrt(n))
  result$standardDeviation <- measured(deviation)
  result$lowerLimit <- around(bias - z * deviation, limit_error)
  result$upperLimit <- around(bias + z * deviation, limit_error)
  if (length(unique(paired_differences(first, -second))) > 1) {
    r <- cor(first - second, (first + second) / 2)
    if (abs(r) > 1 - 1e-12) r <- sign(r)
    result$correlation <- measured(r)
    if (n > 2) result$correlationPValue <- measured(2 * pt(-abs(r * sqrt((n - 2) / (1 - r^2))), n - 2))
  }
  result
}
