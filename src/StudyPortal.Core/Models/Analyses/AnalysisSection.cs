namespace StudyPortal.Core.Models.Analyses;

/// <summary>Where on a model's page an analysis stands.</summary>
public enum AnalysisSection
{
    Robustness,
    Network,
    Maps,
}
