namespace StudyPortal.Core.Datasets;

/// <summary>How many cases of a split (of all when null) have each value of a label.</summary>
public sealed record LabelCount(string Label, DatasetSplit? Split, int Positive, int Negative, int Uncertain, int Unmentioned);
