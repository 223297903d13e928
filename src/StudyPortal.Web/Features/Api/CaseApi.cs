using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;

namespace StudyPortal.Web.Features.Api;

/// <summary>One case: its labels, its image, the maps over it.</summary>
internal static class CaseApi
{
    private const string Case = "/datasets/{dataset:guid}/cases/{number:int}";
    private const string Png = "image/png";

    public static RouteGroupBuilder MapCaseApi(this RouteGroupBuilder api)
    {
        api.MapGet(Case, ReadAsync).ProducesProblem(404)
            .Told(DatasetApi.Tag, "readCase", "One case", "Its labels, lesion boxes in pixels of the stored image, origin and the hash of its pixels.");
        api.MapGet($"{Case}/image", ImageAsync).ProducesProblem(404).ProducesProblem(400).ProducesProblem(409).Produces<Stream>(200, Png)
            .Told(DatasetApi.Tag, "downloadCaseImage", "Its image as an 8-bit PNG", "Through the window of its source, or through another one.");
        api.MapGet($"{Case}/thumbnail", ThumbnailAsync).ProducesProblem(404).ProducesProblem(409).Produces<Stream>(200, Png)
            .Told(DatasetApi.Tag, "downloadCaseThumbnail", "Its thumbnail as a PNG");
        api.MapGet($"{Case}/square", SquareAsync).ProducesProblem(404).ProducesProblem(409).Produces<Stream>(200, Png)
            .Told(DatasetApi.Tag, "downloadCaseSquare", "The square of it that the models see, as a PNG", "A map lies over this square.");
        api.MapGet($"{Case}/maps", MapsAsync).ProducesProblem(404)
            .Told(MapApi.Tag, "listMapsOfCase", "The maps over one case", "Of what several versions of the software made, the newest.");
        return api;
    }

    private static async Task<Results<Ok<CaseDetails>, ProblemHttpResult>> ReadAsync(Guid dataset, int number, ReadCase cases, CancellationToken cancellationToken) =>
        await FindAsync(dataset, number, cases, cancellationToken) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("case");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ImageAsync(
        Guid dataset, int number,
        [Description("The stored value shown as black.")] int? low,
        [Description("The stored value shown as white.")] int? high,
        ReadCase cases, RenderCase render, CancellationToken cancellationToken)
    {
        if (await FindAsync(dataset, number, cases, cancellationToken) is not { } found) return ApiProblems.NotFound("case");
        var (black, white) = (low ?? found.WindowLow, high ?? found.WindowHigh);
        if (black >= white) return ApiProblems.Refused($"low is {black} and high is {white}; black must be below white.");
        return PngOf(found, (await render.WindowedAsync(found.Id, low, high, forReview: false, cancellationToken))?.Content);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ThumbnailAsync(
        Guid dataset, int number, ReadCase cases, RenderCase render, CancellationToken cancellationToken) =>
        await FindAsync(dataset, number, cases, cancellationToken) is { } found
            ? PngOf(found, (await render.ThumbnailAsync(found.Id, forReview: false, cancellationToken))?.Content)
            : ApiProblems.NotFound("case");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> SquareAsync(
        Guid dataset, int number, ReadCase cases, ReadCaseSquare squares, CancellationToken cancellationToken) =>
        await FindAsync(dataset, number, cases, cancellationToken) is { } found
            ? PngOf(found, await squares.ExecuteAsync(found.Id, cancellationToken))
            : ApiProblems.NotFound("case");

    private static async Task<Results<Ok<IReadOnlyList<MapRow>>, ProblemHttpResult>> MapsAsync(
        Guid dataset, int number, ReadCase cases, ListMaps maps, CancellationToken cancellationToken) =>
        await FindAsync(dataset, number, cases, cancellationToken) is { } found
            ? TypedResults.Ok(await maps.OfCaseAsync(found.Id, cancellationToken))
            : ApiProblems.NotFound("case");

    private static Task<CaseDetails?> FindAsync(Guid dataset, int number, ReadCase cases, CancellationToken cancellationToken) =>
        cases.ExecuteAsync(new DatasetId(dataset), number, CaseFilter.All, cancellationToken);

    private static Results<FileContentHttpResult, ProblemHttpResult> PngOf(CaseDetails found, byte[]? png) => png is null
        ? ApiProblems.Conflict(found.Review.IsDue() ? "Somebody must look for text in its pixels first." : "The case was left out for the text in its pixels.")
        : TypedResults.Bytes(png, Png);
}
