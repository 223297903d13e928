using System.ComponentModel;
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
        api.MapGet("/datasets/{dataset:guid}/problems", ProblemsAsync).ProducesProblem(404)
            .Told(Tag, "listImportProblems", "What its import left out or noted");
        api.MapGet("/datasets/{dataset:guid}/problems.csv", ProblemsCsvAsync).ProducesProblem(404).Produces<Stream>(200, "text/csv")
            .Told(Tag, "downloadImportProblems", "The same as a CSV file");
        api.MapGet("/datasets/{dataset:guid}/cases", CasesAsync).ProducesProblem(404).ProducesProblem(400)
            .Told(Tag, "listCases", "Its cases, by number", "All of them, or those of a split, or those of which a label has a value.");
        return api;
    }

    private static async Task<Ok<IReadOnlyList<DatasetRow>>> ListAsync(ListDatasets datasets, CancellationToken cancellationToken) =>
        TypedResults.Ok(await datasets.ExecuteAsync(cancellationToken));

    private static async Task<Results<Ok<DatasetDetails>, ProblemHttpResult>> ReadAsync(Guid dataset, ReadDataset datasets, CancellationToken cancellationToken) =>
        await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("data set");

    private static async Task<Results<Ok<IReadOnlyList<SourceProblem>>, ProblemHttpResult>> ProblemsAsync(
        Guid dataset, ReadDataset datasets, ListProblems problems, CancellationToken cancellationToken) =>
        await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is { } found
            ? TypedResults.Ok(await problems.ExecuteAsync(found.ImportId, null, cancellationToken))
            : ApiProblems.NotFound("data set");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ProblemsCsvAsync(
        Guid dataset, ReadDataset datasets, ListProblems problems, CancellationToken cancellationToken) =>
        await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is { } found
            ? TypedResults.File(ProblemsCsv.Write(await problems.ExecuteAsync(found.ImportId, null, cancellationToken)), "text/csv", "import-problems.csv")
            : ApiProblems.NotFound("data set");

    private static async Task<Results<Ok<Paged<CaseRow>>, ProblemHttpResult>> CasesAsync(
        Guid dataset,
        [Description("Only cases of this split.")] DatasetSplit? split,
        [Description("Only cases of which this label has the value.")] string? label,
        [Description("With a label; Positive when left out.")] LabelValue? value,
        [AsParameters] Paging paging,
        ReadDataset datasets, ListCases cases, CancellationToken cancellationToken)
    {
        if (await datasets.ExecuteAsync(new DatasetId(dataset), cancellationToken) is not { } found) return ApiProblems.NotFound("data set");
        if (paging.Problem is { } problem) return ApiProblems.Refused(problem);
        if ((Unknown(split) ?? Unknown(value)) is { } unknown) return ApiProblems.Refused(unknown);
        if (label is not null && !found.Labels.Contains(label))
            return ApiProblems.Refused($"label is '{label}'; expected one of {string.Join(", ", found.Labels)}.");
        if (label is null && value is not null) return ApiProblems.Refused("value is given without a label.");
        var filter = new CaseFilter(split, label, label is null ? null : value ?? LabelValue.Positive);
        var page = await cases.ExecuteAsync(found.Id, filter, paging.Number - 1, paging.Size, cancellationToken);
        return TypedResults.Ok(new Paged<CaseRow>(page.Total, paging.Number, paging.Size, page.Cases));
    }

    /// <summary>A bare number passes as a name of an enum, even one that none has.</summary>
    private static string? Unknown<T>(T? given) where T : struct, Enum =>
        given is { } value && !Enum.IsDefined(value) ? $"{typeof(T).Name} is '{value}'; expected one of {string.Join(", ", Enum.GetNames<T>())}." : null;
}
