using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Raster;
using StudyPortal.Learning;

namespace StudyPortal.Trainer.Modelling;

/// <summary>
/// Many images as a network sees them, in files of the work folder: each is decoded once, several at a time, and none stays in
/// memory. The values are float32, as they would be in memory, so that a run has the same bits either way. Any file may be
/// deleted while no job runs.
/// </summary>
internal sealed class ImageCache(BlobStore blobs, DataRoot root)
{
    /// <summary>To be changed with <see cref="Resampled.ToUnitFloats"/>.</summary>
    private const string Format = "unit floats 1";

    /// <param name="images">In this order.</param>
    /// <param name="size">Side of the network's input.</param>
    /// <param name="progress">Told the images decoded so far, unless the file is there.</param>
    /// <param name="cancellationToken">Looked at before each image; then nothing is kept.</param>
    /// <exception cref="IOException">There is no room for the file.</exception>
    public async Task<ImageSet> OpenAsync(IReadOnlyList<BlobHash> images, int size, Action<int> progress, CancellationToken cancellationToken)
    {
        var key = KeyOf(images, size);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(root.Work, "cache")).FullName, key + ".f32");
        if (!File.Exists(path)) await WriteAsync(path, images, size, progress, cancellationToken);
        return new ImageSet(path, images.Count, size, key);
    }

    public async Task<float[]> DecodeAsync(BlobHash image, int size, CancellationToken cancellationToken) =>
        Resampled.ToUnitFloats(GrayPng.Read(await blobs.ReadAsync(image, cancellationToken)), size);

    /// <summary>What the pixels follow from, hashed.</summary>
    private static string KeyOf(IReadOnlyList<BlobHash> images, int size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Format}, {size}"));
        foreach (var image in images) hash.AppendData(Encoding.UTF8.GetBytes(image.Value));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task WriteAsync(string path, IReadOnlyList<BlobHash> images, int size, Action<int> progress, CancellationToken cancellationToken)
    {
        var partial = Path.Combine(root.Incoming, Guid.NewGuid().ToString("N"));
        long bytesEach = (long)size * size * sizeof(float);
        try
        {
            using (var file = File.OpenHandle(partial, FileMode.CreateNew, FileAccess.Write, preallocationSize: images.Count * bytesEach))
            {
                var decoded = 0;
                await Parallel.ForAsync(0, images.Count, cancellationToken, async (index, cancellation) =>
                {
                    var pixels = await DecodeAsync(images[index], size, cancellation);
                    RandomAccess.Write(file, MemoryMarshal.AsBytes(pixels.AsSpan()), index * bytesEach);
                    progress(Interlocked.Increment(ref decoded));
                });
                RandomAccess.FlushToDisk(file);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
