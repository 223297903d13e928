namespace StudyPortal.Core.Jobs;

/// <summary>A job with its curves and the last lines of its log, oldest first.</summary>
public sealed record JobDetails(JobSnapshot Job, IReadOnlyList<JobCurve> Curves, IReadOnlyList<LoggedLine> Log);

/// <summary>One series of measured points by ascending abscissa.</summary>
public sealed record JobCurve(string Series, IReadOnlyList<MeasuredPoint> Points);
