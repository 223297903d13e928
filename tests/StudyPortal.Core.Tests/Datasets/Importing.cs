using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

internal static class Importing
{
    public static Task<ImportOutcome> ImportAsync(this TestPortal portal, ImportRequest request, Guid? importId = null) =>
        portal.Get<ImportDataset>().ExecuteAsync(request, importId ?? Guid.NewGuid(), "tester", _ => { }, TestContext.Current.CancellationToken);

    public static async Task<DatasetDetails> ImportedAsync(this TestPortal portal, ImportRequest request)
    {
        var imported = Assert.IsType<ImportOutcome.Imported>(await portal.ImportAsync(request));
        return (await portal.Get<ReadDataset>().ExecuteAsync(imported.Id, TestContext.Current.CancellationToken))!;
    }

    /// <summary>Its problems with the names of the files, as the administrator gets them.</summary>
    public static async Task<IReadOnlyList<SourceProblem>> NamedAsync(this TestPortal portal, string folder, Guid import) =>
        portal.Get<NameProblems>().In(folder, await portal.Get<ListProblems>().ExecuteAsync(import, null, TestContext.Current.CancellationToken));

    /// <summary>The name alone, or with the size of the file.</summary>
    public static bool IsOf(this SourceProblem problem, string file) => problem.File == file || problem.File.StartsWith($"{file} (", StringComparison.Ordinal);

    public static async Task<ImportOutcome.Refused> RefusedAsync(this TestPortal portal, ImportRequest request)
    {
        var refused = Assert.IsType<ImportOutcome.Refused>(await portal.ImportAsync(request));
        await portal.AssertEmptyAsync();
        return refused;
    }

    public static async Task AssertEmptyAsync(this TestPortal portal)
    {
        await using var db = portal.OpenDb();
        Assert.Equal(0, await db.Set<Dataset>().CountAsync());
        Assert.Equal(0, await db.Set<Case>().CountAsync());
        Assert.Equal(0, await db.Set<CaseLabel>().CountAsync());
    }
}
