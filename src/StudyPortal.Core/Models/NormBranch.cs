namespace StudyPortal.Core.Models;

/// <summary>Which batch norm of a dual-BN model is used; a model with one norm has only <see cref="Clean"/>.</summary>
public enum NormBranch
{
    Clean,
    Adversarial,
}
