using System.Text.Json;

namespace StudyPortal.Core.Studies;

/// <summary>The plan and what it drew, as stored with the study.</summary>
internal sealed record StudySample(SamplingPlan Plan, IReadOnlyList<DrawnCase> Cases)
{
    /// <summary>Rated first, kept out of the analysis.</summary>
    public IReadOnlyList<DrawnCase> Calibration { get; init; } = [];

    public IReadOnlyList<PlannedControl> Controls { get; init; } = [];

    /// <summary>What calls and bands of outcomes were made with.</summary>
    public IReadOnlyList<LabelThreshold> Thresholds { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, PortalJson.Options);

    public static StudySample Of(Study study) => JsonSerializer.Deserialize<StudySample>(study.SamplingJson, PortalJson.Options)
        ?? throw new InvalidOperationException($"Study {study.Id} has no sample.");
}
