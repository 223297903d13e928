namespace StudyPortal.Core.Health;

/// <summary>What was measured over a span, for one figure and all processes that measured it.</summary>
public sealed record HealthHistory(HealthFigure Figure, IReadOnlyList<HealthSeries> Series);

/// <summary>One process's values of one figure, oldest first.</summary>
/// <param name="Source">The process: its role and machine.</param>
/// <param name="Points">Each the mean of a part of the span; parts without a sample have none.</param>
public sealed record HealthSeries(string Source, IReadOnlyList<HealthPoint> Points);

/// <param name="Part">Which part of the span, from 0.</param>
public sealed record HealthPoint(int Part, double Value);
