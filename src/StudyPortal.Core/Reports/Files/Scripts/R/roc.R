# ---- ROC curves: scores of positive and of negative cases, a higher score speaking for positive ----

# For every positive twice the negatives it beats, for every negative twice the positives that beat it; a tie counts one (DeLong 1988,
# by midranks: Sun & Xu 2014). Whole numbers, so that equal ones are exactly equal.
placements <- function(sample) {
  m <- length(sample$positives)
  n <- length(sample$negatives)
  ranks <- rank(c(sample$positives, sample$negatives))
  list(
    positives = 2 * (ranks[seq_len(m)] - rank(sample$positives)),
    negatives = 2 * m - 2 * (ranks[m + seq_len(n)] - rank(sample$negatives)))
}

area_of <- function(placed) sum(placed$positives) / (2 * length(placed$positives) * length(placed$negatives))

delong_covariance <- function(first, second) {
  m <- length(first$positives)
  n <- length(first$negatives)
  covariance <- function(x, y) sum((x - mean(x)) * (y - mean(y))) / (length(x) - 1)
  covariance(first$positives, second$positives) / m / (2 * n)^2 + covariance(first$negatives, second$negatives) / n / (2 * m)^2
}

# Wald's interval, clipped.
wald <- function(value, standard_error, lowest, highest) {
  half <- normal_critical * standard_error
  measured(value, max(lowest, value - half), min(highest, value + half))
}

too_few <- function(sample) length(sample$positives) < 2 || length(sample$negatives) < 2

delong_area <- function(sample) {
  if (length(sample$positives) == 0 || length(sample$negatives) == 0) return(undefined)
  placed <- placements(sample)
  area <- area_of(placed)
  if (too_few(sample)) return(measured(area))
  variance <- delong_covariance(placed, placed)
  if (variance == 0) measured(area) else wald(area, sqrt(variance), 0, 1)
}

# Two models on the same cases: first minus second, z and p.
delong_paired <- function(first, second) {
  if (length(first$positives) == 0 || length(first$negatives) == 0) return(list(difference = undefined, z = NA, p = NA))
  x <- placements(first)
  y <- placements(second)
  if (too_few(first)) return(list(difference = measured(area_of(x) - area_of(y)), z = NA, p = NA))
  apart <- list(positives = x$positives - y$positives, negatives = x$negatives - y$negatives)
  difference <- area_of(apart)
  standard_error <- sqrt(delong_covariance(apart, apart))
  if (standard_error == 0) return(list(difference = measured(difference), z = NA, p = NA))
  z <- difference / standard_error
  list(difference = wald(difference, standard_error, -1, 1), z = z, p = 2 * pnorm(-abs(z)), standard_error = standard_error)
}

# Wilson's score interval (1927).
wilson <- function(count, total) {
  if (total == 0) return(undefined)
  z <- normal_critical
  share <- count / total
  shrink <- 1 + z^2 / total
  centre <- (share + z^2 / (2 * total)) / shrink
  half <- z / shrink * sqrt(share * (1 - share) / total + z^2 / (4 * total^2))
  measured(share, if (count == 0) 0 else centre - half, if (count == total) 1 else centre + half)
}

# The lowest of the observed scores that maximise sensitivity + specificity - 1 (Youden 1950), compared in whole numbers.
youden <- function(sample) {
  m <- length(sample$positives)
  n <- length(sample$negatives)
  if (m == 0 || n == 0) return(list(threshold = NA, sensitivity = undefined, specificity = undefined))
  thresholds <- sort(unique(c(sample$positives, sample$negatives)))
  true_positives <- m - findInterval(thresholds, sort(sample$positives), left.open = TRUE)
  false_positives <- n - findInterval(thresholds, sort(sample$negatives), left.open = TRUE)
  best <- which.max(true_positives * n - false_positives * m)
  list(
    threshold = thresholds[best],
    sensitivity = wilson(true_positives[best], m),
    specificity = wilson(n - false_positives[best], n))
}
