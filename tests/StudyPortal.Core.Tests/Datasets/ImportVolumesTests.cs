using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Volumes that a labels file names as it names images.</summary>
public sealed class ImportVolumesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_middle_slice_of_a_volume_is_the_case_and_those_beside_it_its_stack()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Text("labels.csv", "file,patient,Mass\na.mha,A,1\nb.mha,B,0\n").Bytes("a.mha", Volume(depth: 40)).Bytes("b.mha", Volume(depth: 1));

        var set = await portal.ImportedAsync(source.Request());

        await using var db = portal.OpenDb();
        var cases = await db.Set<Case>().OrderBy(c => c.Number).ToListAsync(Cancelled);
        Assert.Equal(("images", 2), (set.Adapter, set.Patients));
        Assert.Equal((16, 3, 2, 16), (cases[0].KeySlice, cases[0].Width, cases[0].Height, cases[0].BitDepth));
        Assert.Equal((33, 0), (await CountAsync(db, cases[0]), await CountAsync(db, cases[1])));
        Assert.Equal(cases[0].Pixels, await db.Set<CaseSlice>().Where(s => s.CaseId == cases[0].Id && s.Position == 16).Select(s => s.Pixels).SingleAsync(Cancelled));
        // Slice 20 holds 2000 everywhere; the volume begins at -1000.
        var image = GrayPng.Read(await portal.Get<BlobStore>().ReadAsync(cases[0].Pixels, Cancelled));
        Assert.Equal((3000, 2000.0), (image[1, 2], image[1, 2] * cases[0].RescaleSlope!.Value + cases[0].RescaleIntercept!.Value));
    }

    [Fact]
    public async Task A_volume_that_cannot_be_read_is_told_by_the_line_that_names_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Text("labels.csv", "file,Mass\na.mha,1\nb.mha,0\n").Bytes("a.mha", Volume(depth: 2)).Bytes("b.mha", Volume(depth: 2)[..^1]);

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.Equal(("labels.csv", 3), (problem.File, problem.Line));
        Assert.StartsWith("E_TRUNCATED_PIXELS", problem.Reason, StringComparison.Ordinal);
    }

    private static Task<int> CountAsync(PortalDb db, Case of) => db.Set<CaseSlice>().CountAsync(s => s.CaseId == of.Id, Cancelled);

    /// <summary>Two rows by three columns; every voxel of a slice holds 150 times the slice's number, less 1000.</summary>
    private static byte[] Volume(int depth) =>
    [
        .. System.Text.Encoding.ASCII.GetBytes($"NDims = 3\nDimSize = 3 2 {depth}\nElementType = MET_SHORT\nElementDataFile = LOCAL\n"),
        .. Enumerable.Range(0, depth).SelectMany(z => Enumerable.Repeat((short)(150 * z - 1000), 6)).SelectMany(BitConverter.GetBytes),
    ];
}
