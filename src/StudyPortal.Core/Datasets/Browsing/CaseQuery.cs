using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

internal static class CaseQuery
{
    /// <summary>Above so many cases with a value of a label it is quicker to ask each case for it than to gather them first, as long as few are passed over.</summary>
    private const int Frequent = 20_000, Few = 2_000;

    /// <summary>The same as <see cref="Cases"/>, in the form that finds the first of them soonest.</summary>
    public static async Task<IQueryable<Case>> NearCasesAsync(this PortalDb db, DatasetId dataset, CaseFilter filter, CaseCursor from, CancellationToken cancellationToken)
    {
        if (filter is not { Label: { } label, Value: { } value } || from.Skip > Few) return db.Cases(dataset, filter);
        var seen = await db.Set<CaseLabel>().Where(l => l.Label == label && l.Value == value).OrderBy(l => l.CaseId).Take(Frequent).CountAsync(cancellationToken);
        return seen < Frequent
            ? db.Cases(dataset, filter)
            : db.Cases(dataset, filter with { Label = null, Value = null }).Where(c => db.Set<CaseLabel>().Any(l => l.CaseId == c.Id && l.Label == label && l.Value == value));
    }

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
        var pattern = AnyCase.Pattern(text);
        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return cases.Where(c => c.Number == number || EF.Functions.Like(AnyCase.Lower(c.Patient), pattern, "\\") || EF.Functions.Like(AnyCase.Lower(c.Origin), pattern, "\\"));
    }
}
