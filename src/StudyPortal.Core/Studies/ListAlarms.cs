using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Every reader of an open study whom an administrator should look after.</summary>
public sealed class ListAlarms(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<IReadOnlyList<StudyAlarm>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db.Set<Study>().AsNoTracking().Where(s => s.State == StudyState.Open && !s.IsSimulated).OrderBy(s => s.Name).ToListAsync(cancellationToken);
        var alarms = new List<StudyAlarm>();
        foreach (var study in open)
            foreach (var reader in await ReadBoard.OfAsync(db, study, clock.GetUtcNow().UtcDateTime, cancellationToken))
                alarms.AddRange(reader.Alarms.Select(alarm => new StudyAlarm(study.Id, study.Name, reader.Code, reader.DisplayName, alarm)));
        return alarms;
    }
}

/// <summary>One reader, and what is the matter; counts and times only.</summary>
public sealed record StudyAlarm(StudyId StudyId, string Study, string Reader, string DisplayName, string Text);
