namespace StudyPortal.Learning.Networks;

/// <summary>Which batch norm a forward pass goes through; the numbers are those of the state-dict keys.</summary>
public enum NormBranch
{
    /// <summary>Statistics of real images; the only branch of a network without dual norm.</summary>
    Clean = 0,

    /// <summary>Statistics of attacked images.</summary>
    Adversarial = 1,
}
