using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace StudyPortal.Web.Tests;

/// <summary>A clock that stands until it is advanced, and knows when somebody waits for it: whoever waits again has done his work.</summary>
public sealed class SteppedClock() : FakeTimeProvider(TimeProvider.System.GetUtcNow())
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _waits = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits(dueTime).Release();
        return timer;
    }

    /// <summary>Until somebody waits for so long, once for each call.</summary>
    public async Task WaitedForAsync(TimeSpan time, CancellationToken cancellationToken) =>
        Assert.True(await Waits(time).WaitAsync(Patience, cancellationToken), $"Nobody waits for {time}.");

    private SemaphoreSlim Waits(TimeSpan time) => _waits.GetOrAdd(time, _ => new SemaphoreSlim(0));
}
