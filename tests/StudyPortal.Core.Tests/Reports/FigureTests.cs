using System.Buffers.Binary;
using System.Text;

namespace StudyPortal.Core.Tests.Reports;

public sealed class FigureTests
{
    [Fact]
    public async Task A_ROC_figure_names_each_model_with_its_area_and_says_what_is_not_real()
    {
        await using var study = await RatedStudy.CloseAsync(6, 2, (reader, ratedCase, arm) => (reader + ratedCase + arm) % 6, simulated: true);
        var report = await study.ReportAsync();

        var svg = Encoding.UTF8.GetString(await study.FileAsync(report.Id, "roc_Mass.svg"));

        Assert.Contains("Zebra Standard: ", svg, StringComparison.Ordinal);
        Assert.Contains("Zebra Adversarial: ", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebra DualBn: ", svg, StringComparison.Ordinal);
        Assert.Contains("Synthetic images, simulated ratings", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PNG_has_300_pixels_to_the_inch_and_says_so()
    {
        await using var study = await RatedStudy.CloseAsync(4, 2, (reader, ratedCase, arm) => (reader + ratedCase + arm) % 6);
        var report = await study.ReportAsync();

        var png = await study.FileAsync(report.Id, "roc_Mass.png");

        Assert.Equal(1500, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal("pHYs", Encoding.ASCII.GetString(png, 37, 4));
        Assert.Equal(11811, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(41)));
    }
}
