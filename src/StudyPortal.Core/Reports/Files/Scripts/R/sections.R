# ---- The sections of the report, in its order ----

# Every coefficient of agreement of a table of maps x readers.
agreement_table <- function(table, arm, categories) {
  complete <- nrow(complete_rows(table))
  list(
    arm = arm, maps = nrow(table), completeMaps = complete,
    intraclass = intraclass(table),
    intraclassReml = if (complete == nrow(table)) list() else reml_intraclass(table),
    alphas = lapply(c("nominal", "ordinal", "interval", "ratio"), function(level) krippendorff_alpha(table, level)),
    fleiss = fleiss_kappa(table, categories),
    weighted = lapply(c("none", "linear", "quadratic"), function(weighting) {
      light <- light_kappa(table, categories, weighting)
      c(gwet_agreement(table, categories, weighting), list(cohenMean = light$mean, cohenPairs = light$pairs))
    }),
    concordance = kendall_w(table),
    caseAveraged = case_averaged_agreement(table), allIdentical = measured(identical_share(table)),
    pairwiseExact = measured(pairwise_agreement(table, 0)), pairwiseWithinOne = measured(pairwise_agreement(table, 1)))
}

# The few that stand beside the ratings.
agreement_summary <- function(table) list(
  maps = table$maps, completeMaps = table$completeMaps,
  iccSingle = table$intraclass[[2]]$correlation, iccAverage = table$intraclass[[5]]$correlation,
  alpha = table$alphas[[2]]$alpha, kendallW = table$concordance$w,
  pairwiseExact = table$pairwiseExact, pairwiseWithinOne = table$pairwiseWithinOne)

reader_pair_table <- function(table, arm, categories) list(arm = arm, pairs = lapply(reader_pairs(ncol(table)), function(pair) {
  first <- table[, pair[1]]
  second <- table[, pair[2]]
  c(
    list(maps = sum(!is.na(first) & !is.na(second))),
    lapply(repeat_weightings, function(weighting) cohen_kappa(first, second, categories, weighting)),
    list(
      exact = measured(agreement_within(first, second, 0)), withinOne = measured(agreement_within(first, second, 1)),
      differences = bland_altman(first, second)))
}))

# The mean with Student's interval: for one reader over cases.
reader_mean <- function(x) {
  x <- x[!is.na(x)]
  if (length(x) < 2) return(measured(mean_or_na(x)))
  half <- t_critical(length(x) - 1) * sd(x) / sqrt(length(x))
  measured(mean(x), mean(x) - half, mean(x) + half)
}

arm_section <- function(cube, arm, scale, agreement) {
  table <- readers_of_arm(cube, arm)
  given <- table[!is.na(table)]
  list(
    arm = arms_of_study[arm],
    ratings = length(given),
    counts = array_of(tabulate(given - scale$lowest + 1, scale$highest - scale$lowest + 1)),
    mean = bootstrap_mean(table),
    standardDeviation = measured(sd(given)),
    median = median_or_na(given),
    readerMeans = lapply(seq_along(cube$readers), function(reader) {
      list(ratings = sum(!is.na(table[, reader])), mean = reader_mean(table[, reader]))
    }),
    agreement = agreement_summary(agreement))
}

friedman_section <- function(test, w = measured(test$w)) {
  list(
    blocks = test$blocks, dropped = test$dropped, meanRanks = if (is.null(test$mean_ranks)) NULL else array_of(test$mean_ranks),
    chiSquare = measured(test$chi_square), df = test$df, pValue = measured(test$p),
    imanDavenportF = measured(test$f), imanDavenportPValue = measured(test$f_p), kendallW = w)
}

# The correction for the number of pairs that the plan names.
corrected_p <- function(p) {
  correction <- given("planned.registered.correction")
  p.adjust(p, if (is.na(correction)) "holm" else c(None = "none", Holm = "holm", Bonferroni = "bonferroni", BenjaminiHochberg = "BH")[[correction]])
}

comparison_section <- function(cube) {
  means <- arms_by_case(cube)
  pairs <- pairs_of(length(arms_of_study))
  differences <- lapply(pairs, function(pair) paired_differences(means[, pair[1]], means[, pair[2]]))
  wilcoxon <- as.numeric(lapply(differences, wilcoxon_pratt))
  t <- lapply(pairs, function(pair) paired_t(means[, pair[1]], means[, pair[2]]))
  signs <- lapply(differences, sign_test)
  p_t <- as.numeric(lapply(t, function(test) test$p))
  p_sign <- as.numeric(lapply(signs, function(test) test$p))
  lapply(seq_along(pairs), function(i) {
    first <- pairs[[i]][1]
    second <- pairs[[i]][2]
    sign <- signs[[i]]
    list(
      first = arms_of_study[first], second = arms_of_study[second], cases = length(differences[[i]]),
      difference = bootstrap_difference(readers_of_arm(cube, first), readers_of_arm(cube, second)),
      pValue = measured(wilcoxon[i]), holmPValue = holm(wilcoxon)[i],
      rankBiserial = rank_biserial(differences[[i]]), hodgesLehmann = hodges_lehmann(differences[[i]]),
      correctedPValue = corrected_p(wilcoxon)[i], cohenDz = t[[i]]$dz, hedgesGz = t[[i]]$gz,
      cohenDav = cohen_dav(readers_of_arm(cube, first), readers_of_arm(cube, second)),
      cliffDelta = cliff_delta(means[, first], means[, second]),
      pairedT = list(
        meanDifference = t[[i]]$mean, t = t[[i]]$t, df = t[[i]]$df, pValue = measured(p_t[i]), correctedPValue = corrected_p(p_t)[i]),
      sign = list(
        positives = sign$positives, negatives = sign$negatives, zeros = sign$zeros, pValue = measured(p_sign[i]),
        correctedPValue = corrected_p(p_sign)[i], positiveShare = sign$share, medianDifference = sign$median))
  })
}

question_section <- function(index) {
  path <- sprintf("study.questions[%d]", index)
  question <- given_number(paste0(path, ".position"))
  lowest <- given_number(paste0(path, ".lowest"))
  scale <- list(lowest = lowest, highest = lowest + given_count(paste0(path, ".anchors")) - 1)
  categories <- scale$lowest:scale$highest
  cube <- rating_cube(question)
  rated <- question_ratings(question)
  compared <- rated[rated$included & !is.na(rated$arm), ]
  compared <- compared[order(compared$position), ]
  arms <- seq_along(arms_of_study)
  tables <- c(lapply(arms, function(arm) readers_of_arm(cube, arm)), list(readers_of_all_arms(cube)))
  arm_or_all <- c(arms_of_study, NA)
  agreement <- lapply(seq_along(tables), function(i) agreement_table(tables[[i]], arm_or_all[i], categories))
  test <- friedman(arms_by_case(cube))
  list(
    question = question,
    scale = scale,
    arms = lapply(arms, function(arm) arm_section(cube, arm, scale, agreement[[arm]])),
    agreement = agreement_summary(agreement[[length(agreement)]]),
    friedman = friedman_section(test, friedman_w(test)),
    friedmanByReader = lapply(seq_along(cube$readers), function(reader) list(test = friedman_section(friedman(arms_of_reader(cube, reader))))),
    comparisons = comparison_section(cube),
    postHoc = post_hoc(test),
    permutation = permutation_test(cube$values),
    agreementTables = agreement,
    readerPairs = lapply(seq_along(tables), function(i) reader_pair_table(tables[[i]], arm_or_all[i], categories)),
    intraReader = repeat_section(rated, cube, categories),
    mixedModel = mixed_model_section(cube$values),
    ordinalModel = ordinal_section(cube$values),
    controls = control_section(rated, cube),
    drift = drift_section(compared, cube),
    times = time_section(rated, compared, cube))
}

questions_of_kind <- function(kind) which(given_list("study.questions", ".kind") == kind) - 1

saliency_section <- function() {
  lapply(arms_of_study, function(arm) {
    inside <- compared[compared$arm == arm & compared$mass_inside != "", ]
    list(
      arm = arm, maps = nrow(inside),
      massInside = bootstrap_mean(matrix(number(inside$mass_inside), ncol = 1), draw_readers = FALSE),
      areaInside = bootstrap_mean(matrix(number(inside$area_inside), ncol = 1), draw_readers = FALSE))
  })
}

# Cases x readers of one measure of the marked places.
marked_table <- function(places, measure) {
  readers <- readers_of_study[readers_of_study %in% places$reader]
  cases <- unique(case_key(places))
  table <- matrix(NA_real_, length(cases), length(readers))
  table[cbind(match(case_key(places), cases), match(places$reader, readers))] <- number(places[[measure]])
  table
}

overlap_section <- function(index) {
  question <- given_number(sprintf("study.questions[%d].position", index))
  list(question = question, arms = lapply(arms_of_study, function(arm) {
    places <- marks[marks$question == question & marks$arm == arm & marks$purpose == "Main" & marks$withdrawn == "0", ]
    mean_of <- function(measure) if (length(places$case) == 0) undefined else bootstrap_mean(marked_table(places, measure))
    list(
      arm = arm, places = length(places$case),
      massInside = mean_of("mass_inside_marks"), areaInside = mean_of("area_inside_marks"), hits = mean_of("hit"), iou = mean_of("iou"))
  }))
}

report <- function() {
  scales <- questions_of_kind("scale")
  sections <- list(
    cases = length(compared_cases()),
    exclusions = exclusion_counts(exclusions),
    questions = lapply(scales, question_section),
    classification = conditions_section(own_predictions()),
    saliency = saliency_section(),
    overlaps = lapply(questions_of_kind("marks"), overlap_section),
    robustness = robustness_section(),
    external = external_section(),
    mrmc = lapply(scales, mrmc_section),
    strata = lapply(scales, strata_section),
    relations = lapply(scales, relations_section),
    flow = flow_section())
  c(sections, list(planned = planned_section(sections)))
}
