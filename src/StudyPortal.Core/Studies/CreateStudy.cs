using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>Makes a draft from a design; its sample is drawn and stored at once.</summary>
public sealed class CreateStudy(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    public async Task<StudyOutcome> ExecuteAsync(StudyDesign design, string actor, CancellationToken cancellationToken)
    {
        if (StudyDesignRules.Problems(design).ToList() is { Count: > 0 } problems) return new StudyOutcome.Refused(problems);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        var sample = await PreviewSample.DrawAsync(db, design.DatasetId, design.Sampling, cancellationToken);
        var drawn = new StudySample(design.Sampling, sample.Cases)
        {
            Calibration = sample.Calibration,
            Controls = ControlDraw.Of(sample, design.Arms.Count, design.Order),
            Thresholds = sample.Thresholds,
        };
        if (await ProblemsAsync(db, design, sample, drawn, cancellationToken) is { Count: > 0 } conflicts) return new StudyOutcome.Refused(conflicts);

        var study = Draft(design, drawn, actor, clock.GetUtcNow().UtcDateTime);
        if (design.Plan is { } plan) study.Register(plan, study.CreatedUtc);
        db.Add(study);
        db.AddRange(design.Questions.Select((question, index) => question.ToQuestion(study.Id, index + 1)));
        db.AddRange(design.Arms.Select((arm, ordinal) =>
            new StudyArm { Id = StudyArmId.New(), StudyId = study.Id, ModelId = arm.ModelId, Branch = arm.Branch, Ordinal = ordinal }));
        await AuditTrail.AppendAsync(db, study.CreatedUtc, actor, "studies.created", $"study {study.Id}", $"{study.Name}{Plan(study)}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StudyOutcome.Done(study.Id);
    }

    private static string Plan(Study study) => study.PlanJson is { } plan ? $", analysis plan {PlanDetails.HashOf(plan)}" : "";

    private static async Task<List<string>> ProblemsAsync(PortalDb db, StudyDesign design, SamplePreview sample, StudySample drawn, CancellationToken cancellationToken)
    {
        var problems = sample.Problems.ToList();
        if (problems.Count == 0) problems.AddRange(OrderRules.Problems(design.Order, OrderShape.Of(drawn, design.Arms.Count)));
        if (!await db.Set<Dataset>().AnyAsync(d => d.Id == design.DatasetId, cancellationToken)) problems.Add("The data set does not exist.");
        if (await db.Set<Study>().AnyAsync(s => s.Name == design.Name.Trim(), cancellationToken))
            problems.Add($"There is already a study named '{design.Name.Trim()}'; choose another name.");
        var chosen = design.Arms.Select(a => a.ModelId).ToList();
        var models = await db.Set<Model>().AsNoTracking().Where(m => chosen.Contains(m.Id)).ToListAsync(cancellationToken);
        return [.. problems, .. StudyDesignRules.Problems(design, models)];
    }

    private static Study Draft(StudyDesign design, StudySample sample, string actor, DateTime now) => new()
    {
        Id = StudyId.New(),
        Name = design.Name.Trim(),
        Instructions = design.Instructions.Trim(),
        DatasetId = design.DatasetId,
        Method = design.Method,
        SamplingJson = sample.ToJson(),
        OrderAlgorithm = Studies.OrderAlgorithm.For(design.Order, OrderShape.Of(sample, design.Arms.Count)),
        OrderSeed = design.Order.Seed,
        MinimumDistance = design.Order.MinimumDistance,
        Repeats = Math.Min(design.Order.Repeats, sample.Cases.Count),
        OrderKind = design.Order.Kind,
        Sessions = design.Order.Sessions,
        IsSimulated = design.IsSimulated,
        AllowsChanges = design.AllowsChanges,
        Settings = design.Settings,
        CreatedBy = actor,
        CreatedUtc = now,
    };
}
