using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>One study for its administrators: design, sample, what is missing before it can open, how far each reader is.</summary>
public sealed class ReadStudy(IDbContextFactory<PortalDb> databases, BlobStore blobs, TimeProvider clock)
{
    /// <summary>Null when there is no such study.</summary>
    public async Task<StudyDetail?> ExecuteAsync(StudyId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var study = await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (study is null) return null;

        var dataset = await db.Set<Dataset>().AsNoTracking().SingleAsync(d => d.Id == study.DatasetId, cancellationToken);
        var questions = await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == id).OrderBy(q => q.Position).ToListAsync(cancellationToken);
        var readers = await ReadBoard.OfAsync(db, study, clock.GetUtcNow().UtcDateTime, cancellationToken);
        var sample = StudySample.Of(study);
        return new StudyDetail(
            study.Id, study.Name, study.Instructions, study.State, study.IsSimulated, dataset.Id, dataset.Name, dataset.IsSynthetic,
            study.Method, sample.Plan, study.OrderPlan, study.OrderAlgorithm, [.. questions.Select(q => q.Design)], study.AllowsChanges,
            await ArmsAsync(db, id, cancellationToken), await CasesAsync(db, id, sample.Cases, cancellationToken), await CasesAsync(db, id, sample.Calibration, cancellationToken),
            await ThresholdsAsync(db, sample.Thresholds, cancellationToken), readers,
            await ChecksAsync(db, study, cancellationToken), study.Settings, study.PilotCases,
            study.CreatedBy, study.CreatedUtc, study.OpenedUtc, study.ClosedUtc);
    }

    private static Task<List<ArmDetail>> ArmsAsync(PortalDb db, StudyId id, CancellationToken cancellationToken) => (
        from arm in db.Set<StudyArm>().AsNoTracking()
        join model in db.Set<Model>() on arm.ModelId equals model.Id
        where arm.StudyId == id
        orderby arm.Ordinal
        select new ArmDetail(arm.Ordinal, model.Id, model.Name, model.Variant, arm.Branch)).ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<StudyCase>> CasesAsync(
        PortalDb db, StudyId study, IReadOnlyList<DrawnCase> drawn, CancellationToken cancellationToken)
    {
        var ids = drawn.Select(c => c.CaseId).ToList();
        var numbers = await db.Set<Case>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, cancellationToken);
        var withdrawn = (await db.Set<StudyItem>().AsNoTracking().Where(i => i.StudyId == study && i.Control == null && i.WithdrawnUtc != null)
            .Select(i => new { i.CaseId, i.WithdrawnUtc }).ToListAsync(cancellationToken)).ToLookup(i => i.CaseId, i => i.WithdrawnUtc);
        return [.. drawn.Select(c => new StudyCase(c.CaseId, numbers[c.CaseId], c.TargetLabel, c.Stratum, c.Weight, withdrawn[c.CaseId].FirstOrDefault())).OrderBy(c => c.Number)];
    }

    private static async Task<IReadOnlyList<ThresholdDetail>> ThresholdsAsync(PortalDb db, IReadOnlyList<LabelThreshold> thresholds, CancellationToken cancellationToken)
    {
        var ids = thresholds.Select(t => t.ModelId).ToList();
        var models = await db.Set<Model>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => (m.Name, m.Variant), cancellationToken);
        return [.. thresholds.Select(t => new ThresholdDetail(models[t.ModelId].Name, models[t.ModelId].Variant, t.Branch, t.Label, t.Threshold, t.Medium, t.High))];
    }

    private async Task<IReadOnlyList<OpeningCheck>> ChecksAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        if (study.State is not (StudyState.Draft or StudyState.Pilot)) return [];
        return await OpeningChecks.RunAsync(new StudyUnderCheck(db, blobs, study, await StudyMaps.FindAsync(db, study, cancellationToken)), cancellationToken);
    }
}
