using StudyPortal.Core.Saliency;
using StudyPortal.Imaging.Display;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Saliency;

public sealed class MapLegendTests
{
    [Fact]
    public void Every_colour_of_a_rendered_map_is_in_the_legend_in_the_order_of_its_values()
    {
        var ramp = new FloatMap(201, 1, [.. Enumerable.Range(0, 201).Select(step => step - 100f)]);
        var samples = RgbPng.Read(SaliencyRendering.Render(ramp).Png).Samples;
        var legend = MapLegend.Stored.Colours.ToList();

        var found = samples.Chunk(3).Select(pixel => legend.IndexOf(Convert.ToHexStringLower(pixel))).ToList();
        Assert.DoesNotContain(-1, found);
        Assert.Equal(found.Order(), found);
        Assert.Equal(MapLegend.Stored.Neutral, found[100] / 255.0, 0.003);
        Assert.Equal(256, legend.Distinct().Count());
    }

    [Fact]
    public void Only_a_contract_that_fixes_zero_says_that_the_middle_is_none()
    {
        Assert.Equal(("half-way", 0.5), (MapLegend.Stored.Middle, MapLegend.Stored.Neutral));
        Assert.Equal(("none", 0.5), OfVersion("2"));
        Assert.Equal(("half", 0.0), OfVersion("4"));
    }

    private static (string, double) OfVersion(string version)
    {
        var legend = MapLegend.Of(RenderContracts.Of(version)!);
        return (legend.Middle, legend.Neutral);
    }
}
