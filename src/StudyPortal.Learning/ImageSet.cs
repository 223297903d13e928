using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace StudyPortal.Learning;

/// <summary>
/// Square grey images in [0,1], rows from the top, one after another in memory, or in a file of float32 where there are
/// too many. Any number of threads may read.
/// </summary>
public sealed class ImageSet : IDisposable
{
    private readonly float[] pixels = [];
    private readonly SafeFileHandle? file;
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

    /// <summary>Images in a file of their float32 values, little-endian, and nothing else.</summary>
    /// <param name="path">The file, which stays open.</param>
    /// <param name="count">Images in it.</param>
    /// <param name="size">Pixels along a side.</param>
    /// <param name="fingerprint">What tells these images from others.</param>
    /// <exception cref="InvalidDataException">The file is not as long as such images are.</exception>
    public ImageSet(string path, int count, int size, string fingerprint)
        : this(count, size)
    {
        file = File.OpenHandle(path);
        if (RandomAccess.GetLength(file) != Values * sizeof(float))
        {
            long length = RandomAccess.GetLength(file);
            file.Dispose();
            throw new InvalidDataException($"{path} has {length} bytes; {count} images of {size} x {size} float32 have {Values * sizeof(float)}. Delete it.");
        }
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

    /// <summary>Copies as many images as fit, from <paramref name="first"/> on.</summary>
    public void Read(int first, Span<float> target)
    {
        long start = (long)first * Size * Size;
        if (file is null)
        {
            pixels.AsSpan((int)start, target.Length).CopyTo(target);
            return;
        }
        Span<byte> rest = MemoryMarshal.AsBytes(target);
        long offset = start * sizeof(float);
        while (!rest.IsEmpty)
        {
            int read = RandomAccess.Read(file, rest, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The file of the images became shorter while it was read.");
            }
            rest = rest[read..];
            offset += read;
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

    public void Dispose() => file?.Dispose();
}
