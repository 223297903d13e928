namespace StudyPortal.Core.Studies;

/// <summary>What a sampling plan would draw.</summary>
public sealed record SamplePreview(IReadOnlyList<StratumPreview> Strata, IReadOnlyList<DrawnCase> Cases)
{
    /// <summary>One sentence for each stratum that has fewer cases than the plan asks for.</summary>
    public IReadOnlyList<string> Problems { get; } =
        [.. Strata.Where(s => s.Asked > s.Available).Select(s => $"{s.Label}: {s.Asked} cases asked for, {s.Available} there. Ask for fewer or take another split.")];
}

/// <summary>One stratum: the cases it has, and the cases the plan asks for.</summary>
public sealed record StratumPreview(string Label, int Available, int Asked);
