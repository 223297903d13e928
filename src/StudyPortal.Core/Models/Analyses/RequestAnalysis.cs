using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>Asks for an analysis of a model, if it can be made.</summary>
public sealed class RequestAnalysis(IDbContextFactory<PortalDb> databases, StoreAnalysis stored, ListAnalyses analyses, EnqueueJob enqueue)
{
    private const int MostSteps = 1000;

    /// <summary>Parameters that the kind does not ask for are left out.</summary>
    public async Task<ModelJobOutcome> ExecuteAsync(AnalyseRequest asked, string requestedBy, CancellationToken cancellationToken)
    {
        var description = AnalysisDescription.Of(asked.Kind);
        var request = OnlyAsked(asked, description);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var model = await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.ModelId, cancellationToken);
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DatasetId, cancellationToken);
        if (model is null || dataset is null) return new ModelJobOutcome.Refused("The model or the data set does not exist.");
        var refusal = NumbersRefusal(request, description) ?? BranchRefusal(request, model)
            ?? await CasesRefusalAsync(db, request, model, dataset, cancellationToken)
            ?? await OtherRefusalAsync(db, request, description, model, cancellationToken)
            ?? await RepetitionRefusalAsync(request, cancellationToken);
        if (refusal is not null) return new ModelJobOutcome.Refused(refusal);
        var title = $"{description.Title} of {model.Name} on {dataset.Name}";
        return new ModelJobOutcome.Started(await enqueue.ExecuteAsync(JobKind.Analyse, title, request, requestedBy, cancellationToken));
    }

    private static AnalyseRequest OnlyAsked(AnalyseRequest request, AnalysisDescription description)
    {
        var (given, suggested) = (request.Parameters, description.Suggested);
        return request with
        {
            Branch = description.HasBranch ? request.Branch : NormBranch.Clean,
            Parameters = new AnalysisParameters(
                given.Cases,
                suggested.Epsilon is null ? null : given.Epsilon,
                suggested.Steps is null ? null : given.Steps,
                description.Other == OtherModel.None ? null : given.Other,
                suggested.Method is null ? null : given.Method),
        };
    }

    private static string? NumbersRefusal(AnalyseRequest request, AnalysisDescription description)
    {
        var (given, suggested) = (request.Parameters, description.Suggested);
        if (given.Cases < description.LeastCases || given.Cases > description.MostCases) return $"{description.Title} takes {description.LeastCases} to {description.MostCases} cases.";
        if (suggested.Epsilon is not null && given.Epsilon is not (> 0 and <= 1)) return "The radius is a number above 0 and at most 1, the range of the image.";
        if (suggested.Steps is not null && given.Steps is not (>= 1 and <= MostSteps)) return $"An attack has 1 to {MostSteps} steps.";
        return suggested.Method is not null && SaliencyMethods.All.All(method => method.Name != given.Method)
            ? $"There is no method '{given.Method}': choose one of {string.Join(", ", SaliencyMethods.All.Select(method => method.Name))}."
            : null;
    }

    private static string? BranchRefusal(AnalyseRequest request, Model model) =>
        request.Branch == NormBranch.Adversarial && model.Variant != ModelVariant.DualBn ? $"{model.Name} has one batch norm; choose its clean branch." : null;

    private static async Task<string?> CasesRefusalAsync(
        PortalDb db, AnalyseRequest request, Model model, Dataset dataset, CancellationToken cancellationToken)
    {
        var split = request.Split.ToString().ToLowerInvariant();
        var cases = db.Set<Case>().Where(c => c.DatasetId == request.DatasetId && c.Split == request.Split).Usable();
        if (!await cases.AnyAsync(cancellationToken)) return $"{dataset.Name} has no case in its {split} split, or none whose pixels were looked at: choose another split.";
        if (request.Kind != AnalysisKind.Similarity && !dataset.Labels.Intersect(model.Labels).Any())
            return $"{dataset.Name} has none of the labels {string.Join(", ", model.Labels)}: choose another data set.";
        var hasBoxes = request.Kind != AnalysisKind.Localisation
            || await cases.AnyAsync(c => db.Set<LesionBox>().Any(b => b.CaseId == c.Id && model.Labels.Contains(b.Label)), cancellationToken);
        return hasBoxes ? null : $"No case in the {split} split of {dataset.Name} has a lesion box for a label of the model: choose another data set.";
    }

    private static async Task<string?> OtherRefusalAsync(
        PortalDb db, AnalyseRequest request, AnalysisDescription description, Model model, CancellationToken cancellationToken)
    {
        if (request.Parameters.Other is not { } id) return description.Other == OtherModel.Required ? "Choose the other model." : null;
        var other = await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
        if (other is null || other.Id == model.Id) return "Choose another model than this one.";
        if ((other.InputSize, other.InputChannels) != (model.InputSize, model.InputChannels))
            return $"{other.Name} takes other images: {Input(other)}, {model.Name} {Input(model)}.";
        return request.Kind != AnalysisKind.Similarity && !other.Labels.SequenceEqual(model.Labels, StringComparer.Ordinal)
            ? $"{other.Name} has other labels: {string.Join(", ", other.Labels)}."
            : null;
    }

    private static string Input(Model model) => $"{model.InputChannels} x {model.InputSize} x {model.InputSize}";

    private async Task<string?> RepetitionRefusalAsync(AnalyseRequest request, CancellationToken cancellationToken)
    {
        if (await stored.FindAsync(request, cancellationToken) is not null) return "This analysis is on the page already.";
        var jobs = await analyses.JobsAsync(request.ModelId, cancellationToken);
        return jobs.Any(job => !job.Job.IsOver && job.Request == request) ? "This analysis is being made already." : null;
    }
}
