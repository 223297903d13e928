using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>All studies, the newest first.</summary>
public sealed class ListStudies(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<StudySummary>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var studies = await (
            from study in db.Set<Study>().AsNoTracking()
            join dataset in db.Set<Dataset>() on study.DatasetId equals dataset.Id
            orderby study.CreatedUtc descending
            select new StudySummary(
                study.Id, study.Name, dataset.Name, study.State, study.IsSimulated,
                db.Set<StudyArm>().Count(a => a.StudyId == study.Id),
                db.Set<StudyReader>().Count(r => r.StudyId == study.Id && r.RemovedUtc == null),
                0, 0, study.CreatedUtc)).ToListAsync(cancellationToken);
        var counts = (await ReadingCounts.PerReaderAsync(db, db.Set<StudyReader>().Where(r => r.RemovedUtc == null), cancellationToken)).ToLookup(c => c.StudyId);
        return [.. studies.Select(s => s with { Answered = counts[s.Id].Sum(c => c.Answered), Total = counts[s.Id].Sum(c => c.Total) })];
    }
}
