using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Makes a draft from a design; its sample is drawn and stored at once.</summary>
public sealed class CreateStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<StudyOutcome> ExecuteAsync(StudyDesign design, string actor, CancellationToken cancellationToken)
    {
        if (StudyDesignRules.Problems(design).ToList() is { Count: > 0 } problems) return new StudyOutcome.Refused(problems);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var sample = await PreviewSample.DrawAsync(db, design.DatasetId, design.Sampling, cancellationToken);
        if (await ProblemsAsync(db, design, sample, cancellationToken) is { Count: > 0 } conflicts) return new StudyOutcome.Refused(conflicts);

        var study = Draft(design, sample, actor, clock.GetUtcNow().UtcDateTime);
        db.Add(study);
        db.Add(new Question { Id = QuestionId.New(), StudyId = study.Id, Position = 1, Prompt = design.Question.Prompt.Trim(), Anchors = [.. design.Question.Anchors] });
        db.AddRange(design.Arms.Select((arm, ordinal) =>
            new StudyArm { Id = StudyArmId.New(), StudyId = study.Id, ModelId = arm.ModelId, Branch = arm.Branch, Ordinal = ordinal }));
        await AuditTrail.AppendAsync(db, study.CreatedUtc, actor, "studies.created", $"study {study.Id}", study.Name, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StudyOutcome.Done(study.Id);
    }

    private static async Task<List<string>> ProblemsAsync(PortalDb db, StudyDesign design, SamplePreview sample, CancellationToken cancellationToken)
    {
        var problems = sample.Problems.ToList();
        if (!await db.Set<Dataset>().AnyAsync(d => d.Id == design.DatasetId, cancellationToken)) problems.Add("The data set does not exist.");
        if (await db.Set<Study>().AnyAsync(s => s.Name == design.Name.Trim(), cancellationToken))
            problems.Add($"There is already a study named '{design.Name.Trim()}'; choose another name.");
        var chosen = design.Arms.Select(a => a.ModelId).ToList();
        var models = await db.Set<Model>().AsNoTracking().Where(m => chosen.Contains(m.Id)).ToListAsync(cancellationToken);
        return [.. problems, .. StudyDesignRules.Problems(design, models)];
    }

    private static Study Draft(StudyDesign design, SamplePreview sample, string actor, DateTime now) => new()
    {
        Id = StudyId.New(),
        Name = design.Name.Trim(),
        Instructions = design.Instructions.Trim(),
        DatasetId = design.DatasetId,
        Method = design.Method,
        SamplingJson = new StudySample(design.Sampling, sample.Cases).ToJson(),
        OrderAlgorithm = ReadingOrder.Algorithm,
        OrderSeed = design.Order.Seed,
        MinimumDistance = design.Order.MinimumDistance,
        Repeats = Math.Min(design.Order.Repeats, sample.Cases.Count),
        IsSimulated = design.IsSimulated,
        Settings = design.Settings,
        CreatedBy = actor,
        CreatedUtc = now,
    };
}
