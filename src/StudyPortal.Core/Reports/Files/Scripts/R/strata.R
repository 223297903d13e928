# ---- Ratings by stratum, and their relation to what was measured on the maps ----

compared_of_arms <- compared[compared$arm != "", ]

# Whether each case has its target label; NA where it is not known.
truth_of_cases <- function(cases) {
  known <- compared[compared$truth != "", ]
  known$truth[match(cases, case_key(known))] == "1"
}

# The ratings of an arm in one stratum.
stratum_arm <- function(table, arm, scale, mean) {
  given <- table[!is.na(table)]
  list(
    arm = arms_of_study[arm], ratings = length(given), counts = array_of(tabulate(given - scale$lowest + 1, scale$highest - scale$lowest + 1)),
    mean = mean, standardDeviation = measured(sd(given)), median = median_or_na(given))
}

# Cases x readers x arms of the maps in the stratum; what is not in it is missing.
stratum_section <- function(values, scale, draw_readers, with_differences) {
  tables <- lapply(seq_along(arms_of_study), function(arm) matrix(values[, , arm], dim(values)[1], dim(values)[2]))
  replicates <- lapply(tables, replicate_means, draw_readers = draw_readers)
  means <- sapply(tables, mean_or_na)
  list(
    cases = dim(values)[1],
    arms = lapply(seq_along(tables), function(arm) stratum_arm(tables[[arm]], arm, scale, percentile(means[arm], replicates[[arm]]))),
    differences = if (with_differences) lapply(pairs_of(length(tables)), function(pair) list(
      first = arms_of_study[pair[1]], second = arms_of_study[pair[2]],
      difference = percentile(means[pair[1]] - means[pair[2]], replicates[[pair[1]]] - replicates[[pair[2]]]))))
}

# The maps with a rating, parted by a name; one matrix a stratum, cases x arms, TRUE for its maps.
strata_by <- function(cube, name) {
  names <- matrix(NA_character_, length(cube$cases), length(arms_of_study))
  at <- cbind(match(case_key(compared_of_arms), cube$cases), match(number(compared_of_arms$arm), arms_of_study))
  names[at] <- ifelse(name == "", NA, name)
  names[!apply(!is.na(cube$values), c(1, 3), any)] <- NA
  lapply(in_text_order(unique(names[!is.na(names)])), function(each) !is.na(names) & names == each)
}

in_stratum <- function(values, maps) {
  values[!maps[rep(seq_len(nrow(maps)), dim(values)[2]), ]] <- NA
  values[rowSums(maps) > 0, , , drop = FALSE]
}

strata_section <- function(index) {
  path <- sprintf("study.questions[%d]", index)
  lowest <- given_number(paste0(path, ".lowest"))
  scale <- list(lowest = lowest, highest = lowest + given_count(paste0(path, ".anchors")) - 1)
  cube <- rating_cube(given_number(paste0(path, ".position")))
  by_name <- function(name, with_differences = TRUE) list(strata = lapply(strata_by(cube, name), function(maps) {
    in_order <- aperm(cube$values, c(1, 2, 3))
    stratum_section(in_stratum(in_order, maps), scale, TRUE, with_differences)
  }))
  by_reader <- list(strata = lapply(seq_along(cube$readers), function(reader) {
    own <- cube$values[, reader, , drop = FALSE]
    rated <- apply(!is.na(own), 1, any)
    stratum_section(own[rated, , , drop = FALSE], scale, FALSE, TRUE)
  }))
  truth <- ifelse(compared_of_arms$truth == "", "", ifelse(compared_of_arms$truth == "1", "positive", "negative"))
  list(question = given_number(paste0(path, ".position")), by = list(
    by_name(compared_of_arms$target_label), by_name(truth), by_name(compared_of_arms$outcome, FALSE), by_name(compared_of_arms$stratum),
    by_name(compared_of_arms$modality), by_reader))
}

# Spearman's correlation in each row of `drawn`, which says how often each pair counts: twice the centred mean ranks are whole numbers.
drawn_spearman <- function(x, y, drawn) {
  all <- rowSums(drawn)
  ranks <- function(values) {
    level <- match(values, sort(unique(values)))
    counts <- sum_by_level(drawn, level, max(level))
    below <- 0
    for (column in seq_len(ncol(counts))) {
      own <- counts[, column]
      counts[, column] <- 2 * below + own - all
      below <- below + own
    }
    counts[, level, drop = FALSE]
  }
  of_x <- ranks(x)
  of_y <- ranks(y)
  squares <- sqrt(rowSums(drawn * of_x^2) * rowSums(drawn * of_y^2))
  ifelse(all < 2 | squares == 0, NA, pmax(-1, pmin(1, rowSums(drawn * of_x * of_y) / squares)))
}

# With the percentile interval of a bootstrap that draws whole cases, each with all its pairs, and ranks what was drawn anew.
clustered_spearman <- function(x, y, case) {
  complete <- !is.na(x) & !is.na(y)
  if (sum(complete) < 2) return(undefined)
  unit <- match(case[complete], sort(unique(case[complete])))
  drawn <- drawn_counts(0, max(unit))[, unit, drop = FALSE]
  x <- x[complete]
  y <- y[complete]
  percentile(drawn_spearman(x, y, matrix(1, 1, length(x))), drawn_spearman(x, y, drawn))
}

# With the interval of Bonett & Wright (2000) and Student's t test.
plain_spearman <- function(x, y) {
  complete <- !is.na(x) & !is.na(y)
  n <- sum(complete)
  rho <- if (n < 2) NA else drawn_spearman(x[complete], y[complete], matrix(1, 1, n))
  result <- list(pairs = n, rho = measured(rho), p = NA)
  if (is.na(rho)) return(result)
  if (n > 2) result$p <- if (abs(rho) == 1) 0 else 2 * pt(-abs(rho) * sqrt((n - 2) / (1 - rho^2)), n - 2)
  if (n > 3 && abs(rho) < 1) {
    half <- normal_critical * sqrt((1 + rho^2 / 2) / (n - 3))
    result$rho <- measured(rho, tanh(atanh(rho) - half), tanh(atanh(rho) + half))
  }
  result
}

# Sums reader by reader, so that equal means stay equal.
plain_row_means <- function(table) {
  sums <- Reduce(`+`, lapply(seq_len(ncol(table)), function(column) ifelse(is.na(table[, column]), 0, table[, column])))
  counts <- rowSums(!is.na(table))
  ifelse(counts == 0, NA, sums / counts)
}

# One measure of the compared maps as cases x readers x arms: of the map itself, or of each reader's own marks.
lesion_measure <- function(cube) {
  measure <- array(NA_real_, dim(cube$values))
  at <- cbind(match(case_key(compared_of_arms), cube$cases), match(number(compared_of_arms$arm), arms_of_study))
  for (reader in seq_along(cube$readers)) measure[cbind(at[, 1], reader, at[, 2])] <- number(compared_of_arms$mass_inside)
  list(values = measure, marksQuestion = NA)
}

mark_measure <- function(cube, question, column) {
  measure <- array(NA_real_, dim(cube$values))
  places <- marks[marks$purpose == "Main" & marks$withdrawn == "0" & marks$control == "" & marks$arm != "" & marks$question == question, ]
  at <- cbind(match(case_key(places), cube$cases), match(places$reader, cube$readers), match(number(places$arm), arms_of_study))
  known <- rowSums(is.na(at)) == 0
  measure[at[known, , drop = FALSE]] <- number(places[[column]])[known]
  list(values = measure, marksQuestion = question)
}

relation_section <- function(cube, measure, arm) {
  arms <- if (is.na(arm)) seq_along(arms_of_study) else arm
  flat <- function(values) matrix(aperm(values[, , arms, drop = FALSE], c(3, 1, 2)), ncol = length(cube$readers))
  rated <- flat(cube$values)
  measured_values <- flat(measure$values)
  case <- rep(seq_along(cube$cases), each = length(arms))
  complete <- !is.na(rated) & !is.na(measured_values)
  pooled <- function(table) plain_row_means(ifelse(complete, table, NA))
  maps <- sum(rowSums(complete) > 0)
  section <- list(marksQuestion = measure$marksQuestion, arm = if (is.na(arm)) NA else arms_of_study[arm], maps = maps)
  if (maps == 0) return(section)
  readers <- lapply(seq_along(cube$readers), function(reader) {
    plain <- plain_spearman(rated[, reader], measured_values[, reader])
    if (!is.na(arm)) return(list(maps = plain$pairs, rho = plain$rho, pValue = measured(plain$p)))
    list(maps = plain$pairs, rho = clustered_spearman(rated[, reader], measured_values[, reader], case))
  })
  c(section, list(rho = clustered_spearman(pooled(rated), pooled(measured_values), case), readers = readers))
}

relations_section <- function(index) {
  question <- given_number(sprintf("study.questions[%d].position", index))
  cube <- rating_cube(question)
  marked <- given(sprintf("study.questions[%d].position", questions_of_kind("marks")))
  measures <- list(lesion_measure(cube))
  for (each in marked) measures <- c(measures, list(mark_measure(cube, number(each), "mass_inside_marks"), mark_measure(cube, number(each), "iou")))
  list(question = question, relations = do.call(c, lapply(measures, function(measure) {
    lapply(c(seq_along(arms_of_study), NA), function(arm) relation_section(cube, measure, arm))
  })))
}
