using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Api;

/// <summary>Data sets and the lists of their cases.</summary>
internal static class DatasetApi
{
    public const string Tag = "Data sets";

    public static RouteGroupBuilder MapDatasetApi(this RouteGroupBuilder api)
    {
        api.MapGet("/datasets", ListAsync).Told(Tag, "listDatasets", "All data sets, by name");
        api.MapGet("/datasets/{dataset:guid}", ReadAsync).ProducesProblem(404)
            .Told(Tag, "readDataset", "One data set", "What it holds in each split, by label, and where it comes from.");
        api.MapGet("/datasets/{dataset:guid}/problems", ProblemsAsync).ProducesProblem(404).ProducesProblem(400)
            .Told(Tag, "listImportProblems", "What its imports left out or noted", "In the order of the imports. No name of a file is told but those of the format, for one could be a patient's.");
        api.MapGet("/datasets/{dataset:guid}/problems.csv", ProblemsCsvAsync).ProducesProblem(404).Produces<Stream>(200, "text/csv")
            .Told(Tag, "downloadImportProblems", "The same as a CSV file");
        api.MapGet("/datasets/{dataset:guid}/cases", CasesAsync).ProducesProblem(404).ProducesProblem(400)
            .Told(Tag, "listCases", "Its cases, by number", "All of them, or those that are selected; also those that wait for a review of their pixels, and say so.");
        api.MapGet("/datasets/{dataset:guid}/cases.csv", CasesCsvAsync).ProducesProblem(404).ProducesProblem(400).Produces<Stream>(200, "text/csv")
            .Told(Tag, "downloadCases", "The same as a CSV file", "With the value of every label, and without the cases that wait for a review or were left out at one.");
        return api;
    }

    private static async Task<Ok<IReadOnlyList<DatasetRow>>> ListAsync(ListDatasets datasets, CancellationToken cancellationToken) =>
        TypedResults.Ok(await datasets.ExecuteAsync(cancellationToken));

    private static async Task<Results<Ok<DatasetDetails>, ProblemHttpResult>> ReadAsync(Guid dataset, ReadDataset datasets, CancellationToken cancellationToken) =>
        await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("data set");

    private static async Task<Results<Ok<Paged<SourceProblem>>, ProblemHttpResult>> ProblemsAsync(
        Guid dataset, [AsParameters] Paging paging, ReadDatasetHead datasets, ListProblems problems, CancellationToken cancellationToken)
    {
        if (await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is not { } found) return ApiProblems.NotFound("data set");
        if (paging.Problem is { } problem) return ApiProblems.Refused(problem);
        var page = await problems.OfSetAsync(found.Id, paging.Number - 1, paging.Size, cancellationToken);
        return TypedResults.Ok(new Paged<SourceProblem>(page.Total, paging.Number, paging.Size, page.Problems));
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ProblemsCsvAsync(
        Guid dataset, ReadDatasetHead datasets, WriteProblems problems, CancellationToken cancellationToken) =>
        await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is { } found
            ? TypedResults.Stream(target => problems.OfSetAsync(found.Id, target, cancellationToken), "text/csv", "import-problems.csv")
            : ApiProblems.NotFound("data set");

    private static async Task<Results<Ok<Paged<CaseRow>>, ProblemHttpResult>> CasesAsync(
        Guid dataset, [AsParameters] CaseSelection selection, [AsParameters] Paging paging, ReadDatasetHead datasets, ListCases cases, CancellationToken cancellationToken)
    {
        if (await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is not { } found) return ApiProblems.NotFound("data set");
        if ((paging.Problem ?? selection.Problem(found)) is { } problem) return ApiProblems.Refused(problem);
        var page = await cases.ExecuteAsync(found.Id, selection.Filter, paging.Number - 1, paging.Size, cancellationToken);
        return TypedResults.Ok(new Paged<CaseRow>(page.Total, paging.Number, paging.Size, page.Cases));
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> CasesCsvAsync(
        Guid dataset, [AsParameters] CaseSelection selection, ReadDatasetHead datasets, WriteCaseList list, CancellationToken cancellationToken)
    {
        if (await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is not { } found) return ApiProblems.NotFound("data set");
        if (selection.Problem(found) is { } problem) return ApiProblems.Refused(problem);
        return TypedResults.Stream(target => list.ExecuteAsync(found.Id, selection.Filter, target, cancellationToken), "text/csv", $"{found.Name} cases.csv");
    }
}
