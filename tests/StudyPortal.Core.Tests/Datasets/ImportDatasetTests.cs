using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class ImportDatasetTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_with_folds_and_boxes_arrives_whole()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(4).Text("README.txt", "SYNTHETIC. Drawn by a test.")
            .Text("labels.csv", "file,patient_id,fold,Nodule,Mass,view\n0.png,A,train,1,0,PA\n1.png,A,train,0,-1,AP\n2.png,B,valid,0,,PA\n3.png,C,test,1.0,1,\n")
            .Text("boxes.csv", "file,label,x,y,width,height\n0.png,Nodule,1,2,3.5,4\n");

        var dataset = await portal.ImportedAsync(source.Request());

        Assert.Equal(["Nodule", "Mass"], dataset.Labels);
        Assert.True(dataset.IsSynthetic);
        Assert.Null(dataset.SplitSeed);
        Assert.Equal([new SplitCount(DatasetSplit.Train, 2, 1), new SplitCount(DatasetSplit.Validation, 1, 1), new SplitCount(DatasetSplit.Test, 1, 1)], dataset.Splits);
        Assert.Equal(new LabelCount("Mass", null, 1, 1, 1, 1), dataset.CountOf("Mass", null));
        var first = (await portal.Get<ReadCase>().ExecuteAsync(dataset.Id, 1, CaseFilter.All, Cancelled))!;
        Assert.Equal([new CaseBox("Nodule", 1, 2, 3.5, 4)], first.Boxes);
        Assert.Equal(("PA", "labels.csv, line 2", null, 2), (first.View, first.Origin, first.Previous, first.Next));
        Assert.StartsWith("P-", first.Patient, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_the_user_names_count_and_the_header_suggests_the_others()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(2).Text("labels.csv", "file,who,smoker,Nodule,Mass,device,direction\n0.png,A,1,1,0,1,AP\n1.png,A,0,0,1,1,PA\n");

        var dataset = await portal.ImportedAsync(source.Request() with { Hints = new ColumnHints(Patient: "who", View: "Direction", Labels: ["mass", "Nodule"]) });

        Assert.Equal(["Mass", "Nodule"], dataset.Labels);
        Assert.Equal(1, dataset.Patients);
        Assert.Equal("PA", (await portal.Get<ReadCase>().ExecuteAsync(dataset.Id, 2, CaseFilter.All, Cancelled))!.View);
    }

    [Fact]
    public async Task A_named_column_that_is_not_there_refuses_the_set_and_the_preview_lists_the_columns()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(1).Text("labels.csv", "file,Nodule\n0.png,1\n");

        var refused = await portal.RefusedAsync(source.Request() with { Hints = new ColumnHints(Labels: ["Nodules"]) });

        var preview = Assert.IsType<PreviewOutcome.Unreadable>(await portal.Get<PreviewImport>().ExecuteAsync(source.Request() with { Hints = new ColumnHints(Labels: ["Nodules"]) }, Cancelled));

        Assert.Contains("There is no column Nodules; the columns are (see there).", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("There is no column Nodules; the columns are \"file\", \"Nodule\".", preview.Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pixels_of_16_bits_are_kept_to_the_last_one()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("a.png", bits: 16).Text("labels.csv", "file,Nodule\na.png,1\n");

        var dataset = await portal.ImportedAsync(source.Request());

        var loaded = Assert.Single(await portal.Get<LoadCases>().ExecuteAsync(dataset.Id, null, Cancelled));
        var kept = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(loaded.Pixels, Cancelled));
        Assert.Equal(16, kept.BitDepth);
        Assert.Equal(RasterReader.Read(Path.Combine(source.Path, "a.png")).Pixels, kept.Pixels);
    }

    [Theory]
    [InlineData("0.png,A,2", "Column Nodule: (see there); expected 1 (positive), 0 (negative), -1 (uncertain) or nothing")]
    [InlineData("0.png,,1", "Column patient is empty")]
    [InlineData("gone.png,A,1", "E_MISSING_FILE: (see there) is not in the folder")]
    [InlineData("../secret.png,A,1", "E_PATH_TRAVERSAL: (see there) points")]
    [InlineData("/etc/passwd,A,1", "E_PATH_TRAVERSAL: (see there) points")]
    [InlineData("1.png,A,1", " bytes) is already on line 2")]
    [InlineData("0.png,A", "The row has more or fewer values")]
    public async Task A_bad_line_refuses_the_set_and_says_which_line_and_why(string line, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(3).Text("labels.csv", $"file,patient,Nodule\n1.png,A,1\n{line}\n2.png,B,0\n");

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(("labels.csv", 3), (problem.File, problem.Line));
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.Contains("labels.csv, line 3", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_can_be_left_out_and_are_kept_as_problems()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(2).Bytes("broken.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0])
            .Text("labels.csv", "file;patient;Nodule\r\n0.png;A;1\r\nbroken.png;B;0\r\n1.png;B;perhaps\r\n");

        var dataset = await portal.ImportedAsync(source.Request() with { SkipBadRows = true });

        Assert.Equal((1, 2), (dataset.Cases, dataset.Refused));
        var problems = await portal.Get<ListProblems>().ExecuteAsync(dataset.ImportId, null, Cancelled);
        Assert.Contains(problems, p => p is { File: "labels.csv", Line: 4, IsNote: false });
        Assert.Contains(problems, p => !p.IsNote && p.File.EndsWith(".png (5 bytes)", StringComparison.Ordinal) && p.Reason.StartsWith("E_CORRUPT_IMAGE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_undecodable_file_refuses_everything_under_strict_import()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(5).Bytes("5.png", [1, 2, 3])
            .Text("labels.csv", "file,Nodule\n" + string.Concat(Enumerable.Range(0, 6).Select(i => $"{i}.png,{i % 2}\n")));

        var refused = await portal.RefusedAsync(source.Request());

        Assert.Contains(".png (3 bytes): E_UNSUPPORTED_FORMAT", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_in_two_folds_is_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Images(3).Text("labels.csv", "filename,group,fold,nodule\n0.png,A,train,1\n1.png,B,train,0\n2.png,A,test,1\n");

        var refused = await portal.RefusedAsync(source.Request());

        Assert.Equal([2, 4], refused.Problems.Where(p => !p.IsNote).Select(p => p.Line));
        Assert.Contains("Train and Test", refused.Problems[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_pixels_in_two_splits_are_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("a.png").Image("copy.png").Text("labels.csv", "file,patient,fold,Nodule\na.png,A,train,1\ncopy.png,B,test,1\n");

        var refused = await portal.RefusedAsync(source.Request());

        Assert.Contains(refused.Problems, p => p.Line is null && p.Reason.StartsWith("The same pixels as file-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_that_was_killed_after_its_commit_answers_what_it_made()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("a.png").Text("labels.csv", "file,Nodule\na.png,1\n");
        var importId = Guid.NewGuid();

        var first = await portal.ImportAsync(source.Request(), importId);

        Assert.Equal(first, await portal.ImportAsync(source.Request(), importId));
    }

    [Fact]
    public async Task Importing_is_audited()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("a.png").Text("labels.csv", "file,Nodule\na.png,1\n");
        await portal.ImportedAsync(source.Request());
        await using var db = portal.OpenDb();

        var audited = await db.Set<AuditEvent>().SingleAsync(Cancelled);

        Assert.Equal(("dataset.imported", "Set", "tester"), (audited.Action, audited.Subject, audited.Actor));
    }

    [Fact]
    public async Task A_byte_order_mark_quotes_and_tabs_are_understood()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("a, b.png").Text("labels.csv", "\uFEFF\"file\"\tNodule\r\n\"a, b.png\"\t1\r\n");

        Assert.Equal(1, (await portal.ImportedAsync(source.Request())).Cases);
    }
}
