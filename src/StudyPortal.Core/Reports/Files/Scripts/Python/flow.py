# ---- Who took part, and what was planned ----

HAS_ORDERS, HAS_PARTICIPANTS = (os.path.exists(os.path.join(FOLDER, name)) for name in ("orders.csv", "participants.csv"))
ORDERS = read_table("orders.csv")
PARTICIPANTS = {row["reader"]: row for row in read_table("participants.csv")}


def exclusion_counts(rows):
    reasons = [row["reason"] for row in rows]
    return [{"count": reasons.count(reason)} for reason in sorted(set(reasons))]


def flow_section():
    analysed = [row for row in RATINGS if row["included"] == "1"]
    shown = [row for row in ORDERS if row["pilot"] == "0"]
    places = [[row for row in shown if row["purpose"] == purpose] for purpose in ("Main", "Repeat", "Calibration", "Control")]
    scales = [GIVEN[f"study.questions[{index}].position"] for index in questions_of_kind("scale")]
    readers = []
    for reader in READERS:
        own = PARTICIPANTS.get(reader)
        readers.append({
            **({"places": int(own["places"]), "answered": int(own["answered"])} if own else {}),
            "analysed": sum(row["reader"] == reader for row in analysed),
            "excluded": exclusion_counts([row for row in EXCLUSIONS if row["reader"] == reader])})
    return {
        "readers": len(READERS), "cases": len(CASES), "maps": len(COMPARED),
        "removed": sum(row["removed"] == "1" for row in PARTICIPANTS.values()) if HAS_PARTICIPANTS else None,
        "signatures": sum(row["signed"] == "1" for row in PARTICIPANTS.values()) if HAS_PARTICIPANTS else None,
        "withdrawnMaps": sum(row["withdrawn"] == "1" and row["calibration"] == "0" and row["control"] == "" for row in MAPS),
        "pilotPlaces": len(ORDERS) - len(shown) if HAS_ORDERS else None,
        "places": [{
            "places": len(same), "shown": sum(row["answered"] == "1" for row in same), "withdrawn": sum(row["withdrawn"] == "1" for row in same),
        } for same in places if same],
        "questions": [{
            "question": int(question), "analysed": sum(row["question"] == question for row in analysed),
            "excluded": exclusion_counts([row for row in EXCLUSIONS if row["question"] == question])} for question in scales],
        "perReader": readers,
    }


def turned(x):
    return measured(-x["value"], -x["high"], -x["low"])


def planned_test(sections, pair):
    """The registered test of one pair, taken from the section that has it: difference and p-value."""
    question, test = given_number("planned.registered.question"), GIVEN["planned.registered.test"]

    def of_question(name):
        return next((each for each in sections[name] if each["question"] == question), None)

    def same_pair(tests, pair):
        return next((each for each in tests if (each["first"], each["second"]) == tuple(pair)), None)

    if test == "WilcoxonOnCaseMeans":
        found = same_pair(of_question("questions")["comparisons"], sorted(pair))
        return found["difference"] if pair[0] < pair[1] else turned(found["difference"]), found["pValue"]
    if test == "MixedModel":
        found = same_pair(of_question("questions")["mixedModel"]["differences"], sorted(pair))["difference"]
        return found["value"] if pair[0] < pair[1] else turned(found["value"]), found["pValue"]
    if test == "ObuchowskiRockette":
        found = same_pair(of_question("mrmc").get("nonInferiority", []), pair)
    else:
        clean = [condition for condition in sections["classification"] if condition["condition"]["steps"] == 0]
        tests = [each for each in (clean[0]["nonInferiority"] if clean else []) if (each["arm"]["arm"], each["standard"]["arm"]) == tuple(pair)]
        labels = len({row["label"] for row in own_predictions() if int(row["steps"]) == 0})
        found = tests[len(tests) // (labels + 1) if labels == 1 else 0] if tests else None
    return (found["difference"], found["pValue"]) if found else (measured(), measured())


def planned_section(sections):
    if not GIVEN.get("planned.registered.test"):
        return {"primary": []}
    pairs = registered_pairs()
    found = [planned_test(sections, pair) for pair in pairs]
    margin, alpha = number(GIVEN.get("planned.registered.margin")), given_number("planned.registered.alpha")
    corrected = corrected_p([p["value"] for _, p in found])
    return {"primary": [{
        "first": first, "second": second, "difference": difference, "margin": margin, "alpha": alpha if margin is None else alpha / 2,
        "pValue": p, "correctedPValue": by_pairs,
    } for (first, second), (difference, p), by_pairs in zip(pairs, found, corrected)]}
