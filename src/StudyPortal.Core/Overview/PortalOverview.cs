namespace StudyPortal.Core.Overview;

/// <summary>How far the work has come, in counts.</summary>
/// <param name="Unreported">Closed studies without a report.</param>
public sealed record PortalOverview(int Datasets, int Models, int Maps, int Studies, int Unreported);
