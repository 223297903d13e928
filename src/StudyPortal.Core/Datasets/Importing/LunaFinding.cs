namespace StudyPortal.Core.Datasets;

/// <summary>A place in a scan and what it is called.</summary>
internal sealed record LunaFinding(LunaPoint Point, LabelValue Value);
