using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Web.Features.Api;

/// <summary>Saliency maps: lists, pictures, raw values.</summary>
internal static class MapApi
{
    public const string Tag = "Saliency maps";

    private const int MostShared = 32;

    public static RouteGroupBuilder MapMapApi(this RouteGroupBuilder api)
    {
        api.MapGet("/models/{model:guid}/maps", OfModelAsync).ProducesProblem(404)
            .Told(Tag, "listMapsOfModel", "The maps of one model", "Of what several versions of the software made, the newest.");
        api.MapGet("/maps/methods", () => TypedResults.Ok(SaliencyMethods.All)).Told(Tag, "listMapMethods", "The methods that make maps");
        api.MapGet("/maps/contracts", () => TypedResults.Ok(MapRendering.All)).Told(Tag, "listMapContracts", "The ways in which a map can be coloured");
        api.MapGet("/maps/{map:guid}", ReadAsync).ProducesProblem(404).Told(Tag, "readMap", "One map");
        api.MapGet("/maps/{map:guid}/image", ImageAsync).ProducesProblem(404).ProducesProblem(400).Produces<Stream>(200, "image/png")
            .Told(Tag, "downloadMapImage", "Its picture as a PNG of the model's input size", "As readers saw it, or coloured anew from its values.");
        api.MapGet("/maps/{map:guid}/values", ValuesAsync).ProducesProblem(404).Produces<Stream>(200, "application/octet-stream")
            .Told(Tag, "downloadMapValues", "Its signed values, float32, as numpy's .npy");
        return api;
    }

    private static async Task<Results<Ok<IReadOnlyList<MapRow>>, ProblemHttpResult>> OfModelAsync(
        Guid model, ReadModel models, ListMaps maps, CancellationToken cancellationToken) =>
        await models.ExecuteAsync(ModelId.From(model), cancellationToken) is { } found
            ? TypedResults.Ok(await maps.OfModelAsync(found.Model.Id, cancellationToken))
            : ApiProblems.NotFound("model");

    private static async Task<Results<Ok<MapDocument>, ProblemHttpResult>> ReadAsync(Guid map, ReadMap maps, CancellationToken cancellationToken) =>
        await maps.ExecuteAsync(SaliencyMapId.From(map), cancellationToken) is { } found ? TypedResults.Ok(MapDocument.Of(found)) : Missing;

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ImageAsync(
        Guid map,
        [Description("Version of the contract by which it is coloured; as readers saw it when left out.")] string? contract,
        [Description("Other maps that share the scale, where the contract has a shared one.")] Guid[]? with,
        ReadMap maps, RenderMap render, CancellationToken cancellationToken)
    {
        var versions = MapRendering.All.Select(rendering => rendering.Version).ToList();
        if (contract is not null && !versions.Contains(contract)) return ApiProblems.Refused($"contract is '{contract}'; expected one of {string.Join(", ", versions)}.");
        var others = with ?? [];
        if (others.Length > MostShared) return ApiProblems.Refused($"with names {others.Length} maps; at most {MostShared} share a scale.");
        var id = SaliencyMapId.From(map);
        var png = contract is null
            ? await maps.RenderingAsync(id, cancellationToken)
            : await render.ExecuteAsync(id, contract, [.. others.Select(SaliencyMapId.From)], cancellationToken);
        return png is null ? Missing : TypedResults.Bytes(png, "image/png");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ValuesAsync(Guid map, ReadMap maps, CancellationToken cancellationToken) =>
        await maps.RawAsync(SaliencyMapId.From(map), cancellationToken) is { } values
            ? TypedResults.Bytes(values, "application/octet-stream", $"{map}.npy")
            : Missing;

    private static ProblemHttpResult Missing => ApiProblems.NotFound("map");
}
