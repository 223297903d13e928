using System.Security.Cryptography;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Raster;
using StudyPortal.Learning;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Trainer.Inspection;

/// <summary>Tells what a file holds as this software decodes it; the content decides the kind.</summary>
internal static class InspectFile
{
    /// <summary>Any bytes, those of a TIFF header among them, before the letters that make a file DICOM.</summary>
    private const int DicomPreamble = 128;

    private static readonly string[] WeightEndings = [".pth", ".pt", ".pck", ".safetensors"];

    /// <returns>An object to be written as JSON; its first field is the kind.</returns>
    public static object Of(FileInfo file)
    {
        Span<byte> start = stackalloc byte[DicomPreamble + 4];
        using (var stream = file.OpenRead()) start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start switch
        {
            _ when start.EndsWith("DICM"u8) => Dicom(file),
            [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => Array(file),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => Image(file),
            _ when WeightEndings.Contains(file.Extension.ToLowerInvariant()) => Weights(file),
            _ => Dicom(file),
        };
    }

    private static object Array(FileInfo file)
    {
        using var array = NpyFile.Read(file.FullName);
        return new { Kind = "npy", Values = InspectedValues.Of(array) };
    }

    private static object Image(FileInfo file)
    {
        var image = RasterReader.Read(file.FullName);
        var values = System.Array.ConvertAll(image.Pixels, pixel => (int)pixel);
        return new { Kind = "image", Values = InspectedValues.Of(values, image.BitDepth, isSigned: false, image.Height, image.Width) };
    }

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

    /// <summary>The stored values of all frames, before any rescaling; none where the file has no pixels.</summary>
    private static object Dicom(FileInfo file)
    {
        var dicom = DicomFile.Read(file.FullName);
        return new
        {
            Kind = "dicom",
            dicom.TransferSyntax,
            dicom.Warnings,
            Values = dicom.Dataset[DicomTags.PixelData] is null ? null : Stored(dicom.Dataset),
            Tags = DicomTagList.Of(dicom.Dataset),
        };
    }

    private static InspectedValues Stored(DicomDataset dataset)
    {
        var frames = Enumerable.Range(0, DicomPixels.Frames(dataset)).Select(frame => DicomPixels.Stored(dataset, frame)).ToList();
        var first = frames[0];
        long[] shape = [.. (long[])(frames.Count == 1 ? [] : [frames.Count]), first.Height, first.Width, .. (long[])(first.Samples == 1 ? [] : [first.Samples])];
        return InspectedValues.Of(NameOf(first.Type), [.. frames.SelectMany(frame => frame.Bytes)], [.. frames.SelectMany(frame => frame.Values)], shape);
    }

    private static string NameOf(StoredType type) => type switch
    {
        StoredType.U8 => "uint8",
        StoredType.S8 => "int8",
        StoredType.U16 => "uint16",
        StoredType.S16 => "int16",
        StoredType.U32 => "uint32",
        StoredType.S32 => "int32",
        StoredType.F32 => "float32",
        _ => "float64",
    };
}
