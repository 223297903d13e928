namespace StudyPortal.Core.Studies;

/// <summary>How a plan judges models by their stored predictions on the clean images of its split.</summary>
/// <param name="Threshold">From which logit on a call is positive.</param>
/// <param name="Reference">Whose outcomes divide the cases; null where no stratum asks for outcomes.</param>
/// <param name="Compared">Whose disagreement makes a case discordant.</param>
public sealed record PredictionPlan(ThresholdRule Threshold, ArmDesign? Reference, IReadOnlyList<ArmDesign> Compared);

public enum ThresholdRule
{
    /// <summary>Logit 0, which is probability one half.</summary>
    Half,

    /// <summary>The lowest threshold of greatest sensitivity + specificity on the same predictions, for each label.</summary>
    Youden,
}
