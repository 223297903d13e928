# ---- Comparison of arms ----

# Friedman's test on blocks x arms with Kendall's W and the F of Iman & Davenport (1980); blocks with a missing value are dropped.
friedman <- function(blocks_by_arms) {
  rows <- complete_rows(blocks_by_arms)
  b <- nrow(rows)
  k <- ncol(rows)
  ranks <- matrix(t(apply(rows, 1, rank)), b, k, byrow = k == 1)
  sums <- colSums(ranks)
  spread <- sum(ranks^2) - b * k * (k + 1)^2 / 4
  w <- if (k < 2 || b == 0 || spread == 0) NA else sum((sums - b * (k + 1) / 2)^2) / (b * spread)
  f <- if (is.na(w)) NA else if (w >= 1) Inf else (b - 1) * w / (1 - w)
  if (b < 2) f <- NA
  list(
    blocks = b, dropped = nrow(blocks_by_arms) - b, ranks = ranks,
    mean_ranks = if (b == 0) NULL else sums / b,
    w = w, chi_square = w * b * (k - 1), df = max(0, k - 1),
    p = pchisq(w * b * (k - 1), k - 1, lower.tail = FALSE),
    f = f, f_p = pf(f, k - 1, (b - 1) * (k - 1), lower.tail = FALSE))
}

# First minus second, rounded to ten digits of the largest value so that means that are equal on paper tie.
paired_differences <- function(first, second) {
  both <- !is.na(first) & !is.na(second)
  first <- first[both]
  second <- second[both]
  largest <- max(abs(first), abs(second), 0)
  if (largest == 0) return(first - second)
  steps <- 10^(10 - ceiling(log10(largest)))
  round((first - second) * steps) / steps
}

# The permutation distribution of a signed-rank sum given the ranks, ties and all: probabilities of twice the sum being 0, 1, 2, ...
signed_rank_distribution <- function(ranks) {
  doubled <- round(2 * ranks)
  probabilities <- c(1, rep(0, sum(doubled)))
  for (rank in doubled) {
    shifted <- c(rep(0, rank), probabilities[seq_len(length(probabilities) - rank)])
    probabilities <- (probabilities + shifted) / 2
  }
  probabilities
}

can_enumerate <- function(ranks) 2 * sum(ranks) * length(ranks) <= 2e8

# Wilcoxon's signed-rank test as Pratt (1959) has it: zeros are ranked and then left out. Exact where it can be enumerated, else normal.
wilcoxon_pratt <- function(differences) {
  ranks <- rank(abs(differences))[differences != 0]
  positive <- differences[differences != 0] > 0
  if (length(ranks) == 0) return(NA)
  plus <- sum(ranks[positive])
  if (!can_enumerate(ranks)) {
    z <- (plus - sum(ranks[!positive])) / sqrt(sum(ranks^2))
    return(2 * pnorm(-abs(z)))
  }
  probabilities <- signed_rank_distribution(ranks)
  at <- round(2 * plus) + 1
  greater <- sum(probabilities[at:length(probabilities)])
  less <- sum(probabilities[1:at])
  min(1, 2 * min(greater, less))
}

# (W+ - W-) / (W+ + W-) without zeros (Kerby 2014), with the interval on Fisher's z scale, as the package effectsize gives it.
rank_biserial <- function(differences) {
  differences <- differences[differences != 0]
  n <- length(differences)
  if (n == 0) return(undefined)
  ranks <- rank(abs(differences))
  correlation <- sum(sign(differences) * ranks) / sum(ranks)
  if (abs(correlation) >= 1) return(measured(correlation))
  half <- normal_critical * sqrt((2 * n^3 + 3 * n^2 + n) / 6) / ((n^2 + n) / 2)
  measured(correlation, tanh(atanh(correlation) - half), tanh(atanh(correlation) + half))
}

# The shift of Hodges & Lehmann (1963): the median of the Walsh averages, with its order-statistic interval without ties and zeros.
hodges_lehmann <- function(differences) {
  n <- length(differences)
  if (n == 0 || n > 4000) return(undefined)
  averages <- outer(differences, differences, "+") / 2
  walsh <- sort(averages[lower.tri(averages, diag = TRUE)])
  if (any(differences == 0) || length(unique(abs(differences))) < n) return(measured(median(walsh)))
  if (can_enumerate(seq_len(n))) {
    doubled <- which(cumsum(signed_rank_distribution(seq_len(n))) >= tail_level)[1] - 1
    lower <- floor(doubled / 2)
  } else {
    lower <- trunc(n * (n + 1) / 4 - normal_critical * sqrt(n * (n + 1) * (2 * n + 1) / 24))
  }
  lower <- max(1, lower)
  measured(median(walsh), walsh[lower], walsh[length(walsh) - lower + 1])
}

# Holm (1979); a missing p-value does not count as a comparison.
holm <- function(p) p.adjust(p, "holm")
