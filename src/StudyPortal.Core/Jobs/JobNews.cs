namespace StudyPortal.Core.Jobs;

/// <summary>What a running job has to tell since it last told: where it is now, and new points and log lines.</summary>
/// <param name="Progress">Done so far, 0..1.</param>
/// <param name="SecondsLeft">Null while it cannot be told.</param>
public sealed record JobNews(
    double Progress, string Message, double? SecondsLeft, IReadOnlyList<MeasuredPoint> Points, IReadOnlyList<LoggedLine> Lines);

/// <summary>A point of one of the job's curves; writing the same abscissa again replaces it.</summary>
public sealed record MeasuredPoint(string Series, double X, double Value);

public sealed record LoggedLine(DateTime AtUtc, string Text);
