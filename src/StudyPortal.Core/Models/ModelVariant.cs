namespace StudyPortal.Core.Models;

/// <summary>How a model was trained: on real images, on adversarial ones, or on both with a batch norm for each.</summary>
public enum ModelVariant
{
    Standard,
    Adversarial,
    DualBn,
}
