using System.Diagnostics;

namespace StudyPortal.Core.Health;

/// <summary>The steps of the portal's own work as traces. Listened to by the hosts; without a listener they cost nothing.</summary>
public static class PortalActivity
{
    public const string SourceName = "StudyPortal";

    private static readonly ActivitySource Source = new(SourceName, SoftwareVersion.Current);

    /// <summary>Begins a step of what this process is doing now; null when nobody listens.</summary>
    /// <param name="name">What is done, in the words of the field: "answer submit".</param>
    public static Activity? Start(string name) => Source.StartActivity(name);

    /// <summary>Goes on with a trace that began in another process.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="traceParent">W3C traceparent, as <see cref="Here"/> gave it there; null begins a trace of its own.</param>
    public static Activity? Continue(string name, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent) ? Source.StartActivity(name, ActivityKind.Consumer, parent) : Start(name);

    /// <summary>Where this process is now, as a W3C traceparent that another one can go on from.</summary>
    public static string? Here => Activity.Current is { IdFormat: ActivityIdFormat.W3C } now ? now.Id : null;

    /// <summary>Marks the step as failed, without the words of the failure: they may name somebody.</summary>
    public static void Fail(this Activity? activity, Exception failure) => activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
}
