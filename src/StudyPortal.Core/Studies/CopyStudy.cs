using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>
/// Makes a draft with the design, the sample and the settings of another study in any state; nothing that was read comes along, nor
/// does a case that was withdrawn.
/// </summary>
public sealed class CopyStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="original">Which study.</param>
    /// <param name="name">Of the copy; unique in the portal.</param>
    /// <param name="withReaders">Whether its readers, without those removed, read the copy too.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<StudyOutcome> ExecuteAsync(StudyId original, string name, bool withReaders, string actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name)) return StudyChange.Refused("The copy has no name.");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == original, cancellationToken) is not { } study)
            return StudyChange.Refused("There is no such study.");
        if (await db.Set<Study>().AnyAsync(s => s.Name == name.Trim(), cancellationToken))
            return StudyChange.Refused($"There is already a study named '{name.Trim()}'; choose another name.");

        var withdrawn = await WithdrawnAsync(db, original, cancellationToken);
        var sample = withdrawn.Count == 0 ? StudySample.Of(study) : StudySample.Of(study).Without(withdrawn);
        if (sample.Cases.Count == 0) return StudyChange.Refused("Every case of this study is withdrawn; make a new study.");
        var copy = Draft(study, sample, name.Trim(), actor, clock.GetUtcNow().UtcDateTime);
        if (PlanDetails.Of(study) is { } registered) copy.Register(registered.Plan, copy.CreatedUtc);
        db.Add(copy);
        await AddPartsAsync(db, original, copy.Id, cancellationToken);
        if (withReaders) await AddReadersAsync(db, original, copy, cancellationToken);
        var details = string.Join(", ", [$"from study {original}: {copy.Name}", .. Differences(study, copy, withdrawn)]);
        await AuditTrail.AppendAsync(db, copy.CreatedUtc, actor, "studies.copied", $"study {copy.Id}", details, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StudyOutcome.Done(copy.Id);
    }

    private static async Task<HashSet<CaseId>> WithdrawnAsync(PortalDb db, StudyId study, CancellationToken cancellationToken) =>
        await db.Set<StudyItem>().Where(i => i.StudyId == study && i.Control == null && i.WithdrawnUtc != null).Select(i => i.CaseId).ToHashSetAsync(cancellationToken);

    private static IEnumerable<string> Differences(Study original, Study copy, HashSet<CaseId> withdrawn)
    {
        if (withdrawn.Count > 0) yield return $"without {(withdrawn.Count == 1 ? "case" : "cases")} {string.Join(" ", withdrawn)}";
        if (copy.Repeats != original.Repeats) yield return $"repeats {original.Repeats} -> {copy.Repeats}";
        if (copy.PlanJson is { } plan) yield return $"analysis plan {PlanDetails.HashOf(plan)}";
        if (copy.MinimumDistance != original.MinimumDistance) yield return $"places between maps of a case {original.MinimumDistance} -> {copy.MinimumDistance}";
    }

    private static Study Draft(Study original, StudySample sample, string name, string actor, DateTime now)
    {
        var order = OrderRules.Within(original.OrderPlan, sample);
        return new Study
        {
            Id = StudyId.New(),
            Name = name,
            Instructions = original.Instructions,
            DatasetId = original.DatasetId,
            Method = original.Method,
            SamplingJson = sample.ToJson(),
            OrderAlgorithm = original.OrderAlgorithm,
            OrderSeed = original.OrderSeed,
            MinimumDistance = order.MinimumDistance,
            Repeats = order.Repeats,
            OrderKind = original.OrderKind,
            Sessions = original.Sessions,
            AllowsChanges = original.AllowsChanges,
            IsSimulated = original.IsSimulated,
            Settings = original.Settings,
            CreatedBy = actor,
            CreatedUtc = now,
        };
    }

    /// <summary>Questions and arms have no state: whatever is mapped of them is copied.</summary>
    private static async Task AddPartsAsync(PortalDb db, StudyId original, StudyId copy, CancellationToken cancellationToken)
    {
        foreach (var question in await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == original).ToListAsync(cancellationToken))
            db.Add(Again(db, question, (nameof(Question.Id), QuestionId.New()), (nameof(Question.StudyId), copy)));
        foreach (var arm in await db.Set<StudyArm>().AsNoTracking().Where(a => a.StudyId == original).ToListAsync(cancellationToken))
            db.Add(Again(db, arm, (nameof(StudyArm.Id), StudyArmId.New()), (nameof(StudyArm.StudyId), copy)));
    }

    private static object Again(PortalDb db, object entity, params (string Property, object Value)[] changed)
    {
        var values = db.Entry(entity).CurrentValues.Clone();
        foreach (var (property, value) in changed) values[property] = value;
        return values.ToObject();
    }

    private static async Task AddReadersAsync(PortalDb db, StudyId original, Study copy, CancellationToken cancellationToken)
    {
        var readers = await db.Set<StudyReader>().AsNoTracking().Where(r => r.StudyId == original && r.RemovedUtc == null).ToListAsync(cancellationToken);
        db.AddRange(readers.OrderBy(r => r.Number).Select((reader, index) => new StudyReader
        {
            Id = StudyReaderId.New(),
            StudyId = copy.Id,
            AccountId = reader.AccountId,
            Code = StudyReader.CodeOf(index + 1),
            JoinedUtc = copy.CreatedUtc,
        }));
    }
}
