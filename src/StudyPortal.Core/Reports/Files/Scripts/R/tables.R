# Recomputes the numbers of this report from the CSV files in the folder of this script, with base R and no package:
#
#     Rscript recompute.R
#
# It writes recomputed_r.csv, with the same paths as results.csv, and compares the two: it says how many numbers there are, the largest
# difference, and which differ by more than 1e-8 of their size (1e-8 where they are smaller than 1). It ends with exit code 1 if any does.
# What it leaves out is in not_recomputed.csv, with the reason. The sections of the report are made at the end, one function each.

script_folder <- function() {
  file <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
  if (length(file) == 1) dirname(file) else "."
}

folder <- script_folder()

# All columns as text: an empty cell is missing, and a label that reads T or NA stays a label.
read_table <- function(name) {
  file <- file.path(folder, name)
  if (!file.exists(file)) return(NULL)
  read.csv(file, colClasses = "character", na.strings = character(0), check.names = FALSE, encoding = "UTF-8")
}

number <- function(text) {
  text[text == ""] <- NA
  as.numeric(text)
}

# A number of the report with its interval; NA stands for "undefined" throughout and is not written.
measured <- function(value, low = NA, high = NA) list(value = value, low = low, high = high)

undefined <- measured(NA)

# Nested lists as paths and values: a named list is an object, any other list or vector an array counted from 0.
flatten <- function(x, path = "") {
  if (is.null(x) || length(x) == 0) return(NULL)
  if (is.list(x)) {
    names <- if (is.null(names(x))) paste0("[", seq_along(x) - 1, "]") else paste0(if (path == "") "" else ".", names(x))
    return(unlist(lapply(seq_along(x), function(i) flatten(x[[i]], paste0(path, names[i])))))
  }
  if (!is.null(attr(x, "array"))) return(setNames(as.numeric(x), paste0(path, "[", seq_along(x) - 1, "]")))
  setNames(as.numeric(x), path)
}

# A vector that is an array in the results, however short it is.
array_of <- function(x) structure(as.numeric(x), array = TRUE)

# What the analysis was given: given.csv, and the tables.
given_table <- read_table("given.csv")
given <- function(path) given_table$value[match(path, given_table$path)]
given_number <- function(path) number(given(path))

# How many members an array of given.csv has.
given_count <- function(path) {
  inside <- given_table$path[startsWith(given_table$path, paste0(path, "["))]
  length(unique(sub("\\].*$", "", substring(inside, nchar(path) + 2))))
}

given_list <- function(path, member = "") given(sprintf("%s[%d]%s", path, seq_len(given_count(path)) - 1, member))

plan <- list(
  replicates = given_number("plan.bootstrapReplicates"),
  seed = given_number("plan.bootstrapSeed"),
  confidence = given_number("plan.confidence"))
tail_level <- (1 - plan$confidence) / 2
normal_critical <- qnorm(tail_level, lower.tail = FALSE)
t_critical <- function(df) qt(tail_level, df, lower.tail = FALSE)

readers_of_study <- given_list("readers")
arms_of_study <- number(given_list("arms", ".ordinal"))
