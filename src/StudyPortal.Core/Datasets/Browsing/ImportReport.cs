namespace StudyPortal.Core.Datasets;

/// <summary>What an import left out and noted.</summary>
/// <param name="LeftOut">How many rows or files.</param>
/// <param name="Noted">How many notes.</param>
/// <param name="First">The first of them, those that were left out before the notes.</param>
public sealed record ImportReport(int LeftOut, int Noted, IReadOnlyList<SourceProblem> First);
