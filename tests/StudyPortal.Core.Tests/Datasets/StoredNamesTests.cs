using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>What becomes of names of patients in the names of files and folders, and in values of tables; the file of the database is looked through.</summary>
public sealed class StoredNamesTests
{
    private const string Planted = "ZZPLANTED";

    private static readonly byte[] Broken = [0x89, (byte)'P', (byte)'N', (byte)'G', 0];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_name_of_a_file_or_folder_of_images_is_kept_and_the_administrator_finds_each_file()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        using var source = Images();

        var set = await portal.ImportedAsync(source.Request() with { SkipBadRows = true });

        Assert.Equal(2, set.Cases);
        var (kept, named) = (await portal.Get<ListProblems>().ExecuteAsync(set.ImportId, null, Cancelled), await portal.NamedAsync(source.Path, set.ImportId));
        Assert.All(kept, problem => Assert.DoesNotContain(Planted, problem.ToString(), StringComparison.Ordinal));
        Assert.Contains(named, problem => problem.IsOf($"{Planted}^JANE/broken \"{Planted}\".png") && problem.Reason.StartsWith("E_CORRUPT_IMAGE", StringComparison.Ordinal));
        Assert.Contains(named, problem => problem.IsOf($"{Planted}-unlisted.png") && problem.IsNote);
        Assert.Contains(named, problem => problem.IsOf($"{Planted}.csv") && problem.Line == 6 && problem.Reason.Contains($"{Planted}^JANE/1.png", StringComparison.Ordinal));
        Assert.Equal((await portal.Get<ReadCase>().ExecuteAsync(set.Id, 1, CaseFilter.All, Cancelled))!.Origin, named.Count > 0 ? Origin(kept) : "");
        await AssertNowhereAsync(portal);
    }

    [Fact]
    public async Task No_name_of_a_file_or_folder_of_dicom_files_is_kept()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        using var source = new SourceFolder()
            .Bytes($"{Planted}^JOHN/1", ImportDicomTests.Dicom("1.2.3.1", "P1")).Bytes($"{Planted}^JOHN/{Planted}.dcm", ImportDicomTests.Dicom("1.2.3.1", "P1"))
            .Bytes($"{Planted}/cut.dcm", ImportDicomTests.Dicom("1.2.3.2", "P2")[..200]).Text($"{Planted}.txt", "a letter");

        var set = await portal.ImportedAsync(source.Request() with { SkipBadRows = true });

        var named = await portal.NamedAsync(source.Path, set.ImportId);
        Assert.Contains(named, problem => problem.IsOf($"{Planted}^JOHN/{Planted}.dcm") && problem.Reason.StartsWith($"The same instance as {Planted}^JOHN/1 (", StringComparison.Ordinal));
        Assert.Contains(named, problem => problem.IsOf($"{Planted}/cut.dcm") && !problem.IsNote);
        Assert.Contains(named, problem => problem.IsOf($"{Planted}.txt") && problem.IsNote);
        await AssertNowhereAsync(portal);
    }

    [Fact]
    public async Task A_refused_import_names_no_file_either_and_its_job_leads_to_the_names()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        using var source = Images();
        var job = await portal.Get<EnqueueJob>().ExecuteAsync(JobKind.Import, "Import", source.Request(), "tester", Cancelled);

        var refused = Assert.IsType<ImportOutcome.Refused>(await portal.ImportAsync(source.Request(), job.Value));

        Assert.DoesNotContain(Planted, $"{refused.Reason} {string.Join('\n', refused.Problems)}", StringComparison.Ordinal);
        Assert.Contains((await portal.Get<NameProblems>().ExecuteAsync(job.Value, Cancelled))!, problem => problem.IsOf($"{Planted}-unlisted.png"));
        Assert.Null(await portal.Get<NameProblems>().ExecuteAsync(Guid.NewGuid(), Cancelled));
        await AssertNowhereAsync(portal);
    }

    [Fact]
    public async Task A_table_whose_first_line_is_no_header_is_refused_without_its_values()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        using var source = new SourceFolder().Images(1).Text("labels.csv", $"0.png,{Planted}^JANE,1\n1.png,{Planted}^JOHN,0\n");

        var refused = await portal.RefusedAsync(source.Request());

        Assert.Contains("labels.csv, line 1: E_CSV_SCHEMA: No column names the images", refused.Reason, StringComparison.Ordinal);
        await AssertNowhereAsync(portal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_told_by_what_it_is_called_instead_of_its_name()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        using var source = new SourceFolder().Image($"{Planted}.png").Text("labels.csv", $"file,Mass\n{Planted}.png,1\n");
        await using var held = new FileStream(Path.Combine(source.Path, $"{Planted}.png"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var refused = await Assert.ThrowsAsync<IOException>(() => portal.ImportAsync(source.Request()));

        Assert.Matches("^file-[0-9a-f]{12}[.]png [(].* bytes[)]: E_MISSING_FILE: it cannot be opened", refused.Message);
        Assert.DoesNotContain(Planted, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_of_an_addition_stand_beside_those_of_the_first_import()
    {
        await using var portal = await TestPortal.CreateSqliteAsync();
        using var source = new SourceFolder().Images(2).Bytes("2.png", Broken).Text("labels.csv", "file,Mass\n0.png,1\n1.png,0\n");
        var set = await portal.ImportedAsync(source.Request());

        source.Image("3.png", 3).Text("labels.csv", "file,Mass\n0.png,1\n1.png,0\n2.png,1\n3.png,1\n");
        await portal.ImportedAsync(source.Request() with { SkipBadRows = true });

        var imports = await portal.Get<ListImports>().ExecuteAsync(set.Id, Cancelled);
        Assert.Equal([(2, 0, 0, 2), (1, 2, 1, 1)], imports.Select(import => (import.Cases, import.Present, import.LeftOut, import.Noted)));
        Assert.Equal(set.ImportId, imports[0].Id);
        var listed = portal.Get<ListProblems>();
        var all = await listed.OfSetAsync(set.Id, page: 0, pageSize: 10, Cancelled);
        Assert.Equal((4, 4), (all.Total, all.Problems.Count));
        var last = await listed.OfSetAsync(set.Id, page: 1, pageSize: 3, Cancelled);
        Assert.Equal((4, all.Problems[3]), (last.Total, Assert.Single(last.Problems)));
    }

    /// <summary>Row 3 has a damaged file, row 5 none, row 6 one that row 2 has.</summary>
    private static SourceFolder Images() => new SourceFolder()
        .Image($"{Planted}^JANE/1.png", 1).Image("2.png", 2).Image($"{Planted}-unlisted.png", 3).Bytes($"{Planted}^JANE/broken \"{Planted}\".png", Broken)
        .Text($"{Planted}.csv", $"file,patient,Mass\n{Planted}^JANE/1.png,A,1\n\"{Planted}^JANE/broken \"\"{Planted}\"\".png\",B,1\n2.png,C,0\n{Planted}-gone.png,D,1\n{Planted}^JANE/1.png,A,1\n2.png,E,\"{Planted} \"\"J\"\"\"\n");

    private static string Origin(IReadOnlyList<SourceProblem> kept) => $"{kept.First(problem => problem.Line == 6).File.Split(' ')[0]}, line 2";

    private static async Task AssertNowhereAsync(TestPortal portal)
    {
        await using (var db = portal.OpenDb()) await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Cancelled);
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(portal.Root.Folder, "*", SearchOption.AllDirectories))
            Assert.False((await File.ReadAllBytesAsync(file, Cancelled)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Planted)) >= 0, file);
    }
}
