# ---- Agreement of readers: tables of cases x readers, NA where a rating is missing ----

complete_rows <- function(ratings) ratings[ncol(ratings) > 0 & rowSums(is.na(ratings)) == 0, , drop = FALSE]

# Mean squares of a complete table with one rating a cell (McGraw & Wong 1996).
two_way_anova <- function(rows) {
  n <- nrow(rows)
  k <- ncol(rows)
  grand <- mean(rows)
  noise <- max(abs(rows)) * 1e-14
  squares <- function(effects) if (all(abs(effects) <= noise)) 0 else sum(effects^2)
  of_cases <- rowMeans(rows) - grand
  of_readers <- colMeans(rows) - grand
  between_readers <- n * squares(of_readers)
  residual <- squares(rows - grand - outer(of_cases, of_readers, "+"))
  list(
    n = n, k = k,
    msr = k * squares(of_cases) / (n - 1),
    msc = between_readers / (k - 1),
    mse = residual / ((n - 1) * (k - 1)),
    msw = (between_readers + residual) / (n * (k - 1)))
}

# A variance ratio of numbers that are not negative: infinite where only the denominator is 0.
f_test <- function(numerator, denominator, df1, df2) {
  f <- if (numerator == 0 && denominator == 0) NA else numerator / denominator
  if (is.na(f) || df1 <= 0 || df2 <= 0) return(list(f = undefined, df1 = max(0, df1), df2 = max(0, df2), pValue = undefined))
  list(f = measured(f), df1 = df1, df2 = df2, pValue = measured(if (is.infinite(f)) 0 else pf(f, df1, df2, lower.tail = FALSE)))
}

no_f_test <- list(f = undefined, df1 = 0, df2 = 0, pValue = undefined)

# ICC(1,1) and ICC(3,1) of Shrout & Fleiss (1979) with their F interval.
icc_single_f <- function(anova, error, error_df) {
  of <- function(error) (anova$msr - error) / (anova$msr + (anova$k - 1) * error)
  if (anova$msr + (anova$k - 1) * error == 0) return(undefined)
  cases_df <- anova$n - 1
  measured(of(error),
    of(error * qf(tail_level, cases_df, error_df, lower.tail = FALSE)),
    of(error / qf(tail_level, error_df, cases_df, lower.tail = FALSE)))
}

# ICC(2,1), with the interval of McGraw & Wong (1996); Satterthwaite's df are multiplied through by MSE.
icc_agreement_single <- function(anova) {
  n <- anova$n; k <- anova$k; msr <- anova$msr; msc <- anova$msc; mse <- anova$mse
  denominator <- msr + (k - 1) * mse + k * (msc - mse) / n
  if (denominator == 0) return(undefined)
  rho <- (msr - mse) / denominator
  a <- k * rho * msc
  b <- (n * (1 + (k - 1) * rho) - k * rho) * mse
  if (abs(a + b) <= 1e-12 * (abs(a) + abs(b))) return(if (rho == 1) measured(1, 1, 1) else measured(rho))
  df <- (k - 1) * (n - 1) * (a + b)^2 / ((n - 1) * a^2 + b^2)
  f <- qf(tail_level, n - 1, df, lower.tail = FALSE)
  g <- qf(tail_level, df, n - 1, lower.tail = FALSE)
  spread <- k * msc + (k * n - k - n) * mse
  measured(rho, n * (msr - f * mse) / (f * spread + n * msr), n * (g * msr - mse) / (spread + n * g * msr))
}

# The mean of k readers: the interval is that of one reader, stepped up by Spearman and Brown.
icc_average <- function(numerator, denominator, single, k) {
  if (denominator <= 0) return(undefined)
  value <- numerator / denominator
  if (is.na(single$low) || 1 + (k - 1) * single$low <= 0) return(measured(value))
  step_up <- function(rho) k * rho / (1 + (k - 1) * rho)
  measured(value, step_up(single$low), step_up(single$high))
}

# The six forms of Shrout & Fleiss with their F tests, from mean squares.
intraclass_forms <- function(anova) {
  n <- anova$n
  k <- anova$k
  one_way <- icc_single_f(anova, anova$msw, n * (k - 1))
  agreement <- icc_agreement_single(anova)
  consistency <- icc_single_f(anova, anova$mse, (n - 1) * (k - 1))
  within_test <- f_test(anova$msr, anova$msw, n - 1, n * (k - 1))
  residual_test <- f_test(anova$msr, anova$mse, n - 1, (n - 1) * (k - 1))
  list(
    list(correlation = one_way, test = within_test),
    list(correlation = agreement, test = residual_test),
    list(correlation = consistency, test = residual_test),
    list(correlation = icc_average(anova$msr - anova$msw, anova$msr, one_way, k), test = within_test),
    list(correlation = icc_average(anova$msr - anova$mse, anova$msr + (anova$msc - anova$mse) / n, agreement, k), test = residual_test),
    list(correlation = icc_average(anova$msr - anova$mse, anova$msr, consistency, k), test = residual_test))
}

no_intraclass <- rep(list(list(correlation = undefined, test = no_f_test)), 6)

# Cases with a missing rating are dropped.
intraclass <- function(ratings) {
  rows <- complete_rows(ratings)
  if (ncol(rows) < 2 || nrow(rows) < 2 || min(rows) == max(rows)) no_intraclass else intraclass_forms(two_way_anova(rows))
}

# Krippendorff's alpha (Computing Krippendorff's Alpha-Reliability, 2011). One row a case: its coincidences, column by column.
case_coincidences <- function(ratings, values) {
  t(apply(ratings, 1, function(row) {
    row <- row[!is.na(row)]
    if (length(row) < 2) return(rep(0, length(values)^2))
    counts <- tabulate(match(row, values), length(values))
    as.vector(outer(counts, counts) - diag(counts, length(values))) / (length(row) - 1)
  }))
}

# Observed and expected disagreement for every row of coincidences, so that the replicates of a bootstrap are made at once.
disagreements <- function(coincidences, values, level) {
  v <- length(values)
  cell <- function(i, j) coincidences[, (j - 1) * v + i]
  counts <- matrix(sapply(seq_len(v), function(j) round(rowSums(coincidences[, (j - 1) * v + seq_len(v), drop = FALSE]))), nrow(coincidences))
  total <- rowSums(counts)
  observed <- expected <- rep(0, nrow(coincidences))
  for (low in seq_len(max(0, v - 1))) {
    between <- 0
    for (high in (low + 1):v) {
      difference <- switch(level,
        nominal = 1,
        ordinal = between + (counts[, low] + counts[, high]) / 2,
        interval = values[high] - values[low],
        ratio = (values[high] - values[low]) / (values[high] + values[low]))^2
      observed <- observed + 2 * cell(low, high) * difference
      expected <- expected + 2 * counts[, low] * counts[, high] * difference
      between <- between + counts[, high]
    }
  }
  list(observed = ifelse(total == 0, 0, observed / total), expected = ifelse(total == 0, 0, expected / (total * (total - 1))))
}

alpha_of <- function(of) ifelse(of$expected == 0, NA, (of$expected - of$observed) / of$expected)

# With the percentile interval of a bootstrap over cases.
krippendorff_alpha <- function(ratings, level) {
  given <- rowSums(!is.na(ratings))
  values <- sort(unique(ratings[!is.na(ratings)]))
  if (!any(given > 1) || (level == "ratio" && values[1] < 0)) {
    return(list(alpha = undefined, units = 0, pairableValues = 0, observedDisagreement = 0, expectedDisagreement = 0))
  }
  coincidences <- matrix(t(case_coincidences(ratings, values)), nrow(ratings), byrow = TRUE)
  all <- disagreements(matrix(colSums(coincidences), 1), values, level)
  replicates <- disagreements(drawn_counts(0, nrow(ratings)) %*% coincidences, values, level)
  list(
    alpha = percentile(alpha_of(all), alpha_of(replicates)), units = sum(given > 1), pairableValues = sum(given[given > 1]),
    observedDisagreement = all$observed, expectedDisagreement = all$expected)
}

tie_sum <- function(x) sum(table(x)^3 - table(x))

# Kendall's W, corrected for ties (Kendall & Gibbons 1990, ch. 6): readers rank the complete cases.
kendall_w <- function(ratings) {
  rows <- complete_rows(ratings)
  n <- nrow(rows)
  m <- ncol(rows)
  nothing <- list(w = undefined, chiSquare = undefined, df = max(0, n - 1), pValue = undefined, meanSpearman = undefined)
  if (m < 2 || n < 2) return(nothing)
  sums <- rowSums(apply(rows, 2, rank))
  denominator <- m^2 * (n^3 - n) - m * sum(apply(rows, 2, tie_sum))
  if (denominator == 0) return(nothing)
  w <- 12 * sum((sums - m * (n + 1) / 2)^2) / denominator
  list(
    w = measured(w), chiSquare = measured(m * (n - 1) * w), df = n - 1,
    pValue = measured(pchisq(m * (n - 1) * w, n - 1, lower.tail = FALSE)), meanSpearman = measured((m * w - 1) / (m - 1)))
}

# Each two readers, as columns of a matrix.
reader_pairs <- function(n) if (n < 2) list() else combn(n, 2, simplify = FALSE)

# Share of ratings of two readers that are at most so far apart.
agreement_within <- function(first, second, distance) {
  apart <- abs(first - second)
  mean_or_na(apart[!is.na(apart)] <= distance)
}

# The mean of that share over the pairs of readers.
pairwise_agreement <- function(ratings, distance) {
  mean_or_na(as.numeric(lapply(reader_pairs(ncol(ratings)), function(pair) agreement_within(ratings[, pair[1]], ratings[, pair[2]], distance))))
}

# The share of agreeing pairs of readers, averaged over cases, with Gwet's t interval (2014).
case_averaged_agreement <- function(ratings) {
  rated <- ratings[rowSums(!is.na(ratings)) > 0, , drop = FALSE]
  given <- rowSums(!is.na(rated))
  pairable <- sum(given > 1)
  if (pairable == 0) return(undefined)
  shares <- sapply(seq_len(nrow(rated)), function(i) {
    if (given[i] < 2) return(0)
    counts <- table(rated[i, ])
    sum(counts * (counts - 1)) / (given[i] * (given[i] - 1)) * nrow(rated) / pairable
  })
  value <- mean(shares)
  df <- length(shares) - 1
  standard_error <- sqrt(sum((shares - value)^2) / (length(shares) * df))
  if (df == 0 || standard_error == 0) return(measured(value))
  half <- t_critical(df) * standard_error
  measured(value, max(0, value - half), min(1, value + half))
}

identical_share <- function(ratings) {
  rows <- complete_rows(ratings)
  if (nrow(rows) == 0) NA else mean(apply(rows, 1, min) == apply(rows, 1, max))
}
