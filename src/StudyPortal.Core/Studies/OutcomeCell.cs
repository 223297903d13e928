namespace StudyPortal.Core.Studies;

/// <summary>How a model judged a case for a label, and how sure it was.</summary>
public readonly record struct OutcomeCell(ModelOutcome Outcome, ConfidenceBand Band)
{
    public override string ToString() => $"{Outcome}, {Band switch
    {
        ConfidenceBand.Low => "low",
        ConfidenceBand.Medium => "medium",
        _ => "high",
    }} confidence";
}

/// <summary>A model's call at its threshold beside the truth: true or false, positive or negative.</summary>
public enum ModelOutcome
{
    TP,
    FP,
    FN,
    TN,
}

/// <summary>Thirds, by the distance of the logit from the threshold, of all cases of the split that have an outcome for the label.</summary>
public enum ConfidenceBand
{
    Low,
    Medium,
    High,
}
