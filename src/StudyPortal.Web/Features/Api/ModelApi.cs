using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Api;

/// <summary>Models, how well they classify, and what was found out about them.</summary>
internal static class ModelApi
{
    private const string Tag = "Models";

    public static RouteGroupBuilder MapModelApi(this RouteGroupBuilder api)
    {
        api.MapGet("/models", ListAsync).Told(Tag, "listModels", "All models, newest first", "With the mean area under the ROC curve on the test split, clean and under attack.");
        api.MapGet("/models/{model:guid}", ReadAsync).ProducesProblem(404)
            .Told(Tag, "readModel", "One model", "Provenance, training curves, and every evaluation with its areas and their intervals.");
        api.MapGet("/models/{model:guid}/card", CardAsync).ProducesProblem(404).Produces<string>(200, "text/markdown").Told(Tag, "readModelCard", "Its card, in Markdown");
        api.MapGet("/models/{model:guid}/roc", RocAsync).ProducesProblem(404).Told(Tag, "readRocCurves", "The ROC curves of its evaluations, by label");
        api.MapGet("/models/{model:guid}/weights", WeightsAsync).ProducesProblem(404).Produces<Stream>(200, "application/octet-stream")
            .Told(Tag, "downloadWeights", "Its weights, a PyTorch state dict", "A part of it can be asked for with the header Range.");
        api.MapGet("/models/{model:guid}/analyses", AnalysesAsync).ProducesProblem(404)
            .Told(Tag, "listAnalyses", "Its analyses, newest first", "Robustness curves, strong attacks, similarity of layers and the others of the model's page, with all their numbers.");
        api.MapGet("/analyses/{analysis:guid}", AnalysisAsync).ProducesProblem(404).Told(Tag, "readAnalysis", "One analysis");
        api.MapGet("/analyses/{analysis:guid}/files/{name}", FileAsync).ProducesProblem(404).Produces<Stream>(200, "application/octet-stream")
            .Told(Tag, "downloadAnalysisFile", "A part of an analysis as a file", "The name of the part with .csv, for a figure also .svg or .png.");
        return api;
    }

    private static async Task<Ok<IReadOnlyList<ModelRow>>> ListAsync(ListModels models, CancellationToken cancellationToken) =>
        TypedResults.Ok(await models.ExecuteAsync(cancellationToken));

    private static async Task<Results<Ok<ModelDocument>, ProblemHttpResult>> ReadAsync(Guid model, ReadModel models, CancellationToken cancellationToken) =>
        await models.ExecuteAsync(ModelId.From(model), cancellationToken) is { } found ? TypedResults.Ok(ModelDocument.Of(found)) : Missing;

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> CardAsync(Guid model, ReadModel models, CancellationToken cancellationToken) =>
        await models.ExecuteAsync(ModelId.From(model), cancellationToken) is { } found
            ? TypedResults.Text(found.Model.Card, "text/markdown; charset=utf-8")
            : Missing;

    private static async Task<Results<Ok<IReadOnlyList<LabelRoc>>, ProblemHttpResult>> RocAsync(
        Guid model, ReadModel models, ReadRocCurves curves, CancellationToken cancellationToken) =>
        await models.ExecuteAsync(ModelId.From(model), cancellationToken) is { } found
            ? TypedResults.Ok(await curves.ExecuteAsync([.. found.Evaluations.Select(scores => scores.Id)], cancellationToken))
            : Missing;

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> WeightsAsync(
        Guid model, ReadModel models, BlobStore blobs, CancellationToken cancellationToken) =>
        await models.ExecuteAsync(ModelId.From(model), cancellationToken) is { Model: var found }
            ? TypedResults.File(await blobs.OpenAsync(found.Weights, cancellationToken), "application/octet-stream", $"{found.Name}.pth", enableRangeProcessing: true)
            : Missing;

    private static async Task<Results<Ok<IReadOnlyList<AnalysisDetails>>, ProblemHttpResult>> AnalysesAsync(
        Guid model, ReadModel models, ListAnalyses analyses, CancellationToken cancellationToken) =>
        await models.ExecuteAsync(ModelId.From(model), cancellationToken) is { } found
            ? TypedResults.Ok(await analyses.ExecuteAsync(found.Model.Id, cancellationToken))
            : Missing;

    private static async Task<Results<Ok<AnalysisDetails>, ProblemHttpResult>> AnalysisAsync(Guid analysis, ListAnalyses analyses, CancellationToken cancellationToken) =>
        await analyses.FindAsync(AnalysisId.From(analysis), cancellationToken) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("analysis");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(
        Guid analysis, string name, DownloadAnalysis download, CancellationToken cancellationToken) =>
        await download.ExecuteAsync(AnalysisId.From(analysis), name, cancellationToken) is { } file
            ? TypedResults.File(file.Content, file.MediaType, file.Name)
            : ApiProblems.NotFound("analysis, or it has no such file");

    private static ProblemHttpResult Missing => ApiProblems.NotFound("model");
}
