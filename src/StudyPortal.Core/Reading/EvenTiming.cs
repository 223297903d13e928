namespace StudyPortal.Core.Reading;

/// <summary>
/// Answers at whole multiples of a step after the question. How long a map takes to decode follows from how much is in it, and
/// that from its model; the step hides it.
/// </summary>
public static class EvenTiming
{
    /// <summary>Several times what the largest maps take.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits for the answer, and then for the next whole step.</summary>
    public static async Task<T> OfAsync<T>(TimeProvider clock, Func<Task<T>> answer, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var answered = await answer();
        var taken = clock.GetElapsedTime(started);
        await Task.Delay(Math.Max(1, Math.Ceiling(taken / Step)) * Step - taken, clock, cancellationToken);
        return answered;
    }
}
