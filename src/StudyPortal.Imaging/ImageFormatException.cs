using System.Text;

namespace StudyPortal.Imaging;

/// <summary>Why a file could not be read as an image.</summary>
public enum ImageFault
{
    NotDicom,
    TruncatedHeader,
    TruncatedPixels,
    NoPixelData,
    InvalidDataset,
    UnsupportedTransferSyntax,
    UnsupportedPixelFormat,
    CorruptCodestream,
    CorruptImage,
    UnsupportedFormat,
    ResourceLimit,
    MissingFile,
    PathTraversal,
    UnsafePickle,
}

/// <summary>A file that cannot be read as an image: which one, where it fails, and what was expected there.</summary>
public sealed class ImageFormatException : Exception
{
    public ImageFormatException(ImageFault fault, string detail, string? file = null, long? offset = null, Exception? inner = null)
        : base(Describe(fault, detail, file, offset), inner) =>
        (Fault, Detail, File, Offset) = (fault, detail, file, offset);

    public ImageFault Fault { get; }

    /// <summary>What is wrong and what was expected, without the file and the offset.</summary>
    public string Detail { get; }

    /// <summary>The file as the caller named it, when it came from a file.</summary>
    public string? File { get; }

    /// <summary>The byte where reading failed, when it is known.</summary>
    public long? Offset { get; }

    /// <summary>The fault for machines, e.g. E_CORRUPT_IMAGE.</summary>
    public string Code => CodeOf(Fault);

    internal ImageFormatException In(string file) => new(Fault, Detail, file, Offset, this);

    private static string Describe(ImageFault fault, string detail, string? file, long? offset) =>
        $"{CodeOf(fault)}: {(file is null ? "" : file + ": ")}{detail}{(offset is null ? "" : $" (at byte {offset})")}";

    private static string CodeOf(ImageFault fault)
    {
        var code = new StringBuilder("E");
        foreach (var letter in fault.ToString())
            code.Append(char.IsUpper(letter) ? "_" : "").Append(char.ToUpperInvariant(letter));
        return code.ToString();
    }
}
