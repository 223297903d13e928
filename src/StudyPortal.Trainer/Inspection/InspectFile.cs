using System.Security.Cryptography;
using StudyPortal.Imaging.Raster;
using StudyPortal.Imaging.Volumes;
using StudyPortal.Learning;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Trainer.Inspection;

/// <summary>Tells what a file holds as this software decodes it; the content decides the kind.</summary>
internal static class InspectFile
{
    /// <summary>Any bytes, those of a TIFF header among them, before the letters that make a file DICOM.</summary>
    private const int DicomPreamble = 128;

    /// <summary>What a file of such a name holds is judged as an image even where it does not begin as one.</summary>
    private static readonly string[] ImageEndings = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"];

    private static readonly string[] WeightEndings = [".pth", ".pt", ".pck", ".safetensors"];

    /// <returns>An object to be written as JSON; its first field is the kind.</returns>
    public static object Of(FileInfo file)
    {
        Span<byte> start = stackalloc byte[DicomPreamble + 4];
        using (var stream = file.OpenRead()) start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start switch
        {
            _ when start.EndsWith("DICM"u8) => InspectDicom.Of(file),
            [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => Array(file),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] or [(byte)'B', (byte)'M', ..] => Image(file),
            _ when VolumeFile.IsNamedAsOne(file.Name) && !IsCheckpoint(start) => InspectedVolume.Of(VolumeFile.Read(file.FullName)),
            _ when ImageEndings.Contains(file.Extension.ToLowerInvariant()) => Image(file),
            _ when WeightEndings.Contains(file.Extension.ToLowerInvariant()) => Weights(file),
            _ => InspectDicom.Of(file),
        };
    }

    /// <summary>PyTorch's containers, a zip file or a pickle of a magic number, which may be called as the volumes of kneeMRI are.</summary>
    private static bool IsCheckpoint(ReadOnlySpan<byte> start) => start is [(byte)'P', (byte)'K', ..] or [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, ..];

    private static object Array(FileInfo file)
    {
        using var array = NpyFile.Read(file.FullName);
        return new { Kind = "npy", Values = InspectedValues.Of(array) };
    }

    /// <summary>All channels of the file as they decode; an import keeps the gray of them.</summary>
    private static object Image(FileInfo file) => new { Kind = "image", Values = InspectedValues.Of(RasterReader.ReadSamples(file.FullName)) };

    private static object Weights(FileInfo file)
    {
        using var weights = WeightFile.Read(file.FullName);
        var (network, otherwise) = NetworkOf(weights);
        return new
        {
            Kind = "weights",
            weights.Format,
            Sha256 = HashOf(file),
            Network = network,
            NoNetwork = otherwise,
            weights.Prefix,
            weights.Scalars,
            Parameters = weights.Tensors.Sum(tensor => tensor.Elements),
            Tensors = weights.Tensors.Select(Tensor).ToList(),
        };
    }

    /// <summary>One tensor is in memory at a time.</summary>
    private static object Tensor(StoredTensor stored)
    {
        using var values = stored.Read();
        return new { stored.Name, Values = InspectedValues.Of(values) };
    }

    /// <summary>The network that the names and shapes are those of, or why there is none.</summary>
    private static (NetworkShape? Network, string? Otherwise) NetworkOf(WeightFile weights)
    {
        try
        {
            return (CheckpointInspection.Infer(weights), null);
        }
        catch (CheckpointException otherwise)
        {
            return (null, otherwise.Message);
        }
    }

    private static string HashOf(FileInfo file)
    {
        using var bytes = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
