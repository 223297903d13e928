using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Images and lists for those who work on data sets; a reader gets neither, and what was not reviewed yet only an administrator.</summary>
internal static class CaseImageEndpoints
{
    private const string Png = "image/png";

    public static void MapCaseImages(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/datasets").RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        files.MapGet("/cases/{id:guid}/thumbnail", ThumbnailAsync);
        files.MapGet("/cases/{id:guid}/image", ImageAsync);
        files.MapGet("/cases/{id:guid}/pixels", PixelsAsync);
        files.MapGet("/cases/{id:guid}/mask", MaskAsync);
        files.MapGet("/{id:guid}/cases.csv", CasesAsync);
        files.MapGet("/imports/{id:guid}/problems.csv", ProblemsAsync);
        files.MapGet("/imports/{id:guid}/problems-by-name.csv", ProblemsByNameAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin));
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ThumbnailAsync(Guid id, RenderCase render, HttpContext http) =>
        Image(http, await render.ThumbnailAsync(new CaseId(id), IsForReview(http), http.RequestAborted), Png);

    private static async Task<Results<FileContentHttpResult, NotFound>> ImageAsync(Guid id, int? low, int? high, RenderCase render, HttpContext http) =>
        Image(http, await render.WindowedAsync(new CaseId(id), low, high, IsForReview(http), http.RequestAborted), Png);

    private static async Task<Results<FileContentHttpResult, NotFound>> PixelsAsync(Guid id, RenderCase render, HttpContext http) =>
        Image(http, await render.StoredAsync(new CaseId(id), IsForReview(http), http.RequestAborted), "application/octet-stream");

    private static async Task<Results<FileContentHttpResult, NotFound>> MaskAsync(Guid id, string label, RenderCase render, HttpContext http) =>
        Image(http, await render.MaskAsync(new CaseId(id), label, IsForReview(http), http.RequestAborted), Png);

    private static async Task<Results<PushStreamHttpResult, NotFound>> CasesAsync(
        Guid id, string? split, string? label, string? value, string? view, string? modality, string? review, string? text,
        ReadDatasetHead datasets, WriteCaseList list, HttpContext http)
    {
        if (await datasets.ExecuteAsync(new DatasetId(id), http.RequestAborted) is not { } dataset) return TypedResults.NotFound();
        var filter = CaseFilterText.Read(split, label, value, view, modality, review, text);
        return TypedResults.Stream(target => list.ExecuteAsync(dataset.Id, filter, target, http.RequestAborted), "text/csv", $"{dataset.Name} cases.csv");
    }

    private static async Task<Results<PushStreamHttpResult, NotFound>> ProblemsAsync(Guid id, WriteProblems problems, HttpContext http) =>
        await problems.AreThereAsync(id, http.RequestAborted)
            ? TypedResults.Stream(target => problems.ExecuteAsync(id, target, http.RequestAborted), "text/csv", "import-problems.csv")
            : TypedResults.NotFound();

    /// <summary>The names are read from the folder for this answer, and a browser keeps none of them.</summary>
    private static async Task<Results<PushStreamHttpResult, NotFound>> ProblemsByNameAsync(Guid id, NameProblems problems, HttpContext http)
    {
        if (await problems.ExecuteAsync(id, http.RequestAborted) is not [_, ..] found) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(target => WriteProblems.WriteAsync(found, target, http.RequestAborted), "text/csv", "import-problems-by-name.csv");
    }

    private static bool IsForReview(HttpContext http) => http.User.IsInRole(Roles.Admin);

    /// <summary>Pixels that need no review, or had one, never change, so a browser may keep them; of others it must keep nothing.</summary>
    private static Results<FileContentHttpResult, NotFound> Image(HttpContext http, CaseImage? image, string type)
    {
        if (image is null) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = image.IsFinal ? "private, max-age=31536000, immutable" : "no-store";
        return TypedResults.Bytes(image.Content, type, entityTag: image.IsFinal ? new EntityTagHeaderValue($"\"{image.Tag}\"") : null);
    }
}
