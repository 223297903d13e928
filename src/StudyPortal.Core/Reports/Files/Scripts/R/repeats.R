# ---- Intra-reader agreement: maps read twice ----

repeat_weightings <- c(kappa = "none", linearKappa = "linear", quadraticKappa = "quadratic")

# One reader's own: first and second reading in the place of two readers.
reader_repeats <- function(first, second, categories) {
  forms <- intraclass(cbind(first, second))
  c(
    list(
      maps = sum(!is.na(first) & !is.na(second)),
      exact = measured(agreement_within(first, second, 0)), withinOne = measured(agreement_within(first, second, 1))),
    lapply(repeat_weightings, function(weighting) cohen_kappa(first, second, categories, weighting)),
    list(oneWayIntraclass = forms[[1]]$correlation, agreementIntraclass = forms[[2]]$correlation, differences = bland_altman(first, second)))
}

# The coefficients of one reader's two readings in each row of `drawn`, which says how often each map counts. Sums of whole numbers, so
# that zeros are exact.
repeat_coefficients <- function(first, second, categories, drawn) {
  both <- !is.na(first) & !is.na(second)
  a <- first[both]
  b <- second[both]
  drawn <- drawn[, both, drop = FALSE]
  n <- rowSums(drawn)
  total <- function(x) as.vector(drawn %*% x)
  ratio <- function(numerator, denominator) ifelse(denominator == 0, NA, numerator / denominator)
  kappa <- function(weighting) {
    distance <- category_distance(categories, weighting)
    margin <- function(x) matrix(sapply(categories, function(category) total((x == category) * 1)), length(n))
    expected <- rowSums((margin(a) %*% distance) * margin(b))
    ratio(expected - n * total(distance[cbind(match(a, categories), match(b, categories))]), expected)
  }
  msr <- ratio(n * total((a + b)^2) - total(a + b)^2, 2 * n * (n - 1))
  msc <- ratio(total(a - b)^2, 2 * n)
  mse <- ratio(n * total((a - b)^2) - total(a - b)^2, 2 * n * (n - 1))
  msw <- ratio(total((a - b)^2), 2 * n)
  list(
    exact = ratio(total((a == b) * 1), n), withinOne = ratio(total((abs(a - b) <= 1) * 1), n),
    kappa = kappa("none"), linearKappa = kappa("linear"), quadraticKappa = kappa("quadratic"),
    oneWayIntraclass = ifelse(n < 2, NA, ratio(msr - msw, msr + msw)),
    agreementIntraclass = ifelse(n < 2, NA, ratio(msr - mse, msr + mse + 2 * (msc - mse) / n)))
}

# Means over the readers for whom a coefficient is defined, with the percentile interval of a bootstrap over maps.
mean_repeats <- function(first, second, categories) {
  names <- c("exact", "withinOne", names(repeat_weightings), "oneWayIntraclass", "agreementIntraclass")
  if (nrow(first) == 0) return(sapply(names, function(name) undefined, simplify = FALSE))
  over_readers <- function(drawn) {
    readers <- lapply(seq_len(ncol(first)), function(reader) repeat_coefficients(first[, reader], second[, reader], categories, drawn))
    sapply(names, function(name) row_means(matrix(sapply(readers, function(reader) reader[[name]]), nrow(drawn))), simplify = FALSE)
  }
  values <- over_readers(matrix(1, 1, nrow(first)))
  replicates <- over_readers(drawn_counts(0, nrow(first)))
  sapply(names, function(name) percentile(values[[name]], replicates[[name]]), simplify = FALSE)
}
