using System.Runtime.Intrinsics;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Imaging.Tests.Raster;

/// <summary>Rows filtered as the PNG specification writes it, byte by byte, come back.</summary>
public sealed class PngFiltersTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 20, 1)]
    [InlineData(40, 9, 1)]
    [InlineData(255, 8, 1)]
    [InlineData(700, 33, 1)]
    [InlineData(1, 3, 2)]
    [InlineData(19, 17, 2)]
    [InlineData(513, 31, 2)]
    public void Rows_of_mixed_filters_come_back(int width, int height, int bytes)
    {
        var random = new Random(20261130);
        for (var turn = 0; turn < 20; turn++)
        {
            var pixels = new byte[width * height * bytes];
            random.NextBytes(pixels);

            var undone = PngFilters.Undone(Filtered(pixels, width * bytes, bytes, _ => (byte)random.Next(5)), width * bytes, bytes);

            Assert.Equal(pixels, undone);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Rows_of_one_filter_come_back(byte filter)
    {
        var pixels = new byte[600 * 21];
        new Random(1).NextBytes(pixels);

        Assert.Equal(pixels, PngFilters.Undone(Filtered(pixels, 600, 1, _ => filter), 600, 1));
        Assert.Equal(pixels, PngFilters.Undone(Filtered(pixels, 600, 2, _ => filter), 600, 2));
    }

    [Fact]
    public void A_filter_that_there_is_not_is_refused() =>
        Assert.Null(PngFilters.Undone(Filtered(new byte[60], 10, 1, row => (byte)(row == 4 ? 5 : 4)), 10, 1));

    [Fact]
    public void The_nearest_neighbour_is_the_one_of_the_specification()
    {
        for (var left = 0; left < 256; left++)
            for (var above = 0; above < 256; above++)
                for (var corner = 0; corner < 256; corner++)
                    if (PngWave.Nearest(Lane(left), Lane(above), Lane(corner))[0] != Nearest(left, above, corner))
                        Assert.Fail($"left {left}, above {above}, corner {corner}");
    }

    private static Vector128<short> Lane(int value) => Vector128.CreateScalar((short)value);

    private static byte[] Filtered(byte[] pixels, int pitch, int bytes, Func<int, byte> filter)
    {
        var rows = new List<byte>();
        for (var row = 0; row < pixels.Length / pitch; row++)
        {
            rows.Add(filter(row));
            var named = rows[^1];
            for (var column = 0; column < pitch; column++)
                rows.Add((byte)(At(row, column) - Predicted(named, At(row, column - bytes), At(row - 1, column), At(row - 1, column - bytes))));
        }
        return [.. rows];

        int At(int row, int column) => row < 0 || column < 0 ? 0 : pixels[row * pitch + column];
    }

    private static int Predicted(byte filter, int left, int above, int corner) => filter switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Nearest(left, above, corner), _ => 0 };

    private static int Nearest(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
