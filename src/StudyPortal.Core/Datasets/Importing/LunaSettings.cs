namespace StudyPortal.Core.Datasets;

/// <summary>What LUNA16 leaves open. Nodules are called malignant by a CSV beside the set, which has no such answer itself.</summary>
/// <param name="Malignancy">The CSV with a column malignancy or malignancy_ratings; null for the one in the folder, if there is one.</param>
/// <param name="Rule">For ratings; answers of 0 and 1 are taken as they are.</param>
/// <param name="TestSubset">The subset that is the test split; null divides by patient where no validation subset is given either.</param>
/// <param name="ValidationSubset">The subset that is the validation split.</param>
public sealed record LunaSettings(string? Malignancy = null, MalignancyRule Rule = MalignancyRule.Mean, int? TestSubset = null, int? ValidationSubset = null);
