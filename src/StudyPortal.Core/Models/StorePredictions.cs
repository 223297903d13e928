using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Stores an evaluation with all its predictions, or nothing.</summary>
public sealed class StorePredictions(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <summary>The evaluation that is already there, if this one was made before.</summary>
    public async Task<EvaluationId?> FindAsync(EvaluateRequest request, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, request, cancellationToken);
    }

    /// <summary>Returns the evaluation's id; one that was stored before stays as it is.</summary>
    /// <exception cref="ArgumentException">A case has not one finite logit per label.</exception>
    public async Task<EvaluationId> ExecuteAsync(EvaluateRequest request, IReadOnlyList<CaseLogits> predictions, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginStoringAsync(request.ModelId, cancellationToken);
        if (await FindAsync(db, request, cancellationToken) is { } stored) return stored;

        var labels = (await db.Set<Model>().AsNoTracking().SingleAsync(m => m.Id == request.ModelId, cancellationToken)).Labels;
        var evaluation = NewEvaluation(request);
        db.Add(evaluation);
        db.AddRange(predictions.SelectMany(row => Rows(evaluation.Id, row, labels)));
        await db.SaveChangesAsync(cancellationToken);
        evaluation.MacroAuc = await EvaluationReader.MacroAreaAsync(db, evaluation, labels, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return evaluation.Id;
    }

    private static Task<EvaluationId?> FindAsync(PortalDb db, EvaluateRequest r, CancellationToken cancellationToken)
    {
        var map = LabelMapText.Of(r.LabelMap);
        return db.Set<Evaluation>()
            .Where(e => e.ModelId == r.ModelId && e.DatasetId == r.DatasetId && e.Split == r.Split && e.Branch == r.Branch
                && e.Epsilon == r.Epsilon && e.Steps == r.Steps && e.AttackBranch == r.AttackBranch && e.LabelMap == map)
            .Select(e => (EvaluationId?)e.Id)
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static IEnumerable<Prediction> Rows(EvaluationId evaluation, CaseLogits row, List<string> labels)
    {
        if (row.Logits.Count != labels.Count || !row.Logits.All(double.IsFinite))
            throw new ArgumentException($"Case {row.CaseId} has the logits [{string.Join(", ", row.Logits)}]: expected {labels.Count} finite numbers.", nameof(row));
        return labels.Zip(row.Logits, (label, logit) => new Prediction { EvaluationId = evaluation, CaseId = row.CaseId, Label = label, Logit = logit });
    }

    private Evaluation NewEvaluation(EvaluateRequest request) => new()
    {
        Id = EvaluationId.New(),
        ModelId = request.ModelId,
        DatasetId = request.DatasetId,
        Split = request.Split,
        Branch = request.Branch,
        Epsilon = request.Epsilon,
        Steps = request.Steps,
        AttackBranch = request.AttackBranch,
        LabelMap = LabelMapText.Of(request.LabelMap),
        SoftwareVersion = SoftwareVersion.Current,
        CreatedUtc = clock.GetUtcNow().UtcDateTime,
    };
}
