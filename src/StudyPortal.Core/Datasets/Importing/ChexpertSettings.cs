namespace StudyPortal.Core.Datasets;

/// <summary>How a CheXpert folder is read.</summary>
/// <param name="Laterals">Lateral images, too; models of the paper saw frontal ones only.</param>
/// <param name="Valid">What the expert-read valid.csv becomes: the test split (validation is then drawn by patient from train.csv), or the validation split (then there is no test split).</param>
public sealed record ChexpertSettings(bool Laterals = false, DatasetSplit Valid = DatasetSplit.Test);
