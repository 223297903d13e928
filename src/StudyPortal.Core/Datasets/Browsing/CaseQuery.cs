using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

internal static class CaseQuery
{
    public static IQueryable<Case> Cases(this PortalDb db, DatasetId dataset, CaseFilter filter)
    {
        var cases = db.Set<Case>().AsNoTracking().Where(c => c.DatasetId == dataset);
        if (filter.Split is { } split) cases = cases.Where(c => c.Split == split);
        if (filter.View is { } view) cases = cases.Where(c => c.View == view);
        if (filter.Modality is { } modality) cases = cases.Where(c => c.Modality == modality);
        if (filter.Review is { } review) cases = cases.Where(c => c.Review == review);
        if (filter.OnlyUsable) cases = cases.Usable();
        if (!string.IsNullOrWhiteSpace(filter.Text)) cases = Containing(cases, filter.Text.Trim());
        if (filter is { Label: { } label, Value: { } value })
            cases = cases.Where(c => db.Set<CaseLabel>().Where(l => l.Label == label && l.Value == value).Select(l => l.CaseId).Contains(c.Id));
        return cases;
    }

    private static IQueryable<Case> Containing(IQueryable<Case> cases, string text)
    {
        var pattern = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return cases.Where(c => c.Number == number || EF.Functions.Like(c.Patient, pattern, "\\") || EF.Functions.Like(c.Origin, pattern, "\\"));
    }
}
