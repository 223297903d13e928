using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Web.Features.Saliency;

/// <summary>Pictures for the gallery. A reader never comes here: these addresses name the map, and with it the model.</summary>
internal static class SaliencyEndpoints
{
    private const string Png = "image/png";

    private const int MostShared = 32;

    public static IEndpointRouteBuilder MapSaliencyPictures(this IEndpointRouteBuilder app)
    {
        var pictures = app.MapGroup("/saliency").RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        pictures.MapGet("/maps/{id:guid}.png", RenderingAsync);
        pictures.MapGet("/maps/{id:guid}/{contract}.png", RenderedAsync);
        pictures.MapGet("/maps/{id:guid}.npy", RawAsync);
        pictures.MapGet("/cases/{id:guid}.png", SquareAsync);
        return app;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> RenderingAsync(Guid id, HttpResponse response, ReadMap maps, CancellationToken cancellationToken) =>
        Found(await maps.RenderingAsync(SaliencyMapId.From(id), cancellationToken), Png, null, response);

    /// <summary>Under another contract than the stored one; <paramref name="with"/> names the maps that share the scale.</summary>
    private static async Task<Results<FileContentHttpResult, NotFound, BadRequest<string>>> RenderedAsync(
        Guid id, string contract, Guid[] with, HttpResponse response, RenderMap render, CancellationToken cancellationToken)
    {
        if (with.Length > MostShared) return TypedResults.BadRequest($"At most {MostShared} maps share a scale; {with.Length} were named.");
        var found = Found(await render.ExecuteAsync(SaliencyMapId.From(id), contract, [.. with.Select(SaliencyMapId.From)], cancellationToken), Png, null, response);
        return found.Result is FileContentHttpResult picture ? picture : TypedResults.NotFound();
    }

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
