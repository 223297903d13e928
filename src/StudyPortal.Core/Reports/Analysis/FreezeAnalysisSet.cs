using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
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

        var reading = await StudyReading.ReadAsync(db, id, cancellationToken);
        var facts = await StudyAsync(db, study, cancellationToken);
        return new AnalysisSet(
            AnalysisSet.CurrentFormat,
            SoftwareVersion.Current,
            new AnalysisPlan(),
            facts,
            await ArmsAsync(db, id, cancellationToken),
            [.. reading.Participants.Select(reader => reader.Reader)],
            await ItemReading.ReadAsync(db, study, cancellationToken),
            reading.Ratings,
            reading.Exclusions,
            await EvaluationReading.ReadAsync(db, study, cancellationToken),
            reading.Answers,
            await overlaps.ReadAsync(db, id, reading.Answers, facts.Questions, cancellationToken),
            reading.History,
            reading.Places,
            reading.Participants);
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
}
