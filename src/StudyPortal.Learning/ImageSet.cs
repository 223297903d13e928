using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace StudyPortal.Learning;

/// <summary>
/// Square grey images in [0,1], rows from the top, one after another in memory, or in a memory-mapped file of 16-bit
/// levels where there are too many. Any number of threads may read.
/// </summary>
public sealed class ImageSet : IDisposable
{
    /// <summary>Levels converted at a time: what the nearest cache holds.</summary>
    private const int Block = 4096;

    private readonly float[] pixels = [];
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly Lazy<string> fingerprint;

    public ImageSet(float[] pixels, int count, int size)
        : this(count, size)
    {
        if (pixels.LongLength != Values)
        {
            throw new ArgumentException(
                $"{count} images of {size} x {size} pixels have {Values} values; {pixels.LongLength} were given.", nameof(pixels));
        }
        this.pixels = pixels;
        fingerprint = new(() => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(pixels.AsSpan()))));
    }

    /// <summary>Images in a file of their <see cref="Level"/>s, little-endian, and nothing else.</summary>
    /// <param name="path">The file, which stays open.</param>
    /// <param name="count">Images in it.</param>
    /// <param name="size">Pixels along a side.</param>
    /// <param name="fingerprint">What tells these images from others.</param>
    /// <exception cref="InvalidDataException">The file is not as long as such images are.</exception>
    public ImageSet(string path, int count, int size, string fingerprint)
        : this(count, size)
    {
        long length = new FileInfo(path).Length;
        if (length != Values * sizeof(ushort))
        {
            throw new InvalidDataException($"{path} has {length} bytes; {count} images of {size} x {size} in 16 bits have {Values * sizeof(ushort)}. Delete it.");
        }
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        this.fingerprint = new(fingerprint);
    }

    private ImageSet(int count, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (Count, Size, fingerprint) = (count, size, new(""));
    }

    public int Count { get; }

    /// <summary>Pixels along a side.</summary>
    public int Size { get; }

    /// <summary>Equal for equal images: SHA-256 of the values in memory, or what the file was opened with.</summary>
    public string Fingerprint => fingerprint.Value;

    private long Values => (long)Count * Size * Size;

    /// <summary>What a file holds for a value in [0,1]: 65,535 is 1.</summary>
    public static ushort Level(float value) => (ushort)MathF.Round(value * ushort.MaxValue);

    /// <summary>The value that a level stands for.</summary>
    public static float Value(ushort level) => level / (float)ushort.MaxValue;

    /// <summary>Copies as many images as fit, from <paramref name="first"/> on.</summary>
    public void Read(int first, Span<float> target)
    {
        long start = (long)first * Size * Size;
        if (view is null)
        {
            pixels.AsSpan((int)start, target.Length).CopyTo(target);
            return;
        }
        Span<ushort> levels = stackalloc ushort[Block];
        for (int done = 0; done < target.Length; done += Block)
        {
            Span<float> block = target.Slice(done, Math.Min(Block, target.Length - done));
            view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(start + done) * sizeof(ushort), levels[..block.Length]);
            Expand(levels[..block.Length], block);
        }
    }

    /// <summary>A copy of consecutive images, N x channels x size x size, the grey value in every channel.</summary>
    public Tensor Batch(int start, int count, int channels)
    {
        using Tensor grey = empty(count, 1, Size, Size);
        Read(start, MemoryMarshal.Cast<byte, float>(grey.bytes));
        using Tensor replicated = grey.expand(count, channels, Size, Size);
        return replicated.clone();
    }

    public void Dispose()
    {
        view?.Dispose();
        file?.Dispose();
    }

    private static void Expand(ReadOnlySpan<ushort> levels, Span<float> values)
    {
        int at = 0;
        for (; at <= levels.Length - Vector<ushort>.Count; at += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(levels[at..]), out Vector<uint> low, out Vector<uint> high);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(low)) / ushort.MaxValue).CopyTo(values[at..]);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(high)) / ushort.MaxValue).CopyTo(values[(at + Vector<float>.Count)..]);
        }
        for (; at < levels.Length; at++)
        {
            values[at] = Value(levels[at]);
        }
    }
}
