namespace StudyPortal.Core.Datasets;

/// <summary>How far an import is.</summary>
/// <param name="Stage">What is counted.</param>
/// <param name="Done">Of <paramref name="Total"/>, those of earlier runs among them.</param>
/// <param name="PerSecond">The pace of this run; 0 until it can be told.</param>
/// <param name="SecondsLeft">Null until it can be told.</param>
/// <param name="Reused">Those that an earlier run had stored.</param>
public sealed record ImportProgress(ImportStage Stage, int Done, int Total, double PerSecond, double? SecondsLeft, int Reused);
