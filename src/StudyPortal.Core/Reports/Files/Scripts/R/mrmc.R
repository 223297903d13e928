# ---- Readers' ROC areas: the multi-reader multi-case analysis, ratings being scores that speak for the case being positive ----
# A cell is what one reader scored under one arm: wins[p, q] is 2 where positive p is rated above negative q, 1 where they tie, 0 otherwise.

mrmc_cell <- function(positives, negatives) {
  wins <- outer(positives, negatives, function(p, q) ifelse(is.na(p) | is.na(q), 0, (p > q) + (p >= q)))
  m <- sum(!is.na(positives))
  n <- sum(!is.na(negatives))
  list(
    wins = wins, of_positives = rowSums(wins), of_negatives = colSums(wins), total = sum(wins), m = m, n = n, comparisons = m * n,
    has_positive = !is.na(positives), has_negative = !is.na(negatives), area = sum(wins) / (2 * m * n))
}

# Cases of known truth that anyone scored, and their cells: cells[[arm]][[reader]].
mrmc_sample <- function(cube, truth) {
  scored <- apply(!is.na(cube), 1, any)
  positives <- which(scored & truth %in% TRUE)
  negatives <- which(scored & truth %in% FALSE)
  cells <- lapply(seq_len(dim(cube)[3]), function(arm) lapply(seq_len(dim(cube)[2]), function(reader) {
    mrmc_cell(cube[positives, reader, arm], cube[negatives, reader, arm])
  }))
  list(
    cube = cube, truth = truth, cells = cells, positives = length(positives), negatives = length(negatives),
    left_out = dim(cube)[1] - length(positives) - length(negatives), arms = dim(cube)[3], readers = dim(cube)[2],
    scored_by = lapply(c(positives, negatives), function(case) which(!is.na(matrix(cube[case, , ], dim(cube)[2])), arr.ind = TRUE)))
}

complete_sample <- function(sample) {
  complete <- apply(!is.na(sample$cube), 1, all)
  cube <- sample$cube
  cube[!complete, , ] <- NA
  mrmc_sample(cube, sample$truth)
}

all_cells <- function(sample) do.call(c, sample$cells)

identical_arms <- function(sample) all(sapply(sample$cells, function(of_arm) {
  all(mapply(function(cell, first) identical(cell$wins, first$wins), of_arm, sample$cells[[1]]))
}))

# Which design the cells form. Only the factorial one is analysed here by Obuchowski and Rockette; gaps in it drop their cases. There is none
# where nobody works under an arm, or some readers under several arms but not under all.
mrmc_design <- function(sample) {
  cells <- all_cells(sample)
  scored <- matrix(sapply(cells, function(cell) cell$m + cell$n > 0), sample$readers)
  if (any(!scored)) return(if (all(colSums(scored) > 0) && all(rowSums(scored) == 1)) "other" else "none")
  if (all(sapply(cells, function(cell) all(cell$has_positive) && all(cell$has_negative)))) return("factorial")
  of_one <- function(column) all(sapply(sample$scored_by, function(by) length(unique(by[, column])) == 1))
  if ((sample$readers > 1 && of_one(1)) || (sample$arms > 1 && of_one(2)) || form_groups(sample)) "other" else "factorial"
}

# Any two cells of a group of readers have the same cases, any two of different groups none in common.
form_groups <- function(sample) {
  shared <- function(x, y) sum(x$has_positive & y$has_positive) + sum(x$has_negative & y$has_negative)
  same <- function(x, y) identical(x$has_positive, y$has_positive) && identical(x$has_negative, y$has_negative)
  first_arm <- sample$cells[[1]]
  group <- sapply(first_arm, function(cell) which(sapply(first_arm, shared, y = cell) > 0)[1])
  cells <- all_cells(sample)
  reader <- rep(seq_len(sample$readers), sample$arms)
  all(sapply(seq_along(cells), function(i) sapply(seq_along(cells), function(j) {
    if (group[reader[i]] == group[reader[j]]) same(cells[[i]], cells[[j]]) else shared(cells[[i]], cells[[j]]) == 0
  })))
}

# Jackknife pseudovalues K A - (K - 1) A(without the case), positives first.
pseudovalues <- function(cell) {
  k <- cell$m + cell$n
  of_class <- function(wins, size) {
    (k * cell$total * (size - 1) - (k - 1) * (cell$total - wins) * size) / (2 * cell$comparisons * (size - 1))
  }
  c(of_class(cell$of_positives, cell$m), of_class(cell$of_negatives, cell$n))
}

without_noise <- function(effects, noise) if (all(abs(effects) <= noise)) 0 else sum(effects^2)

# Means, tests and intervals that all analyses share; NA is undefined, a df of NULL the normal distribution.
two_sided <- function(statistic, df) if (is.null(df)) 2 * pnorm(-abs(statistic)) else 2 * pt(-abs(statistic), df)

critical_value <- function(df) if (is.null(df)) normal_critical else t_critical(df)

shown_df <- function(df) if (is.null(df)) NA else df

arm_mean <- function(arm, area, variance, df, clipped) {
  error <- if (is.na(variance) || variance < 0) NA else sqrt(variance)
  if (is.na(error) || error == 0) return(list(arm = arms_of_study[arm], area = measured(area), standardError = measured(error)))
  ends <- area + c(-1, 1) * critical_value(df) * error
  if (clipped) ends <- pmin(1, pmax(0, ends))
  list(arm = arms_of_study[arm], area = measured(area, ends[1], ends[2]), standardError = measured(error), df = shown_df(df))
}

mrmc_pair <- function(pair, difference, variance, df) {
  error <- if (is.na(variance) || variance < 0) NA else sqrt(variance)
  result <- list(first = arms_of_study[pair[1]], second = arms_of_study[pair[2]], difference = measured(difference), standardError = measured(error), p = NA)
  if (is.na(error) || error == 0) return(result)
  half <- critical_value(df) * error
  result$difference <- measured(difference, difference - half, difference + half)
  result$df <- shown_df(df)
  result$statistic <- measured(difference / error)
  result$p <- two_sided(difference / error, df)
  result
}

with_holm <- function(pairs) {
  corrected <- holm(as.numeric(lapply(pairs, function(pair) pair$p)))
  lapply(seq_along(pairs), function(i) c(pairs[[i]][names(pairs[[i]]) != "p"], list(pValue = measured(pairs[[i]]$p), holmPValue = corrected[i])))
}

# F = mean square / denominator, or chi-square = df1 x mean square / denominator where df2 is NULL; a denominator of 0 or less is none.
mrmc_test <- function(means, mean_square, denominator, df2, pair_factor, arms) {
  df1 <- length(means) - 1
  if (is.na(denominator) || denominator <= 0) denominator <- NA
  statistic <- mean_square / denominator * if (is.null(df2)) df1 else 1
  p <- if (is.null(df2)) pchisq(statistic, df1, lower.tail = FALSE) else pf(statistic, df1, df2, lower.tail = FALSE)
  pairs <- lapply(pairs_of(length(means)), function(pair) {
    mrmc_pair(pair, means[pair[1]] - means[pair[2]], denominator * pair_factor, df2)
  })
  list(
    statistic = measured(statistic), df1 = df1, df2 = if (is.na(denominator)) NA else shown_df(df2), pValue = measured(p), arms = arms,
    pairs = with_holm(pairs), raw_pairs = pairs)
}

no_mrmc_test <- function(arms) list(
  statistic = undefined, df1 = arms - 1, pValue = undefined, arms = lapply(seq_len(arms), function(arm) list(arm = arms_of_study[arm])),
  pairs = list(), raw_pairs = list())

satterthwaite_sum <- function(sum, mean_square, df) if (mean_square == 0) Inf else sum^2 / (mean_square^2 / df)

# Obuchowski & Rockette (1995) with the df of Hillis (2007): an analysis of variance of the readers' areas with correlated errors, whose
# covariances come from a jackknife over cases.
obuchowski_rockette <- function(sample) {
  has_design <- mrmc_design(sample) == "factorial"
  if (has_design) sample <- complete_sample(sample)
  result <- list(positives = sample$positives, negatives = sample$negatives, dropped = sample$left_out)
  if (!has_design || sample$positives == 0 || sample$negatives == 0) {
    nothing <- no_mrmc_test(sample$arms)
    return(c(result, list(randomReadersRandomCases = nothing, fixedReadersRandomCases = nothing, randomReadersFixedCases = nothing)))
  }
  a <- sample$arms
  r <- sample$readers
  areas <- matrix(sapply(all_cells(sample), function(cell) cell$area), a, r, byrow = TRUE)
  has_errors <- sample$positives > 1 && sample$negatives > 1
  errors <- if (has_errors) error_moments(sample) else list(variance = NA, cov1 = NA, cov2 = NA, cov3 = NA, arm_variance = rep(NA, a), arm_cov2 = rep(NA, a))
  by_arm <- rowMeans(areas)
  by_reader <- colMeans(areas)
  grand <- mean(areas)
  squares <- function(effects, df) if (df == 0) NA else without_noise(effects, 1e-14) / df
  mst <- squares(rep(by_arm - grand, r), a - 1)
  msr <- squares(rep(by_reader - grand, a), r - 1)
  mstr <- squares(areas - by_arm - rep(by_reader, each = a) + grand, (a - 1) * (r - 1))
  msr_of <- sapply(seq_len(a), function(arm) squares(areas[arm, ] - by_arm[arm], r - 1))
  untestable <- a == 1 || identical_arms(sample)
  contrast <- errors$cov2 - errors$cov3
  arms_by <- function(variance, df) lapply(seq_len(a), function(arm) arm_mean(arm, by_arm[arm], variance[arm] / r, df(arm), TRUE))
  random_cases <- msr_of + r * pmax(errors$arm_cov2, 0)
  random_arms <- arms_by(random_cases, function(arm) if (is.na(random_cases[arm])) NULL else satterthwaite_sum(random_cases[arm], msr_of[arm], r - 1))
  fixed_arms <- arms_by(errors$arm_variance + (r - 1) * pmax(ifelse(is.na(errors$arm_cov2), 0, errors$arm_cov2), 0), function(arm) NULL)
  test <- function(denominator, df2, arms) {
    if (untestable || is.na(denominator)) mrmc_test(by_arm, 0, NA, NULL, 2 / r, arms) else mrmc_test(by_arm, mst, denominator, df2, 2 / r, arms)
  }
  random <- mstr + r * max(contrast, 0)
  only <- function(condition, value) measured(if (condition) value else NA)
  c(result, list(
    components = list(
      reader = measured((msr - mstr) / a - errors$cov1 + errors$cov3), armByReader = measured(mstr - errors$variance + errors$cov1 + errors$cov2 - errors$cov3),
      error = measured(errors$variance), cov1 = only(a > 1, errors$cov1), cov2 = only(r > 1, errors$cov2), cov3 = only(a > 1 && r > 1, errors$cov3)),
    randomReadersRandomCases = test(random, if (!is.na(random)) satterthwaite_sum(random, mstr, (a - 1) * (r - 1)), random_arms),
    fixedReadersRandomCases = test(errors$variance - errors$cov1 + (r - 1) * contrast, NULL, fixed_arms),
    randomReadersFixedCases = test(mstr, (a - 1) * (r - 1), arms_by(msr_of, function(arm) r - 1))))
}

# Error variance; covariances of the same reader under another arm (1), another reader under the same (2), both other (3); 0 where none.
error_moments <- function(sample) {
  values <- sapply(all_cells(sample), pseudovalues)
  k <- nrow(values)
  covariance <- crossprod(sweep(values, 2, colMeans(values))) / (k * (k - 1))
  arm <- rep(seq_len(sample$arms), each = sample$readers)
  reader <- rep(seq_len(sample$readers), sample$arms)
  same_arm <- outer(arm, arm, "==")
  same_reader <- outer(reader, reader, "==")
  mean_of <- function(which) if (any(which)) mean(covariance[which]) else 0
  of_arm <- function(kind) sapply(seq_len(sample$arms), function(each) mean_of(kind & outer(arm == each, arm == each)))
  list(
    variance = mean_of(same_arm & same_reader), cov1 = mean_of(!same_arm & same_reader), cov2 = mean_of(same_arm & !same_reader),
    cov3 = mean_of(!same_arm & !same_reader), arm_variance = of_arm(same_reader),
    arm_cov2 = if (sample$readers > 1) of_arm(!same_reader) else rep(NA, sample$arms))
}

# Dorfman, Berbaum & Metz (1992): an analysis of variance of jackknife pseudovalues, with the df of Hillis, Berbaum & Metz (2008).
dorfman_berbaum_metz <- function(sample) {
  sample <- complete_sample(sample)
  result <- list(positives = sample$positives, negatives = sample$negatives, dropped = sample$left_out)
  a <- sample$arms
  r <- sample$readers
  k <- sample$positives + sample$negatives
  if (min(sample$positives, sample$negatives) < 2) {
    nothing <- no_mrmc_test(a)
    return(c(result, list(randomReadersRandomCases = nothing, fixedReadersRandomCases = nothing, randomReadersFixedCases = nothing)))
  }
  values <- array(sapply(all_cells(sample), pseudovalues), c(k, r, a))
  grand <- mean(values)
  by_arm <- apply(values, 3, mean)
  by_reader <- apply(values, 2, mean)
  by_case <- apply(values, 1, mean)
  reader_arm <- apply(values, c(2, 3), mean)
  case_arm <- apply(values, c(1, 3), mean)
  case_reader <- apply(values, c(1, 2), mean)
  squares <- function(effects, repeats, df) if (df == 0) NA else repeats * without_noise(effects, 1e-13) / df
  interaction <- function(means, rows, columns, grand) means - outer(rows, columns, "+") + grand
  mst <- squares(by_arm - grand, r * k, a - 1)
  mstr <- squares(interaction(reader_arm, by_reader, by_arm, grand), k, (a - 1) * (r - 1))
  mstc <- squares(interaction(case_arm, by_case, by_arm, grand), r, (a - 1) * (k - 1))
  within_arm <- lapply(seq_len(a), function(arm) interaction(matrix(values[, , arm], k), case_arm[, arm], reader_arm[, arm], by_arm[arm]))
  residuals <- sapply(within_arm, function(of_arm) of_arm - interaction(case_reader, by_case, by_reader, grand))
  mstrc <- squares(residuals, 1, (a - 1) * (r - 1) * (k - 1))
  readers_of <- sapply(seq_len(a), function(arm) squares(reader_arm[, arm] - by_arm[arm], k, r - 1))
  cases_of <- sapply(seq_len(a), function(arm) squares(case_arm[, arm] - by_arm[arm], r, k - 1))
  residual_of <- sapply(within_arm, squares, repeats = 1, df = (r - 1) * (k - 1))
  random_of <- readers_of + pmax(cases_of - residual_of, 0)
  arms_by <- function(variance, df) lapply(seq_len(a), function(arm) arm_mean(arm, by_arm[arm], variance[arm] / (r * k), df(arm), FALSE))
  untestable <- a == 1 || identical_arms(sample)
  test <- function(denominator, df2, arms) {
    mrmc_test(by_arm, if (is.na(mst)) 0 else mst, if (untestable) NA else denominator, df2, 2 / (r * k), arms)
  }
  random <- mstr + max(mstc - mstrc, 0)
  c(result, list(
    randomReadersRandomCases = test(random, if (is.na(random)) 0 else satterthwaite_sum(random, mstr, (a - 1) * (r - 1)),
      arms_by(random_of, function(arm) if (is.na(random_of[arm])) NULL else satterthwaite_sum(random_of[arm], readers_of[arm], r - 1))),
    fixedReadersRandomCases = test(mstc, (a - 1) * (k - 1), arms_by(cases_of, function(arm) k - 1)),
    randomReadersFixedCases = test(mstr, (a - 1) * (r - 1), arms_by(readers_of, function(arm) r - 1))))
}

# Sums over pairs of comparisons of two cells that share both cases, the positive, the negative, or whatever: of wins, and of comparisons.
pair_wins <- function(x, y) c(
  sum(x$wins * y$wins), sum(x$of_positives * y$of_positives), sum(x$of_negatives * y$of_negatives), x$total * y$total) / 4

pair_counts <- function(x, y) {
  m <- sum(x$has_positive & y$has_positive)
  n <- sum(x$has_negative & y$has_negative)
  c(m * n, m * x$n * y$n, n * x$m * y$m, x$comparisons * y$comparisons)
}

# From what is shared at least to what is shared exactly: both cases, only the positive, only the negative, neither.
disjoint <- function(sums) c(sums[1], sums[2] - sums[1], sums[3] - sums[1], sums[4] - sums[2] - sums[3] + sums[1])

mean_product <- function(sums, counts) ifelse(counts == 0, 0, sums / ifelse(counts == 0, 1, counts))

# The covariance of the areas of two arms as a U-statistic (Gallas 2006, 2009): eight moments, same reader and other readers, each by the
# cases shared, and their coefficients. NULL where no two readers scored different positives and negatives.
u_statistic <- function(first, second) {
  sums <- list(same = 0, all = 0)
  counts <- list(same = 0, all = 0)
  for (i in seq_along(first)) for (j in seq_along(second)) {
    wins <- pair_wins(first[[i]], second[[j]])
    compared <- pair_counts(first[[i]], second[[j]])
    sums$all <- sums$all + wins
    counts$all <- counts$all + compared
    if (i == j) {
      sums$same <- sums$same + wins
      counts$same <- counts$same + compared
    }
  }
  apart <- function(of) c(disjoint(of$same), disjoint(of$all) - disjoint(of$same))
  weights <- apart(counts)
  if (weights[8] == 0) return(NULL)
  coefficients <- weights / counts$all[4] - c(rep(0, 7), 1)
  moments <- mean_product(apart(sums), weights)
  biased <- c(mean_product(sums$same, counts$same), mean_product(sums$all, counts$all))
  share <- function(...) sum(coefficients[c(...)])
  if_met <- function(component, ...) if (share(...) == 0) 0 else component
  list(
    covariance = no_noise(sum(coefficients * moments)),
    components = c(
      if_met(biased[7] - biased[8], 1, 3, 5, 7), if_met(biased[6] - biased[8], 1, 2, 5, 6), if_met(biased[4] - biased[8], 1, 2, 3, 4)),
    df = round(1 / c(share(1, 3, 5, 7), share(1, 2, 5, 6), share(1, 2, 3, 4)) - 1))
}

no_noise <- function(variance) if (abs(variance) <= 1e-14) 0 else variance

# Variance squared over the sum of component^2 / df^3 of negatives, positives and readers, but not fewer than the fewest of the three.
one_shot_error <- function(variance, components, df) {
  if (variance <= 0 || min(df) <= 0) return(list(variance = NA, df = NULL))
  list(variance = variance, df = max(variance^2 / sum(components^2 / df^3), min(df)))
}

area_of_cells <- function(cells) {
  comparisons <- sum(sapply(cells, function(cell) cell$comparisons))
  if (comparisons == 0) NA else sum(sapply(cells, function(cell) cell$total)) / (2 * comparisons)
}

# Gallas's analysis: random readers and cases, every observed comparison counting once; nothing is dropped.
one_shot <- function(sample) {
  own <- lapply(sample$cells, function(cells) u_statistic(cells, cells))
  areas <- sapply(sample$cells, area_of_cells)
  arms <- lapply(seq_len(sample$arms), function(arm) {
    of_arm <- own[[arm]]
    if (is.na(areas[arm]) || is.null(of_arm)) return(list(arm = arms_of_study[arm], area = measured(areas[arm]), standardError = undefined))
    error <- one_shot_error(of_arm$covariance, of_arm$components, of_arm$df)
    result <- arm_mean(arm, areas[arm], error$variance, error$df, FALSE)
    result$standardError <- measured(if (of_arm$covariance < 0) NA else sqrt(of_arm$covariance))
    result
  })
  pairs <- lapply(pairs_of(sample$arms), function(pair) one_shot_pair(sample, pair, own, areas))
  list(arms = arms, pairs = with_holm(pairs))
}

one_shot_pair <- function(sample, pair, own, areas) {
  first <- own[[pair[1]]]
  second <- own[[pair[2]]]
  both <- if (!is.null(first) && !is.null(second)) u_statistic(sample$cells[[pair[1]]], sample$cells[[pair[2]]])
  difference <- areas[pair[1]] - areas[pair[2]]
  if (is.na(difference) || is.null(both)) return(mrmc_pair(pair, difference, NA, NULL))
  variance <- no_noise(first$covariance + second$covariance - 2 * both$covariance)
  error <- one_shot_error(variance, first$components + second$components - 2 * both$components, pmin(first$df, second$df))
  mrmc_pair(pair, difference, error$variance, error$df)
}

reader_areas <- function(sample) do.call(c, lapply(seq_len(sample$arms), function(arm) lapply(sample$cells[[arm]], function(cell) {
  variance <- NA
  if (cell$m > 1 && cell$n > 1) {
    variance <- no_noise(cell$area^2 - disjoint(pair_wins(cell, cell))[4] / disjoint(pair_counts(cell, cell))[4])
  }
  list(
    arm = arms_of_study[arm], positives = cell$m, negatives = cell$n, area = measured(if (cell$comparisons == 0) NA else cell$area),
    variance = measured(variance))
})))

# By Obuchowski and Rockette with random readers and cases; a pair the other way round changes its sign.
mrmc_non_inferiority <- function(pairs) {
  rule <- non_inferiority_rule()
  tests <- lapply(non_inferiority_pairs(rule, arms_of_study), function(pair) {
    sign <- NULL
    for (each in pairs) {
      if (each$first == pair[1] && each$second == pair[2]) return(list(pair = pair, of = each, sign = 1))
      if (each$first == pair[2] && each$second == pair[1]) return(list(pair = pair, of = each, sign = -1))
    }
    NULL
  })
  tests <- Filter(Negate(is.null), tests)
  found <- lapply(tests, function(test) {
    se <- test$of$standardError$value
    df <- test$of$df
    if (!is.null(df) && is.na(df)) df <- NULL
    non_inferiority(if (is.na(se)) NA else test$sign * test$of$difference$value, se, df, rule)
  })
  corrected <- holm(as.numeric(lapply(found, function(test) test$p)))
  lapply(seq_along(found), function(i) list(
    first = tests[[i]]$pair[1], second = tests[[i]]$pair[2], difference = found[[i]]$difference, margin = rule$margin, alpha = rule$alpha,
    statistic = found[[i]]$statistic, df = if (is.null(tests[[i]]$of$df)) NA else tests[[i]]$of$df, pValue = measured(found[[i]]$p),
    holmPValue = corrected[i]))
}

without_raw <- function(analysis) lapply(analysis, function(part) if (is.list(part)) part[names(part) != "raw_pairs"] else part)

mrmc_section <- function(index) {
  question <- given_number(sprintf("study.questions[%d].position", index))
  cube <- rating_cube(question)
  truth <- truth_of_cases(cube$cases)
  section <- list(question = question)
  if (length(cube$readers) == 0 || !any(truth %in% TRUE) || !any(truth %in% FALSE)) {
    return(c(section, list(positives = sum(truth %in% TRUE), negatives = sum(truth %in% FALSE), leftOut = sum(is.na(truth)))))
  }
  sample <- mrmc_sample(cube$values, truth)
  section <- c(section, list(
    positives = sample$positives, negatives = sample$negatives, leftOut = sample$left_out, readerAreas = reader_areas(sample),
    dorfmanBerbaumMetz = without_raw(dorfman_berbaum_metz(sample)), oneShot = one_shot(sample)))
  if (mrmc_design(sample) == "other") {
    leave_out("mrmc[].obuchowskiRockette", "the readers did not all read the same cases under every arm: only the factorial design is recomputed")
    leave_out("mrmc[].nonInferiority", "it rests on the analysis of Obuchowski and Rockette")
    return(section)
  }
  rockette <- obuchowski_rockette(sample)
  c(section, list(obuchowskiRockette = without_raw(rockette), nonInferiority = mrmc_non_inferiority(rockette$randomReadersRandomCases$raw_pairs)))
}
