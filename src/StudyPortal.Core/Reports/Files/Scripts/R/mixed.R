# ---- The linear mixed model: rating = arm + reader + case + residual, readers and cases random and crossed, by REML ----
# As lme4, lmerTest and pbkrtest have it. Of readers and cases the factor with more levels (the large one) is eliminated level by level, so
# that no matrix is larger than the other factor (the small one) and the arms together. Variances are in units of the residual one.

crossed_layout <- function(cube) {
  cells <- which(!is.na(cube), arr.ind = TRUE)
  compact <- function(x) match(x, sort(unique(x)))
  layout <- list(
    ratings = cube[cells], case = compact(cells[, 1]), reader = compact(cells[, 2]), arm = compact(cells[, 3]),
    present_arms = sort(unique(cells[, 3])))
  layout$n <- length(layout$ratings)
  layout$cases <- length(unique(layout$case))
  layout$readers <- length(unique(layout$reader))
  layout$readers_are_large <- layout$readers > layout$cases
  layout$large <- if (layout$readers_are_large) layout$reader else layout$case
  layout$small <- if (layout$readers_are_large) layout$case else layout$reader
  layout
}

indicators <- function(x) outer(x, seq_len(max(x)), "==") * 1

# All that the model needs to know of its ratings. The columns are the small factor's levels and then the fixed groups: the arms, or one.
crossed_sums <- function(layout, by_arm) {
  group <- if (by_arm) layout$arm else rep(1, layout$n)
  columns <- cbind(indicators(layout$small), indicators(group))
  y <- layout$ratings - mean(layout$ratings)
  list(
    n = layout$n, small_levels = max(layout$small), groups = max(group), mean = mean(layout$ratings),
    counts = as.vector(table(layout$large)), totals = as.vector(rowsum(y, layout$large)), rows = unname(rowsum(columns, layout$large)),
    gram = crossprod(columns), moments = as.vector(crossprod(columns, y)), squares = sum(y^2))
}

weighted_gram <- function(sums, weights) crossprod(sums$rows, weights * sums$rows)

# Henderson's equations (1975) at given ratios of the two variances to the residual one. With C = I + large Z1 Z1':
# P = C^-1 - C^-1 W K W'C^-1, W being the columns of the sums; the last rows and columns of K are the covariance of the fixed effects.
mixed_equations <- function(sums, large, small) {
  s <- sums$small_levels
  kept <- 1 / (1 + large * sums$counts)
  taken <- large * kept
  reduced <- sums$gram - weighted_gram(sums, taken)
  right <- sums$moments - as.vector(crossprod(sums$rows, taken * sums$totals))
  scale <- c(rep(sqrt(small), s), rep(1, sums$groups))
  factor <- chol(reduced * outer(scale, scale) + diag(c(rep(1, s), rep(0, sums$groups))))
  inverse_of_leading <- function(size) {
    inverse <- matrix(0, length(scale), length(scale))
    inverse[seq_len(size), seq_len(size)] <- chol2inv(factor, size = size)
    inverse * outer(scale, scale)
  }
  log_determinant <- function(size) 2 * sum(log(diag(factor)[seq_len(size)])) - sum(log(kept))
  inverse <- inverse_of_leading(length(scale))
  solution <- as.vector(inverse %*% right)
  list(
    sums = sums, large = large, small = small, kept = kept, reduced = reduced, right = right, inverse = inverse,
    inverse_without_fixed = inverse_of_leading(s), solution = solution,
    residual = sums$squares - sum(taken * sums$totals^2) - sum(right * solution),
    log_determinant = log_determinant(s), log_determinant_with_fixed = log_determinant(length(scale)),
    square_weighted = weighted_gram(sums, kept^2), cube_weighted = weighted_gram(sums, kept^3 * sums$counts))
}

rest_of <- function(equations, inverse) {
  (diag(nrow(inverse)) - inverse %*% equations$reduced)[, seq_len(equations$sums$small_levels), drop = FALSE]
}

moments_of <- function(large, small, large_twice, small_twice, mixed) {
  list(single = c(large, small), double = matrix(c(large_twice, mixed, mixed, small_twice), 2))
}

trace_of <- function(matrix) sum(diag(matrix))

# tr(P G) and tr(P G P G), G = Z Z' of the large and of the small factor.
traces_of <- function(equations, inverse) {
  s <- seq_len(equations$sums$small_levels)
  rest <- rest_of(equations, inverse)
  within <- (equations$reduced %*% rest)[s, , drop = FALSE]
  square <- inverse %*% equations$square_weighted
  own <- equations$kept * equations$sums$counts
  moments_of(
    sum(own) - trace_of(square), trace_of(within),
    sum(own^2) - 2 * sum(inverse * equations$cube_weighted) + sum(square * t(square)), sum(within^2),
    sum(rest * (equations$square_weighted %*% rest)))
}

# y'P G P y and y'P G P G P y.
forms_of <- function(equations) {
  s <- seq_len(equations$sums$small_levels)
  rest <- rest_of(equations, equations$inverse)
  within <- (equations$reduced %*% rest)[s, , drop = FALSE]
  of_small <- (equations$right - as.vector(equations$reduced %*% equations$solution))[s]
  of_large <- equations$kept * (equations$sums$totals - as.vector(equations$sums$rows %*% equations$solution))
  meeting <- as.vector(crossprod(equations$sums$rows, of_large * equations$kept))
  moments_of(
    sum(of_large^2), sum(of_small^2),
    sum(of_large^2 * equations$kept * equations$sums$counts) - sum(meeting * (equations$inverse %*% meeting)),
    sum(of_small * (within %*% of_small)), sum(meeting * (rest %*% of_small)))
}

# The residual as third: its row follows from P = P V P.
with_residual <- function(moments, large, small, total) {
  remainder <- function(whole, of_large, of_small) whole - large * of_large - small * of_small
  residual <- remainder(total, moments$single[1], moments$single[2])
  with <- c(
    remainder(moments$single[1], moments$double[1, 1], moments$double[1, 2]),
    remainder(moments$single[2], moments$double[2, 1], moments$double[2, 2]))
  list(
    single = c(moments$single, residual),
    double = rbind(cbind(moments$double, with), c(with, remainder(residual, with[1], with[2]))))
}

# The minimum of a smooth function whose arguments from `first_bounded` on may not fall below 0, by Newton steps; where the function curves
# downwards the size of the curvature is taken. An argument stays at exactly 0 as long as the function would rise with it.
bounded_newton <- function(start, first_bounded, at) {
  x <- start
  point <- at(x)
  for (count in seq_len(200)) {
    step <- newton_step(x, point, first_bounded)
    highest <- point$value + 1e-12 * (1 + abs(point$value))
    share <- 1
    repeat {
      reached <- x + share * step$step
      bounded <- seq_along(x) >= first_bounded
      reached[bounded] <- pmax(0, reached[bounded])
      following <- at(reached)
      if (!is.null(following) && following$value <= highest) break
      share <- share / 2
      if (share < 2^-59) return(NULL)
    }
    x <- reached
    point <- following
    if (step$whole && step$gain <= 1e-12) return(list(arguments = x, point = point))
  }
  NULL
}

newton_step <- function(x, point, first_bounded) {
  at_bound <- seq_along(x) >= first_bounded & x == 0
  free <- which(!at_bound | point$gradient < 0)
  whole <- TRUE
  while (length(free) > 0) {
    spectrum <- eigen(point$curvature(free), symmetric = TRUE)
    sizes <- abs(spectrum$values)
    sizes <- pmax(sizes, max(sizes) * 1e-14, .Machine$double.xmin)
    step <- 0 * x
    step[free] <- -as.vector(spectrum$vectors %*% (crossprod(spectrum$vectors, point$gradient[free]) / sizes))
    held <- free[at_bound[free] & step[free] < 0]
    if (length(held) == 0) return(list(step = step, gain = -sum(point$gradient[free] * step[free]), whole = whole))
    free <- setdiff(free, held)
    whole <- FALSE
  }
  list(step = 0 * x, gain = 0, whole = whole)
}

leaves_residual <- function(equations) equations$residual > equations$sums$squares * 1e-13

equate <- function(sums, ratios) mixed_equations(sums, ratios[1], if (length(ratios) > 1) ratios[2] else 0)

mixed_deviance <- function(equations, reml, df) {
  determinant <- if (reml) equations$log_determinant_with_fixed else equations$log_determinant
  determinant + df * (1 + log(2 * pi * equations$residual / df))
}

# The two ratios of variances that minimise the REML or ML deviance, the residual variance profiled out (Bates et al. 2015).
variance_fit <- function(sums, reml) {
  df <- if (reml) sums$n - sums$groups else sums$n
  if (!leaves_residual(equate(sums, 0))) return(NULL)
  has_small <- sums$small_levels > 1
  ratios <- c(0, 0.1, 1, 10)
  grid <- if (has_small) as.matrix(expand.grid(ratios, ratios)[, 2:1]) else matrix(ratios)
  deviances <- apply(grid, 1, function(at) mixed_deviance(equate(sums, at), reml, df))
  at <- function(ratios) {
    if (max(ratios) > 1e10) return(NULL)
    equations <- equate(sums, ratios)
    if (!leaves_residual(equations)) return(NULL)
    variance <- equations$residual / df
    traces <- traces_of(equations, if (reml) equations$inverse else equations$inverse_without_fixed)
    forms <- forms_of(equations)
    own <- seq_along(ratios)
    list(
      value = mixed_deviance(equations, reml, df),
      gradient = (traces$single - forms$single / variance)[own],
      curvature = function(terms) {
        (2 * forms$double / variance - traces$double - outer(forms$single, forms$single) / (variance^2 * df))[terms, terms, drop = FALSE]
      })
  }
  found <- bounded_newton(unname(grid[which.min(deviances), ]), 1, at)
  if (is.null(found)) return(NULL)
  equations <- equate(sums, found$arguments)
  list(equations = equations, sums = sums, residual_variance = equations$residual / df, deviance = found$point$value, has_small = has_small)
}

# Whether the covariance matrices of readers, cases and residual differ when seen beside the fixed effects.
is_estimable <- function(sums) {
  equations <- mixed_equations(sums, 0, 0)
  traces <- with_residual(traces_of(equations, equations$inverse), 0, 0, sums$n - sums$groups)
  terms <- if (sums$small_levels > 1) 1:3 else c(1, 3)
  sizes <- sqrt(diag(traces$double)[terms])
  if (!all(sizes > 1e-8)) return(FALSE)
  min(eigen(traces$double[terms, terms] / outer(sizes, sizes), symmetric = TRUE, only.values = TRUE)$values) > 1e-9
}

# Ratings that are exactly arm + reader + case: no residual, and no likelihood with a maximum. NULL where something is left over.
additive_fit <- function(layout, sums) {
  shares <- 1 / sums$counts
  spectrum <- eigen(sums$gram - weighted_gram(sums, shares), symmetric = TRUE)
  right <- sums$moments - as.vector(crossprod(sums$rows, shares * sums$totals))
  used <- spectrum$values > max(spectrum$values) * 1e-10
  effects <- as.vector(spectrum$vectors[, used, drop = FALSE] %*% (crossprod(spectrum$vectors[, used, drop = FALSE], right) / spectrum$values[used]))
  if (layout$n <= length(sums$counts) + sum(used)) return(NULL)
  large <- shares * (sums$totals - as.vector(sums$rows %*% effects))
  small <- effects[seq_len(sums$small_levels)]
  groups <- effects[-seq_len(sums$small_levels)]
  noise <- max(abs(layout$ratings)) * 1e-11
  fitted <- sums$mean + large[layout$large] + small[layout$small] + groups[layout$arm]
  if (any(abs(layout$ratings - fitted) > noise)) return(NULL)
  connected <- sum(used) == length(effects) - 2
  variance <- function(x) if (length(x) < 2 || !connected) NA else if (all(abs(x - mean(x)) <= noise)) 0 else var(x)
  list(means = groups + sums$mean + mean(large) + mean(small), large = variance(large), small = variance(small))
}

by_role <- function(layout, large, small) {
  if (layout$readers_are_large) list(reader = measured(large), case = measured(small)) else list(reader = measured(small), case = measured(large))
}
