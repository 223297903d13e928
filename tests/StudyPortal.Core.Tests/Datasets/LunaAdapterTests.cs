using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class LunaAdapterTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodules_are_malignant_by_the_mean_of_their_ratings_and_those_of_three_are_left_out() => await AssertMeetsAsync(VolumeFixtures.Folder("luna"));

    [Fact]
    public async Task The_sample_beside_the_repository_gives_its_expected_pixels() => await AssertMeetsAsync(SampleFolder.Of("luna"));

    [Fact]
    public async Task Two_readers_who_rate_four_or_five_make_a_nodule_malignant()
    {
        await using var portal = await TestPortal.CreateAsync();

        var set = await portal.ImportedAsync(Request() with { Luna = new LunaSettings(Rule: MalignancyRule.TwoReaders) });

        Assert.Equal((3, 1, 2), (set.Cases, set.CountOf("Malignancy", null).Positive, set.CountOf("Malignancy", null).Negative));
    }

    [Fact]
    public async Task Candidates_are_nodules_or_not_and_those_outside_their_scan_are_told()
    {
        await using var portal = await TestPortal.CreateAsync();

        var set = await portal.ImportedAsync(Request() with { LabelsFile = "candidates_V2.csv", SkipBadRows = true });

        Assert.Equal((4, 3, 1, 2), (set.Cases, set.CountOf("Nodule", null).Positive, set.CountOf("Nodule", null).Negative, set.Patients));
        var problem = Assert.Single(await portal.Get<ListProblems>().ExecuteAsync(set.ImportId, null, Cancelled), p => !p.IsNote);
        Assert.Equal(("candidates_V2.csv", 6), (problem.File, problem.Line));
        Assert.StartsWith("E_CSV_VALUE: The place lies outside the scan: voxel -89, 0, 0 of 160 x 160 x 16", problem.Reason, StringComparison.Ordinal);
        var pixels = await portal.PixelsAsync(set);
        foreach (var (index, patch) in VolumeFixtures.Expected(Request().Folder).GetProperty("patches").EnumerateArray().Index())
            Assert.Equal(patch.GetProperty("gray8").GetProperty("sha256").GetString(), VolumeFixtures.Sha256(pixels[$"candidates_V2.csv, line {index + 2}"]));
    }

    [Fact]
    public async Task Subsets_can_be_the_splits()
    {
        await using var portal = await TestPortal.CreateAsync();

        var set = await portal.ImportedAsync(Request() with { Luna = new LunaSettings(TestSubset: 1, ValidationSubset: 0) });

        Assert.Null(set.SplitSeed);
        Assert.Equal([new SplitCount(DatasetSplit.Validation, 1, 1), new SplitCount(DatasetSplit.Test, 1, 1)], set.Splits);
    }

    [Fact]
    public async Task Subsets_cannot_be_the_splits_of_scans_that_lie_in_none()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3").Text("candidates.csv", "seriesuid,coordX,coordY,coordZ,class\n1.2.3,0,0,0,1\n");

        var refused = await portal.RefusedAsync(source.Request() with { Luna = new LunaSettings(TestSubset: 1) });

        Assert.Contains("not all scans lie in folders subset0 to subset9", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_of_answers_alone_is_enough()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3").Text("answers.csv", "seriesuid,coordX,coordY,coordZ,malignancy\n1.2.3,0,0,0,1\n1.2.3,2,0,1,0\n1.2.3,4,0,1,\n");

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal(new LabelCount("Malignancy", null, 1, 1, 0, 1), set.CountOf("Malignancy", null));
    }

    [Fact]
    public async Task A_stored_level_can_be_read_as_Hounsfield_units()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3").Text("candidates.csv", "seriesuid,coordX,coordY,coordZ,class\n1.2.3,0,0,0,1\n");

        var set = await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var only = await db.Set<Case>().SingleAsync(Cancelled);
        var image = (await portal.PixelsAsync(set))["candidates.csv, line 2"];
        Assert.Equal(("CT", 64, 64), (only.Modality, only.Width, only.Height));
        // The scan is of 40 HU everywhere; what lies beside it is air.
        Assert.InRange(image[32, 32] * only.RescaleSlope!.Value + only.RescaleIntercept!.Value, 37, 43);
        Assert.Equal(0, image[0, 0]);
    }

    [Fact]
    public async Task The_patches_at_the_same_place_of_the_slices_beside_it_lie_beside_a_case_as_far_as_the_scan_reaches()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3", depth: 40).Text("candidates.csv", "seriesuid,coordX,coordY,coordZ,class\n1.2.3,4,4,2,1\n1.2.3,4,4,20,0\n");

        var set = await portal.ImportedAsync(source.Request());

        // From the first slice on, and sixteen to either side.
        var (first, middle) = (await StackAsync(portal, set.Id, 1), await StackAsync(portal, set.Id, 2));
        Assert.Equal((2, 16), (first.KeySlice, middle.KeySlice));
        Assert.Equal(Enumerable.Range(0, 19), first.Slices);
        Assert.Equal(Enumerable.Range(4, 33), middle.Slices);
    }

    [Fact]
    public async Task A_scan_of_one_slice_gives_no_stack()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3", depth: 1).Text("candidates.csv", "seriesuid,coordX,coordY,coordZ,class\n1.2.3,4,4,0,1\n");

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        Assert.Equal((1, 0), (await db.Set<Case>().CountAsync(Cancelled), await db.Set<CaseSlice>().CountAsync(Cancelled)));
    }

    [Fact]
    public async Task A_table_of_very_many_places_is_imported_without_stacks_and_says_so()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3").Text("candidates.csv", "seriesuid,coordX,coordY,coordZ,class\n" + string.Concat(Enumerable.Repeat("1.2.3,0,0,0,1\n", 10_001)));

        var set = await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        Assert.Equal((1, 0), (set.Cases, await db.Set<CaseSlice>().CountAsync(Cancelled)));
        Assert.Contains(await portal.Get<ListProblems>().ExecuteAsync(set.ImportId, null, Cancelled), p => p.IsNote && p.Reason.StartsWith("More than 10000 places", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.2.3,0,zero,0,1", "E_CSV_VALUE: Column coordY: (see there)")]
    [InlineData("1.2.3,0,NaN,0,1", "E_CSV_VALUE: Column coordY: (see there)")]
    [InlineData(",0,0,0,1", "E_CSV_VALUE: Column seriesuid is empty")]
    [InlineData("1.2.3,0,0,0,yes", "E_CSV_VALUE: Column class: (see there)")]
    [InlineData("1.2.3,0.2,0,0,0", "E_CSV_VALUE: The same voxel as on line 2 with another answer")]
    [InlineData("9.9.9,0,0,0,1", "E_MISSING_FILE: no .mhd file")]
    [InlineData("4.5.6,0,0,0,1", "E_TRUNCATED_PIXELS")]
    public async Task A_bad_row_is_told_by_its_line_and_names_no_series(string row, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3").Text("4.5.6.mhd", Mhd("4.5.6")).Bytes("4.5.6.raw", [1, 2]).Text("candidates.csv", $"seriesuid,coordX,coordY,coordZ,class\n1.2.3,0,0,0,1\n{row}\n");

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(("candidates.csv", 3), (problem.File, problem.Line));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("9.9.9", problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seriesuid,coordX,coordY,coordZ,malignancy\n1.2.3,0,0,0,4\n", "line 2: E_CSV_VALUE: Column malignancy: (see there); expected 1 (positive)")]
    [InlineData("seriesuid,coordX,coordY,coordZ,malignancy_ratings\n1.2.3,0,0,0,4;6\n", "line 2: E_CSV_VALUE: Column malignancy_ratings: (see there); expected whole numbers from 1 to 5")]
    [InlineData("seriesuid,coordX,coordY,class\n1.2.3,0,0,1\n", "line 1: E_CSV_SCHEMA: There is no column coordZ")]
    [InlineData("seriesuid,coordX,coordY,coordZ\n1.2.3,0,0,1\n", "line 1: E_CSV_SCHEMA: No column says what is there")]
    [InlineData("seriesuid,coordX,coordY,coordZ,diameter_mm\n1.2.3,0,0,1,5\n", "E_CSV_SCHEMA: The annotations list nodules only")]
    public async Task A_table_that_cannot_be_read_so_says_what_was_expected(string table, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3").Text("table.csv", table);

        var refused = await portal.RefusedAsync(source.Request() with { LabelsFile = "table.csv" });

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_named_twice_with_one_answer_is_imported_once()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Scan("1.2.3").Text("candidates.csv", "seriesuid,coordX,coordY,coordZ,class\n1.2.3,0,0,0,1\n1.2.3,0.1,0,0,1\n");

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal((1, 0, 1), (set.Cases, set.Refused, set.Noted));
    }

    [Fact]
    public void A_volume_is_opened_once_for_all_its_cases_and_let_go_when_many_others_were_used()
    {
        var volumes = new OpenVolumes();
        var first = volumes.At("first");

        Assert.Same(first, volumes.At("first"));
        for (var other = 0; other < 64; other++) volumes.At($"{other}");
        Assert.NotSame(first, volumes.At("first"));
    }

    private static async Task AssertMeetsAsync(string folder)
    {
        await using var portal = await TestPortal.CreateAsync();

        var set = await portal.ImportedAsync(new ImportRequest { Name = "LUNA", Folder = folder });

        Assert.Equal((2, 0, "luna16", 1, 1), (set.Cases, set.Refused, set.Adapter, set.CountOf("Malignancy", null).Positive, set.CountOf("Malignancy", null).Negative));
        var patches = VolumeFixtures.Expected(folder).GetProperty("patches");
        var pixels = await portal.PixelsAsync(set);
        foreach (var (line, patch) in new[] { (2, patches[0]), (4, patches[2]) })
            Assert.Equal(patch.GetProperty("gray8").GetProperty("sha256").GetString(), VolumeFixtures.Sha256(pixels[$"annotations.csv, line {line}"]));
        var notes = await portal.Get<ListProblems>().ExecuteAsync(set.ImportId, null, Cancelled);
        Assert.Contains(notes, note => note is { File: "lidc_malignancy.csv", Line: 3 } && note.Reason.StartsWith("The readers' mean is 3", StringComparison.Ordinal));
        Assert.Contains(notes, note => note is { File: "annotations.csv", Line: 5 } && note.Reason.StartsWith("No answer to its malignancy", StringComparison.Ordinal));
    }

    private static ImportRequest Request() => new() { Name = "LUNA", Folder = VolumeFixtures.Folder("luna") };

    /// <summary>Where the case is in its stack, and which slices of <see cref="Scan(string, int)"/> that is; the first is the least.</summary>
    private static async Task<(int KeySlice, IReadOnlyList<int> Slices)> StackAsync(TestPortal portal, DatasetId set, int number)
    {
        await using var db = portal.OpenDb();
        var found = await db.Set<Case>().SingleAsync(c => c.DatasetId == set && c.Number == number, Cancelled);
        var slices = await db.Set<CaseSlice>().Where(s => s.CaseId == found.Id).OrderBy(s => s.Position).Select(s => s.Pixels).ToListAsync(Cancelled);
        Assert.Equal(found.Pixels, slices[found.KeySlice]);
        var images = new List<GrayImage>();
        foreach (var slice in slices) images.Add(GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(slice, Cancelled)));
        Assert.All(images, image => Assert.Equal((64, 64, 0), (image.Width, image.Height, image[0, 0])));
        return (found.KeySlice, [.. images.Select(image => (int)Math.Round((image[32, 32] * found.RescaleSlope!.Value + found.RescaleIntercept!.Value - 40) / 8))]);
    }

    /// <summary>A scan of 8 x 8 voxels a slice of one millimetre, the first slice of 40 HU, each of 8 HU more than the one before.</summary>
    private static SourceFolder Scan(string series, int depth) => new SourceFolder().Text($"{series}.mhd", Mhd(series, depth))
        .Bytes($"{series}.raw", [.. Enumerable.Range(0, 64 * depth).SelectMany(voxel => BitConverter.GetBytes((short)(40 + 8 * (voxel / 64))))]);

    /// <summary>A scan of 8 x 8 x 2 voxels of one millimetre and 40 HU.</summary>
    private static SourceFolder Scan(string series) => new SourceFolder().Text($"{series}.mhd", Mhd(series))
        .Bytes($"{series}.raw", [.. Enumerable.Repeat(BitConverter.GetBytes((short)40), 128).SelectMany(voxel => voxel)]);

    private static string Mhd(string series, int depth = 2) => $"ObjectType = Image\nNDims = 3\nDimSize = 8 8 {depth}\nElementType = MET_SHORT\nElementDataFile = {series}.raw\n";
}
