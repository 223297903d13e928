using System.Text.Json.Serialization;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>How many cases of each stratum to draw from one split.</summary>
/// <param name="Split">Where the candidates are.</param>
/// <param name="Seed">The same seed, plan and data give the same draw.</param>
/// <param name="Strata">Either one per label, or those of <see cref="OutcomeCell"/>; discordant ones beside either.</param>
/// <param name="OnePerPatient">Of each patient with a case in some stratum one such case, drawn by the seed, is a candidate; the others are not.</param>
/// <param name="Calibration">Cases of other patients, from the same strata in turn, that are rated first and kept out of the analysis.</param>
/// <param name="Predictions">How outcomes and disagreement are judged; null where no stratum needs them.</param>
public sealed record SamplingPlan(
    DatasetSplit Split, int Seed, IReadOnlyList<StratumPlan> Strata, bool OnePerPatient = false, int Calibration = 0, PredictionPlan? Predictions = null);

/// <summary>Cases to draw from one stratum.</summary>
/// <param name="Label">The target of their maps. Without the other two: the cases that are positive for it.</param>
/// <param name="Count">How many.</param>
/// <param name="Outcome">The cases of which the reference model has this outcome for the label, whatever their truth.</param>
/// <param name="IsDiscordant">The cases about whose label the compared models disagree; no other stratum of the label has them.</param>
public sealed record StratumPlan(string Label, int Count, OutcomeCell? Outcome = null, bool IsDiscordant = false)
{
    /// <summary>Unique in a plan; kept with each case that the stratum drew.</summary>
    [JsonIgnore]
    public string Name => NameOf(Label, Outcome, IsDiscordant);

    internal static string NameOf(string label, OutcomeCell? outcome, bool isDiscordant) => (outcome, isDiscordant) switch
    {
        (_, true) => $"{label}, discordant",
        ({ } cell, _) => $"{label}, {cell}",
        _ => label,
    };
}
