namespace StudyPortal.Core.Datasets;

/// <summary>Which cases to list; null means all. A value needs a label.</summary>
public sealed record CaseFilter(DatasetSplit? Split = null, string? Label = null, LabelValue? Value = null)
{
    public static CaseFilter All { get; } = new();
}
