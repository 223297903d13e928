using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Figures;

/// <summary>One difference of a forest plot.</summary>
/// <param name="Name">What is compared with what.</param>
/// <param name="Note">Below the numbers, such as a p-value.</param>
internal sealed record ForestRow(string Name, Measured Difference, string Note);
