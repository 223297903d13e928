# The same operations in R. Argument: the folder of the data. Reads one name a line, answers with seconds or with what is missing.
folder <- commandArgs(trailingOnly = TRUE)[1]
scores <- read.csv(file.path(folder, "scores.csv"))
ratings <- read.csv(file.path(folder, "ratings.csv"), stringsAsFactors = TRUE)
by_label <- split(scores, scores$label)
pairs <- list(c("model1", "model2"), c("model1", "model3"), c("model2", "model3"))

delong <- function() {
  for (set in by_label) {
    curves <- lapply(c(model1 = "model1", model2 = "model2", model3 = "model3"), function(model)
      pROC::roc(set$truth, set[[model]], levels = c(0, 1), direction = "<", quiet = TRUE))
    for (curve in curves) pROC::ci.auc(curve, method = "delong")
    for (pair in pairs) pROC::roc.test(curves[[pair[1]]], curves[[pair[2]]], method = "delong", paired = TRUE)
  }
}

obuchowski_rockette <- function() {
  suppressPackageStartupMessages(library(MRMCaov))
  summary(mrmc(empirical_auc(truth, rating), arm, reader, case, data = ratings, cov = jackknife()))
}

operations <- list(
  delong = list(needs = "pROC", run = delong),
  or = list(needs = "MRMCaov", run = obuchowski_rockette),
  mrmc = list(needs = "MRMCaov", run = function() { obuchowski_rockette(); obuchowski_rockette() }),
  mixed = list(needs = "lme4", run = function() lme4::lmer(rating ~ arm + (1 | reader) + (1 | case), ratings)),
  `mixed-satterthwaite` = list(needs = "lmerTest", run = function() summary(lmerTest::lmer(rating ~ arm + (1 | reader) + (1 | case), ratings)))
)

lines <- file("stdin", "r")
while (length(name <- readLines(lines, n = 1)) == 1) {
  operation <- operations[[name]]
  if (!requireNamespace(operation$needs, quietly = TRUE)) {
    cat("left out: R has no package ", operation$needs, ".\n", sep = "")
  } else {
    started <- Sys.time()
    invisible(utils::capture.output(operation$run()))
    cat(as.numeric(difftime(Sys.time(), started, units = "secs")), "\n")
  }
  flush(stdout())
}
