namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>One decoded frame.</summary>
/// <param name="Pixels">
/// Row by row, the samples of a pixel side by side, each little endian in the allocated bits. What the codestream does not
/// code is 0, but for signed JPEG 2000 samples, which fill their cells in two's complement.
/// </param>
/// <param name="IsRgb">The encoding itself held a colour transform, and it has been undone.</param>
internal sealed record DecodedFrame(byte[] Pixels, bool IsRgb);
