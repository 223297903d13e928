using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

internal static class ItemReading
{
    /// <summary>Every map of the study, by case, label, control and arm.</summary>
    public static async Task<IReadOnlyList<ItemFacts>> ReadAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var rows = await (
            from item in db.Set<StudyItem>().AsNoTracking()
            join arm in db.Set<StudyArm>() on item.ArmId equals (StudyArmId?)arm.Id into arms
            from arm in arms.DefaultIfEmpty()
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            join map in db.Set<SaliencyMap>() on item.SaliencyMapId equals map.Id
            where item.StudyId == study.Id
            orderby shown.Number, item.TargetLabel, item.Control, (int?)arm.Ordinal
            select new
            {
                shown.Id,
                Label = db.Set<CaseLabel>().Where(l => l.CaseId == shown.Id && l.Label == item.TargetLabel).Select(l => (LabelValue?)l.Value).FirstOrDefault(),
                Item = new ItemFacts(
                    shown.Number, item.TargetLabel, (int?)arm.Ordinal, item.Stratum, item.Weight, item.WithdrawnUtc != null,
                    map.Raw.Value, map.Rendering.Value, map.RenderContract,
                    map.CaseId == item.CaseId ? map.MassInside : null, map.CaseId == item.CaseId ? map.AreaInside : null, item.IsCalibration, item.Control, null, null, shown.Modality),
            }).ToListAsync(cancellationToken);
        var calls = await ModelCalls.ReadAsync(db, study, [.. rows.Select(row => row.Item.TargetLabel).Distinct()], cancellationToken);
        return [.. rows.Select(row => row.Item.Control is null ? Judged(row.Item, row.Id, row.Label?.Truth(), calls) : row.Item)];
    }

    private static ItemFacts Judged(ItemFacts item, CaseId id, bool? truth, ModelCalls calls) => item with
    {
        Truth = truth,
        Outcome = truth is { } has && item.Arm is { } arm ? calls.OutcomeOf(arm, id, item.TargetLabel, has) : null,
    };
}
