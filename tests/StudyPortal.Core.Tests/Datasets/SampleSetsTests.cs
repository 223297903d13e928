using System.Text.Json;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>The sample sets of shared/samples, as their expected.json says.</summary>
public sealed class SampleSetsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Data_Entry_2017.csv")]
    [InlineData("Data_Entry_2017_v2020.csv")]
    public async Task Nih_meets_its_pixels_labels_patients_and_splits(string table)
    {
        var folder = SampleFolder.Of("nih");
        var expected = Expected(folder);
        await using var portal = await TestPortal.CreateAsync();

        var set = await portal.ImportedAsync(new ImportRequest { Name = "NIH", Folder = folder, LabelsFile = table, LabelMap = LabelMaps.NihChexpert8 });

        var cases = await NamedAsync(portal, set, Path.Combine(folder, table), "Image Index", Path.GetFileName(table));
        Assert.Equal(expected.GetProperty("images").EnumerateObject().Count(), cases.Count);
        Assert.Equal(expected.GetProperty("patient_groups").EnumerateObject().Count(), set.Patients);
        foreach (var (name, found) in cases)
        {
            var image = expected.GetProperty("images").GetProperty(name).GetProperty("gray8");
            var pixels = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(found.Pixels, Cancelled));
            Assert.Equal((image.GetProperty("shape")[0].GetInt32(), image.GetProperty("shape")[1].GetInt32(), 8), (pixels.Height, pixels.Width, pixels.BitDepth));
            Assert.Equal(image.GetProperty("sha256_pixels").GetString(), Sha256(pixels));
            Assert.All(set.Labels.Zip(found.Values), label => Assert.Equal(expected.GetProperty("labels8").GetProperty(name).GetProperty(label.First).GetInt32(), label.Second == LabelValue.Positive ? 1 : 0));
            Assert.Equal(expected.GetProperty("split").GetProperty("test").EnumerateArray().Any(test => test.GetString() == name), found.Split == DatasetSplit.Test);
        }
    }

    [Fact]
    public async Task Nih_boxes_lie_in_the_pixels_of_their_images()
    {
        var folder = SampleFolder.Of("nih");
        await using var portal = await TestPortal.CreateAsync();

        var set = await portal.ImportedAsync(new ImportRequest { Name = "NIH", Folder = folder });

        var boxed = new List<CaseDetails>();
        for (var number = 1; number <= set.Cases; number++)
            if ((await portal.Get<ReadCase>().ExecuteAsync(set.Id, number, CaseFilter.All, Cancelled))! is { Boxes.Count: > 0 } found) boxed.Add(found);
        Assert.Equal(Expected(folder).GetProperty("bbox").GetProperty("count").GetInt32(), boxed.Sum(found => found.Boxes.Count));
        Assert.Contains(boxed, found => found.Boxes[0] is { Label: "Infiltration" } box && Math.Abs(box.X - 640.084745762712 * found.Width / 1024) < 1e-9);
    }

    [Fact]
    public async Task Nih_problems_are_told_by_line()
    {
        var folder = SampleFolder.Of("nih");
        await using var portal = await TestPortal.CreateAsync();

        var refused = await portal.RefusedAsync(new ImportRequest { Name = "NIH", Folder = folder, LabelsFile = "Data_Entry_with_problems.csv" });

        Assert.Equal([(6, "E_MISSING_FILE"), (7, "E_CSV_VALUE"), (8, "E_CSV_VALUE")], refused.Problems.Where(p => !p.IsNote && p.Line is not null && p.File.StartsWith("Data", StringComparison.Ordinal)).Select(p => (p.Line!.Value, p.Reason.Split(':')[0])));
        Assert.Contains(refused.Problems, p => p is { Line: 9, IsNote: true });
    }

    [Fact]
    public async Task Nih_lists_that_share_a_patient_are_refused()
    {
        var folder = SampleFolder.Of("nih");
        await using var portal = await TestPortal.CreateAsync();

        var refused = await portal.RefusedAsync(new ImportRequest { Name = "NIH", Folder = folder, Nih = new NihSettings(TestList: "test_list_leaky.txt") });

        Assert.Contains(refused.Problems, p => p is { File: "test_list_leaky.txt", Line: 1, IsNote: false } && p.Reason.Contains("already on line 8 of train_val_list.txt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chexpert_keeps_what_its_table_says_and_counts_as_told()
    {
        var folder = SampleFolder.Of("chexpert");
        var expected = Expected(folder);
        await using var portal = await TestPortal.CreateAsync();
        var request = new ImportRequest { Name = "CheXpert", Folder = folder, Hints = new ColumnHints(Labels: [.. expected.GetProperty("label_order").EnumerateArray().Select(label => label.GetString()!)]) };

        var set = await portal.ImportedAsync(request);
        var all = await portal.ImportedAsync(request with { Name = "All", Chexpert = new ChexpertSettings(Laterals: true) });

        Assert.Equal(expected.GetProperty("frontal_train").GetInt32() + expected.GetProperty("rows_valid").GetInt32(), set.Cases);
        Assert.Equal(expected.GetProperty("rows_train").GetInt32() + expected.GetProperty("rows_valid").GetInt32(), all.Cases);
        Assert.Equal(expected.GetProperty("patients_train").GetInt32() + expected.GetProperty("rows_valid").GetInt32(), all.Patients);
        Assert.Equal(expected.GetProperty("label_order").EnumerateArray().Select(label => label.GetString()), all.Labels);
        var train = (await portal.Get<LoadCases>().ExecuteAsync(all.Id, null, Cancelled)).Take(expected.GetProperty("rows_train").GetInt32());
        var raw = expected.GetProperty("u_policies").EnumerateObject().Select(row => row.Value.GetProperty("raw").EnumerateArray().Select(cell => LabelText.Read(cell.GetString()!)!.Value));
        Assert.Equal(raw, train.Select(found => found.Values));
    }

    [Fact]
    public async Task An_external_set_meets_its_labels_and_tells_the_row_without_image()
    {
        var folder = SampleFolder.Of("external");
        var expected = Expected(folder);
        await using var portal = await TestPortal.CreateAsync();
        var request = new ImportRequest { Name = "External", Folder = folder, LabelMap = LabelMaps.NihChexpert8, Into = DatasetSplit.Test };

        var refused = await portal.RefusedAsync(request);
        var set = await portal.ImportedAsync(request with { SkipBadRows = true });

        var missing = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(8, missing.Line);
        Assert.StartsWith("E_MISSING_FILE: (see there) is not in the folder", missing.Reason, StringComparison.Ordinal);
        Assert.Equal((6, 3, DatasetSplit.Test), (set.Cases, set.Patients, Assert.Single(set.Splits).Split));
        foreach (var (name, found) in await NamedAsync(portal, set, Path.Combine(folder, "labels.csv"), "file", "labels.csv"))
            Assert.All(set.Labels.Zip(found.Values), label => Assert.Equal(expected.GetProperty("labels").GetProperty(name).GetProperty(label.First).GetInt32(), label.Second == LabelValue.Positive ? 1 : 0));
    }

    /// <summary>Expected.json of the malformed tables, each read as the only table of a folder that has the images it names.</summary>
    [Fact]
    public async Task Malformed_tables_end_as_they_should()
    {
        var folder = SampleFolder.Of("malformed");
        foreach (var file in Expected(folder).GetProperty("files").EnumerateObject().Where(file => file.Name.EndsWith(".csv", StringComparison.Ordinal)))
        {
            var allowed = file.Value.GetProperty("expect").EnumerateArray().Select(outcome => outcome.GetString()).ToList();
            await using var portal = await TestPortal.CreateAsync();
            using var source = new SourceFolder().Image("a.png").Image("a,b.png", 1).Image("b.png", 2).Image("c.png", 3).Image("d.png", 4).Image("e.png", 5)
                .Bytes("labels.csv", await File.ReadAllBytesAsync(Path.Combine(folder, file.Name), Cancelled));
            var adapter = file.Name.StartsWith("nih", StringComparison.Ordinal) ? "nih" : "images";

            var outcome = await portal.ImportAsync(source.Request() with { Adapter = adapter, LabelsFile = "labels.csv" });

            if (outcome is not ImportOutcome.Refused refused)
            {
                Assert.Contains("decode", allowed);
                continue;
            }

            Assert.Contains(refused.Problems, p => !p.IsNote);
            Assert.All(refused.Problems.Where(p => !p.IsNote), p => Assert.Contains(p.Reason.Split(':')[0], allowed));
        }
    }

    private static JsonElement Expected(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        return document.RootElement.Clone();
    }

    /// <summary>Cases by the name in the row that they say they come from.</summary>
    private static async Task<Dictionary<string, LoadedCase>> NamedAsync(TestPortal portal, DatasetDetails set, string table, string column, string origin)
    {
        var read = CsvTable.Read(Path.GetDirectoryName(table)!, Path.GetFileName(table));
        var named = read.Rows.ToDictionary(row => $"{origin}, line {row.Line}", row => row.Cells[read.Column(column)]);
        var found = new Dictionary<string, LoadedCase>();
        foreach (var loaded in await portal.Get<LoadCases>().ExecuteAsync(set.Id, null, Cancelled))
            found[named[(await portal.Get<ReadCase>().ExecuteAsync(set.Id, loaded.Number, CaseFilter.All, Cancelled))!.Origin]] = loaded;
        return found;
    }

    private static string Sha256(GrayImage image) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Array.ConvertAll(image.Pixels, pixel => (byte)pixel)));
}
