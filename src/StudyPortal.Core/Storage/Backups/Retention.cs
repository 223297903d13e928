using System.Globalization;

namespace StudyPortal.Core.Storage.Backups;

/// <summary>Which snapshots are worth keeping.</summary>
internal static class Retention
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    /// <summary>The last one, all of the day before it, and the last of each of so many days, weeks (ISO) and months in which there is one.</summary>
    public static IReadOnlySet<DateTime> Kept(IEnumerable<DateTime> snapshots, BackupSettings settings)
    {
        var all = snapshots.OrderDescending().ToList();
        return all.TakeWhile(taken => taken > all[0] - Recent)
            .Concat(LastOf(all, settings.KeepDaily, taken => taken.Date))
            .Concat(LastOf(all, settings.KeepWeekly, taken => (ISOWeek.GetYear(taken), ISOWeek.GetWeekOfYear(taken))))
            .Concat(LastOf(all, settings.KeepMonthly, taken => (taken.Year, taken.Month)))
            .ToHashSet();
    }

    private static IEnumerable<DateTime> LastOf<T>(List<DateTime> newestFirst, int count, Func<DateTime, T> period) =>
        newestFirst.GroupBy(period).Take(count).Select(snapshots => snapshots.First());
}
