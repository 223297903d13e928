using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Health;

/// <summary>Keeps what one process measured, all in one transaction; thins out what that process measured long ago.</summary>
public sealed class RecordSamples(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>Older samples are kept as one mean an hour.</summary>
    public static readonly TimeSpan KeptByMinute = TimeSpan.FromDays(2);

    /// <summary>Nothing older is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <param name="source">The process: its role and machine.</param>
    /// <param name="figures">What it measured; a figure that it cannot measure is not among them.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task ExecuteAsync(string source, IReadOnlyDictionary<HealthFigure, double> figures, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.AddRange(figures.Where(figure => double.IsFinite(figure.Value))
            .Select(figure => new HealthSample { Figure = figure.Key, Source = source, AtUtc = now, Value = figure.Value }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Each process thins out its own samples, so that no two make the same mean; what is too old goes whoever wrote it.</summary>
    public async Task ThinAsync(string source, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (hour, oldest) = (HourOf(now - KeptByMinute), now - Kept);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        await db.Set<HealthSample>().Where(s => s.AtUtc < oldest).ExecuteDeleteAsync(cancellationToken);
        var fine = db.Set<HealthSample>().Where(s => s.AtUtc < hour && s.Source == source && !s.IsHourly);
        var samples = await fine.AsNoTracking().Select(s => new { s.Figure, s.AtUtc, s.Value }).ToListAsync(cancellationToken);
        db.AddRange(samples.GroupBy(s => (s.Figure, Hour: HourOf(s.AtUtc))).Select(group => new HealthSample
        {
            Figure = group.Key.Figure, Source = source, AtUtc = group.Key.Hour.AddMinutes(30), Value = group.Average(s => s.Value), IsHourly = true,
        }));
        await fine.ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static DateTime HourOf(DateTime time) => new(time.Year, time.Month, time.Day, time.Hour, 0, 0, DateTimeKind.Utc);
}
