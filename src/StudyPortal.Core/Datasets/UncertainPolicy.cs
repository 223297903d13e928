namespace StudyPortal.Core.Datasets;

/// <summary>What an uncertain label of a data set teaches a model whose recipe does not say otherwise; it is stored as uncertain all the same.</summary>
public enum UncertainPolicy
{
    /// <summary>U-Zeros: it counts as negative.</summary>
    Zeros,

    /// <summary>U-Ones: it counts as positive.</summary>
    Ones,

    /// <summary>U-Ignore: it is left out of the loss.</summary>
    Ignore,
}
