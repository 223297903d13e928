using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Studies;

/// <summary>What a sampling plan would draw.</summary>
public sealed record SamplePreview(IReadOnlyList<StratumPreview> Strata, IReadOnlyList<DrawnCase> Cases)
{
    /// <summary>Cases beside the sample, for the block before the reading.</summary>
    public IReadOnlyList<DrawnCase> Calibration { get; init; } = [];

    /// <summary>What calls and bands were made with; empty where no stratum asks for predictions.</summary>
    public IReadOnlyList<LabelThreshold> Thresholds { get; init; } = [];

    /// <summary>One sentence for each thing that the plan asks for and that is not there.</summary>
    public IReadOnlyList<string> Problems =>
        [.. Refusals, .. Strata.Where(s => s.Asked > s.Available).Select(s => $"{s.Label}: {s.Asked} cases asked for, {s.Available} there. Ask for fewer or take another split.")];

    internal IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Of the cases of the sample.</summary>
    internal IReadOnlyDictionary<CaseId, string> Patients { get; init; } = new Dictionary<CaseId, string>();
}

/// <summary>One stratum by its name: the cases it has, and the cases the plan asks for.</summary>
public sealed record StratumPreview(string Label, int Available, int Asked)
{
    /// <summary>Cases of the stratum per case drawn; null where none is drawn.</summary>
    public double? Weight => Math.Min(Asked, Available) is > 0 and var drawn ? Available / (double)drawn : null;
}
