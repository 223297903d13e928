using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Analysis;

/// <summary>Reads a study into its analysis set, in an order that depends on nothing but the data, and stores the set.</summary>
public sealed class FreezeAnalysisSet(IDbContextFactory<PortalDb> databases, BlobStore blobs, OverlapReading overlaps, TimeProvider clock)
{
    /// <summary>The set that was frozen when the study closed; a study that was closed by a version that froze none gets its set now, which says so.</summary>
    /// <exception cref="InvalidOperationException">The study is not closed.</exception>
    /// <exception cref="BlobCorruptException">A map is missing or is not the one that was shown.</exception>
    public async Task<BlobHash> ExecuteAsync(StudyId id, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var study = await db.Set<Study>().AsNoTracking().SingleAsync(s => s.Id == id, cancellationToken);
        if (study.ClosedUtc is not { } closed)
            throw new InvalidOperationException($"The study '{study.Name}' is {study.State}: close it first, its ratings may still change.");
        return study.FrozenSet ?? await StoreAsync(id, await PrepareAsync(id, closed, isAfterClosing: true, cancellationToken), actor, cancellationToken);
    }

    /// <summary>The slow part of freezing, while readers may still answer.</summary>
    internal async Task<PreparedSet> PrepareAsync(StudyId id, DateTime closedUtc, bool isAfterClosing, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var study = await db.Set<Study>().AsNoTracking().SingleAsync(s => s.Id == id, cancellationToken);
        var reading = await StudyReading.ReadAsync(db, id, cancellationToken);
        var set = await ReadAsync(db, study, closedUtc, reading, await EvaluationReading.ReadAsync(db, study, cancellationToken), cancellationToken);
        return await PutAsync(set with { FrozenAfterClosing = isAfterClosing }, reading, cancellationToken);
    }

    /// <summary>In the transaction that closes the study: the prepared set, or where a reader did something since, another that has it.</summary>
    internal async Task<PreparedSet> FinishAsync(PortalDb db, Study study, PreparedSet prepared, DateTime now, CancellationToken cancellationToken)
    {
        var reading = await StudyReading.ReadAsync(db, study.Id, cancellationToken);
        if (CanonicalJson.Write(reading).AsSpan().SequenceEqual(CanonicalJson.Write(prepared.Reading))) return prepared;
        return await PutAsync(await ReadAsync(db, study, now, reading, prepared.Set.Evaluations, cancellationToken), reading, cancellationToken);
    }

    private async Task<PreparedSet> PutAsync(AnalysisSet set, StudyReading reading, CancellationToken cancellationToken) =>
        new(set, await blobs.PutAsync(CanonicalJson.Write(set), cancellationToken), reading);

    /// <summary>Whoever comes first freezes it; the set of another who did so at the same time is forgotten.</summary>
    private async Task<BlobHash> StoreAsync(StudyId id, PreparedSet prepared, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(id, cancellationToken);
        var study = await db.Set<Study>().SingleAsync(s => s.Id == id, cancellationToken);
        if (study.FrozenSet is { } frozen) return frozen;
        study.FrozenSet = prepared.Hash;
        await AuditTrail.AppendAsync(
            db, clock.GetUtcNow().UtcDateTime, actor, "studies.set-frozen", $"study {id}", $"after the closing: analysis set {prepared.Hash}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return prepared.Hash;
    }

    private async Task<AnalysisSet> ReadAsync(
        PortalDb db, Study study, DateTime closedUtc, StudyReading reading, IReadOnlyList<EvaluationFacts> evaluations, CancellationToken cancellationToken)
    {
        var facts = await StudyAsync(db, study, closedUtc, cancellationToken);
        var registered = PlanDetails.Of(study);
        return new AnalysisSet(
            AnalysisSet.CurrentFormat,
            SoftwareVersion.Current,
            registered?.Plan.ToAnalysisPlan() ?? new AnalysisPlan(),
            facts,
            await ArmsAsync(db, study.Id, cancellationToken),
            [.. reading.Participants.Select(reader => reader.Reader)],
            await ItemReading.ReadAsync(db, study, cancellationToken),
            reading.Ratings,
            reading.Exclusions,
            evaluations,
            reading.Answers,
            await overlaps.ReadAsync(db, study.Id, reading.Answers, facts.Questions, cancellationToken),
            reading.History,
            reading.Places,
            reading.Participants,
            registered?.Plan,
            registered?.Registration);
    }

    private static async Task<StudyFacts> StudyAsync(PortalDb db, Study study, DateTime closedUtc, CancellationToken cancellationToken)
    {
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleAsync(d => d.Id == study.DatasetId, cancellationToken);
        var questions = await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == study.Id).OrderBy(q => q.Position).ToListAsync(cancellationToken);
        return new StudyFacts(
            study.Id.Value, study.Name, dataset.Name, dataset.IsSynthetic, study.IsSimulated, study.Method,
            JsonSerializer.Deserialize<JsonElement>(study.SamplingJson), study.OrderAlgorithm, study.OrderSeed, study.OpenedUtc, closedUtc,
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
