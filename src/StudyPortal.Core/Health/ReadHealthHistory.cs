using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Health;

/// <summary>How the portal's figures went over the last while.</summary>
public sealed class ReadHealthHistory(IDbContextFactory<PortalDb> databases)
{
    /// <param name="from">The beginning of the span.</param>
    /// <param name="to">Its end.</param>
    /// <param name="parts">Into how many parts of equal length it is divided.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The figures of which there is a sample, in their order.</returns>
    public async Task<IReadOnlyList<HealthHistory>> ExecuteAsync(DateTime from, DateTime to, int parts, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var samples = await db.Set<HealthSample>().AsNoTracking()
            .Where(s => s.AtUtc >= from && s.AtUtc < to)
            .Select(s => new { s.Figure, s.Source, s.AtUtc, s.Value })
            .ToListAsync(cancellationToken);
        var part = (to - from) / parts;
        return [.. samples.GroupBy(s => s.Figure).OrderBy(figure => figure.Key).Select(figure => new HealthHistory(figure.Key,
            [.. figure.GroupBy(s => s.Source).OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => new HealthSeries(source.Key,
                [.. source.GroupBy(s => (int)((s.AtUtc - from) / part)).OrderBy(p => p.Key).Select(p => new HealthPoint(p.Key, p.Average(s => s.Value)))]))]))];
    }
}
