using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
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
        var question = await db.Set<Question>().AsNoTracking().SingleAsync(q => q.StudyId == id, cancellationToken);
        var arms = await (
            from arm in db.Set<StudyArm>().AsNoTracking()
            join model in db.Set<Model>() on arm.ModelId equals model.Id
            where arm.StudyId == id
            orderby arm.Ordinal
            select new TemplateArm(model.Name, model.Variant, arm.Branch)).ToListAsync(cancellationToken);
        var template = new StudyTemplate(
            StudyTemplate.CurrentFormat, StudyTemplate.CurrentVersion, study.Name, study.Instructions, dataset, arms, study.Method,
            StudySample.Of(study).Plan, new QuestionDesign(question.Prompt, question.Anchors), study.OrderPlan, study.IsSimulated, study.Settings);
        return new TemplateFile(FileName(study.Name), template.ToJson());
    }

    private static string FileName(string study) =>
        $"study-template-{string.Concat(study.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-')}.json";
}

/// <summary>A template to download.</summary>
public sealed record TemplateFile(string Name, byte[] Content);
