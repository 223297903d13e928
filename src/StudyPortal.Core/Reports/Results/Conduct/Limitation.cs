namespace StudyPortal.Core.Reports.Results;

/// <summary>Something that weakens what the report says, found by a rule.</summary>
/// <param name="Text">One or two sentences with the numbers.</param>
public sealed record Limitation(LimitationKind Kind, string Text);

public enum LimitationKind
{
    SyntheticImages,
    SimulatedRatings,
    Unregistered,
    FrozenLate,
    FewReaders,
    FewCases,
    MissingRatings,
    RemovedReaders,
    UnbalancedOrder,
    Prevalence,
    FewPositives,
    ThresholdsOnSameCases,
    NoExternalTest,
    EstimateAtBoundary,
}
