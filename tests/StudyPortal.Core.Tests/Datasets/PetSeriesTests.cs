using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Series whose slices are stored each under a rescale of its own, as PET scanners do.</summary>
public sealed class PetSeriesTests
{
    private const int Slices = 7, Pixels = 1024;

    /// <summary>Becquerel per millilitre for one stored step: the hottest slice is the third.</summary>
    private static readonly double[] Slopes = [0.0137, 0.331, 2.71828, 1.41421, 0.577, 0.0613, 0.25];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Half a step of 65,536 levels from 0 to the greatest value.</summary>
    private static double HalfStep => 1023 * 31 * Slopes.Max() / 65535 / 2;

    [Fact]
    public async Task Every_slice_has_all_others_beside_it_and_each_pixel_of_them_means_what_its_file_says()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Series();

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().OrderBy(c => c.KeySlice).ToListAsync(Cancelled);
        Assert.Equal(Enumerable.Range(0, Slices), cases.Select(c => c.KeySlice));
        foreach (var shown in cases) await AssertMeansAsync(portal, shown, ValueOf);
        // Each slice is stored once for all stacks in which it lies.
        Assert.Equal(Slices, await db.Set<CaseSlice>().Select(s => s.Pixels).Distinct().CountAsync(Cancelled));
        Assert.Single(cases.Select(c => (c.RescaleSlope, c.RescaleIntercept)).Distinct());
    }

    [Fact]
    public async Task The_window_of_a_case_means_what_its_file_says_on_each_slice()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder();
        for (var slice = 0; slice < Slices; slice++)
            source.Bytes($"{slice}", Pet(slice, d => d.Set(DicomElement.Text(DicomTags.WindowCenter, "DS", "250")).Set(DicomElement.Text(DicomTags.WindowWidth, "DS", "500"))));

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().ToListAsync(Cancelled);
        Assert.All(cases, shown =>
        {
            // DICOM counts a window of 500 around 250 from 0 to 499; the ends are whole levels of the file, then of the series.
            var slack = Slopes.Max() + 2 * HalfStep;
            Assert.InRange(shown.WindowLow * shown.RescaleSlope!.Value + shown.RescaleIntercept!.Value, -slack, slack);
            Assert.InRange(shown.WindowHigh * shown.RescaleSlope!.Value + shown.RescaleIntercept!.Value, 499 - slack, 499 + slack);
        });
    }

    [Fact]
    public async Task One_labelled_slice_has_the_others_beside_it_and_so_has_the_middle_frame_of_a_file_whose_frames_have_slopes_of_their_own()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Text("labels.csv", "file,Lesion\nct/5,1\n");
        for (var slice = 0; slice < Slices; slice++) source.Bytes($"ct/{slice}", Pet(slice));
        using var film = new SourceFolder().Bytes("film", Frames());

        await portal.ImportedAsync(source.Request("Labelled"));
        await portal.ImportedAsync(film.Request("Frames"));

        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().OrderByDescending(c => c.KeySlice).ToListAsync(Cancelled);
        Assert.Equal([5, 3], cases.Select(c => c.KeySlice));
        foreach (var shown in cases) await AssertMeansAsync(portal, shown, ValueOf);
    }

    [Fact]
    public async Task Slices_whose_levels_run_the_other_way_keep_their_values_and_the_direction_of_their_grays()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder();
        for (var slice = 0; slice < 3; slice++) source.Bytes($"{slice}", Pet(slice, d => d.Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", "MONOCHROME1"))));

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        foreach (var shown in await db.Set<Case>().ToListAsync(Cancelled))
        {
            Assert.True(shown.RescaleSlope < 0);
            await AssertMeansAsync(portal, shown, ValueOf, slices: 3);
        }
    }

    [Fact]
    public async Task What_the_slices_were_before_they_came_under_a_common_rescale_goes_at_the_end_of_the_import()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Series();

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var (cases, slices) = (await db.Set<Case>().ToListAsync(Cancelled), await db.Set<CaseSlice>().ToListAsync(Cancelled));
        var needed = cases.SelectMany(shown => new[] { shown.Pixels, shown.Thumbnail }).Concat(slices.Select(slice => slice.Pixels)).Distinct();
        Assert.Equal(needed.Select(portal.Get<BlobStore>().PathOf).Order(), Directory.EnumerateFiles(portal.Root.Blobs, "*", SearchOption.AllDirectories).Order());
        Assert.False(await db.Set<RetiredBlob>().AnyAsync(Cancelled));
    }

    [Fact]
    public async Task It_stays_where_another_set_has_it_and_where_another_import_has_stored_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var alone = Single();
        using var series = Series();
        var set = await portal.ImportedAsync(alone.Request("Alone"));
        await portal.ImportedAsync(series.Request("Series"));
        await AssertReadableAsync(portal, set.Id);

        await using var other = await TestPortal.CreateAsync();
        var outcome = await ImportAsync(other, alone.Request("Alone"), ImportStage.Cases, series.Request("Series"));
        await AssertReadableAsync(other, Assert.IsType<ImportOutcome.Imported>(outcome).Id);
    }

    [Fact]
    public async Task It_stays_where_an_import_that_was_stopped_has_stored_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var alone = Single();
        using var series = Series();
        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Get<ImportDataset>().ExecuteAsync(alone.Request("Alone"), Guid.NewGuid(), "tester", progress =>
        {
            if (progress is { Stage: ImportStage.Images, Done: > 0 }) throw new InvalidOperationException("Stopped here.");
        }, Cancelled));
        await using var db = portal.OpenDb();
        var stored = await db.Set<StoredFile>().SingleAsync(Cancelled);

        await portal.ImportedAsync(series.Request("Series"));

        Assert.True(File.Exists(portal.Get<BlobStore>().PathOf(stored.Pixels)));
    }

    [Fact]
    public async Task The_slices_of_a_case_that_is_left_out_go_with_it_also_those_that_were_brought_under_its_rescale()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Text("labels.csv", "file,Lesion,split\nalone,1,train\nct/0,1,test\n")
            .Bytes("alone", ImportSeriesTests.Slice(500, z: 0, d => d.Set(DicomElement.Text(DicomTags.PatientId, "LO", "P2")).Set(DicomElement.Text(DicomTags.SeriesInstanceUid, "UI", "1.2.4.2"))))
            .Bytes("ct/0", ImportSeriesTests.Slice(500, z: 0))
            .Bytes("ct/1", ImportSeriesTests.Slice(501, z: 1, d => d.Set(DicomElement.Text(DicomTags.RescaleIntercept, "DS", "-1000"))));

        var set = await portal.ImportedAsync(source.Request() with { SkipBadRows = true });

        await using var db = portal.OpenDb();
        var shown = await db.Set<Case>().SingleAsync(c => c.DatasetId == set.Id, Cancelled);
        Assert.Equal(new[] { shown.Pixels, shown.Thumbnail }.Distinct().Select(portal.Get<BlobStore>().PathOf).Order(), Directory.EnumerateFiles(portal.Root.Blobs, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task An_import_whose_file_goes_before_its_row_is_written_shows_nothing_and_stores_it_when_it_is_started_again()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var alone = Single();
        using var series = Series();

        var refused = await Assert.ThrowsAsync<IOException>(() => ImportAsync(portal, alone.Request("Alone"), ImportStage.Images, series.Request("Series")));

        Assert.Contains("Nothing new of \"Alone\" is to be seen.", refused.Message, StringComparison.Ordinal);
        Assert.Null(await portal.Get<ReadDataset>().ExecuteAsync("Alone", Cancelled));
        await AssertReadableAsync(portal, (await portal.ImportedAsync(alone.Request("Alone"))).Id);
    }

    private static SourceFolder Single() => new SourceFolder().Bytes("0", Pet(0));

    private static SourceFolder Series()
    {
        var source = new SourceFolder();
        for (var slice = 0; slice < Slices; slice++) source.Bytes($"{slice}", Pet(slice));
        return source;
    }

    /// <summary>An import during which, as soon as it has come so far, another one is run to its end.</summary>
    private static async Task<ImportOutcome> ImportAsync(TestPortal portal, ImportRequest request, ImportStage reached, ImportRequest other)
    {
        var between = new Lazy<Task<ImportOutcome>>(() => portal.ImportAsync(other));
        var outcome = await portal.Get<ImportDataset>().ExecuteAsync(request, Guid.NewGuid(), "tester", progress =>
        {
            if (progress.Stage == reached && progress.Done > 0) between.Value.Wait(Cancelled);
        }, Cancelled);
        Assert.IsType<ImportOutcome.Imported>(await between.Value);
        return outcome;
    }

    private static async Task AssertReadableAsync(TestPortal portal, DatasetId set)
    {
        await using var db = portal.OpenDb();
        var shown = await db.Set<Case>().SingleAsync(c => c.DatasetId == set, Cancelled);
        var last = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(shown.Pixels, Cancelled)).Pixels[^1];
        Assert.Equal(ValueOf(0, Pixels - 1), last * shown.RescaleSlope!.Value + shown.RescaleIntercept!.Value, 1e-6);
    }

    private static async Task AssertMeansAsync(TestPortal portal, Case shown, Func<int, int, double> valueOf, int slices = Slices)
    {
        await using var db = portal.OpenDb();
        var stack = await db.Set<CaseSlice>().Where(s => s.CaseId == shown.Id).OrderBy(s => s.Position).Select(s => s.Pixels).ToListAsync(Cancelled);
        Assert.Equal((slices, shown.Pixels), (stack.Count, stack[shown.KeySlice]));
        foreach (var (slice, hash) in stack.Index())
        {
            var image = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(hash, Cancelled));
            Assert.All(image.Pixels.Index(), pixel =>
                Assert.Equal(valueOf(slice, pixel.Index), pixel.Item * shown.RescaleSlope!.Value + shown.RescaleIntercept!.Value, HalfStep * 1.001));
        }
    }

    private static int Stored(int pixel) => pixel * 31;

    private static double ValueOf(int slice, int pixel) => Slopes[slice] * Stored(pixel);

    private static byte[] Ramp() => [.. Enumerable.Range(0, Pixels).SelectMany(pixel => BitConverter.GetBytes((ushort)Stored(pixel)))];

    private static byte[] Pet(int slice, Func<DicomDataset, DicomDataset>? change = null) => ImportSeriesTests.Slice(slice, z: 3.27 * slice, d =>
    {
        d.Set(DicomElement.Text(DicomTags.Modality, "CS", "PT"))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, 16))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, 15))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, 1))
            .Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", Text(Slopes[slice])))
            .Set(DicomElement.Text(DicomTags.RescaleIntercept, "DS", "0"))
            .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", Ramp()));
        return change?.Invoke(d) ?? d;
    });

    /// <summary>All slices in one file, each frame with its place and its rescale.</summary>
    private static byte[] Frames() => Pet(0, d => d
        .Set(DicomElement.Text(DicomTags.NumberOfFrames, "IS", Text(Slices)))
        .Set(DicomElement.Text(DicomTags.ImagePositionPatient, "DS", ""))
        .Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", ""))
        .Set(DicomElement.Text(DicomTags.RescaleIntercept, "DS", ""))
        .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", Enumerable.Repeat(Ramp(), Slices).SelectMany(frame => frame).ToArray()))
        .Set(DicomElement.Sequence(DicomTags.PerFrameFunctionalGroupsSequence, [.. Slopes.Select((slope, frame) => new DicomDataset()
            .Set(DicomElement.Sequence(DicomTags.PlanePositionSequence, new DicomDataset().Set(DicomElement.Text(DicomTags.ImagePositionPatient, "DS", $"0\\0\\{Text(frame)}"))))
            .Set(DicomElement.Sequence(DicomTags.PixelValueTransformationSequence, new DicomDataset()
                .Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", Text(slope)))
                .Set(DicomElement.Text(DicomTags.RescaleIntercept, "DS", "0")))))])));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
