# ---- Who took part, and what was planned ----

orders <- read_table("orders.csv")
participants <- read_table("participants.csv")

exclusion_counts <- function(rows) lapply(in_text_order(unique(rows$reason)), function(reason) list(count = sum(rows$reason == reason)))

purposes <- c("Main", "Repeat", "Calibration", "Control")

flow_section <- function() {
  analysed <- ratings[ratings$included == "1", ]
  shown <- if (!is.null(orders)) orders[orders$pilot == "0", ]
  scales <- given(sprintf("study.questions[%d].position", questions_of_kind("scale")))
  section <- list(
    readers = length(readers_of_study), cases = length(compared_cases()), maps = nrow(compared),
    withdrawnMaps = sum(maps$withdrawn == "1" & maps$calibration == "0" & maps$control == ""),
    places = if (!is.null(orders)) lapply(purposes[purposes %in% shown$purpose], function(purpose) {
      same <- shown[shown$purpose == purpose, ]
      list(places = nrow(same), shown = sum(same$answered == "1"), withdrawn = sum(same$withdrawn == "1"))
    }),
    questions = lapply(scales, function(question) list(
      question = number(question), analysed = sum(analysed$question == question),
      excluded = exclusion_counts(exclusions[exclusions$question == question, ]))),
    perReader = lapply(readers_of_study, function(reader) {
      own <- participants[participants$reader == reader, ]
      c(
        if (length(own$places) == 1) list(places = number(own$places), answered = number(own$answered)),
        list(analysed = sum(analysed$reader == reader), excluded = exclusion_counts(exclusions[exclusions$reader == reader, ])))
    }))
  if (!is.null(participants)) {
    section$removed <- sum(participants$removed == "1")
    section$signatures <- sum(participants$signed == "1")
  }
  if (!is.null(orders)) section$pilotPlaces <- sum(orders$pilot == "1")
  section
}

same_pair <- function(list, pair) Filter(function(each) each$first == pair[1] && each$second == pair[2], list)

turned <- function(x) measured(-x$value, -x$high, -x$low)

# The registered test of one pair, taken from the section that has it: difference and p-value.
planned_test <- function(sections) {
  question <- given_number("planned.registered.question")
  of_question <- function(list) Filter(function(each) each$question == question, list)[[1]]
  nothing <- list(difference = undefined, pValue = undefined)
  switch(given("planned.registered.test"),
    WilcoxonOnCaseMeans = function(pair) {
      comparisons <- of_question(sections$questions)$comparisons
      found <- same_pair(comparisons, pair)
      if (length(found) > 0) return(found[[1]])
      found <- same_pair(comparisons, rev(pair))[[1]]
      list(difference = turned(found$difference), pValue = found$pValue)
    },
    MixedModel = function(pair) {
      found <- same_pair(of_question(sections$questions)$mixedModel$differences, sort(pair))
      if (length(found) == 0) return(nothing)
      difference <- found[[1]]$difference
      list(difference = if (pair[1] < pair[2]) difference$value else turned(difference$value), pValue = difference$pValue)
    },
    ObuchowskiRockette = function(pair) {
      found <- same_pair(of_question(sections$mrmc)$nonInferiority, pair)
      if (length(found) > 0) found[[1]] else nothing
    },
    DeLong = function(pair) {
      clean <- Filter(function(each) each$condition$steps == 0, sections$classification)
      tests <- Filter(function(each) each$arm$arm == pair[1] && each$standard$arm == pair[2], if (length(clean) > 0) clean[[1]]$nonInferiority)
      labels <- length(unique(own_predictions()$label))
      models <- length(tests) / (labels + 1)
      if (length(tests) == 0) nothing else if (labels == 1) tests[[models + 1]] else tests[[1]]
    })
}

planned_section <- function(sections) {
  if (is.na(given("planned.registered.test"))) return(list(primary = list()))
  pairs <- registered_pairs()
  found <- lapply(pairs, planned_test(sections))
  p <- as.numeric(lapply(found, function(test) test$pValue$value))
  corrected <- corrected_p(p)
  margin <- given_number("planned.registered.margin")
  alpha <- given_number("planned.registered.alpha")
  list(primary = lapply(seq_along(pairs), function(i) list(
    first = pairs[[i]][1], second = pairs[[i]][2], difference = found[[i]]$difference[c("value", "low", "high")], margin = margin,
    alpha = if (is.na(margin)) alpha else alpha / 2, pValue = found[[i]]$pValue, correctedPValue = corrected[i])))
}
