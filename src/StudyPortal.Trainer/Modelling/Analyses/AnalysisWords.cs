using StudyPortal.Learning.Networks;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>What figures call things.</summary>
internal static class AnalysisWords
{
    public static string Norm(NormBranch branch) => branch == NormBranch.Clean ? "clean norm" : "adversarial norm";
}
