# ---- Hidden controls, drift and times ----

# All ratings of a question with what they were given for.
question_ratings <- function(question) {
  rows <- ratings[number(ratings$question) == question, ]
  data.frame(
    reader = rows$reader, case = case_key(rows), arm = match(number(rows$arm), arms_of_study), position = number(rows$position),
    session = number(rows$session), is_repeat = rows$"repeat" == "1", calibration = rows$calibration == "1", control = rows$control,
    score = number(rows$rating), included = rows$included == "1", seconds = number(rows$active_ms) / 1000)
}

control_kinds <- c("RandomWeights", "Edges", "OtherPatient")

# The share of pairs, one map of an arm with one control, whose map is rated higher: an ROC area with DeLong's interval.
discrimination <- function(controls, cube) {
  lapply(cube$readers, function(reader) {
    own <- controls$score[controls$reader == reader]
    given <- cube$values[, match(reader, cube$readers), ]
    given <- given[!is.na(given)]
    area <- if (length(own) == 0) undefined else delong_area(list(positives = given, negatives = own))
    list(controls = length(own), maps = length(given), area = area)
  })
}

# Controls against the arms' maps that the same reader rated in the same case.
control_section <- function(rated, cube) {
  controls <- rated[rated$control != "" & !rated$is_repeat & !rated$calibration & !is.na(rated$score), ]
  case <- match(controls$case, cube$cases)
  reader <- match(controls$reader, cube$readers)
  beside <- matrix(apply(cube$values, 1:2, mean_or_na), length(cube$cases))
  controls <- controls[!is.na(case) & !is.na(reader) & !is.na(beside[cbind(case, reader)]), ]
  if (nrow(controls) == 0) return(list(kinds = list(), readers = list()))
  kinds <- control_kinds[control_kinds %in% controls$control]
  list(
    kinds = lapply(kinds, function(kind) control_kind(controls[controls$control == kind, ], cube, beside)),
    readers = discrimination(controls, cube))
}

# Several controls of one kind in a place are averaged first.
control_kind <- function(controls, cube, beside) {
  mean_score <- tapply(controls$score, list(factor(controls$case, cube$cases), factor(controls$reader, cube$readers)), mean)
  rated <- !is.na(mean_score)
  differences <- (mean_score - beside)[rowSums(rated) > 0, , drop = FALSE]
  list(
    places = sum(rated), controlMean = measured(mean(mean_score[rated])), armsMean = measured(mean(beside[rated])),
    difference = bootstrap_mean(unname(differences)), readers = discrimination(controls, cube))
}

# The slope of least squares with its t interval (Draper & Smith 1998, ch. 1).
slope <- function(x, y) {
  if (length(unique(x)) < 2) return(undefined)
  n <- length(x)
  spread <- sum((x - mean(x))^2)
  b <- sum((x - mean(x)) * (y - mean(y))) / spread
  residual <- sum((y - mean(y) - b * (x - mean(x)))^2)
  if (n < 3 || residual <= n * (max(abs(y)) * 1e-14)^2) return(measured(b))
  half <- t_critical(n - 2) * sqrt(residual / (n - 2) / spread)
  measured(b, b - half, b + half)
}

# Mean of the last third minus mean of the first third, by count.
last_minus_first <- function(points) {
  third <- nrow(points) %/% 3
  if (third == 0 || length(unique(points$position)) == 1) return(undefined)
  measured(mean(tail(points$value, third)) - mean(head(points$value, third)))
}

drift_of <- function(points) list(
  perHundredPlaces = slope(points$position / 100, points$value), perSession = slope(points$session, points$value),
  lastMinusFirst = last_minus_first(points))

# The mean over readers with Student's interval.
over_readers <- function(values) {
  values <- values[!is.na(values)]
  if (length(values) < 2) return(measured(mean_or_na(values)))
  paired_mean(values)
}

paired_mean <- function(values) {
  if (length(unique(paired_differences(values, 0 * values))) < 2) return(measured(mean(values)))
  half <- t_critical(length(values) - 1) * sd(values) / sqrt(length(values))
  measured(mean(values), mean(values) - half, mean(values) + half)
}

# A rating counts as its residual, the rating minus the mean of the other readers for the same map.
drift_points <- function(compared, cube) {
  own <- cbind(match(compared$case, cube$cases), match(compared$reader, cube$readers), compared$arm)
  sums <- apply(cube$values, c(1, 3), sum, na.rm = TRUE)[own[, c(1, 3), drop = FALSE]]
  counts <- apply(!is.na(cube$values), c(1, 3), sum)[own[, c(1, 3), drop = FALSE]]
  others <- (sums - compared$score) / (counts - 1)
  points <- cbind(compared, value = compared$score - others)
  points[counts > 1, ]
}

drift_section <- function(compared, cube) {
  rated <- drift_points(compared, cube)
  timed <- compared[compared$seconds > 0, ]
  timed$value <- log(timed$seconds)
  readers <- lapply(cube$readers, function(reader) {
    ratings <- drift_of(rated[rated$reader == reader, ])
    times <- drift_of(timed[timed$reader == reader, ])
    c(
      list(ratings = sum(rated$reader == reader)), setNames(ratings, paste0("rating", capital(names(ratings)))),
      list(times = sum(timed$reader == reader)), setNames(times, paste0("time", capital(names(times)))))
  })
  kinds <- c("ratingPerHundredPlaces", "ratingPerSession", "ratingLastMinusFirst", "timePerHundredPlaces", "timePerSession", "timeLastMinusFirst")
  c(
    sapply(kinds, function(kind) over_readers(as.numeric(lapply(readers, function(reader) reader[[kind]]$value))), simplify = FALSE),
    list(
      readers = readers,
      sessions = lapply(sort(unique(compared$session)), function(session) list(
        session = session, ratings = sum(compared$session == session),
        meanResidual = measured(mean_or_na(rated$value[rated$session == session])),
        medianSeconds = median_or_na(timed$seconds[timed$session == session])))))
}

capital <- function(names) paste0(toupper(substring(names, 1, 1)), substring(names, 2))

median_or_na <- function(x) if (length(x) == 0) NA else median(x)

time_quartiles <- function(seconds) {
  seconds <- seconds[seconds > 0]
  quartiles <- if (length(seconds) == 0) rep(NA, 3) else quantile(seconds, c(0.25, 0.5, 0.75), type = 7, names = FALSE)
  list(times = length(seconds), firstQuartile = quartiles[1], median = quartiles[2], thirdQuartile = quartiles[3])
}

time_section <- function(rated, compared, cube) list(
  arms = lapply(seq_along(arms_of_study), function(arm) list(
    arm = arms_of_study[arm], seconds = time_quartiles(compared$seconds[compared$arm == arm]))),
  readers = lapply(cube$readers, function(reader) {
    all <- rated[rated$reader == reader, ]
    list(
      seconds = time_quartiles(compared$seconds[compared$reader == reader]),
      totalSeconds = sum(all$seconds), answers = nrow(all), sessions = length(unique(all$session)))
  }),
  readerArms = do.call(c, lapply(cube$readers, function(reader) lapply(seq_along(arms_of_study), function(arm) list(
    arm = arms_of_study[arm], seconds = time_quartiles(compared$seconds[compared$reader == reader & compared$arm == arm]))))))

# The second rating of each map whose first one is compared; of several the earliest.
repeat_section <- function(rated, cube, categories) {
  repeats <- rated[rated$is_repeat & rated$control == "" & !is.na(rated$score), ]
  repeats <- repeats[order(repeats$position), ]
  own <- cbind(match(repeats$case, cube$cases), match(repeats$reader, cube$readers), repeats$arm)
  known <- rowSums(is.na(own)) == 0
  known[known] <- !is.na(cube$values[own[known, , drop = FALSE]])
  own <- own[known, , drop = FALSE]
  scores <- repeats$score[known][!duplicated(own)]
  own <- own[!duplicated(own), , drop = FALSE]
  map <- (own[, 1] - 1) * length(arms_of_study) + own[, 3]
  maps <- sort(unique(map))
  first <- second <- matrix(NA_real_, length(maps), length(cube$readers))
  second[cbind(match(map, maps), own[, 2])] <- scores
  all <- readers_of_all_arms(cube)
  first <- all[maps, , drop = FALSE]
  c(
    list(maps = length(maps), readers = lapply(seq_along(cube$readers), function(reader) reader_repeats(first[, reader], second[, reader], categories))),
    mean_repeats(first, second, categories))
}
