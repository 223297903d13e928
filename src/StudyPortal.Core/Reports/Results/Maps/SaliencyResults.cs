namespace StudyPortal.Core.Reports.Results;

/// <summary>How much of an arm's maps lies on the lesions.</summary>
/// <param name="Maps">Maps of the study with lesion boxes.</param>
/// <param name="MassInside">Mean share of the absolute map inside, with a percentile interval over maps.</param>
/// <param name="AreaInside">Mean share of the image inside: what a uniform map reaches.</param>
public sealed record SaliencyResults(int Arm, int Maps, Measured MassInside, Measured AreaInside);
