using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Images and problem lists for those who work on data sets; a reader gets neither.</summary>
internal static class CaseImageEndpoints
{
    public static void MapCaseImages(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/datasets").RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        files.MapGet("/cases/{id:guid}/thumbnail", ThumbnailAsync);
        files.MapGet("/cases/{id:guid}/image", ImageAsync);
        files.MapGet("/imports/{id:guid}/problems.csv", ProblemsAsync);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ThumbnailAsync(Guid id, RenderCase render, HttpContext http) =>
        Png(http, await render.ThumbnailAsync(new CaseId(id), http.RequestAborted));

    private static async Task<Results<FileContentHttpResult, NotFound>> ImageAsync(Guid id, int? low, int? high, RenderCase render, HttpContext http) =>
        Png(http, await render.WindowedAsync(new CaseId(id), low, high, http.RequestAborted));

    private static async Task<Results<FileContentHttpResult, NotFound>> ProblemsAsync(Guid id, ListProblems problems, HttpContext http) =>
        await problems.ExecuteAsync(id, null, http.RequestAborted) is [_, ..] found
            ? TypedResults.File(ProblemsCsv.Write(found), "text/csv", "import-problems.csv")
            : TypedResults.NotFound();

    /// <summary>A case's pixels never change, so a browser may keep them.</summary>
    private static Results<FileContentHttpResult, NotFound> Png(HttpContext http, CaseImage? image)
    {
        if (image is null) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(image.Png, "image/png", entityTag: new EntityTagHeaderValue($"\"{image.Tag}\""));
    }
}
