using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Reminders;

/// <summary>The last reminder of each reader of a study.</summary>
public sealed class ListReminders(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<LastReminder>> ExecuteAsync(StudyId study, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var all = await db.Set<Reminder>().AsNoTracking().Where(r => r.StudyId == study).ToListAsync(cancellationToken);
        return [.. all.GroupBy(r => r.ReaderId).Select(mine => mine.MaxBy(r => r.AtUtc)!).Select(r => new LastReminder(r.ReaderId, r.Cause, r.AtUtc, r.Problem))];
    }
}

/// <summary>When a reader was reminded last, and why; with a problem when it could not be delivered.</summary>
public sealed record LastReminder(StudyReaderId ReaderId, ReminderCause Cause, DateTime AtUtc, string Problem);
