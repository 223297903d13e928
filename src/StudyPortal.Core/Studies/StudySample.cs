using System.Text.Json;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>The plan and what it drew, as stored with the study.</summary>
internal sealed record StudySample(SamplingPlan Plan, IReadOnlyList<DrawnCase> Cases)
{
    /// <summary>Rated first, kept out of the analysis.</summary>
    public IReadOnlyList<DrawnCase> Calibration { get; init; } = [];

    public IReadOnlyList<PlannedControl> Controls { get; init; } = [];

    /// <summary>What calls and bands of outcomes were made with.</summary>
    public IReadOnlyList<LabelThreshold> Thresholds { get; init; } = [];

    /// <summary>As if these cases had never been candidates, nor the controls that show them or their maps.</summary>
    public StudySample Without(IReadOnlySet<CaseId> gone) => this with
    {
        Cases = [.. Cases.GroupBy(c => c.Stratum).SelectMany(stratum => Without(gone, [.. stratum]))],
        Calibration = [.. Calibration.Where(c => !gone.Contains(c.CaseId))],
        Controls = [.. Controls.Where(c => !gone.Contains(c.CaseId) && !gone.Contains(c.MapCaseId))],
    };

    /// <summary>The weights add up to the candidates that are left.</summary>
    private static IEnumerable<DrawnCase> Without(IReadOnlySet<CaseId> gone, IReadOnlyList<DrawnCase> stratum)
    {
        var left = stratum.Where(c => !gone.Contains(c.CaseId)).ToList();
        var candidates = stratum.Sum(c => c.Weight) - (stratum.Count - left.Count);
        return left.Select(c => c with { Weight = candidates / left.Count });
    }

    public string ToJson() => JsonSerializer.Serialize(this, PortalJson.Options);

    public static StudySample Of(Study study) => JsonSerializer.Deserialize<StudySample>(study.SamplingJson, PortalJson.Options)
        ?? throw new InvalidOperationException($"Study {study.Id} has no sample.");
}
