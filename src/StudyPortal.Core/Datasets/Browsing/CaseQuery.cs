using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

internal static class CaseQuery
{
    public static IQueryable<Case> Cases(this PortalDb db, DatasetId dataset, CaseFilter filter)
    {
        var cases = db.Set<Case>().AsNoTracking().Where(c => c.DatasetId == dataset);
        if (filter.Split is { } split) cases = cases.Where(c => c.Split == split);
        if (filter is { Label: { } label, Value: { } value })
            cases = cases.Where(c => db.Set<CaseLabel>().Any(l => l.CaseId == c.Id && l.Label == label && l.Value == value));
        return cases;
    }
}
