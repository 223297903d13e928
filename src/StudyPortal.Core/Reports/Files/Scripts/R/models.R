# ---- The models: areas of all labels, comparisons, non-inferiority, robustness ----

# Evaluations side by side: for each label the truth of the cases and, for each model, their scores; cases by number.
score_table <- function(evaluations) {
  rows <- do.call(rbind, evaluations)
  labels <- in_text_order(unique(rows$label))
  cases <- as.character(sort(unique(number(rows$case))))
  truth <- lapply(labels, function(label) {
    of_label <- rows[rows$label == label, ]
    of_label$truth[match(cases, of_label$case)] == "1" & of_label$truth[match(cases, of_label$case)] != ""
  })
  known <- lapply(labels, function(label) {
    of_label <- rows[rows$label == label, ]
    of_label$truth[match(cases, of_label$case)] %in% c("0", "1")
  })
  scores <- lapply(evaluations, function(evaluation) lapply(labels, function(label) {
    of_label <- evaluation[evaluation$label == label, ]
    number(of_label$logit[match(cases, of_label$case)])
  }))
  list(
    labels = labels, scores = scores,
    truth = Map(function(is_positive, is_known) ifelse(is_known, is_positive, NA), truth, known),
    arm = sapply(evaluations, function(evaluation) number(evaluation$arm[1])),
    has = lapply(evaluations, function(evaluation) labels %in% evaluation$label))
}

# The truth of a label, unknown where one of the models has no score.
common_truth <- function(table, models, label) {
  scores <- matrix(sapply(models, function(model) table$scores[[model]][[label]]), ncol = length(models))
  complete <- rowSums(is.na(scores)) == 0
  ifelse(complete, table$truth[[label]], NA)
}

sample_of <- function(truth, scores) {
  known <- !is.na(truth) & !is.na(scores)
  list(positives = scores[known & truth], negatives = scores[known & !truth])
}

# The mean of the areas of the labels with both classes; a jackknife over cases, which leave with all their labels (Efron & Stein 1981).
macro_area <- function(truths, scores) {
  labels <- Map(function(truth, score) {
    sample <- sample_of(truth, score)
    m <- length(sample$positives)
    n <- length(sample$negatives)
    if (m == 0 || n == 0) return(NULL)
    placed <- placements(sample)
    area <- area_of(placed)
    known <- !is.na(truth) & !is.na(score)
    pull <- rep(NA_real_, length(truth))
    without <- function(components, pairs) if (pairs == 0) area + 0 * components else (sum(placed$positives) - components) / (2 * pairs)
    pull[known & truth] <- without(placed$positives, (m - 1) * n) - area
    pull[known & !truth] <- without(placed$negatives, m * (n - 1)) - area
    list(area = area, pull = pull, fragile = m == 1 || n == 1)
  }, truths, scores)
  labels <- Filter(Negate(is.null), labels)
  if (length(labels) == 0) return(list(area = NA, labels = 0, se = NA, hindered = TRUE))
  area <- mean(sapply(labels, function(label) label$area))
  pulls <- matrix(sapply(labels, function(label) label$pull), ncol = length(labels))
  without <- area + ifelse(rowSums(!is.na(pulls)) == 0, NA, rowSums(pulls, na.rm = TRUE) / length(labels))
  fragile <- any(sapply(labels, function(label) label$fragile))
  list(area = area, labels = length(labels), without = without, se = if (fragile) NA else jackknife_error(without), hindered = fragile)
}

jackknife_error <- function(without) {
  values <- without[!is.na(without)]
  if (all(abs(values - mean(values)) <= 1e-14 * max(1, abs(values)))) return(NA)
  sqrt(sum((values - mean(values))^2) * (length(values) - 1) / length(values))
}

wald_or_alone <- function(value, se, lowest, highest) if (is.na(se)) measured(value) else wald(value, se, lowest, highest)

macro_of <- function(table, model) macro_area(table$truth, table$scores[[model]])

# A weighted sum of mean areas of the same cases: its leave-one-out values are the same sum of theirs.
combined_areas <- function(areas, weights) {
  if (any(sapply(areas, function(area) is.na(area$area)))) return(list(value = NA, se = NA))
  value <- sum(weights * sapply(areas, function(area) area$area))
  if (any(sapply(areas, function(area) area$hindered))) return(list(value = value, se = NA))
  without <- matrix(sapply(areas, function(area) area$without), ncol = length(areas))
  missing <- rowSums(is.na(without))
  if (any(missing > 0 & missing < ncol(without))) return(list(value = value, se = NA))
  list(value = value, se = jackknife_error(as.vector(without %*% weights)))
}

label_section <- function(table, model, label, resample) {
  sample <- sample_of(table$truth[[label]], table$scores[[model]][[label]])
  best <- youden(sample)
  list(
    positives = length(sample$positives), negatives = length(sample$negatives), area = delong_area(sample),
    threshold = best$threshold, sensitivity = best$sensitivity, specificity = best$specificity,
    details = label_details(sample, best$threshold, resample))
}

model_section <- function(table, model, resample) {
  labels <- which(table$has[[model]])
  samples <- lapply(labels, function(label) sample_of(table$truth[[label]], table$scores[[model]][[label]]))
  pooled <- list(
    positives = unlist(lapply(samples, function(sample) sample$positives)), negatives = unlist(lapply(samples, function(sample) sample$negatives)))
  macro <- macro_of(table, model)
  list(
    arm = table$arm[model],
    labels = lapply(labels, function(label) label_section(table, model, label, resample)),
    macro = wald_or_alone(macro$area, macro$se, 0, 1),
    labelsDefined = sum(sapply(samples, function(sample) length(sample$positives) > 0 && length(sample$negatives) > 0)),
    micro = measured(delong_area(pooled)$value))
}

pair_samples <- function(table, pair, label) {
  truth <- common_truth(table, pair, label)
  lapply(pair, function(model) sample_of(truth, table$scores[[model]][[label]]))
}

# The areas of every arm against those of every later one on the same cases; on clean images by bootstrap too.
area_comparisons <- function(table, label, resample) {
  models <- seq_along(table$arm)
  pairs <- list()
  for (first in models) for (second in models) if (table$arm[first] < table$arm[second]) pairs <- c(pairs, list(c(first, second)))
  tests <- lapply(pairs, function(pair) do.call(delong_paired, pair_samples(table, pair, label)))
  corrected <- holm(as.numeric(lapply(tests, function(test) test$p)))
  bootstrap <- if (resample && length(pairs) > 0) bootstrap_comparisons(table, label)
  lapply(seq_along(pairs), function(i) list(
    first = list(arm = table$arm[pairs[[i]][1]]), second = list(arm = table$arm[pairs[[i]][2]]),
    difference = tests[[i]]$difference, z = measured(tests[[i]]$z), pValue = measured(tests[[i]]$p), holmPValue = corrected[i],
    bootstrap = if (!is.null(bootstrap)) bootstrap(pairs[[i]])))
}

# The area of each row of drawn counts.
drawn_areas <- function(sample, of_positives, of_negatives) {
  rising <- order(sample$negatives)
  sorted <- sample$negatives[rising]
  drawn <- of_negatives[, rising, drop = FALSE]
  before <- cbind(0, drawn)
  for (column in seq_len(ncol(drawn)) + 1) before[, column] <- before[, column - 1] + before[, column]
  below <- findInterval(sample$positives, sorted, left.open = TRUE)
  up_to <- findInterval(sample$positives, sorted)
  rowSums(of_positives * (before[, below + 1, drop = FALSE] + before[, up_to + 1, drop = FALSE])) / (2 * length(sample$positives) * length(sorted))
}

# One stratified draw for all models with scores for the label, on the cases that all of them judged; the test is pROC's.
bootstrap_comparisons <- function(table, label) {
  models <- which(sapply(table$has, function(has) has[label]))
  truth <- common_truth(table, models, label)
  samples <- lapply(models, function(model) sample_of(truth, table$scores[[model]][[label]]))
  m <- length(samples[[1]]$positives)
  n <- length(samples[[1]]$negatives)
  counts <- list(positives = m, negatives = n, difference = undefined, statistic = undefined, pValue = undefined)
  if (m == 0 || n == 0) return(function(pair) counts)
  areas <- sapply(samples, function(sample) area_of(placements(sample)))
  drawn <- stratified_draws(samples[[1]], function(p, q) matrix(sapply(samples, function(sample) drawn_areas(sample, p, q)), nrow(p)))
  function(pair) {
    at <- match(pair, models)
    if (anyNA(at)) return(counts)
    difference <- areas[at[1]] - areas[at[2]]
    replicates <- drawn[, at[1]] - drawn[, at[2]]
    counts$difference <- percentile(difference, replicates)
    if (any(replicates != replicates[1])) {
      counts$statistic <- measured(difference / sd(replicates))
      counts$pValue <- measured(2 * pnorm(-abs(difference / sd(replicates))))
    }
    counts
  }
}

# The margin and the one-sided alpha: as registered for areas, otherwise five points and half of what the intervals leave out.
registered_pairs <- function() {
  pairs <- Map(c, number(given_list("planned.registered.pairs", ".first")), number(given_list("planned.registered.pairs", ".second")))
  if (length(pairs) > 0) return(pairs)
  lapply(pairs_of(length(arms_of_study)), function(pair) arms_of_study[pair])
}

non_inferiority_rule <- function() {
  if (!identical(given("planned.registered.endpoint"), "AreaNonInferiority")) {
    return(list(margin = 0.05, alpha = round((1 - plan$confidence) / 2, 12), pairs = NULL))
  }
  margin <- given_number("planned.registered.margin")
  list(margin = if (is.na(margin)) 0.05 else margin, alpha = given_number("planned.registered.alpha") / 2, pairs = registered_pairs())
}

# The pairs of arms that are tested, among those present: the first of each is held against the second.
non_inferiority_pairs <- function(rule, arms) {
  if (is.null(rule$pairs)) return(lapply(arms[arms != arms[1]], function(arm) c(arm, arms[1])))
  Filter(function(pair) all(pair %in% arms), rule$pairs)
}

# Blackwelder (1982): the difference + margin over its standard error, one-sided; t where there are degrees of freedom.
non_inferiority <- function(value, se, df, rule) {
  result <- list(difference = measured(value), margin = rule$margin, alpha = rule$alpha, statistic = undefined, p = NA)
  if (is.na(value) || is.na(se) || se == 0) return(result)
  z <- (value + rule$margin) / se
  critical <- if (is.null(df)) qnorm(rule$alpha, lower.tail = FALSE) else qt(rule$alpha, df, lower.tail = FALSE)
  result$difference <- measured(value, value - critical * se, value + critical * se)
  result$statistic <- measured(z)
  result$p <- if (is.null(df)) pnorm(z, lower.tail = FALSE) else pt(z, df, lower.tail = FALSE)
  result
}

area_non_inferiority <- function(table) {
  rule <- non_inferiority_rule()
  first_of <- function(arm) match(arm, table$arm)
  pairs <- do.call(c, lapply(non_inferiority_pairs(rule, unique(table$arm)), function(pair) {
    lapply(which(table$arm == pair[1]), function(model) c(model, first_of(pair[2])))
  }))
  of_mean <- function(pair) {
    truth <- lapply(seq_along(table$labels), function(label) common_truth(table, pair, label))
    difference <- combined_areas(lapply(pair, function(model) macro_area(truth, table$scores[[model]])), c(1, -1))
    non_inferiority(if (is.na(difference$se)) NA else difference$value, difference$se, NULL, rule)
  }
  of_label <- function(label) function(pair) {
    samples <- pair_samples(table, pair, label)
    test <- do.call(delong_paired, samples)
    se <- if (too_few(samples[[1]])) NA else if (is.null(test$standard_error)) 0 else test$standard_error
    non_inferiority(if (is.na(se)) NA else test$difference$value, se, NULL, rule)
  }
  corrected <- function(test_of) {
    tests <- lapply(pairs, test_of)
    p <- holm(as.numeric(lapply(tests, function(test) test$p)))
    lapply(seq_along(pairs), function(i) list(
      arm = list(arm = table$arm[pairs[[i]][1]]), standard = list(arm = table$arm[pairs[[i]][2]]),
      difference = tests[[i]]$difference, margin = rule$margin, alpha = rule$alpha, statistic = tests[[i]]$statistic,
      pValue = measured(tests[[i]]$p), holmPValue = p[i]))
  }
  c(corrected(of_mean), do.call(c, lapply(seq_along(table$labels), function(label) corrected(of_label(label)))))
}

norm_order <- function(branch) branch != "Clean"

# The evaluations among some predictions, one data frame each, in the order of every table.
evaluations_of <- function(rows) {
  rows <- rows[order(number(rows$arm), norm_order(rows$branch), norm_order(rows$attack_branch)), ]
  split_in_order(rows, paste(rows$arm, rows$branch, rows$attack_branch))
}

# Evaluations under one condition: clean images, or one attack; arms are compared within a condition only.
conditions_section <- function(rows) {
  rows <- rows[order(number(rows$epsilon), number(rows$steps)), ]
  lapply(split_in_order(rows, paste(rows$epsilon, rows$steps)), function(same) {
    table <- score_table(evaluations_of(same))
    is_clean <- number(same$steps[1]) == 0
    list(
      condition = list(epsilon = number(same$epsilon[1]), steps = number(same$steps[1])),
      models = lapply(seq_along(table$arm), function(model) model_section(table, model, is_clean)),
      comparisons = do.call(c, lapply(seq_along(table$labels), function(label) area_comparisons(table, label, is_clean))),
      nonInferiority = if (is_clean) area_non_inferiority(table))
  })
}

own_predictions <- function() predictions[predictions$data_set == "", ]

# On every other data set, and for every way to read its labels apart.
external_section <- function() {
  rows <- predictions[predictions$data_set != "", ]
  keys <- unique(rows[c("data_set", "label_map")])
  keys <- keys[order(match(keys$data_set, in_text_order(unique(keys$data_set))), match(keys$label_map, in_text_order(unique(keys$label_map)))), ]
  lapply(seq_len(nrow(keys)), function(i) {
    same <- rows[rows$data_set == keys$data_set[i] & rows$label_map == keys$label_map[i], ]
    list(cases = length(unique(same$case)), conditions = conditions_section(same))
  })
}

# The mean area as an attack grows: one curve for every model, pair of norms and number of steps.
robustness_section <- function() {
  own <- own_predictions()
  attacks <- own[number(own$steps) > 0, ]
  attacks <- attacks[order(number(attacks$arm), norm_order(attacks$branch), norm_order(attacks$attack_branch), number(attacks$steps), number(attacks$epsilon)), ]
  lapply(split_in_order(attacks, paste(attacks$arm, attacks$branch, attacks$attack_branch, attacks$steps)), function(same) {
    clean <- own[number(own$steps) == 0 & own$arm == same$arm[1] & own$branch == same$branch[1], ]
    clean <- clean[order(clean$attack_branch != same$attack_branch[1], norm_order(clean$attack_branch)), ]
    clean <- clean[clean$attack_branch == clean$attack_branch[1], ]
    robustness_curve(c(if (nrow(clean) > 0) list(clean), split_in_order(same, same$epsilon)))
  })
}

robustness_curve <- function(evaluations) {
  table <- score_table(evaluations)
  radii <- sapply(evaluations, function(evaluation) number(evaluation$epsilon[1]))
  areas <- lapply(seq_along(radii), function(model) macro_of(table, model))
  last <- length(radii)
  points <- lapply(seq_along(radii), function(i) list(
    epsilon = radii[i], macro = wald_or_alone(areas[[i]]$area, areas[[i]]$se, 0, 1), labelsDefined = areas[[i]]$labels))
  normalised <- undefined
  if (length(unique(radii)) > 1) {
    weights <- (radii[pmin(seq_along(radii) + 1, last)] - radii[pmax(seq_along(radii) - 1, 1)]) / 2 / (radii[last] - radii[1])
    sum <- combined_areas(areas, weights)
    normalised <- wald_or_alone(sum$value, sum$se, -Inf, Inf)
  }
  low <- sapply(points, function(point) point$macro$low)
  holds <- function(level) {
    held <- cumprod(!is.na(low) & low > level) == 1
    list(above = level, epsilon = if (any(held)) radii[sum(held)] else NA)
  }
  last_row <- evaluations[[last]]
  list(
    by = list(arm = number(last_row$arm[1])), steps = number(last_row$steps[1]), points = points, normalisedArea = normalised,
    holds = list(holds(0.5), holds(0.75)))
}
