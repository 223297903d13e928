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
  if (a == 0 && b == 0) return(if (rho == 1) measured(1, 1, 1) else measured(rho))
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

# The six forms of Shrout & Fleiss; cases with a missing rating are dropped.
intraclass <- function(ratings) {
  rows <- complete_rows(ratings)
  if (ncol(rows) < 2 || nrow(rows) < 2 || min(rows) == max(rows)) return(NULL)
  anova <- two_way_anova(rows)
  k <- anova$k
  one_way <- icc_single_f(anova, anova$msw, anova$n * (k - 1))
  agreement <- icc_agreement_single(anova)
  consistency <- icc_single_f(anova, anova$mse, (anova$n - 1) * (k - 1))
  list(
    anova = anova,
    one_way = one_way, agreement = agreement, consistency = consistency,
    one_way_average = icc_average(anova$msr - anova$msw, anova$msr, one_way, k),
    agreement_average = icc_average(anova$msr - anova$mse, anova$msr + (anova$msc - anova$mse) / anova$n, agreement, k),
    consistency_average = icc_average(anova$msr - anova$mse, anova$msr, consistency, k))
}

or_undefined <- function(x) if (is.null(x)) undefined else x

# Krippendorff's alpha (Computing Krippendorff's Alpha-Reliability, 2011). One row a case: its coincidences, column by column.
case_coincidences <- function(ratings, values) {
  t(apply(ratings, 1, function(row) {
    row <- row[!is.na(row)]
    if (length(row) < 2) return(rep(0, length(values)^2))
    counts <- tabulate(match(row, values), length(values))
    as.vector(outer(counts, counts) - diag(counts, length(values))) / (length(row) - 1)
  }))
}

# One alpha for every row of coincidences, so that the replicates of a bootstrap are made at once.
alpha_of_coincidences <- function(coincidences, values, level) {
  v <- length(values)
  cell <- function(i, j) coincidences[, (j - 1) * v + i]
  counts <- sapply(seq_len(v), function(j) round(rowSums(coincidences[, (j - 1) * v + seq_len(v), drop = FALSE])))
  counts <- matrix(counts, nrow(coincidences))
  total <- rowSums(counts)
  observed <- expected <- rep(0, nrow(coincidences))
  for (low in seq_len(v - 1)) {
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
  observed <- observed / total
  expected <- expected / (total * (total - 1))
  ifelse(total == 0 | expected == 0, NA, (expected - observed) / expected)
}

# With the percentile interval of a bootstrap over cases.
krippendorff_alpha <- function(ratings, level) {
  values <- sort(unique(ratings[!is.na(ratings)]))
  if (length(values) < 2) return(undefined)
  coincidences <- matrix(case_coincidences(ratings, values), nrow(ratings), byrow = FALSE)
  value <- alpha_of_coincidences(matrix(colSums(coincidences), 1), values, level)
  percentile(value, alpha_of_coincidences(drawn_counts(0, nrow(ratings)) %*% coincidences, values, level))
}

tie_sum <- function(x) sum(table(x)^3 - table(x))

# Kendall's W, corrected for ties (Kendall & Gibbons 1990, ch. 6): readers rank the complete cases.
kendall_w <- function(ratings) {
  rows <- complete_rows(ratings)
  n <- nrow(rows)
  m <- ncol(rows)
  if (m < 2 || n < 2) return(NA)
  sums <- rowSums(apply(rows, 2, rank))
  denominator <- m^2 * (n^3 - n) - m * sum(apply(rows, 2, tie_sum))
  if (denominator == 0) NA else 12 * sum((sums - m * (n + 1) / 2)^2) / denominator
}

# Share of equal ratings, or of ratings at most one point apart, of two readers; averaged over the pairs of readers.
pairwise_agreement <- function(ratings, within) {
  if (ncol(ratings) < 2) return(NA)
  mean_or_na(combn(ncol(ratings), 2, function(pair) {
    mean_or_na(abs(ratings[, pair[1]] - ratings[, pair[2]]) <= within)
  }))
}
