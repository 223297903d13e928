# ---- Hidden controls, drift and times ----


class Rating:
    """One rating with what it was given for."""

    def __init__(self, row):
        self.reader, self.case = row["reader"], case_of(row)
        self.arm = ARMS.index(int(row["arm"])) if row["arm"] else None
        self.position, self.session = int(row["position"]), int(row["session"])
        self.is_repeat, self.calibration, self.control = row["repeat"] == "1", row["calibration"] == "1", row["control"]
        self.score = float(row["rating"]) if row["rating"] else np.nan
        self.included = row["included"] == "1"
        self.seconds = int(row["active_ms"]) / 1000


def question_ratings(question):
    return [Rating(row) for row in RATINGS if int(row["question"]) == question]


CONTROL_KINDS = ["RandomWeights", "Edges", "OtherPatient"]


def discrimination(controls, cube):
    """The share of pairs, one map of an arm with one control, whose map is rated higher: an ROC area with DeLong's interval."""
    section = []
    for index, reader in enumerate(cube.readers):
        own = np.array([rating.score for rating in controls if rating.reader == reader])
        given = cube.arms_of(index)
        given = given[~np.isnan(given)]
        section.append({"controls": len(own), "maps": len(given), "area": delong_area(given, own) if len(own) else measured()})
    return section


def control_section(rated, cube):
    """Controls against the arms' maps that the same reader rated in the same case."""
    beside = row_means(cube.values.reshape(-1, len(ARMS))).reshape(cube.values.shape[:2])

    def place(rating):
        return CASES.index(rating.case), cube.readers.index(rating.reader)

    controls = [
        rating for rating in rated
        if rating.control and not rating.is_repeat and not rating.calibration and not np.isnan(rating.score)
        and rating.case in CASES and rating.reader in cube.readers and not np.isnan(beside[place(rating)])]
    if not controls:
        return {"kinds": [], "readers": []}
    kinds = [[rating for rating in controls if rating.control == kind] for kind in CONTROL_KINDS]
    return {
        "kinds": [control_kind(of_kind, place, beside, cube) for of_kind in kinds if of_kind],
        "readers": discrimination(controls, cube),
    }


def control_kind(controls, place, beside, cube):
    """Several controls of one kind in a place are averaged first."""
    sums, counts = np.zeros(beside.shape), np.zeros(beside.shape)
    for rating in controls:
        sums[place(rating)] += rating.score
        counts[place(rating)] += 1
    means = ratio(sums, counts)
    differences = (means - beside)[(counts > 0).any(axis=1)]
    return {
        "places": (counts > 0).sum(), "controlMean": measured(means[counts > 0].mean()), "armsMean": measured(beside[counts > 0].mean()),
        "difference": bootstrap_mean(differences), "readers": discrimination(controls, cube),
    }


def slope(x, y):
    """The slope of least squares with its t interval (Draper & Smith 1998, ch. 1)."""
    n = len(x)
    if len(np.unique(x)) < 2:
        return measured()
    spread = ((x - x.mean()) ** 2).sum()
    b = ((x - x.mean()) * (y - y.mean())).sum() / spread
    residual = ((y - y.mean() - b * (x - x.mean())) ** 2).sum()
    if n < 3 or residual <= n * (np.abs(y).max() * 1e-14) ** 2:
        return measured(b)
    half = t_critical(n - 2) * np.sqrt(residual / (n - 2) / spread)
    return measured(b, b - half, b + half)


def drift_of(points, prefix):
    """Points are (position, session, value) in the order of the reading; the last third against the first, by count."""
    position, session, value = np.array(points, dtype=float).reshape(-1, 3).T
    third = len(points) // 3
    moves = third > 0 and len(np.unique(position)) > 1
    return {
        f"{prefix}PerHundredPlaces": slope(position / 100, value), f"{prefix}PerSession": slope(session, value),
        f"{prefix}LastMinusFirst": measured(value[-third:].mean() - value[:third].mean()) if moves else measured(),
    }


def mean_over_readers(values):
    """The mean over readers with Student's interval."""
    values = np.array([value for value in values if not np.isnan(value)])
    if len(values) < 2 or len(np.unique(paired_differences(values, 0 * values))) < 2:
        return measured(mean_or_nan(values))
    half = t_critical(len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return measured(values.mean(), values.mean() - half, values.mean() + half)


def residual(rating, cube):
    """The rating minus the mean of the other readers for the same map; nan where there is none."""
    others = np.delete(cube.values[CASES.index(rating.case), :, rating.arm], cube.readers.index(rating.reader))
    return rating.score - mean_or_nan(others)


def drift_section(compared, cube):
    rated = [(rating, residual(rating, cube)) for rating in compared]
    rated = [(rating, value) for rating, value in rated if not np.isnan(value)]
    timed = [(rating, np.log(rating.seconds)) for rating in compared if rating.seconds > 0]

    def points(of, reader):
        return [(rating.position, rating.session, value) for rating, value in of if rating.reader == reader]

    readers = []
    for reader in cube.readers:
        ratings, times = points(rated, reader), points(timed, reader)
        readers.append({"ratings": len(ratings), **drift_of(ratings, "rating"), "times": len(times), **drift_of(times, "time")})
    kinds = [prefix + kind for prefix in ("rating", "time") for kind in ("PerHundredPlaces", "PerSession", "LastMinusFirst")]
    return {
        **{kind: mean_over_readers([reader[kind]["value"] for reader in readers]) for kind in kinds},
        "readers": readers,
        "sessions": [{
            "session": session,
            "ratings": sum(rating.session == session for rating in compared),
            "meanResidual": measured(mean_or_nan([value for rating, value in rated if rating.session == session])),
            "medianSeconds": median_or_nan([rating.seconds for rating, _ in timed if rating.session == session]),
        } for session in sorted({rating.session for rating in compared})],
    }


def median_or_nan(x):
    return np.median(x) if len(x) else np.nan


def time_quartiles(given):
    seconds = [rating.seconds for rating in given if rating.seconds > 0]
    first, middle, third = np.quantile(seconds, [0.25, 0.5, 0.75]) if seconds else [np.nan] * 3
    return {"times": len(seconds), "firstQuartile": first, "median": middle, "thirdQuartile": third}


def time_section(rated, compared, cube):
    readers = []
    for reader in cube.readers:
        own = [rating for rating in rated if rating.reader == reader]
        readers.append({
            "seconds": time_quartiles([rating for rating in compared if rating.reader == reader]),
            "totalSeconds": sum(rating.seconds for rating in own), "answers": len(own), "sessions": len({rating.session for rating in own})})
    return {
        "arms": [{"arm": ordinal, "seconds": time_quartiles([rating for rating in compared if rating.arm == arm])} for arm, ordinal in enumerate(ARMS)],
        "readers": readers,
        "readerArms": [
            {"arm": ordinal, "seconds": time_quartiles([rating for rating in compared if rating.reader == reader and rating.arm == arm])}
            for reader in cube.readers for arm, ordinal in enumerate(ARMS)],
    }


def repeat_section(rated, cube, categories):
    """The second rating of each map whose first one is compared; of several the earliest."""
    second = np.full(cube.values.shape, np.nan)
    for rating in sorted(rated, key=lambda rating: rating.position):
        if not rating.is_repeat or rating.control or np.isnan(rating.score) or rating.arm is None:
            continue
        if rating.case not in CASES or rating.reader not in cube.readers:
            continue
        cell = CASES.index(rating.case), cube.readers.index(rating.reader), rating.arm
        if not np.isnan(cube.values[cell]) and np.isnan(second[cell]):
            second[cell] = rating.score
    rows = (len(CASES) * len(ARMS), len(cube.readers))
    first, second = (table.transpose(0, 2, 1).reshape(rows) for table in (cube.values, second))
    twice = (~np.isnan(second)).any(axis=1)
    first, second = first[twice], second[twice]
    return {
        "maps": len(first), "readers": [reader_repeats(x, y, categories) for x, y in zip(first.T, second.T)],
        **mean_repeats(first, second, categories)}
