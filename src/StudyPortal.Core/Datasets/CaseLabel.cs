namespace StudyPortal.Core.Datasets;

public sealed class CaseLabel
{
    public required CaseId CaseId { get; init; }

    public required string Label { get; init; }

    public required LabelValue Value { get; init; }
}
