using StudyPortal.Core.Datasets;
using StudyPortal.Core.Saliency;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class MaskTests
{
    private const int Side = 16;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mask_of_the_images_name_is_that_of_each_positive_label_and_counts_instead_of_the_box_around_it()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("images/a.png", 1).Image("images/b.png", 2).Bytes("masks/a.png", Diagonal(Side))
            .Text("labels.csv", "file,Nodule,Mass\na.png,1,0\nb.png,0,0\n");

        var set = await portal.ImportedAsync(source.Request());

        var found = (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 1, CaseFilter.All, Cancelled))!;
        Assert.Equal([new CaseBox("Nodule", 0, 0, Side, Side)], found.Boxes);
        var areas = await portal.Get<LoadLesionMasks>().ExecuteAsync([(found.Id, "Nodule"), (found.Id, "Mass")], Side, Cancelled);
        Assert.Equal(Side, areas[0].Sum(), 1e-4f);
        Assert.Equal(0, areas[1].Sum());
    }

    [Fact]
    public async Task A_mask_below_a_labels_name_or_in_its_column_is_that_of_the_label_alone()
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("a.png", 1).Image("b.png", 2).Bytes("masks/Pleural_Effusion/a.tif.png", []).Bytes("masks/Pleural_Effusion/a.png", Diagonal(Side)).Bytes("drawn/b.png", Diagonal(Side))
            .Text("labels.csv", "file,Pleural Effusion,Mass,mask Mass\na.png,1,1,\nb.png,1,1,drawn/b.png\n").Text("boxes.csv", "file,label,x,y,width,height\nb.png,Mass,1,2,3,4\n");

        var set = await portal.ImportedAsync(source.Request());

        var (first, second) = ((await portal.Get<ReadCase>().ExecuteAsync(set.Id, 1, CaseFilter.All, Cancelled))!, (await portal.Get<ReadCase>().ExecuteAsync(set.Id, 2, CaseFilter.All, Cancelled))!);
        Assert.Equal([new CaseBox("Pleural Effusion", 0, 0, Side, Side)], first.Boxes);
        Assert.Equal([new CaseBox("Mass", 1, 2, 3, 4)], second.Boxes);
        var areas = await portal.Get<LoadLesionMasks>().ExecuteAsync([(first.Id, "Pleural Effusion"), (first.Id, "Mass"), (second.Id, "Mass")], Side, Cancelled);
        Assert.Equal([Side, 0f, Side], areas.Select(area => MathF.Round(area.Sum(), 3)));
        Assert.Contains(await portal.NamedAsync(source.Path, set.ImportId), p => p.IsNote && p.IsOf("masks/Pleural_Effusion/a.tif.png"));
    }

    [Theory]
    [InlineData("gone.png", "labels.csv", "E_MISSING_FILE: (see there)")]
    [InlineData("../m.png", "labels.csv", "E_PATH_TRAVERSAL: (see there)")]
    [InlineData("small.png", "small.png", "The mask has 8 x 8 pixels, its image 16 x 16")]
    [InlineData("broken.png", "broken.png", "E_CORRUPT_IMAGE")]
    public async Task A_mask_that_cannot_be_used_refuses_the_set(string mask, string file, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder().Image("a.png").Bytes("small.png", Diagonal(8)).Bytes("broken.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0]).Text("labels.csv", $"file,Mass,mask\na.png,1,{mask}\n");

        var refused = await portal.RefusedAsync(source.Request());

        var problem = Assert.Single(refused.Problems, p => !p.IsNote);
        Assert.True(Assert.Single(portal.Get<NameProblems>().In(source.Path, [problem])).IsOf(file));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
    }

    private static byte[] Diagonal(int side) => GrayPng.Write(new GrayImage(side, side, 8, [.. Enumerable.Range(0, side * side).Select(at => (ushort)(at / side == at % side ? 1 : 0))]));
}
