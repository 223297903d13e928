using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Templates;

/// <summary>Writes a study's design as a JSON file for this or another portal.</summary>
public sealed class ExportTemplate(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Null when there is no such study.</summary>
    public async Task<TemplateFile?> ExecuteAsync(StudyId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Study>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } study) return null;
        var dataset = await db.Set<Dataset>().Where(d => d.Id == study.DatasetId).Select(d => d.Name).SingleAsync(cancellationToken);
        var questions = await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == id).OrderBy(q => q.Position).ToListAsync(cancellationToken);
        var arms = await (
            from arm in db.Set<StudyArm>().AsNoTracking()
            join model in db.Set<Model>() on arm.ModelId equals model.Id
            where arm.StudyId == id
            orderby arm.Ordinal
            select new { Arm = new TemplateArm(model.Name, model.Variant, arm.Branch), Design = new ArmDesign(arm.ModelId, arm.Branch) }).ToListAsync(cancellationToken);
        var plan = StudySample.Of(study).Plan;
        var template = new StudyTemplate(
            StudyTemplate.CurrentFormat, StudyTemplate.CurrentVersion, study.Name, study.Instructions, dataset, [.. arms.Select(a => a.Arm)], study.Method,
            plan with { Predictions = null }, TemplatePredictions.Of(plan.Predictions, [.. arms.Select(a => a.Design)]), [.. questions.Select(q => q.Design.WithoutExamples())],
            study.OrderPlan, study.IsSimulated, study.AllowsChanges, study.Settings, PlanDetails.Of(study)?.Plan);
        return new TemplateFile(FileName(study.Name), template.ToJson());
    }

    private static string FileName(string study) =>
        $"study-template-{string.Concat(study.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-')}.json";
}

/// <summary>A template to download.</summary>
public sealed record TemplateFile(string Name, byte[] Content);
