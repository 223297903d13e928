namespace StudyPortal.Core.Datasets;

/// <summary>The split lists of an NIH folder, by their names inside it; null for the usual names, where they are there.</summary>
public sealed record NihSettings(string? TrainList = null, string? ValidationList = null, string? TestList = null);
