using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Storage;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Models;

internal static class ModelEndpoints
{
    public const string Uploads = "/models/uploads";

    public static IEndpointRouteBuilder MapModelFiles(this IEndpointRouteBuilder app)
    {
        app.MapPut(Uploads, ReceiveAsync)
            .RequireAuthorization(policy => policy.RequireRole(Roles.Admin))
            .RequireValidAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(ReceiveWeights.MaxBytes));
        app.MapGet("/models/{id:guid}/weights", WeightsAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        app.MapGet("/models/{id:guid}/card", CardAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        app.MapGet("/models/analyses/{analysis:guid}/{name}", AnalysisAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        return app;
    }

    private static async Task<Results<Ok<ReceivedWeights>, ProblemHttpResult>> ReceiveAsync(HttpRequest request, ReceiveWeights receive, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(new ReceivedWeights(await receive.ExecuteAsync(request.Body, cancellationToken)));
        }
        catch (InvalidDataException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> WeightsAsync(
        Guid id, ReadModel models, BlobStore blobs, CancellationToken cancellationToken) =>
        await models.ExecuteAsync(ModelId.From(id), cancellationToken) is { Model: var model }
            ? TypedResults.File(await blobs.OpenAsync(model.Weights, cancellationToken), "application/octet-stream", $"{model.Name}.pth")
            : TypedResults.NotFound();

    private static async Task<Results<ContentHttpResult, NotFound>> CardAsync(Guid id, ReadModel models, CancellationToken cancellationToken) =>
        await models.ExecuteAsync(ModelId.From(id), cancellationToken) is { Model: var model }
            ? TypedResults.Text(model.Card, "text/markdown; charset=utf-8")
            : TypedResults.NotFound();

    private static async Task<Results<FileContentHttpResult, NotFound>> AnalysisAsync(
        Guid analysis, string name, DownloadAnalysis download, CancellationToken cancellationToken) =>
        await download.ExecuteAsync(AnalysisId.From(analysis), name, cancellationToken) is { } file
            ? TypedResults.File(file.Content, file.MediaType, file.Name)
            : TypedResults.NotFound();

    private sealed record ReceivedWeights(string Hash);
}
