using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class ImportSeriesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_slices_beside_a_labelled_one_are_kept_in_the_order_in_which_they_lie_in_the_patient()
    {
        await using var portal = await TestPortal.CreateAsync();
        // File names and instance numbers run against the patient's axis.
        using var source = new SourceFolder().Text("labels.csv", "file,Mass\nct/2,1\n");
        for (var slice = 0; slice < 5; slice++) source.Bytes($"ct/{slice}", Slice(slice, z: 100 - 2.5 * slice));

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var found = await db.Set<Case>().SingleAsync(Cancelled);
        Assert.Equal(("CT", 2, 1.0, -1024.0), (found.Modality, found.KeySlice, found.RescaleSlope, found.RescaleIntercept));
        Assert.Equal([4, 3, 2, 1, 0], await ShadesAsync(portal, found.Id));
        Assert.Equal(found.Pixels, await db.Set<CaseSlice>().Where(s => s.Position == 2).Select(s => s.Pixels).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task Only_so_many_slices_are_kept_to_either_side()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Text("labels.csv", "file,Mass\nct/20,1\nct/0,0\n");
        for (var slice = 0; slice < 50; slice++) source.Bytes($"ct/{slice}", Slice(slice, z: slice));

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().OrderBy(c => c.KeySlice).ToListAsync(Cancelled);
        var (first, middle) = (await ShadesAsync(portal, cases[0].Id), await ShadesAsync(portal, cases[1].Id));
        Assert.Equal((0, 0, 17), (cases[0].KeySlice, first[0], first.Count));
        Assert.Equal((16, 4, 33), (cases[1].KeySlice, middle[0], middle.Count));
    }

    [Fact]
    public async Task A_slice_of_another_size_ends_the_stack_and_so_does_a_damaged_one_that_is_left_out()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Text("labels.csv", "file,Mass\n3,1\n");
        for (var slice = 0; slice < 7; slice++) source.Bytes($"{slice}", Slice(slice, z: slice, slice == 1 ? d => d.Set(DicomElement.UnsignedShort(DicomTags.Rows, 16)).Set(DicomElement.Bytes(DicomTags.PixelData, "OW", new byte[1024])) : null));
        source.Bytes("6", Slice(6, z: 6, d => d.Set(DicomElement.Bytes(DicomTags.PixelData, "OW", new byte[4]))));

        var dataset = await portal.ImportedAsync(source.Request() with { SkipBadRows = true });

        await using var db = portal.OpenDb();
        Assert.Equal([2, 3, 4, 5], await ShadesAsync(portal, (await db.Set<Case>().SingleAsync(Cancelled)).Id));
        Assert.Contains(await portal.NamedAsync(source.Path, dataset.ImportId), p => p.IsOf("6") && p.Reason.StartsWith("E_TRUNCATED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Slices_under_another_rescale_are_brought_under_that_of_the_case_where_no_value_changes()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Text("labels.csv", "file,Mass\n2,1\n");
        // 3 x 2 - 1024 and 4 x 0.5 - 1024 are what 6 and 2 mean in the slice of the case.
        for (var slice = 0; slice < 5; slice++)
            source.Bytes($"{slice}", Slice(slice, z: slice, slice switch
            {
                3 => d => d.Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", "2")),
                4 => d => d.Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", "0.5")),
                _ => null,
            }));

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var found = await db.Set<Case>().SingleAsync(Cancelled);
        Assert.Equal((2, 1.0, -1024.0), (found.KeySlice, found.RescaleSlope, found.RescaleIntercept));
        Assert.Equal([0, 1, 2, 6, 2], await ShadesAsync(portal, found.Id));
    }

    [Theory]
    [InlineData("CT", true, 3)]
    [InlineData("US", true, 3)]
    [InlineData("CT", false, 3)]
    [InlineData("US", false, 0)]
    public async Task A_file_of_several_frames_is_one_case_with_its_frames_beside_it_where_they_are_slices(string modality, bool saysWhere, int slices)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Bytes("film", Slice(0, z: 0, d => Frames(d.Set(DicomElement.Text(DicomTags.Modality, "CS", modality)), saysWhere)));

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var found = await db.Set<Case>().SingleAsync(Cancelled);
        // The file counts down along the patient: in order the frames are 2, 1, 0.
        var expected = slices == 0 ? Array.Empty<int>() : saysWhere ? [12, 11, 10] : [10, 11, 12];
        Assert.Equal(expected, await ShadesAsync(portal, found.Id));
        Assert.Equal(11, GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(found.Pixels, Cancelled))[0, 0]);
    }

    [Fact]
    public async Task A_file_whose_own_name_ends_as_those_of_frames_do_is_found()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Bytes("scan#2", Slice(5, z: 0)).Bytes("film#1", Slice(0, z: 9, d => Frames(d, saysWhere: true)));

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var shades = new List<int>();
        foreach (var found in await db.Set<Case>().OrderBy(c => c.Number).ToListAsync(Cancelled))
            shades.Add(GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(found.Pixels, Cancelled))[0, 0]);
        Assert.Equal([5, 11], shades.Order());
    }

    [Fact]
    public async Task A_series_of_several_times_at_one_place_gives_no_stack_and_says_so()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder();
        for (var slice = 0; slice < 4; slice++) source.Bytes($"{slice}", Slice(slice, z: slice / 2));

        var dataset = await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        Assert.Equal((4, 0), (dataset.Cases, await db.Set<CaseSlice>().CountAsync(Cancelled)));
        Assert.Contains(await portal.Get<ListProblems>().ExecuteAsync(dataset.ImportId, null, Cancelled), p => p.IsNote && p.Reason.Contains("lie at one place", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CT", -160, 240)]
    [InlineData("MR", -1017, -1005)]
    [InlineData("US", -1024, -1004)]
    public async Task Without_a_window_of_its_own_an_image_has_the_one_of_its_modality(string modality, int low, int high)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Bytes("1", Slice(7, z: 0, d => d.Set(DicomElement.Text(DicomTags.Modality, "CS", modality)).Set(DicomElement.Bytes(DicomTags.PixelData, "OW", Ramp()))));

        await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var found = await db.Set<Case>().SingleAsync(Cancelled);
        Assert.Equal((modality, low + 1024, high + 1024), (found.Modality, found.WindowLow, found.WindowHigh));
    }

    private static async Task<IReadOnlyList<int>> ShadesAsync(TestPortal portal, CaseId of)
    {
        await using var db = portal.OpenDb();
        var shades = new List<int>();
        foreach (var slice in await db.Set<CaseSlice>().Where(s => s.CaseId == of).OrderBy(s => s.Position).ToListAsync(Cancelled))
            shades.Add(GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(slice.Pixels, Cancelled))[0, 0]);
        return shades;
    }

    /// <summary>One value of 0, as many of each from 7 to 19, and one of 20: the tails are the two ends.</summary>
    private static byte[] Ramp() =>
        [.. Enumerable.Range(0, 1024).SelectMany(i => BitConverter.GetBytes((ushort)(i switch { 0 => 0, 1023 => 20, _ => 7 + (i - 1) * 13 / 1022 })))];

    /// <summary>Three frames of the shades 10, 11 and 12, in the order against the patient's axis where they say where they lie.</summary>
    private static DicomDataset Frames(DicomDataset dataset, bool saysWhere)
    {
        dataset.Set(DicomElement.Text(DicomTags.NumberOfFrames, "IS", "3"))
            .Set(DicomElement.Text(DicomTags.ImagePositionPatient, "DS", ""))
            .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", Enumerable.Range(0, 3 * 1024).SelectMany(i => BitConverter.GetBytes((ushort)(10 + i / 1024))).ToArray()));
        if (!saysWhere) return dataset;
        var groups = Enumerable.Range(0, 3).Select(frame => new DicomDataset().Set(DicomElement.Sequence(DicomTags.PlanePositionSequence,
            new DicomDataset().Set(DicomElement.Text(DicomTags.ImagePositionPatient, "DS", $"0\\0\\{-frame}")))));
        return dataset.Set(DicomElement.Sequence(DicomTags.PerFrameFunctionalGroupsSequence, [.. groups]));
    }

    /// <summary>A CT slice of one shade without a window, 32 by 32 pixels, Hounsfield = stored - 1024.</summary>
    internal static byte[] Slice(int shade, double z, Func<DicomDataset, DicomDataset>? change = null)
    {
        var dataset = new DicomDataset()
            .Set(DicomElement.Text(DicomTags.SopClassUid, "UI", "1.2.840.10008.5.1.4.1.1.2"))
            .Set(DicomElement.Text(DicomTags.SopInstanceUid, "UI", $"1.2.3.{shade}"))
            .Set(DicomElement.Text(DicomTags.StudyInstanceUid, "UI", "1.2.4"))
            .Set(DicomElement.Text(DicomTags.SeriesInstanceUid, "UI", "1.2.4.1"))
            .Set(DicomElement.Text(DicomTags.Modality, "CS", "CT"))
            .Set(DicomElement.Text(DicomTags.PatientId, "LO", "P1"))
            .Set(DicomElement.Text(DicomTags.ImageOrientationPatient, "DS", "1\\0\\0\\0\\1\\0"))
            .Set(DicomElement.Text(DicomTags.ImagePositionPatient, "DS", $"-100\\-100\\{z.ToString(CultureInfo.InvariantCulture)}"))
            .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, 1))
            .Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", "MONOCHROME2"))
            .Set(DicomElement.UnsignedShort(DicomTags.Rows, 32))
            .Set(DicomElement.UnsignedShort(DicomTags.Columns, 32))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, 16))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, 12))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, 11))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, 0))
            .Set(DicomElement.Text(DicomTags.RescaleSlope, "DS", "1"))
            .Set(DicomElement.Text(DicomTags.RescaleIntercept, "DS", "-1024"))
            .Set(DicomElement.Bytes(DicomTags.PixelData, "OW", Enumerable.Repeat(BitConverter.GetBytes((ushort)shade), 1024).SelectMany(bytes => bytes).ToArray()));
        return DicomWriter.Write(change?.Invoke(dataset) ?? dataset);
    }
}
