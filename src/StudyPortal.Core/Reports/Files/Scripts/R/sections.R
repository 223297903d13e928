# ---- The sections of the report, in its order ----

maps <- read_table("maps.csv")
ratings <- read_table("ratings.csv")
marks <- read_table("marks.csv")
predictions <- read_table("predictions.csv")
exclusions <- read_table("exclusions.csv")

in_text_order <- function(x) sort(x, method = "radix")

# A case with the label its maps are for: the block of every comparison between arms.
case_key <- function(table) paste(table$case, table$target_label)

# The maps whose arms are compared.
compared <- maps[maps$withdrawn == "0" & maps$calibration == "0" & maps$control == "", ]

compared_cases <- function() {
  blocks <- compared[!duplicated(case_key(compared)), ]
  blocks <- blocks[order(number(blocks$case), match(blocks$target_label, in_text_order(unique(blocks$target_label)))), ]
  case_key(blocks)
}

# Cases x readers x arms: first showings only, without calibration, controls, withdrawn cases and "cannot judge".
rating_cube <- function(question) {
  rated <- ratings[ratings$included == "1" & number(ratings$question) == question, ]
  cases <- compared_cases()
  readers <- readers_of_study[readers_of_study %in% rated$reader]
  cube <- array(NA_real_, c(length(cases), length(readers), length(arms_of_study)))
  cube[cbind(match(case_key(rated), cases), match(rated$reader, readers), match(number(rated$arm), arms_of_study))] <- number(rated$rating)
  list(values = cube, readers = readers, cases = cases)
}

readers_of_arm <- function(cube, arm) matrix(cube$values[, , arm], length(cube$cases), length(cube$readers))

arms_of_reader <- function(cube, reader) matrix(cube$values[, reader, ], length(cube$cases), length(arms_of_study))

# Maps of all arms x readers: the arms of the first case, then those of the second, ...
readers_of_all_arms <- function(cube) {
  matrix(aperm(cube$values, c(3, 1, 2)), length(cube$cases) * length(arms_of_study), length(cube$readers))
}

row_means <- function(table) apply(table, 1, mean_or_na)

# Cases x arms; a cell is the mean over the readers present.
arms_by_case <- function(cube) {
  matrix(unlist(lapply(seq_along(arms_of_study), function(arm) row_means(readers_of_arm(cube, arm)))), length(cube$cases), length(arms_of_study))
}

# All pairs of arms, each with every later one.
pairs_of <- function(n) if (n < 2) list() else combn(n, 2, simplify = FALSE)

agreement_section <- function(table) {
  icc <- intraclass(table)
  list(
    maps = nrow(table),
    completeMaps = nrow(complete_rows(table)),
    iccSingle = or_undefined(icc$agreement),
    iccAverage = or_undefined(icc$agreement_average),
    alpha = krippendorff_alpha(table, "ordinal"),
    kendallW = measured(kendall_w(table)),
    pairwiseExact = measured(pairwise_agreement(table, 0)),
    pairwiseWithinOne = measured(pairwise_agreement(table, 1)))
}

# The mean with Student's interval: for one reader over cases.
reader_mean <- function(x) {
  x <- x[!is.na(x)]
  if (length(x) < 2) return(measured(mean_or_na(x)))
  half <- qt(1 - tail_level, length(x) - 1) * sd(x) / sqrt(length(x))
  measured(mean(x), mean(x) - half, mean(x) + half)
}

arm_section <- function(cube, arm, scale) {
  table <- readers_of_arm(cube, arm)
  given <- table[!is.na(table)]
  list(
    arm = arms_of_study[arm],
    ratings = length(given),
    counts = array_of(tabulate(given - scale$lowest + 1, scale$highest - scale$lowest + 1)),
    mean = bootstrap_mean(table),
    standardDeviation = measured(sd(given)),
    median = if (length(given) == 0) NA else median(given),
    readerMeans = lapply(seq_along(cube$readers), function(reader) {
      list(ratings = sum(!is.na(table[, reader])), mean = reader_mean(table[, reader]))
    }),
    agreement = agreement_section(table))
}

friedman_section <- function(table) {
  test <- friedman(table)
  list(
    blocks = test$blocks, dropped = test$dropped, meanRanks = if (is.null(test$mean_ranks)) NULL else array_of(test$mean_ranks),
    chiSquare = measured(test$chi_square), df = test$df, pValue = measured(test$p),
    imanDavenportF = measured(test$f), imanDavenportPValue = measured(test$f_p), kendallW = measured(test$w))
}

comparison_section <- function(cube) {
  means <- arms_by_case(cube)
  pairs <- pairs_of(length(arms_of_study))
  differences <- lapply(pairs, function(pair) paired_differences(means[, pair[1]], means[, pair[2]]))
  p <- sapply(differences, wilcoxon_pratt)
  corrected <- holm(p)
  lapply(seq_along(pairs), function(i) list(
    first = arms_of_study[pairs[[i]][1]],
    second = arms_of_study[pairs[[i]][2]],
    cases = length(differences[[i]]),
    difference = bootstrap_difference(readers_of_arm(cube, pairs[[i]][1]), readers_of_arm(cube, pairs[[i]][2])),
    pValue = measured(p[i]),
    holmPValue = corrected[i],
    rankBiserial = rank_biserial(differences[[i]]),
    hodgesLehmann = hodges_lehmann(differences[[i]])))
}

question_section <- function(index) {
  path <- sprintf("study.questions[%d]", index)
  question <- given_number(paste0(path, ".position"))
  lowest <- given_number(paste0(path, ".lowest"))
  scale <- list(lowest = lowest, highest = lowest + given_count(paste0(path, ".anchors")) - 1)
  cube <- rating_cube(question)
  list(
    question = question,
    scale = scale,
    arms = lapply(seq_along(arms_of_study), function(arm) arm_section(cube, arm, scale)),
    agreement = agreement_section(readers_of_all_arms(cube)),
    friedman = friedman_section(arms_by_case(cube)),
    friedmanByReader = lapply(seq_along(cube$readers), function(reader) list(test = friedman_section(arms_of_reader(cube, reader)))),
    comparisons = comparison_section(cube))
}

questions_of_kind <- function(kind) which(given_list("study.questions", ".kind") == kind) - 1

exclusion_section <- function() {
  lapply(in_text_order(unique(exclusions$reason)), function(reason) list(count = sum(exclusions$reason == reason)))
}

# The scores of one label in one evaluation, by case; cases of unknown truth are left out.
scores_of <- function(evaluation, label) {
  rows <- evaluation[evaluation$label == label & evaluation$truth != "", ]
  list(case = rows$case, truth = rows$truth == "1", score = number(rows$logit))
}

roc_sample <- function(scores) list(positives = scores$score[scores$truth], negatives = scores$score[!scores$truth])

labels_of <- function(rows) in_text_order(unique(rows$label))

model_section <- function(evaluation) {
  samples <- lapply(labels_of(evaluation), function(label) roc_sample(scores_of(evaluation, label)))
  areas <- lapply(samples, delong_area)
  values <- sapply(areas, function(area) area$value)
  list(
    arm = number(evaluation$arm[1]),
    labels = lapply(seq_along(samples), function(i) {
      best <- youden(samples[[i]])
      list(
        positives = length(samples[[i]]$positives), negatives = length(samples[[i]]$negatives), area = areas[[i]],
        threshold = best$threshold, sensitivity = best$sensitivity, specificity = best$specificity)
    }),
    macro = measured(mean_or_na(values)),
    labelsDefined = sum(!is.na(values)))
}

# Both models on the cases that both have scored.
paired_samples <- function(first, second, label) {
  x <- scores_of(first, label)
  y <- scores_of(second, label)
  both <- x$case %in% y$case
  list(
    first = roc_sample(list(truth = x$truth[both], score = x$score[both])),
    second = roc_sample(list(truth = x$truth[both], score = y$score[match(x$case[both], y$case)])))
}

area_comparisons <- function(evaluations, label) {
  arm <- sapply(evaluations, function(evaluation) number(evaluation$arm[1]))
  pairs <- list()
  for (first in seq_along(arm)) for (second in seq_along(arm)) if (arm[first] < arm[second]) pairs <- c(pairs, list(c(first, second)))
  tests <- lapply(pairs, function(pair) {
    samples <- paired_samples(evaluations[[pair[1]]], evaluations[[pair[2]]], label)
    delong_paired(samples$first, samples$second)
  })
  corrected <- holm(as.numeric(sapply(tests, function(test) test$p)))
  lapply(seq_along(pairs), function(i) list(
    first = list(arm = arm[pairs[[i]][1]]), second = list(arm = arm[pairs[[i]][2]]),
    difference = tests[[i]]$difference, z = measured(tests[[i]]$z), pValue = measured(tests[[i]]$p), holmPValue = corrected[i]))
}

split_in_order <- function(rows, key) lapply(unique(key), function(each) rows[key == each, ])

# Evaluations under one condition: clean images, or one attack; arms are compared within a condition only.
classification_section <- function() {
  if (nrow(predictions) == 0) return(list())
  rows <- predictions[order(number(predictions$epsilon), number(predictions$steps), number(predictions$arm),
    predictions$branch != "Clean", predictions$attack_branch != "Clean"), ]
  lapply(split_in_order(rows, paste(rows$epsilon, rows$steps)), function(same) {
    evaluations <- split_in_order(same, paste(same$arm, same$branch, same$attack_branch))
    list(
      condition = list(epsilon = number(same$epsilon[1]), steps = number(same$steps[1])),
      models = lapply(evaluations, model_section),
      comparisons = do.call(c, lapply(labels_of(same), function(label) area_comparisons(evaluations, label))))
  })
}

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

report <- function() list(
  cases = length(compared_cases()),
  exclusions = exclusion_section(),
  questions = lapply(questions_of_kind("scale"), question_section),
  classification = classification_section(),
  saliency = saliency_section(),
  overlaps = lapply(questions_of_kind("marks"), overlap_section))
