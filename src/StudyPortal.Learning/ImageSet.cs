using static TorchSharp.torch;

namespace StudyPortal.Learning;

/// <summary>Square grey images in [0,1], one after another, rows from the top.</summary>
public sealed record ImageSet
{
    public ImageSet(float[] pixels, int count, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (pixels.LongLength != (long)count * size * size)
        {
            throw new ArgumentException(
                $"{count} images of {size} x {size} pixels have {(long)count * size * size} values; {pixels.LongLength} were given.",
                nameof(pixels));
        }
        (Pixels, Count, Size) = (pixels, count, size);
    }

    public float[] Pixels { get; }

    public int Count { get; }

    /// <summary>Pixels along a side.</summary>
    public int Size { get; }

    public ReadOnlySpan<float> Image(int index) => Pixels.AsSpan(index * Size * Size, Size * Size);

    /// <summary>A copy of consecutive images, N x channels x size x size, the grey value in every channel.</summary>
    public Tensor Batch(int start, int count, int channels)
    {
        using Tensor grey = tensor(Pixels.AsMemory(start * Size * Size, count * Size * Size), [count, 1, Size, Size]);
        using Tensor replicated = grey.expand(count, channels, Size, Size);
        return replicated.clone();
    }
}
