using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Models;

/// <summary>Asks for predictions of a model on a split.</summary>
public sealed class RequestEvaluation(IDbContextFactory<PortalDb> databases, EnqueueJob enqueue)
{
    private const int MostSteps = 1000;

    public async Task<ModelJobOutcome> ExecuteAsync(EvaluateRequest request, string requestedBy, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var model = await db.Set<Model>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.ModelId, cancellationToken);
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DatasetId, cancellationToken);
        if (model is null || dataset is null) return new ModelJobOutcome.Refused("The model or the data set does not exist.");
        if ((AttackRefusal(request, model) ?? LabelRefusal(request, model, dataset)) is { } reason) return new ModelJobOutcome.Refused(reason);
        var attack = request.Steps == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", PGD-{request.Steps} at {request.Epsilon}");
        var title = $"Evaluate {model.Name} on {dataset.Name}{attack}";
        return new ModelJobOutcome.Started(await enqueue.ExecuteAsync(JobKind.Evaluate, title, request, requestedBy, cancellationToken));
    }

    private static string? AttackRefusal(EvaluateRequest request, Model model)
    {
        if (request.Epsilon is not (>= 0 and <= 1)) return "The radius of an attack is a number from 0 to 1, the range of the image.";
        if (request.Steps is < 0 or > MostSteps) return $"An attack has 1 to {MostSteps} steps.";
        if (request.Epsilon > 0 != request.Steps > 0) return "An attack has a radius above 0 and at least one step; an evaluation of clean images has neither.";
        var isThroughAdversarial = request.Branch == NormBranch.Adversarial || request.AttackBranch == NormBranch.Adversarial;
        return isThroughAdversarial && model.Variant != ModelVariant.DualBn ? $"{model.Name} has one batch norm; choose its clean branch." : null;
    }

    private static string? LabelRefusal(EvaluateRequest request, Model model, Dataset dataset)
    {
        if (request.LabelMap.Keys.Except(model.Labels).FirstOrDefault() is { } unknown) return $"{model.Name} has no label '{unknown}'.";
        if (request.LabelMap.Values.Except(dataset.Labels).FirstOrDefault() is { } missing) return $"{dataset.Name} has no label '{missing}'.";
        return model.Labels.Any(label => dataset.Labels.Contains(request.LabelMap.GetValueOrDefault(label, label)))
            ? null
            : $"{dataset.Name} has none of the labels {string.Join(", ", model.Labels)}: say which of its labels means the same, or choose another data set.";
    }
}
