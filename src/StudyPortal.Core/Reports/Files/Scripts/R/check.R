# ---- The comparison with the report ----

written <- function(x) ifelse(is.infinite(x), ifelse(x > 0, "Infinity", "-Infinity"), sprintf("%.17g", x))

without_indices <- function(path) gsub("\\[[0-9]+\\]", "[]", path)

# What the data themselves make the script leave out.
left_out_here <- new.env()
leave_out <- function(path, why) left_out_here[[path]] <- why

# Which paths begin with one of those that the scripts leave out.
is_left_out <- function(paths, left_out) {
  plain <- without_indices(paths)
  Reduce(`|`, lapply(left_out, function(start) startsWith(plain, start)), rep(FALSE, length(paths)))
}

say <- function(title, lines) {
  cat(sprintf("%s: %d\n", title, length(lines)))
  if (length(lines) > 0) cat(paste0("  ", lines), sep = "\n")
}

check <- function() {
  ours <- flatten(report())
  ours <- ours[!is.na(ours)]
  write.csv(data.frame(path = names(ours), value = written(ours)), file.path(folder, "recomputed_r.csv"), row.names = FALSE, quote = FALSE)

  results <- read_table("results.csv")
  theirs <- setNames(number(results$value), results$path)
  left_out <- read_table("not_recomputed.csv")
  numbers <- theirs[!is.na(theirs)]
  skipped <- is_left_out(names(numbers), c(left_out$path, ls(left_out_here)))
  missing <- setdiff(names(numbers)[!skipped], names(ours))
  both <- intersect(names(numbers), names(ours))
  difference <- ifelse(ours[both] == numbers[both], 0, abs(ours[both] - numbers[both]) / pmax(1, abs(numbers[both])))
  differs <- both[is.na(difference) | difference > 1e-8]
  extra <- setdiff(names(ours), names(numbers))
  known <- without_indices(extra) %in% without_indices(names(theirs))

  cat(sprintf("results.csv holds %d numbers; %d of them are recomputed.\n", length(numbers), length(both)))
  if (length(both) > 0) cat(sprintf("Largest difference: %.3g, at %s\n", max(difference), both[which.max(difference)]))
  say("Differ by more than 1e-8", sprintf("%s: here %s, in the report %s", differs, written(ours[differs]), written(numbers[differs])))
  say("Missing here, without being in not_recomputed.csv", missing)
  say("A number here, undefined in the report", extra[known])
  say("Of sections that this report does not have", unique(without_indices(extra[!known])))
  say("Left out because of these data", sprintf("%s: %s", ls(left_out_here), unlist(mget(ls(left_out_here), left_out_here))))
  say("Numbers left out", names(numbers)[skipped & !(names(numbers) %in% names(ours))])
  length(differs) + length(missing) + sum(known) == 0
}

if (!check()) quit(status = 1)
