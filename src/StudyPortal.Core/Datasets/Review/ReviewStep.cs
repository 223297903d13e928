namespace StudyPortal.Core.Datasets;

/// <summary>How many cases wait for their review, and which to look at; null when none is left.</summary>
public sealed record ReviewStep(int Due, DatasetId? Dataset, int Number);
