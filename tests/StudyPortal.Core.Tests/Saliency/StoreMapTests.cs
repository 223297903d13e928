using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Tests.Models;
using StudyPortal.Imaging.Display;
using StudyPortal.Imaging.Raster;
using static StudyPortal.Core.Datasets.LabelValue;

namespace StudyPortal.Core.Tests.Saliency;

public sealed class StoreMapTests
{
    private const int Side = 32;

    [Fact]
    public async Task The_same_map_is_stored_once_and_no_longer_missing()
    {
        await using var portal = await TestPortal.CreateAsync();
        var task = await NewTask(portal, 64, 64);
        var request = new ExplainRequest([new(task.ModelId, task.Branch)], [task.CaseId], task.Method, TargetLabels: null);
        Assert.Equal([task], await portal.Get<ListMissingMaps>().ExecuteAsync(request, CancellationToken.None));

        var first = await portal.Get<StoreMap>().ExecuteAsync(task, Dot(0, 0), CancellationToken.None);
        var second = await portal.Get<StoreMap>().ExecuteAsync(task, Dot(5, 5), CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Empty(await portal.Get<ListMissingMaps>().ExecuteAsync(request, CancellationToken.None));
        Assert.Null(await portal.Get<RequestMaps>().ExecuteAsync(request, "admin", CancellationToken.None));
    }

    // 128 x 64 pixels become 64 x 32, of which columns 16 to 47 are kept: stored column x lies at x / 2 - 16.
    [Theory]
    [InlineData(3, 10, 1)]
    [InlineData(4, 10, 0)]
    [InlineData(3, 9, 0)]
    public async Task The_lesion_follows_the_image_through_resizing_and_cropping(int column, int row, double mass)
    {
        await using var portal = await TestPortal.CreateAsync();
        var task = await NewTask(portal, 128, 64, new(X: 36, Y: 20, Width: 4, Height: 4)); // input columns 2 and 3, rows 10 and 11

        var map = await Stored(portal, task, Dot(column, row));

        Assert.Equal((mass, 4.0 / (Side * Side)), (map.MassInside, map.AreaInside));
    }

    [Fact]
    public async Task A_pixel_that_is_half_lesion_counts_half()
    {
        await using var portal = await TestPortal.CreateAsync();
        var task = await NewTask(portal, 64, 64, new(X: 11, Y: 20, Width: 1, Height: 2)); // the right half of input pixel (5, 10)

        Assert.Equal(0.5, (await Stored(portal, task, Dot(5, 10))).MassInside);
    }

    [Fact]
    public async Task A_map_of_zeros_has_no_share_inside_and_a_case_without_box_has_neither()
    {
        await using var portal = await TestPortal.CreateAsync();
        var boxed = await Stored(portal, await NewTask(portal, 64, 64, new(0, 0, 8, 8)), new FloatMap(Side, Side, new float[Side * Side]));
        var bare = await Stored(portal, await NewTask(portal, 64, 64), Dot(1, 1));

        Assert.Equal((null, 16.0 / (Side * Side)), (boxed.MassInside, boxed.AreaInside));
        Assert.Equal((null, null), (bare.MassInside, bare.AreaInside));
    }

    [Fact]
    public async Task The_raw_values_are_a_numpy_array_and_the_rendering_a_picture_of_the_same_size()
    {
        await using var portal = await TestPortal.CreateAsync();
        var map = await Stored(portal, await NewTask(portal, 64, 64), Dot(1, 0));

        var raw = (await portal.Get<ReadMap>().RawAsync(map.Id, CancellationToken.None))!;
        var png = (await portal.Get<ReadMap>().RenderingAsync(map.Id, CancellationToken.None))!;

        Assert.StartsWith("\u0093NUMPY\u0001\0v\0{'descr': '<f4', 'fortran_order': False, 'shape': (32, 32), }", System.Text.Encoding.Latin1.GetString(raw), StringComparison.Ordinal);
        Assert.Equal(128 + Side * Side * sizeof(float), raw.Length);
        Assert.Equal(-2f, BitConverter.ToSingle(raw, 128 + sizeof(float)));
        Assert.Equal((Side, Side), (RasterReader.Read(new MemoryStream(png)).Width, RasterReader.Read(new MemoryStream(png)).Height));
    }

    [Fact]
    public async Task A_stored_map_is_rendered_anew_to_the_same_bytes()
    {
        await using var portal = await TestPortal.CreateAsync();
        var task = await NewTask(portal, 64, 64);
        var map = await Stored(portal, task, Noise(1));

        Assert.Equal(await portal.Get<ReadMap>().RenderingAsync(map.Id, CancellationToken.None), await Rendered(portal, map.Id, "1"));
        Assert.Equal(map.RenderContract, MapRendering.All[0].Contract);
        Assert.All(MapRendering.All, rendering => Assert.Equal(rendering.Contract, RenderContracts.Of(rendering.Version)!.Name));
        foreach (var rendering in MapRendering.All)
            Assert.Equal(await Rendered(portal, map.Id, rendering.Version), await Rendered(portal, map.Id, rendering.Version));
    }

    [Fact]
    public async Task A_shared_scale_takes_the_largest_of_the_maps_named()
    {
        await using var portal = await TestPortal.CreateAsync();
        var task = await NewTask(portal, 64, 64);
        var weak = await Stored(portal, task, Noise(1));
        var strong = await Stored(portal, task with { Method = "gradient-x-input" }, Noise(10));

        Assert.Equal(await Rendered(portal, strong.Id, "3"), await Rendered(portal, strong.Id, "3", weak.Id));
        Assert.NotEqual(await Rendered(portal, weak.Id, "3"), await Rendered(portal, weak.Id, "3", strong.Id));
        Assert.Equal(await Rendered(portal, weak.Id, "2"), await Rendered(portal, weak.Id, "2", strong.Id));
        Assert.Null(await Rendered(portal, weak.Id, "0"));
        Assert.Null(await Rendered(portal, SaliencyMapId.New(), "3"));
    }

    [Fact]
    public async Task The_maps_of_one_method_are_compared()
    {
        await using var portal = await TestPortal.CreateAsync();
        var task = await NewTask(portal, 64, 64);
        await Stored(portal, task, Noise(1));
        var other = await Stored(portal, task with { Method = "gradient-x-input" }, Noise(2));

        var comparison = await portal.Get<ComparisonOfCase>().ExecuteAsync(
            task.CaseId, "gradient-x-input", SampleModels.Label, [new(task.ModelId, task.Branch)], CancellationToken.None);

        Assert.Equal(other.Id, Assert.Single(comparison.Maps)!.Id);
    }

    [Fact]
    public async Task The_image_under_a_map_is_the_square_that_the_model_sees()
    {
        await using var portal = await TestPortal.CreateAsync();
        var task = await NewTask(portal, 128, 64, new(X: 32, Y: 0, Width: 64, Height: 32));

        var square = GrayPng.Read((await portal.Get<ReadCaseSquare>().ExecuteAsync(task.CaseId, CancellationToken.None))!);
        var comparison = await portal.Get<ComparisonOfCase>().ExecuteAsync(task.CaseId, task.Method, SampleModels.Label, [new(task.ModelId, task.Branch)], CancellationToken.None);

        Assert.Equal((64, 64), (square.Width, square.Height));
        Assert.Equal(new RelativeBox(0, 0, 1, 0.5), Assert.Single(comparison.Boxes));
        Assert.Null(Assert.Single(comparison.Maps));
    }

    private static FloatMap Noise(float largest)
    {
        var random = new Random(3);
        return new FloatMap(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(_ => largest * (random.NextSingle() - 0.4f))]);
    }

    private static Task<byte[]?> Rendered(TestPortal portal, SaliencyMapId id, string contract, params SaliencyMapId[] others) =>
        portal.Get<RenderMap>().ExecuteAsync(id, contract, others, CancellationToken.None);

    private static FloatMap Dot(int column, int row)
    {
        var values = new float[Side * Side];
        values[row * Side + column] = -2;
        return new FloatMap(Side, Side, values);
    }

    private static async Task<SaliencyMap> Stored(TestPortal portal, MapTask task, FloatMap map)
    {
        var id = await portal.Get<StoreMap>().ExecuteAsync(task, map, CancellationToken.None);
        return (await portal.Get<ReadMap>().ExecuteAsync(id, CancellationToken.None))!;
    }

    private static async Task<MapTask> NewTask(TestPortal portal, int width, int height, RelativeBox? box = null)
    {
        var dataset = await portal.AddDatasetAsync([Positive], width, height);
        var model = await portal.AddModelAsync(SampleModels.New("M"));
        await using var db = portal.OpenDb();
        var id = await db.Set<Case>().Where(c => c.DatasetId == dataset.Id).Select(c => c.Id).SingleAsync();
        if (box is { } lesion)
        {
            db.Add(new LesionBox { CaseId = id, Label = SampleModels.Label, X = lesion.X, Y = lesion.Y, Width = lesion.Width, Height = lesion.Height });
            await db.SaveChangesAsync();
        }

        return new MapTask(id, model, NormBranch.Clean, SaliencyMethods.InputGradient, SampleModels.Label);
    }
}
