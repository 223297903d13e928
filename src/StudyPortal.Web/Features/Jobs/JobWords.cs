using System.Globalization;
using StudyPortal.Core.Jobs;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Jobs;

/// <summary>What the job pages call things.</summary>
internal static class JobWords
{
    public static string Kind(JobKind kind) => kind switch
    {
        JobKind.Import => "Import",
        JobKind.Train => "Training",
        JobKind.Evaluate => "Evaluation",
        JobKind.Explain => "Saliency maps",
        JobKind.ImportModel => "Model import",
        JobKind.Analyse => "Analysis",
        _ => kind.ToString(),
    };

    public static string State(JobSnapshot job) => job switch
    {
        { IsOver: false, CancelRequested: true } => "Cancelling",
        { State: JobState.Queued } => "Waiting",
        { State: JobState.Succeeded } => "Done",
        _ => job.State.ToString(),
    };

    public static StatusTone Tone(JobSnapshot job) => job switch
    {
        { IsOver: false, CancelRequested: true } => StatusTone.Warning,
        { State: JobState.Running } => StatusTone.Active,
        { State: JobState.Succeeded } => StatusTone.Good,
        { State: JobState.Failed } => StatusTone.Bad,
        _ => StatusTone.Neutral,
    };

    /// <summary>"about 3 min left"; empty while it cannot be told.</summary>
    public static string TimeLeft(JobSnapshot job) =>
        job is { State: JobState.Running, SecondsLeft: { } seconds } ? $"about {Span(TimeSpan.FromSeconds(seconds))} left" : "";

    /// <summary>"took 9 min"; empty unless it ran and is over.</summary>
    public static string TimeTaken(JobSnapshot job) =>
        job is { StartedUtc: { } started, FinishedUtc: { } finished } ? $"took {Span(finished - started)}" : "";

    /// <summary>"Runs on gpu1 (process 4711), device cuda:0", of a job that a trainer has begun; one of an earlier version did not tell the device.</summary>
    public static string Place(JobSnapshot job)
    {
        var trainer = new TrainerName(job.Trainer);
        var verb = job switch { { State: JobState.Running } => "Runs", { IsOver: true } => "Ran", _ => "Ran last" };
        return $"{verb} on {trainer.Host} (process {trainer.ProcessId})" + (job.Device.Length > 0 ? $", device {job.Device}" : "");
    }

    public static string Percent(double progress) => progress.ToString("0 %", CultureInfo.InvariantCulture);

    /// <summary>The page that shows what the job made, or null.</summary>
    public static string? ResultAddress(JobSnapshot job) => job switch
    {
        { ResultId: null } => null,
        { Kind: JobKind.Import } => $"/datasets/{job.ResultId}",
        { Kind: JobKind.Train or JobKind.Evaluate or JobKind.ImportModel or JobKind.Analyse } => $"/models/{job.ResultId}",
        _ => null,
    };

    /// <summary>"40 s", "3 min" or "2 h 5 min", rounded up.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(1, Math.Ceiling(span.TotalSeconds)):0} s",
        { TotalMinutes: < 60 } => $"{Math.Ceiling(span.TotalMinutes):0} min",
        _ => $"{(int)span.TotalHours} h {span.Minutes} min",
    };
}
