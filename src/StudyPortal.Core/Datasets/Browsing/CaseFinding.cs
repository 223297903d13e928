namespace StudyPortal.Core.Datasets;

public sealed record CaseFinding(string Label, LabelValue Value);
