using StudyPortal.Core.Saliency;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Tests.Saliency;

public sealed class MarkOverlapTests
{
    [Fact]
    public void A_box_covers_the_pixels_it_covers_and_shares_of_those_at_its_border()
    {
        var coverage = MarkCoverage.Of([Mark(MarkShape.Rectangle, [2, 2], [4, 5])], width: 8, height: 8, side: 4);

        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 0, 0, 0.5f, 0, 0, 0, 0, 0, 0], coverage);
    }

    [Fact]
    public void An_ellipse_and_its_polygon_cover_the_area_of_the_formula()
    {
        var ellipse = MarkCoverage.Of([Mark(MarkShape.Ellipse, [10, 20], [50, 44])], width: 64, height: 64, side: 64);
        var corners = Enumerable.Range(0, 200).Select(i => i * Math.Tau / 200).Select(turn => new[] { 30 + 20 * Math.Cos(turn), 32 + 12 * Math.Sin(turn) });
        var polygon = MarkCoverage.Of([Mark(MarkShape.Freehand, [.. corners])], width: 64, height: 64, side: 64);

        Assert.Equal(Math.PI * 20 * 12, ellipse.Sum(), tolerance: 3);
        Assert.Equal(Math.PI * 20 * 12, polygon.Sum(), tolerance: 3);
    }

    [Fact]
    public void Of_a_wide_image_only_the_middle_counts_because_the_model_sees_no_more()
    {
        var left = Mark(MarkShape.Rectangle, [0, 0], [10, 20]);
        var middle = Mark(MarkShape.Rectangle, [10, 0], [20, 20]);

        Assert.Equal(0, MarkCoverage.Of([left], width: 40, height: 20, side: 20).Sum());
        Assert.Equal(200, MarkCoverage.Of([middle], width: 40, height: 20, side: 20).Sum());
        Assert.Null(MarkOverlap.Of(new float[400], MarkCoverage.Of([left], 40, 20, 20)));
    }

    [Fact]
    public void Mass_hit_and_iou_are_those_counted_by_hand()
    {
        float[] map = [0, -4, 2, 0, 1, 0, 0, 0, 1];
        float[] marked = [1, 1, 0, 1, 0, 0, 0, 0, 0];

        var overlap = MarkOverlap.Of(map, marked)!.Value;

        // Strongest three: -4, 2, 1 (row 1); one of them is marked: 1 / (3 + 3 - 1).
        Assert.Equal((0.5, 3 / 9.0, true, 0.2), (overlap.MassInside!.Value, overlap.AreaInside, overlap.Hit, overlap.Iou!.Value));
        Assert.False(MarkOverlap.Of(map, [1, 0, 0, 1, 0, 0, 0, 0, 0])!.Value.Hit);
        Assert.Null(MarkOverlap.Of(new float[9], marked)!.Value.MassInside);
    }

    private static Mark Mark(MarkShape shape, params double[][] points) => new(shape, "Finding", points);
}
