# ---- The tables of the study ----

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

# Cases x arms; a cell is the mean over the readers present.
arms_by_case <- function(cube) {
  matrix(unlist(lapply(seq_along(arms_of_study), function(arm) row_means(readers_of_arm(cube, arm)))), length(cube$cases), length(arms_of_study))
}

# All pairs of arms, each with every later one.
pairs_of <- function(n) if (n < 2) list() else combn(n, 2, simplify = FALSE)

split_in_order <- function(rows, key) lapply(unique(key), function(each) rows[key == each, ])
