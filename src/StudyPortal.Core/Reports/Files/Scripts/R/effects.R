# ---- Effect sizes, post-hoc tests and permutation ----

# Nodes and weights of Gauss and Legendre on -1..1, from the eigenvectors of the Jacobi matrix (Golub & Welsch 1969).
gauss_legendre <- function(points) {
  k <- seq_len(points - 1)
  off_diagonal <- k / sqrt(4 * k^2 - 1)
  jacobi <- diag(0, points)
  jacobi[cbind(k, k + 1)] <- jacobi[cbind(k + 1, k)] <- off_diagonal
  spectrum <- eigen(jacobi, symmetric = TRUE)
  list(nodes = spectrum$values, weights = 2 * spectrum$vectors[1, ]^2)
}

panel_rule <- gauss_legendre(32)

integrate_panels <- function(f, from, to, panels = 8) {
  half <- (to - from) / panels / 2
  middles <- from + half * (2 * seq_len(panels) - 1)
  x <- as.vector(outer(half * panel_rule$nodes, middles, "+"))
  sum(rep(panel_rule$weights, panels) * f(x)) * half
}

# P(T <= t) of the noncentral t distribution: the normal tail, averaged over the estimated standard deviation.
noncentral_t <- function(t, df, noncentrality) {
  reach <- 12 / sqrt(2 * df)
  ends <- c(max(0, 1 - reach), 1 + reach)
  bends <- sort((noncentrality + c(-9, 9)) / t)
  edges <- c(ends[1], bends[is.finite(bends) & bends > ends[1] & bends < ends[2]], ends[2])
  constant <- log(2) + df / 2 * log(df / 2) - lgamma(df / 2)
  density <- function(scale) exp(constant + (df - 1) * log(scale) - df * scale^2 / 2)
  f <- function(scale) density(scale) * pnorm(noncentrality - t * scale, lower.tail = FALSE)
  sum(sapply(seq_len(length(edges) - 1), function(i) integrate_panels(f, edges[i], edges[i + 1])))
}

bisect <- function(is_too_low, low, high, steps = 60) {
  for (step in seq_len(steps)) {
    middle <- (low + high) / 2
    if (is_too_low(middle)) low <- middle else high <- middle
  }
  (low + high) / 2
}

# The noncentralities under which t is the upper and the lower end of the central region (Steiger & Fouladi 1997).
noncentrality_interval <- function(t, df) {
  reach <- 10 * (1 + abs(t))
  solve <- function(probability) bisect(function(middle) noncentral_t(t, df, middle) > probability, t - reach, t + reach)
  c(solve(1 - tail_level), solve(tail_level))
}

# Student's paired t test with Cohen's dz, its noncentral t interval, and Hedges' correction of it.
paired_t <- function(first, second) {
  both <- !is.na(first) & !is.na(second)
  d <- first[both] - second[both]
  n <- length(d)
  result <- list(
    mean = measured(mean_or_na(d)), t = undefined, df = max(0, n - 1), p = NA, dz = undefined, gz = undefined)
  if (n < 2 || length(unique(paired_differences(first, second))) < 2) return(result)
  standard_error <- sd(d) / sqrt(n)
  t <- mean(d) / standard_error
  ends <- noncentrality_interval(t, n - 1) / sqrt(n)
  correction <- exp(lgamma((n - 1) / 2) - lgamma((n - 2) / 2)) / sqrt((n - 1) / 2)
  result$mean <- measured(mean(d), mean(d) - t_critical(n - 1) * standard_error, mean(d) + t_critical(n - 1) * standard_error)
  result$t <- measured(t)
  result$p <- 2 * pt(-abs(t), n - 1)
  result$dz <- measured(t / sqrt(n), ends[1], ends[2])
  if (n > 2) result$gz <- measured(correction * t / sqrt(n), correction * ends[1], correction * ends[2])
  result
}

# Cohen's dav (Cumming 2012) for each replicate: mean difference of the case means over the root mean square of the standard deviations.
# A replicate whose differences are all equal on paper has none.
dav_of <- function(x, y, weights) {
  weights <- ifelse(is.na(x) | is.na(y), 0, weights)
  x <- ifelse(weights > 0, x, 0)
  y <- ifelse(weights > 0, y, 0)
  n <- rowSums(weights)
  mean_of <- function(v) rowSums(weights * v) / n
  variance <- function(v) rowSums(weights * (v - mean_of(v))^2) / (n - 1)
  largest <- do.call(pmax, as.data.frame(cbind(abs(x), abs(y))))
  steps <- ifelse(largest == 0, 1, 10^(10 - ceiling(log10(largest))))
  rounded <- round((x - y) * steps)
  highest <- do.call(pmax, as.data.frame(ifelse(weights > 0, rounded, -Inf)))
  lowest <- do.call(pmin, as.data.frame(ifelse(weights > 0, rounded, Inf)))
  ifelse(n < 2 | highest == lowest, NA, mean_of(x - y) / sqrt((variance(x) + variance(y)) / 2))
}

# With the percentile interval of the bootstrap that draws cases and then readers.
cohen_dav <- function(first, second) {
  if (length(first) == 0) return(undefined)
  means <- function(table, readers) {
    present <- !is.na(table)
    counts <- readers %*% t(present)
    ifelse(counts == 0, NA, (readers %*% t(ifelse(present, table, 0))) / counts)
  }
  everyone <- matrix(1, 1, ncol(first))
  value <- dav_of(means(first, everyone), means(second, everyone), matrix(1, 1, nrow(first)))
  readers <- drawn_counts(nrow(first), ncol(first))
  percentile(value, dav_of(means(first, readers), means(second, readers), drawn_counts(0, nrow(first))))
}

# Cliff's delta of the case means taken for two independent groups, with the interval of the package effectsize.
cliff_delta <- function(first, second) {
  x <- first[!is.na(first)]
  y <- second[!is.na(second)]
  n <- length(x)
  m <- length(y)
  if (n == 0 || m == 0) return(undefined)
  u <- sum(rank(c(x, y))[seq_len(n)]) - n * (n + 1) / 2
  delta <- 2 * (u / (n * m)) - 1
  if (abs(delta) >= 1) return(measured(delta))
  half <- normal_critical * sqrt((n + m + 1) / (3 * n * m))
  measured(delta, tanh(atanh(delta) - half), tanh(atanh(delta) + half))
}

# The exact interval of Clopper & Pearson (1934).
clopper_pearson <- function(count, total) {
  if (total == 0) return(undefined)
  measured(count / total,
    if (count == 0) 0 else qbeta(tail_level, count, total - count + 1),
    if (count == total) 1 else qbeta(tail_level, count + 1, total - count, lower.tail = FALSE))
}

# The exact sign test (Dixon & Mood 1946); the median with its order-statistic interval (Conover 1999, ch. 3.2).
sign_test <- function(differences) {
  sorted <- sort(differences)
  n <- length(sorted)
  positives <- sum(sorted > 0)
  negatives <- sum(sorted < 0)
  trials <- positives + negatives
  p <- if (trials == 0) NA else {
    min(1, 2 * min(pbinom(positives - 1, trials, 0.5, lower.tail = FALSE), pbinom(positives, trials, 0.5)))
  }
  rank <- 0
  while (n > 0 && 2 * pbinom(rank, n, 0.5) <= (1 - plan$confidence) * (1 + 1e-9)) rank <- rank + 1
  middle <- if (n == 0) NA else median(sorted)
  list(
    positives = positives, negatives = negatives, zeros = n - trials, p = p, share = clopper_pearson(positives, trials),
    median = if (rank == 0) measured(middle) else measured(middle, sorted[rank], sorted[n - rank + 1]))
}

# Kendall's W of Friedman's test, with the percentile interval of a bootstrap over complete blocks.
friedman_w <- function(test) {
  if (is.na(test$w)) return(undefined)
  b <- test$blocks
  k <- ncol(test$ranks)
  drawn <- drawn_counts(0, b)
  spread <- as.vector(drawn %*% rowSums(test$ranks^2)) - b * k * (k + 1)^2 / 4
  sums <- drawn %*% test$ranks
  percentile(test$w, ifelse(spread == 0, NA, rowSums((sums - b * (k + 1) / 2)^2) / (b * spread)))
}

# The upper tail of the range of k normal means whose standard deviation is known (Tukey); the trapezoidal rule, exact here to rounding.
studentized_range <- function(q, k) {
  x <- seq(-9, 9, length.out = 4001)
  inside <- pnorm(x - q, lower.tail = FALSE) - pnorm(x, lower.tail = FALSE)
  max(0, 1 - k * sum(dnorm(x) * inside^(k - 1)) * (x[2] - x[1]))
}

# Nemenyi's comparison after Friedman's test (Demsar 2006), and Conover's (1999, p. 371).
post_hoc <- function(test) {
  b <- test$blocks
  k <- ncol(test$ranks)
  if (b == 0 || k < 2) return(list(criticalDifference = undefined, pairs = list()))
  sums <- colSums(test$ranks)
  standard_error <- sqrt(k * (k + 1) / (6 * b))
  critical <- bisect(function(q) studentized_range(q, k) > 1 - plan$confidence, 0, 100) / sqrt(2) * standard_error
  pairs <- pairs_of(k)
  apart <- sapply(pairs, function(pair) abs(sums[pair[1]] - sums[pair[2]]))
  df <- (b - 1) * (k - 1)
  has_conover <- !is.na(test$w) && df > 0
  spread <- sum(test$ranks^2) - b * k * (k + 1)^2 / 4
  error <- sqrt(2 * (b * spread - sum((sums - b * (k + 1) / 2)^2)) / df)
  t <- if (has_conover) ifelse(apart == 0 & error == 0, NA, apart / error) else rep(NA, length(pairs))
  p <- 2 * pt(-t, df)
  corrected <- corrected_p(p)
  list(criticalDifference = measured(critical), pairs = lapply(seq_along(pairs), function(i) list(
    first = arms_of_study[pairs[[i]][1]], second = arms_of_study[pairs[[i]][2]],
    meanRankDifference = measured(apart[i] / b),
    nemenyiPValue = measured(studentized_range(apart[i] / b / standard_error * sqrt(2), k)),
    conoverT = measured(t[i]), conoverPValue = measured(p[i]), conoverCorrectedPValue = corrected[i])))
}

# Friedman's test over the blocks reader x case, its p-value from arms that change places within a case, for all its readers at once
# (Pesarin & Salmaso 2010). The order is shuffled anew for each case (Fisher & Yates), on and on from the last one.
permutation_test <- function(cube) {
  cases <- dim(cube)[1]
  arms <- dim(cube)[3]
  blocks <- lapply(seq_len(cases), function(case) complete_rows(matrix(cube[case, , ], dim(cube)[2], arms)))
  blocks <- blocks[sapply(blocks, nrow) > 0]
  test <- friedman(if (length(blocks) == 0) matrix(0, 0, arms) else do.call(rbind, blocks))
  p <- NA
  if (!is.na(test$w)) {
    deviations <- t(sapply(blocks, function(rows) colSums(t(apply(rows, 1, function(row) 2 * rank(row) - (arms + 1))))))
    p <- (1 + sum(permuted_spreads(deviations) >= sum(colSums(deviations)^2))) / (1 + plan$replicates)
  }
  list(
    cases = length(blocks), blocks = test$blocks, permutations = plan$replicates,
    chiSquare = measured(test$chi_square), pValue = measured(p))
}

permuted_spreads <- function(deviations) {
  arms <- ncol(deviations)
  rows <- seq_len(plan$replicates)
  order <- matrix(seq_len(arms), plan$replicates, arms, byrow = TRUE)
  sums <- matrix(0, plan$replicates, arms)
  for (case in seq_len(nrow(deviations))) {
    drawn <- draw_rows(rows - 1, (case - 1) * (arms - 1), arms - 1, arms:2)
    for (step in seq_len(arms - 1)) {
      last <- arms + 1 - step
      here <- cbind(rows, drawn[, step])
      taken <- order[here]
      order[here] <- order[, last]
      order[, last] <- taken
    }
    sums <- sums + matrix(deviations[case, as.vector(order)], plan$replicates)
  }
  rowSums(sums^2)
}
