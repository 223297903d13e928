using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Templates;

/// <summary>Makes a draft of a template: its names are looked up here, and the sample is drawn here from the same plan and seed.</summary>
public sealed class ImportTemplate(IDbContextFactory<PortalDb> databases, CreateStudy create)
{
    /// <summary>No template is larger.</summary>
    public const int MostBytes = 256 * 1024;

    /// <param name="json">The file.</param>
    /// <param name="name">Instead of the name in the file; empty to keep that.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<StudyOutcome> ExecuteAsync(ReadOnlyMemory<byte> json, string name, string actor, CancellationToken cancellationToken)
    {
        var (template, problem) = StudyTemplate.Read(json.Span);
        if (template is null) return StudyChange.Refused(problem);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var problems = new List<string>();
        var dataset = await DatasetAsync(db, template, problems, cancellationToken);
        var arms = await ArmsAsync(db, template, problems, cancellationToken);
        if (dataset is not { } found || problems.Count > 0) return new StudyOutcome.Refused(problems);

        var design = new StudyDesign(
            string.IsNullOrWhiteSpace(name) ? template.Name : name, template.Instructions, found, arms, template.Method,
            template.Sampling with { Predictions = template.Predictions?.ToPlan(arms) }, template.Questions, template.Order, template.IsSimulated, template.AllowsChanges)
        { Settings = template.Settings, Plan = template.Plan };
        return await create.ExecuteAsync(design, actor, cancellationToken);
    }

    private static async Task<DatasetId?> DatasetAsync(PortalDb db, StudyTemplate template, List<string> problems, CancellationToken cancellationToken)
    {
        var names = await db.Set<Dataset>().AsNoTracking().OrderBy(d => d.Name).Select(d => new { d.Id, d.Name }).ToListAsync(cancellationToken);
        if (names.SingleOrDefault(d => d.Name == template.Dataset) is { } found) return found.Id;
        problems.Add($"This portal has no data set named '{template.Dataset}'. It has: {Listed(names.Select(d => d.Name))}.");
        return null;
    }

    private static async Task<List<ArmDesign>> ArmsAsync(PortalDb db, StudyTemplate template, List<string> problems, CancellationToken cancellationToken)
    {
        var models = await db.Set<Model>().AsNoTracking().OrderBy(m => m.Name).Select(m => new KnownModel(m.Id, m.Name, m.Variant)).ToListAsync(cancellationToken);
        var arms = new List<ArmDesign>();
        foreach (var arm in template.Arms)
            if (Find(models, arm, out var problem) is { } model) arms.Add(new ArmDesign(model.Id, arm.Branch));
            else problems.Add(problem);
        return arms;
    }

    /// <summary>By name; where no model has that name, the only one of the same variant.</summary>
    private static KnownModel? Find(IReadOnlyList<KnownModel> models, TemplateArm arm, out string problem)
    {
        var named = models.SingleOrDefault(m => m.Name == arm.Model);
        var alike = models.Where(m => m.Variant == arm.Variant).ToList();
        problem = (named, alike) switch
        {
            ({ } other, _) when other.Variant != arm.Variant => $"The model '{arm.Model}' is {other.Variant} here; the template needs {arm.Variant}.",
            (not null, _) or (null, [_]) => "",
            (null, []) => $"This portal has no model named '{arm.Model}' and none that is {arm.Variant}. Train or import one.",
            _ => $"This portal has no model named '{arm.Model}', and several are {arm.Variant}: {Listed(alike.Select(m => m.Name))}. Write the name of one into the template.",
        };
        return problem.Length > 0 ? null : named ?? alike[0];
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'")) is { Length: > 0 } some ? some : "none";

    private sealed record KnownModel(ModelId Id, string Name, ModelVariant Variant);
}
