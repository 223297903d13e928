using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Boxes and masks of volumes that a labels file names: they are those of the middle slice, which is the case.</summary>
public sealed class VolumeMaskTests
{
    private const int Width = 6, Height = 4, Depth = 5, Middle = 2;
    private const string Labels = "file,patient,Mass,Cyst\na.mha,A,1,1\nb.nii.gz,B,1,0\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_box_lies_in_the_pixels_of_the_middle_slice()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Volumes().Text("boxes.csv", "file,label,x,y,width,height\na.mha,Mass,3,1,3,2\nb.nii.gz,Mass,0,0,6,4\n");

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal((2, 0, 0), (set.Cases, set.Refused, set.Noted));
        Assert.Equal([new CaseBox("Mass", 3, 1, 3, 2)], await BoxesAsync(portal, set, 1));
        Assert.Equal([new CaseBox("Mass", 0, 0, 6, 4)], await BoxesAsync(portal, set, 2));
    }

    [Theory]
    [InlineData("a.mha,Mass,4,1,3,2", "The box reaches outside its image of 6 x 4 pixels.")]
    [InlineData("b.nii.gz,Mass,1,1,1,4", "The box reaches outside its image of 6 x 4 pixels.")]
    [InlineData("a.mha,Mass,1,1,0,4", "E_CSV_VALUE: x, y, width and height must be numbers of pixels")]
    public async Task A_box_outside_the_slice_is_told_by_its_line(string row, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Volumes().Text("boxes.csv", $"file,label,x,y,width,height\n{row}\n");

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(("boxes.csv", 2), (problem.File, problem.Line));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("masks/Mass/a.mha")]
    [InlineData("masks/Mass/a.nii.gz")]
    [InlineData("masks/Mass/a.nii")]
    public async Task Of_a_mask_volume_the_middle_slice_counts(string file)
    {
        await using var portal = await TestPortal.CreateAsync();
        // Outside the middle slice everything is marked.
        using var source = Volumes().Bytes(file, Volume(file, Depth, (x, y, z) => z != Middle || (x is 1 or 2 && y == 3) ? 3 : 0));

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal((0, 0), (set.Refused, set.Noted));
        Assert.Equal([("Mass", "1,3 2,3")], await MasksAsync(portal, set, 1));
        Assert.Equal([new CaseBox("Mass", 1, 3, 2, 1)], await BoxesAsync(portal, set, 1));
        Assert.Empty(await MasksAsync(portal, set, 2));
    }

    [Fact]
    public async Task A_mask_of_one_slice_or_an_image_of_its_size_is_a_mask_of_the_middle_slice()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Volumes()
            .Bytes("masks/a.mha", Volume("a.mha", 1, (x, y, _) => x == 0 && y == 0 ? 1 : 0))
            .Bytes("masks/Mass/b.png", GrayPng.Write(new GrayImage(Width, Height, 8, [.. Enumerable.Range(0, Width * Height).Select(at => (ushort)(at == Width * Height - 1 ? 255 : 0))])));

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal([("Cyst", "0,0"), ("Mass", "0,0")], await MasksAsync(portal, set, 1));
        Assert.Equal([("Mass", "5,3")], await MasksAsync(portal, set, 2));
    }

    [Fact]
    public async Task A_column_can_name_the_mask_of_a_volume_and_of_an_image()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Volumes().Image("c.png", side: 16)
            .Bytes("drawn/a-mass.nii", Volume("a.nii", Depth, (x, y, z) => z == Middle && x == 4 && y == 2 ? 1 : 0))
            .Bytes("drawn/c.mha", Flat(16, at => at == 17))
            .Text("labels.csv", "file,patient,Mass,Cyst,Mass mask\na.mha,A,1,0,drawn/a-mass.nii\nb.nii.gz,B,1,0,\nc.png,C,1,0,drawn/c.mha\n");

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal(0, set.Noted);
        Assert.Equal([("Mass", "4,2")], await MasksAsync(portal, set, 1));
        Assert.Equal([("Mass", "1,1")], await MasksAsync(portal, set, 3));
    }

    [Fact]
    public async Task A_mask_volume_of_a_pair_is_read_once_and_one_that_is_empty_at_the_middle_slice_is_noted()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (header, voxels) = Pair((x, y, z) => z == Middle && x == 5 && y == 0 ? 1 : 0);
        using var source = Volumes().Bytes("masks/Mass/a.hdr", header).Bytes("masks/Mass/a.img", voxels)
            .Bytes("masks/Mass/b.mha", Volume("b.mha", Depth, (_, _, z) => z == Middle ? 0 : 1));

        var set = await portal.ImportedAsync(source.Request());

        Assert.Equal([("Mass", "5,0")], await MasksAsync(portal, set, 1));
        var note = Assert.Single(await portal.NamedAsync(source.Path, set.ImportId));
        Assert.Equal((true, true, "The mask is black: it shows no Mass."), (note.IsOf("masks/Mass/b.mha"), note.IsNote, note.Reason));
    }

    [Theory]
    [InlineData("masks/Mass/a.mha", 4, "The mask has another number of slices than its image.")]
    [InlineData("masks/Mass/a.nii", 7, "The mask has another number of slices than its image.")]
    [InlineData("masks/Mass/a.png", 0, "The mask has 16 x 16 pixels, its image 6 x 4.")]
    [InlineData("masks/Mass/a.mha", 0, "E_")]
    public async Task A_mask_that_does_not_fit_its_volume_or_is_damaged_refuses_the_set(string file, int depth, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Volumes();
        if (file.EndsWith(".png", StringComparison.Ordinal)) source.Image(file, 1, side: 16);
        else source.Bytes(file, depth == 0 ? Volume(file, Depth, (_, _, _) => 1)[..^1] : Volume(file, depth, (_, _, _) => 1));

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.True(Assert.Single(portal.Get<NameProblems>().In(source.Path, [problem])).IsOf(file));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volume_that_no_row_names_is_noted()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = Volumes().Bytes("more/c.nii", Volume("c.nii", Depth, (x, _, _) => x));

        var set = await portal.ImportedAsync(source.Request());

        var note = Assert.Single(await portal.NamedAsync(source.Path, set.ImportId));
        Assert.Equal((true, true, 2), (note.IsOf("more/c.nii"), note.IsNote, set.Cases));
    }

    private static async Task<IReadOnlyList<CaseBox>> BoxesAsync(TestPortal portal, DatasetDetails set, int number) =>
        (await portal.Get<ReadCase>().ExecuteAsync(set.Id, number, CaseFilter.All, Cancelled))!.Boxes;

    /// <summary>The masks of a case by label, each as the places x,y that it marks.</summary>
    private static async Task<IReadOnlyList<(string Label, string Marked)>> MasksAsync(TestPortal portal, DatasetDetails set, int number)
    {
        await using var db = portal.OpenDb();
        var found = await db.Set<Case>().SingleAsync(c => c.DatasetId == set.Id && c.Number == number, Cancelled);
        var masks = new List<(string, string)>();
        foreach (var mask in await db.Set<LesionMask>().Where(m => m.CaseId == found.Id).OrderBy(m => m.Label).ToListAsync(Cancelled))
        {
            var image = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(mask.Pixels, Cancelled));
            Assert.Equal((found.Width, found.Height), (image.Width, image.Height));
            masks.Add((mask.Label, string.Join(' ', image.Pixels.Index().Where(pixel => pixel.Item != 0).Select(pixel => FormattableString.Invariant($"{pixel.Index % image.Width},{pixel.Index / image.Width}")))));
        }

        return masks;
    }

    /// <summary>Two volumes that differ in every voxel, and their labels.</summary>
    private static SourceFolder Volumes() => new SourceFolder().Text("labels.csv", Labels)
        .Bytes("a.mha", Volume("a.mha", Depth, (x, y, z) => x + 10 * y + 50 * z))
        .Bytes("b.nii.gz", Volume("b.nii.gz", Depth, (x, y, z) => 255 - x - 10 * y - 40 * z));

    /// <summary>Six columns by four rows of bytes in the format of the name.</summary>
    private static byte[] Volume(string name, int depth, Func<int, int, int, int> valueAt)
    {
        var voxels = Voxels(depth, valueAt);
        if (name.EndsWith(".mha", StringComparison.Ordinal)) return [.. Encoding.ASCII.GetBytes($"NDims = 3\nDimSize = {Width} {Height} {depth}\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n"), .. voxels];
        byte[] nifti = [.. Header(depth, "n+1", 352), 0, 0, 0, 0, .. voxels];
        if (!name.EndsWith(".gz", StringComparison.Ordinal)) return nifti;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(nifti);
        return packed.ToArray();
    }

    private static (byte[] Header, byte[] Voxels) Pair(Func<int, int, int, int> valueAt) => (Header(Depth, "ni1", 0), Voxels(Depth, valueAt));

    private static byte[] Voxels(int depth, Func<int, int, int, int> valueAt) =>
        [.. Enumerable.Range(0, Width * Height * depth).Select(at => (byte)valueAt(at % Width, at / Width % Height, at / (Width * Height)))];

    /// <summary>A square MetaImage of one slice.</summary>
    private static byte[] Flat(int side, Func<int, bool> isMarked) =>
        [.. Encoding.ASCII.GetBytes($"NDims = 3\nDimSize = {side} {side} 1\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n"), .. Enumerable.Range(0, side * side).Select(at => (byte)(isMarked(at) ? 1 : 0))];

    private static byte[] Header(int depth, string magic, float offset)
    {
        var header = new byte[348];
        BinaryPrimitives.WriteInt32LittleEndian(header, 348);
        foreach (var (index, size) in new[] { 3, Width, Height, depth, 1, 1, 1, 1 }.Index()) BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(40 + 2 * index), (short)size);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(72), 8);
        for (var axis = 0; axis < 4; axis++) BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(76 + 4 * axis), 1);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), offset);
        Encoding.ASCII.GetBytes(magic).CopyTo(header, 344);
        return header;
    }
}
