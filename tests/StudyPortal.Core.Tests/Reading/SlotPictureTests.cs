using System.Buffers.Binary;
using StudyPortal.Core.Reading;
using StudyPortal.Imaging;

namespace StudyPortal.Core.Tests.Reading;

public sealed class SlotPictureTests
{
    [Fact]
    public void A_stack_says_its_size_and_comes_slice_by_slice()
    {
        var content = SlotPicture.Of([new GrayImage(2, 1, 16, [1, 258]), new GrayImage(2, 1, 16, [3, 40_000])]).Content;

        Assert.Equal([2, 1, 16, 2], Enumerable.Range(0, 4).Select(word => BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(4 * word))));
        Assert.Equal([1, 0, 2, 1, 3, 0, 64, 156], content[16..]);
    }

    [Fact]
    public void An_eight_bit_image_is_a_stack_of_one() =>
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 7, 9], SlotPicture.Of([new GrayImage(1, 2, 8, [7, 9])]).Content);

    [Fact]
    public void Slices_of_different_sizes_are_refused() =>
        Assert.Throws<ArgumentException>(() => SlotPicture.Of([new GrayImage(1, 1, 8, [7]), new GrayImage(2, 1, 8, [7, 9])]));
}
