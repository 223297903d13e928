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
