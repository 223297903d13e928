using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Web.Features.Saliency;

/// <summary>Pictures for the gallery. A reader never comes here: these addresses name the map, and with it the model.</summary>
internal static class SaliencyEndpoints
{
    private const string Png = "image/png";

    public static IEndpointRouteBuilder MapSaliencyPictures(this IEndpointRouteBuilder app)
    {
        var pictures = app.MapGroup("/saliency").RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        pictures.MapGet("/maps/{id:guid}.png", RenderingAsync);
        pictures.MapGet("/maps/{id:guid}.npy", RawAsync);
        pictures.MapGet("/cases/{id:guid}.png", SquareAsync);
        return app;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> RenderingAsync(Guid id, HttpResponse response, ReadMap maps, CancellationToken cancellationToken) =>
        Found(await maps.RenderingAsync(SaliencyMapId.From(id), cancellationToken), Png, null, response);

    private static async Task<Results<FileContentHttpResult, NotFound>> RawAsync(Guid id, HttpResponse response, ReadMap maps, CancellationToken cancellationToken) =>
        Found(await maps.RawAsync(SaliencyMapId.From(id), cancellationToken), "application/octet-stream", $"{id}.npy", response);

    private static async Task<Results<FileContentHttpResult, NotFound>> SquareAsync(Guid id, HttpResponse response, ReadCaseSquare squares, CancellationToken cancellationToken) =>
        Found(await squares.ExecuteAsync(CaseId.From(id), cancellationToken), Png, null, response);

    private static Results<FileContentHttpResult, NotFound> Found(byte[]? bytes, string type, string? name, HttpResponse response)
    {
        if (bytes is null) return TypedResults.NotFound();
        response.Headers.CacheControl = "private, max-age=86400, immutable";
        return TypedResults.File(bytes, type, name);
    }
}
