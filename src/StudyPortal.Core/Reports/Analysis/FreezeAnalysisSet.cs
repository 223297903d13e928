using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>Reads a closed study into its analysis set, in an order that depends on nothing but the data.</summary>
public sealed class FreezeAnalysisSet(IDbContextFactory<PortalDb> databases, OverlapReading overlaps)
{
    /// <exception cref="InvalidOperationException">The study is not closed.</exception>
    public async Task<AnalysisSet> ExecuteAsync(StudyId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var study = await db.Set<Study>().AsNoTracking().SingleAsync(s => s.Id == id, cancellationToken);
        if (study.ClosedUtc is null)
            throw new InvalidOperationException($"The study '{study.Name}' is {study.State}: close it first, its ratings may still change.");

        var slots = await SlotReader.ReadAsync(db, id, cancellationToken);
        var answers = slots.Select(slot => slot.ToAnswer()).OfType<AnswerFacts>().ToList();
        var facts = await StudyAsync(db, study, cancellationToken);
        return new AnalysisSet(
            AnalysisSet.CurrentFormat,
            SoftwareVersion.Current,
            new AnalysisPlan(),
            facts,
            await ArmsAsync(db, id, cancellationToken),
            await ReadersAsync(db, id, cancellationToken),
            await ItemsAsync(db, id, cancellationToken),
            [.. slots.Select(slot => slot.ToRating()).OfType<RatingFacts>()],
            [.. slots.Select(slot => slot.ToExclusion()).OfType<ExclusionFacts>()],
            await EvaluationReading.ReadAsync(db, study, cancellationToken),
            answers,
            await overlaps.ReadAsync(db, id, answers, facts.Questions, cancellationToken));
    }

    private static async Task<StudyFacts> StudyAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleAsync(d => d.Id == study.DatasetId, cancellationToken);
        var questions = await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == study.Id).OrderBy(q => q.Position).ToListAsync(cancellationToken);
        return new StudyFacts(
            study.Id.Value, study.Name, dataset.Name, dataset.IsSynthetic, study.IsSimulated, study.Method,
            JsonSerializer.Deserialize<JsonElement>(study.SamplingJson), study.OrderAlgorithm, study.OrderSeed, study.OpenedUtc, study.ClosedUtc,
            [.. questions.Select(QuestionFacts.Of)]);
    }

    private static async Task<IReadOnlyList<ArmFacts>> ArmsAsync(PortalDb db, StudyId id, CancellationToken cancellationToken) => await (
        from arm in db.Set<StudyArm>().AsNoTracking()
        join model in db.Set<Model>() on arm.ModelId equals model.Id
        where arm.StudyId == id
        orderby arm.Ordinal
        select new ArmFacts(arm.Ordinal, model.Name, model.Variant, arm.Branch, model.Architecture, model.Width, model.InputSize, model.Weights.Value))
        .ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<string>> ReadersAsync(PortalDb db, StudyId id, CancellationToken cancellationToken)
    {
        var codes = await db.Set<StudyReader>().AsNoTracking().Where(r => r.StudyId == id).Select(r => r.Code).ToListAsync(cancellationToken);
        return [.. codes.OrderBy(code => code.Length).ThenBy(code => code, StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<ItemFacts>> ItemsAsync(PortalDb db, StudyId id, CancellationToken cancellationToken) => await (
        from item in db.Set<StudyItem>().AsNoTracking()
        join arm in db.Set<StudyArm>() on item.ArmId equals (StudyArmId?)arm.Id into arms
        from arm in arms.DefaultIfEmpty()
        join shown in db.Set<Case>() on item.CaseId equals shown.Id
        join map in db.Set<SaliencyMap>() on item.SaliencyMapId equals map.Id
        where item.StudyId == id
        orderby shown.Number, item.TargetLabel, item.Control, (int?)arm.Ordinal
        select new ItemFacts(
            shown.Number, item.TargetLabel, (int?)arm.Ordinal, item.Stratum, item.Weight, item.WithdrawnUtc != null,
            map.Raw.Value, map.Rendering.Value, map.RenderContract,
            map.CaseId == item.CaseId ? map.MassInside : null, map.CaseId == item.CaseId ? map.AreaInside : null, item.IsCalibration, item.Control))
        .ToListAsync(cancellationToken);
}
