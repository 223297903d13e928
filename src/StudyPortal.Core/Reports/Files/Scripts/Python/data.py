# ---- The tables of the study ----

MAPS = read_table("maps.csv")
RATINGS = read_table("ratings.csv")
MARKS = read_table("marks.csv")
PREDICTIONS = read_table("predictions.csv")
EXCLUSIONS = read_table("exclusions.csv")

# The maps whose arms are compared.
COMPARED = [row for row in MAPS if row["withdrawn"] == "0" and row["calibration"] == "0" and row["control"] == ""]


def case_of(row):
    """A case with the label its maps are for: the block of every comparison between arms."""
    return int(row["case"]), row["target_label"]


CASES = sorted({case_of(row) for row in COMPARED})


class RatingCube:
    """Cases x readers x arms: first showings only, without calibration, controls, withdrawn cases and "cannot judge"."""

    def __init__(self, question):
        rated = [row for row in RATINGS if row["included"] == "1" and int(row["question"]) == question]
        present = {row["reader"] for row in rated}
        self.readers = [reader for reader in READERS if reader in present]
        self.values = np.full((len(CASES), len(self.readers), len(ARMS)), np.nan)
        case_index = {case: index for index, case in enumerate(CASES)}
        for row in rated:
            self.values[case_index[case_of(row)], self.readers.index(row["reader"]), ARMS.index(int(row["arm"]))] = float(row["rating"])

    def readers_of(self, arm):
        return self.values[:, :, arm]

    def readers_of_all_arms(self):
        """Maps of all arms x readers: the arms of the first case, then those of the second, ..."""
        return self.values.transpose(0, 2, 1).reshape(len(CASES) * len(ARMS), len(self.readers))

    def arms_by_case(self):
        """Cases x arms; a cell is the mean over the readers present."""
        return np.array([row_means(self.readers_of(arm)) for arm in range(len(ARMS))]).T.reshape(len(CASES), len(ARMS))

    def arms_of(self, reader):
        return self.values[:, reader, :]


def split_in_order(rows, key):
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def questions_of_kind(kind):
    return [index for index, each in enumerate(given_list("study.questions", ".kind")) if each == kind]
