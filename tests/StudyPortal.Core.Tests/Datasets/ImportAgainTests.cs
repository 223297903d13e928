using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>The same source imported once more.</summary>
public sealed class ImportAgainTests
{
    private const string Header = "file,patient,Nodule,Mass\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_folder_under_the_same_name_adds_nothing_and_tells_what_is_there()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(12).Text("labels.csv", Rows(12));
        var first = await portal.ImportedAsync(source.Request());
        var before = await RowsAsync(portal);

        var again = Assert.IsType<ImportOutcome.Imported>(await portal.ImportAsync(source.Request()));

        Assert.Equal(new ImportOutcome.Imported(first.Id, 0, 0, 12), again);
        Assert.Equal(before, await RowsAsync(portal));
        Assert.Equal(first.Name, Assert.Single(await portal.Get<ListDatasets>().ExecuteAsync(Cancelled)).Name);
    }

    [Fact]
    public async Task What_is_new_in_a_folder_is_added_and_nobody_moves_to_another_split()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(30).Text("labels.csv", Rows(20));
        var first = await portal.ImportedAsync(source.Request());
        var before = await CasesAsync(portal, first.Id);
        source.Text("labels.csv", Rows(30));

        var again = Assert.IsType<ImportOutcome.Imported>(await portal.ImportAsync(source.Request()));

        var after = await CasesAsync(portal, first.Id);
        Assert.Equal(new ImportOutcome.Imported(first.Id, 10, 0, 20), again);
        Assert.Equal(before, after.Take(20));
        Assert.Equal(Enumerable.Range(1, 30), after.Select(row => row.Number));
        Assert.All(after.GroupBy(row => row.Patient), patient => Assert.Single(patient.Select(row => row.Split).Distinct()));
        Assert.Contains(after.Skip(20), added => before.Any(old => old.Patient == added.Patient));
        Assert.Contains(after.Skip(20), added => before.All(old => old.Patient != added.Patient));
        Assert.Equal(60, (await portal.Get<ReadDataset>().ExecuteAsync(first.Id, Cancelled))!.Counts.Sum(c => c.Positive + c.Negative));
    }

    [Fact]
    public async Task Adding_is_audited_and_kept_with_the_set()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(4).Text("labels.csv", Rows(3));
        await portal.ImportedAsync(source.Request());
        source.Text("labels.csv", Rows(4));

        await portal.ImportAsync(source.Request());

        await using var db = portal.OpenDb();
        Assert.Equal(["dataset.imported", "dataset.extended"], await db.Set<AuditEvent>().OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(Cancelled));
        Assert.Equal([(3, 0), (1, 3)], (await db.Set<DatasetImport>().OrderByDescending(i => i.Cases).ToListAsync(Cancelled)).Select(i => (i.Cases, i.Present)));
    }

    [Fact]
    public async Task Under_another_name_it_is_another_data_set_over_the_same_blobs()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(5).Text("labels.csv", Rows(5));
        await portal.ImportedAsync(source.Request());
        var blobs = Blobs(portal);

        var other = await portal.ImportedAsync(source.Request("Other"));

        Assert.Equal(5, other.Cases);
        Assert.Equal(2, (await portal.Get<ListDatasets>().ExecuteAsync(Cancelled)).Count);
        Assert.Equal(blobs, Blobs(portal));
    }

    [Theory]
    [InlineData("file,patient,Mass,Nodule\n0.png,A,1,0\n3.png,D,0,1\n", "with the labels Nodule, Mass, and this folder has Mass, Nodule")]
    [InlineData("file,patient,Nodule\n0.png,A,1\n3.png,D,0\n", "and this folder has Nodule.")]
    public async Task Other_labels_cannot_be_added(string labels, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(4).Text("labels.csv", Rows(3));
        var first = await portal.ImportedAsync(source.Request());
        source.Text("labels.csv", labels);

        var refused = Assert.IsType<ImportOutcome.Refused>(await portal.ImportAsync(source.Request()));

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(3, (await CasesAsync(portal, first.Id)).Count);
    }

    [Fact]
    public async Task A_fold_of_the_source_that_puts_a_patient_elsewhere_is_refused_with_its_line()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(3).Text("labels.csv", "file,patient,fold,Nodule\n0.png,A,train,1\n1.png,B,test,0\n");
        var first = await portal.ImportedAsync(source.Request());
        using var more = new SourceFolder().Images(3).Text("labels.csv", "file,patient,fold,Nodule\n1.png,B,test,0\n2.png,A,test,0\n");

        var refused = Assert.IsType<ImportOutcome.Refused>(await portal.ImportAsync(more.Request()));

        Assert.Contains("labels.csv, line 3: The patient of this row is in Test here and in Train in the data set", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await CasesAsync(portal, first.Id)).Count);
    }

    [Fact]
    public async Task Pixels_that_the_set_has_in_another_split_are_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("a.png").Text("labels.csv", "file,patient,fold,Nodule\na.png,A,train,1\n");
        await portal.ImportedAsync(source.Request());
        using var more = new SourceFolder().Image("copy.png").Text("labels.csv", "file,patient,fold,Nodule\ncopy.png,B,test,1\n");

        var refused = Assert.IsType<ImportOutcome.Refused>(await portal.ImportAsync(more.Request()));

        Assert.Contains("The same pixels as case 1 of the data set, which is in another split", refused.Reason, StringComparison.Ordinal);
    }

    private static string Rows(int count) => Header + string.Concat(Enumerable.Range(0, count).Select(i => $"{i}.png,P{i % 13 + (i >= 20 && i % 2 == 0 ? 100 : 0)},{i % 2},{i % 3 % 2}\n"));

    private static async Task<List<(int Number, string Patient, DatasetSplit Split, string? Source)>> CasesAsync(TestPortal portal, DatasetId id)
    {
        await using var db = portal.OpenDb();
        return [.. (await db.Set<Case>().Where(c => c.DatasetId == id).OrderBy(c => c.Number).ToListAsync(Cancelled)).Select(c => (c.Number, c.Patient, c.Split, c.SourceKey))];
    }

    private static async Task<(int, int, int)> RowsAsync(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return (await db.Set<Case>().CountAsync(Cancelled), await db.Set<CaseLabel>().CountAsync(Cancelled), await db.Set<Dataset>().IgnoreQueryFilters().CountAsync(Cancelled));
    }

    private static string[] Blobs(TestPortal portal) => [.. Directory.EnumerateFiles(portal.Root.Blobs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
