# ---- The random draws of the bootstrap ----
# SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): draw j of replicate r is mix(mix(seed * 2^32 + r) + j * gamma), so all draws can be made at
# once. R has no 64-bit whole numbers: one is a list of four limbs of 16 bits, lowest first, each a vector of doubles.

limb <- 65536
golden_gamma <- c(0x7C15, 0x7F4A, 0x79B9, 0x9E37)
first_factor <- c(0xE5B9, 0x1CE4, 0x476D, 0xBF58)
second_factor <- c(0x11EB, 0x1331, 0x49BB, 0x94D0)

with_carries <- function(limbs) {
  carry <- 0
  for (k in 1:4) {
    total <- limbs[[k]] + carry
    carry <- floor(total / limb)
    limbs[[k]] <- total - carry * limb
  }
  limbs
}

times_constant <- function(a, constant) {
  with_carries(lapply(1:4, function(k) Reduce(`+`, lapply(1:k, function(i) a[[i]] * constant[k - i + 1]))))
}

# a xor (a shifted right by 16 + more bits)
xor_shifted <- function(a, more) {
  for (k in 1:3) {
    from_above <- if (k < 3) (a[[k + 2]] %% 2^more) * 2^(16 - more) else 0
    a[[k]] <- bitwXor(a[[k]], floor(a[[k + 1]] / 2^more) + from_above)
  }
  a
}

mix <- function(bits) {
  bits <- times_constant(xor_shifted(bits, 14), first_factor)
  bits <- times_constant(xor_shifted(bits, 11), second_factor)
  xor_shifted(bits, 15)
}

as_limbs <- function(low, high) list(low %% limb, floor(low / limb), high %% limb, floor(high / limb))

# One row a replicate, one column a draw: whole numbers from 1 to bound, which may differ between columns. The draws start after `skipped`
# others of the same replicate.
draw_rows <- function(replicates, skipped, size, bound) {
  start <- mix(as_limbs(replicates, rep(plan$seed %% 2^32, length(replicates))))
  steps <- times_constant(as_limbs(skipped + seq_len(size), rep(0, size)), golden_gamma)
  bits <- mix(with_carries(lapply(1:4, function(k) as.vector(outer(start[[k]], steps[[k]], "+")))))
  bound <- rep(rep_len(bound, size), each = length(replicates))
  carry <- 0
  for (k in 1:4) carry <- floor((bits[[k]] * bound + carry) / limb)
  matrix(carry + 1, length(replicates))
}

# How often each of n units is drawn when n are drawn with replacement: one row for each of the replicates asked for.
counts_of_draws <- function(replicates, skipped, n) {
  rows <- draw_rows(replicates, skipped, n, n)
  matrix(tabulate((rows - 1) * length(replicates) + as.vector(row(rows)), length(replicates) * n), length(replicates))
}

drawn <- new.env()

# The same for all replicates, made once.
drawn_counts <- function(skipped, n) {
  key <- paste(skipped, n)
  if (is.null(drawn[[key]])) {
    chunks <- split(seq_len(plan$replicates) - 1, floor((seq_len(plan$replicates) - 1) * n / 2e6))
    drawn[[key]] <- do.call(rbind, lapply(chunks, counts_of_draws, skipped = skipped, n = n))
  }
  drawn[[key]]
}

# The percentile interval (Efron 1982), quantiles of type 7; replicates without a value are left out.
percentile <- function(value, replicates) {
  replicates <- replicates[!is.na(replicates)]
  if (is.na(value) || length(replicates) < 2) return(measured(value))
  ends <- quantile(replicates, c(tail_level, 1 - tail_level), type = 7, names = FALSE)
  measured(value, ends[1], ends[2])
}

# The mean of a table of cases x readers in each replicate; cases, or cases and then readers, are drawn as wholes.
replicate_means <- function(ratings, draw_readers = TRUE) {
  if (!any(!is.na(ratings))) return(rep(NA, plan$replicates))
  cases <- drawn_counts(0, nrow(ratings))
  readers <- if (draw_readers) drawn_counts(nrow(ratings), ncol(ratings)) else 1
  present <- !is.na(ratings)
  values <- ifelse(present, ratings, 0)
  counts <- rowSums((cases %*% present) * readers)
  ifelse(counts == 0, NA, rowSums((cases %*% values) * readers) / counts)
}

mean_or_na <- function(x) if (any(!is.na(x))) mean(x, na.rm = TRUE) else NA

# Sum over number, so that means that are equal on paper are equal here.
row_means <- function(table) {
  counts <- rowSums(!is.na(table))
  ifelse(counts == 0, NA, rowSums(table, na.rm = TRUE) / counts)
}

bootstrap_mean <- function(ratings, draw_readers = TRUE) percentile(mean_or_na(ratings), replicate_means(ratings, draw_readers))

# Mean of the first minus mean of the second; a replicate draws the same cases and readers for both.
bootstrap_difference <- function(first, second) {
  percentile(mean_or_na(first) - mean_or_na(second), replicate_means(first) - replicate_means(second))
}
