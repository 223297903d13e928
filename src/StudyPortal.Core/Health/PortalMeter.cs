using System.Diagnostics.Metrics;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Health;

/// <summary>What the portal counts and measures of itself. No instrument carries a name of a person, a patient or a file.</summary>
public sealed class PortalMeter(IMeterFactory meters)
{
    public const string AnswerTime = "studyportal.answer.duration";
    public const string RefusedAnswers = "studyportal.answers.refused";
    public const string JobTime = "studyportal.job.duration";
    public const string ErrorCount = "studyportal.errors";
    public const string SignInFailures = "studyportal.sign_in.failures";

    private static readonly InstrumentAdvice<double> UpToSeconds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] };
    private static readonly InstrumentAdvice<double> UpToDays = new() { HistogramBucketBoundaries = [1, 10, 60, 300, 1_800, 3_600, 14_400, 86_400, 604_800] };

    private readonly Histogram<double> _answers = Of(meters).CreateHistogram(AnswerTime, "s", "From the arrival of an answer to its commit.", null, UpToSeconds);
    private readonly Counter<long> _refused = Of(meters).CreateCounter<long>(RefusedAnswers, "{answer}", "Answers that were not stored, by the reason.");
    private readonly Histogram<double> _jobs = Of(meters).CreateHistogram(JobTime, "s", "One run of a job, by its kind and how it ended.", null, UpToDays);
    private readonly Counter<long> _errors = Of(meters).CreateCounter<long>(ErrorCount, "{error}", "Lines of the log that tell of an error.");
    private readonly Counter<long> _signInFailures = Of(meters).CreateCounter<long>(SignInFailures, "{attempt}", "Attempts to sign in that were turned away.");

    /// <summary>For what a host measures beside this: its devices, its store.</summary>
    public Meter Meter { get; } = Of(meters);

    public void AnswerStored(TimeSpan took) => _answers.Record(took.TotalSeconds);

    /// <param name="outcome">The kind of refusal.</param>
    public void AnswerRefused(string outcome) => _refused.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void JobEnded(JobKind kind, string outcome, TimeSpan took) =>
        _jobs.Record(took.TotalSeconds, new("kind", kind.ToString()), new("outcome", outcome));

    public void ErrorLogged() => _errors.Add(1);

    public void SignInFailed() => _signInFailures.Add(1);

    // The factory gives the same meter each time.
    private static Meter Of(IMeterFactory meters) => meters.Create(PortalActivity.SourceName, SoftwareVersion.Current);
}
