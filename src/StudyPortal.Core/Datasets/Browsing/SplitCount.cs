namespace StudyPortal.Core.Datasets;

public sealed record SplitCount(DatasetSplit Split, int Cases, int Patients);
